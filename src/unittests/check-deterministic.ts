import { hashJson } from "../core/hash.ts";
import type { Check } from "../core/unit-test-report.ts";
import { counterexample, describeExecution, type Evidence, failed, passed } from "./evidence.ts";

/**
 * Cases drawn again from the middle of each level: other neighbours before them, a fresh world about them.
 * A prime, so that a state that comes round after a few cases stands elsewhere the second time.
 */
const START = 37;
const COUNT = 20;

/** The same seed gives the same case, prompt and reference, whatever was drawn before. */
export async function checkDeterministic(evidence: Evidence): Promise<Check> {
  const { program, sandbox, limits, seed, levels } = evidence;
  for (const [level, cases] of levels.entries()) {
    const execution = await sandbox.draw(program, { level, seed, start: START, count: COUNT }, limits);
    if (execution.status !== "completed")
      return failed("deterministic", `drawing again: ${describeExecution(execution)}`);
    for (const again of execution.value) {
      const before = cases[again.index];
      if (before === undefined) continue;
      const same = again.status === "drawn" && hashJson(facts(again)) === hashJson(facts(before));
      if (!same) {
        return failed(
          "deterministic",
          `case ${again.index} of level ${level} came out different the second time`,
          [
            counterexample(
              { ...before, level },
              seed,
              again.status === "drawn" ? again.prompt : again.message,
            ),
          ],
        );
      }
    }
  }
  return passed("deterministic", `${levels.length * COUNT} cases drawn twice`);
}

function facts(drawn: {
  readonly instance: unknown;
  readonly prompt: string;
  readonly reference: string;
}): unknown {
  return [drawn.instance, drawn.prompt, drawn.reference];
}
