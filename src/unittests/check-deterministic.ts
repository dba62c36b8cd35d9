import { hashJson } from "../core/hash.ts";
import type { DrawOutcome, Execution } from "../core/execution.ts";
import type { Check } from "../core/unit-test-report.ts";
import { counterexample, describeExecution, type Evidence, failed, passed } from "./evidence.ts";
import { replayProgram } from "./replay-program.ts";

/** From the middle of each level, so that other cases came before them the first time. */
const START = 37;
const COUNT = 8;

/** Drawn in a world in which nothing was drawn before. */
const ALONE = [START, 91];

/** Backwards, and then once more forwards: a class that remembers draws otherwise the second time. */
const FORWARDS = Array.from({ length: COUNT }, (_, place) => START + place);
const ORDER: readonly number[] = [...FORWARDS.toReversed(), ...FORWARDS];

/** The same seed gives the same case, prompt and reference, whatever was drawn before. */
export async function checkDeterministic(evidence: Evidence): Promise<Check> {
  const { program, sandbox, limits, seed, levels } = evidence;
  const replay = replayProgram(program, seed, ORDER);
  for (const level of levels.keys()) {
    for (const index of ALONE) {
      const alone = await sandbox.draw(program, { level, seed, start: index, count: 1 }, limits);
      const fault = findOther(evidence, level, [index], alone);
      if (fault !== undefined) return fault;
    }
    const range = { level, seed, start: 0, count: ORDER.length };
    const fault = findOther(evidence, level, ORDER, await sandbox.draw(replay, range, limits));
    if (fault !== undefined) return fault;
  }
  return passed(
    "deterministic",
    `${levels.length * (ALONE.length + ORDER.length)} cases drawn again: alone, backwards and twice in a row`,
  );
}

function findOther(
  { seed, levels }: Evidence,
  level: number,
  indexes: readonly number[],
  execution: Execution<readonly DrawOutcome[]>,
): Check | undefined {
  if (execution.status !== "completed")
    return failed("deterministic", `drawing again: ${describeExecution(execution)}`);
  for (const [place, again] of execution.value.entries()) {
    const before = levels[level]?.[indexes[place] ?? -1];
    if (before === undefined) continue;
    if (again.status === "drawn" && hashJson(facts(again)) === hashJson(facts(before))) continue;
    return failed(
      "deterministic",
      `case ${before.index} of level ${level} came out different the second time`,
      [counterexample({ ...before, level }, seed, again.status === "drawn" ? again.prompt : again.message)],
    );
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
