import { hashJson } from "../core/hash.ts";
import type { DrawnCase } from "../core/execution.ts";
import type { Check, Counterexample } from "../core/unit-test-report.ts";
import { counterexample, describeExecution, type Evidence, failed, passed, warned } from "./evidence.ts";

/** D7 of the audit counts a class with 10% duplicates as defective; half of that is shown to a person. */
const FAILED_SHARE = 0.1;
const WARNED_SHARE = 0.05;

/** Distinct seeds and indices give distinct cases, at every level. */
export async function checkSeedMatters(evidence: Evidence): Promise<Check> {
  const { program, sandbox, limits, seed, levels } = evidence;
  let worst = { share: 0, detail: "" };
  for (const [level, cases] of levels.entries()) {
    const seen = new Set(cases.map(({ instance }) => hashJson(instance)));
    const share = 1 - seen.size / cases.length;
    const detail = `only ${seen.size} of ${cases.length} cases of level ${level} are distinct`;
    if (share > FAILED_SHARE) return failed("seed matters", detail, firstRepeated(cases, level, seed));
    if (share > worst.share) worst = { share, detail };

    const other = await sandbox.draw(program, { level, seed: seed + 1, start: 0, count: 20 }, limits);
    if (other.status !== "completed")
      return failed("seed matters", `with another seed: ${describeExecution(other)}`);
    const repeated = other.value
      .filter((drawn) => drawn.status === "drawn")
      .filter(({ instance }) => seen.has(hashJson(instance)));
    if (repeated.length > 2 * FAILED_SHARE * other.value.length) {
      return failed(
        "seed matters",
        `${repeated.length} of 20 cases of seed ${seed + 1} are cases of seed ${seed} too, at level ${level}`,
        repeated.map((drawn) => counterexample({ ...drawn, level }, seed + 1)),
      );
    }
  }
  if (worst.share > WARNED_SHARE) return warned("seed matters", worst.detail);
  return passed("seed matters", worst.detail === "" ? "all cases distinct" : worst.detail);
}

function firstRepeated(cases: readonly DrawnCase[], level: number, seed: number): readonly Counterexample[] {
  const hashes = cases.map(({ instance }) => hashJson(instance));
  const place = hashes.findIndex((hash, at) => hashes.indexOf(hash) < at);
  const repeated = cases[place];
  return repeated === undefined ? [] : [counterexample({ ...repeated, level }, seed)];
}
