import { type Check, WORKED } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  scoreValue,
} from "../cases/evidence.ts";
import { verifyAll } from "../cases/verify-all.ts";

/** Cases of each level that are worked out. */
const WORKED_CASES = 20;

/** A mean of twenty varies: so much of the length of the level before is no fall yet. */
const MOST_FALL = 0.95;

/**
 * Every worked solution ends with the reference answer and scores 1, and harder levels take longer ones. Undefined
 * where the class works nothing out.
 */
export async function checkWorkedSolutions(evidence: Evidence): Promise<Check | undefined> {
  const { program, limits, seed } = evidence;
  if (!evidence.loaded.worksOut) return undefined;
  const cases = firstCases(evidence, WORKED_CASES);
  const worked = await evidence.sandbox.work(
    program,
    cases.map(({ instance }) => instance),
    limits,
  );
  if (worked.status !== "completed") return failed(WORKED, describeExecution(worked));
  const missing = cases.filter((_, index) => (worked.value[index] ?? null) === null);
  if (missing.length > 0)
    return failed(
      WORKED,
      `workedSolution throws or gives no text for ${missing.length} of ${cases.length} cases`,
      missing.map((drawn) => counterexample(drawn, seed, drawn.reference, drawn.score)),
    );
  const solutions = cases.map((drawn, index) => ({ drawn, text: worked.value[index] ?? "" }));
  const scores = await verifyAll(
    evidence,
    solutions.map(({ drawn, text }) => ({ instance: drawn.instance, response: text })),
  );
  if (scores.status !== "completed") return failed(WORKED, describeExecution(scores));
  const wrong = solutions.flatMap(({ drawn, text }, index) => {
    const score = scores.value[index] ?? { status: "error", message: "not verified" };
    const holds = scoreValue(score) === 1 && text.trimEnd().endsWith(drawn.reference.trim());
    return holds ? [] : [counterexample(drawn, seed, text, score)];
  });
  if (wrong.length > 0)
    return failed(
      WORKED,
      `${wrong.length} of ${solutions.length} do not end with the reference answer, or do not score 1`,
      wrong,
    );
  const lengths = meanLengths(solutions);
  const shown = lengths.map((length) => Math.round(length)).join(", ");
  const falls = lengths.flatMap((length, level) =>
    level > 0 && length < MOST_FALL * (lengths[level - 1] ?? 0) ? [`${level - 1} to ${level}`] : [],
  );
  if (falls.length > 0)
    return failed(
      WORKED,
      `their mean length falls from level ${falls.join(", ")}: ${shown} characters by level`,
    );
  if ((lengths.at(-1) ?? 0) <= (lengths[0] ?? 0))
    return failed(
      WORKED,
      `their mean length does not grow from the first level to the last: ${shown} characters`,
    );
  return passed(WORKED, `${solutions.length} solutions, of ${shown} characters by level on average`);
}

/** The mean length of the solutions of each level, in characters. */
function meanLengths(
  solutions: readonly { readonly drawn: PlacedCase; readonly text: string }[],
): readonly number[] {
  const byLevel = Map.groupBy(solutions, ({ drawn }) => drawn.level);
  return [...byLevel.values()].map(
    (some) => some.reduce((sum, { text }) => sum + text.length, 0) / some.length,
  );
}
