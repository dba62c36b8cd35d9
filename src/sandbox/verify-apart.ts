import type { Score } from "../bootcamp/index.ts";
import type { Attempt, Execution, JobLimits } from "../core/execution.ts";

/** A verifier that is too slow on more responses than this is too slow. */
const MOST_TIMEOUTS = 3;

type Verify = (attempts: readonly Attempt[]) => Promise<Execution<readonly Score[]>>;

/**
 * Verifies a batch so that a response which takes too long costs its own score and nobody else's: the one
 * under way when the time ran out is tried again by itself, and the others go on without it. A batch with
 * many of them is timed out as a whole.
 */
export async function verifyApart(
  attempts: readonly Attempt[],
  limits: JobLimits,
  verify: Verify,
): Promise<Execution<readonly Score[]>> {
  const scores: Score[] = [];
  let cpuMs = 0;
  let timeouts = 0;
  const take = (done: { readonly value: readonly Score[]; readonly cpuMs: number }): void => {
    scores.push(...done.value);
    cpuMs += done.cpuMs;
  };
  while (scores.length < attempts.length) {
    const rest = attempts.slice(scores.length);
    const whole = await verify(rest);
    if (whole.status === "completed") {
      take(whole);
      continue;
    }
    const item = whole.status === "timed-out" ? whole.item : null;
    if (item === null || item >= rest.length) return whole;
    if (item > 0) {
      const before = await verify(rest.slice(0, item));
      if (before.status !== "completed") return before;
      take(before);
    }
    const slow = await verify(rest.slice(item, item + 1));
    if (slow.status === "completed") {
      take(slow);
      continue;
    }
    if (slow.status !== "timed-out") return slow;
    timeouts++;
    if (timeouts > MOST_TIMEOUTS) return { ...slow, item: scores.length };
    scores.push({ status: "timeout", limitMs: limits.timeoutMs });
  }
  return { status: "completed", value: scores, cpuMs };
}
