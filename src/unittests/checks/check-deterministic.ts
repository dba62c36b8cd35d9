import { hashJson } from "../../core/draft/hash.ts";
import type { CaseRange, DrawOutcome, Execution } from "../../core/draft/execution.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { REPLAY_START, REPLAYS } from "../cases/draw-again.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  scoreValue,
} from "../cases/evidence.ts";
import { reorderKeys } from "../cases/reorder-case.ts";
import { verifyAll } from "../cases/verify-all.ts";

/** Drawn in a world in which nothing was drawn before. */
const ALONE = [REPLAY_START, 91];

const OTHER_ENGINE = { sorts: true, lastDigits: true };

/** The same seed gives the same case, prompt and reference, whatever was drawn before. */
export async function checkDeterministic(evidence: Evidence): Promise<Check> {
  const { program, sandbox, limits, seed, levels } = evidence;
  for (const level of levels.keys()) {
    for (const index of ALONE) {
      const range = { level, seed, start: index, count: 1 };
      // In another engine at once: a class that depends on nothing draws the same there, too.
      const elsewhere = await sandbox.draw(program, { ...range, engine: OTHER_ENGINE }, limits);
      if (findOther(evidence, level, elsewhere) === undefined) continue;
      const fault = findOther(evidence, level, await sandbox.draw(program, range, limits));
      return fault ?? (await nameEngine(evidence, level, range));
    }
    const again = evidence.again[level];
    if (again === undefined) continue;
    const replayed = again.status === "completed" ? { ...again, value: again.value.replayed } : again;
    const fault = findOther(evidence, level, replayed);
    if (fault !== undefined) return fault;
  }
  const ordered = await findKeyOrder(evidence);
  if (ordered !== undefined) return ordered;
  return passed(
    "deterministic",
    `${levels.length * (ALONE.length + REPLAYS)} cases drawn again: alone, in another engine, in reverse order and twice in a row`,
  );
}

/** Cases of each level whose keys are turned round. */
const REORDERED = 3;

/** A case is JSON, whose objects have no order: other stores and languages hand their keys on in another one. */
async function findKeyOrder(evidence: Evidence): Promise<Check | undefined> {
  const cases = firstCases(evidence, REORDERED);
  const attempts = cases.map(({ instance, reference }) => ({
    instance: reorderKeys(instance),
    response: reference,
  }));
  // Without memory: to whoever remembers answers the case is the same one.
  const scores = await verifyAll({ ...evidence, sandbox: evidence.freshSandbox }, attempts);
  if (scores.status !== "completed") return undefined;
  const moved = cases.flatMap((drawn, index) => {
    const score = scores.value[index];
    return score === undefined || scoreValue(score) === scoreValue(drawn.score) ? [] : [{ drawn, score }];
  });
  if (moved.length === 0) return undefined;
  return failed(
    "deterministic",
    `the reference answer scores otherwise in ${moved.length} of ${cases.length} cases when the keys of the case stand in another order, which JSON does not keep: what has an order belongs in a list`,
    moved.map(({ drawn, score }) => counterexample(drawn, evidence.seed, drawn.reference, score)),
  );
}

/** Which of the things that engines do otherwise makes a case another one. */
async function nameEngine(evidence: Evidence, level: number, range: CaseRange): Promise<Check> {
  const { program, sandbox, limits, seed } = evidence;
  const sorted = await sandbox.draw(program, { ...range, engine: { sorts: true } }, limits);
  const bySort = findOther(evidence, level, sorted) !== undefined;
  const before = evidence.levels[level]?.[range.start];
  const what = bySort
    ? "where a sort compares in another order: a comparator must not be random and must say the same of two things each time, and 0 of equals; rng.shuffle mixes"
    : "where the last digit of a sine, a logarithm or a power is another one, which the language leaves to the engine: round what goes into a case";
  const detail = `case ${range.start} of level ${level} is different ${what}`;
  return failed(
    "deterministic",
    detail,
    before === undefined ? [] : [counterexample({ ...before, level }, seed)],
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
