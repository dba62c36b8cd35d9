import { hashJson } from "../../core/draft/hash.ts";
import type { DrawOutcome, Execution } from "../../core/draft/execution.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { REPLAY_START, REPLAYS } from "../cases/draw-again.ts";
import { counterexample, describeExecution, type Evidence, failed, passed } from "../cases/evidence.ts";

/** Drawn in a world in which nothing was drawn before. */
const ALONE = [REPLAY_START, 91];

/** The same seed gives the same case, prompt and reference, whatever was drawn before. */
export async function checkDeterministic(evidence: Evidence): Promise<Check> {
  const { program, sandbox, limits, seed, levels } = evidence;
  for (const level of levels.keys()) {
    for (const index of ALONE) {
      const alone = await sandbox.draw(program, { level, seed, start: index, count: 1 }, limits);
      const fault = findOther(evidence, level, alone);
      if (fault !== undefined) return fault;
    }
    const again = evidence.again[level];
    if (again === undefined) continue;
    const replayed = again.status === "completed" ? { ...again, value: again.value.replayed } : again;
    const fault = findOther(evidence, level, replayed);
    if (fault !== undefined) return fault;
  }
  return passed(
    "deterministic",
    `${levels.length * (ALONE.length + REPLAYS)} cases drawn again: alone, in reverse order and twice in a row`,
  );
}

function findOther(
  { seed, levels }: Evidence,
  level: number,
  execution: Execution<readonly DrawOutcome[]>,
): Check | undefined {
  if (execution.status !== "completed")
    return failed("deterministic", `drawing again: ${describeExecution(execution)}`);
  for (const again of execution.value) {
    const before = levels[level]?.[again.index];
    if (before === undefined) continue;
    if (again.status === "drawn" && hashJson(facts(again)) === hashJson(facts(before))) continue;
    return failed("deterministic", `case ${before.index} of level ${level} was different the second time`, [
      counterexample({ ...before, level }, seed, again.status === "drawn" ? again.prompt : again.message),
    ]);
  }
  return undefined;
}

function facts(drawn: {
  readonly instance: unknown;
  readonly prompt: string;
  readonly reference: string;
}): unknown {
  return [drawn.instance, drawn.prompt, drawn.reference];
}
