import type { Counterexample } from "./unit-test-report.ts";

/**
 * Orders counterexamples by how quickly they can be worked through: the easiest level, the smallest case,
 * the earliest of equals, and of one case the shortest response.
 */
export function smallestFirst(one: Counterexample, other: Counterexample): number {
  return (
    (one.level ?? 0) - (other.level ?? 0) ||
    (one.instance?.length ?? 0) - (other.instance?.length ?? 0) ||
    (one.index ?? 0) - (other.index ?? 0) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    (one.response?.length ?? 0) - (other.response?.length ?? 0)
  );
}
