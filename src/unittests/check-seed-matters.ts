import { hashJson } from "../core/hash.ts";
import type { Check } from "../core/unit-test-report.ts";
import { counterexample, describeExecution, type Evidence, failed, passed, warned } from "./evidence.ts";

/** D7 of the audit counts a class with 10% duplicates as defective; half of that is shown to a person. */
const FAILED_SHARE = 0.1;
const WARNED_SHARE = 0.05;

/** Distinct seeds and indices give distinct cases, at every level. */
export async function checkSeedMatters(evidence: Evidence): Promise<Check> {
  const { program, sandbox, limits, seed, levels } = evidence;
  let worst = { share: 0, detail: "" };
  for (const [level, cases] of levels.entries()) {
    const seen = new Set<string>();
    for (const drawn of cases) {
      const hash = hashJson(drawn.instance);
      if (seen.has(hash) && cases.length - seen.size > FAILED_SHARE * cases.length) {
        return failed("seed matters", duplicates(cases.length, distinct(cases), level), [
          counterexample({ ...drawn, level }, seed),
        ]);
      }
      seen.add(hash);
    }
    const share = 1 - distinct(cases) / cases.length;
    if (share > FAILED_SHARE) return failed("seed matters", duplicates(cases.length, distinct(cases), level));
    if (share > worst.share) worst = { share, detail: duplicates(cases.length, distinct(cases), level) };

    const other = await sandbox.draw(program, { level, seed: seed + 1, start: 0, count: 20 }, limits);
    if (other.status !== "completed")
      return failed("seed matters", `with another seed: ${describeExecution(other)}`);
    const repeated = other.value.filter(
      (drawn) => drawn.status === "drawn" && seen.has(hashJson(drawn.instance)),
    );
    if (repeated.length > 2 * FAILED_SHARE * other.value.length) {
      return failed(
        "seed matters",
        `${repeated.length} of 20 cases of seed ${seed + 1} are cases of seed ${seed} too, at level ${level}`,
      );
    }
  }
  if (worst.share > WARNED_SHARE) return warned("seed matters", worst.detail);
  return passed("seed matters", worst.detail === "" ? "all cases distinct" : worst.detail);
}

const distinct = (cases: readonly { readonly instance: unknown }[]): number =>
  new Set(cases.map(({ instance }) => hashJson(instance))).size;

const duplicates = (drawn: number, different: number, level: number): string =>
  `only ${different} of ${drawn} cases of level ${level} are distinct`;
