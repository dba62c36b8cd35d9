import { FIXED_ANSWER } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  describeExecution,
  type Evidence,
  failed,
  passed,
  scoreValue,
  type TestedCase,
} from "../cases/evidence.ts";
import { literalAnswers } from "../answers/literal-answers.ts";
import { verifyAll } from "../cases/verify-all.ts";

/** A strategy is tried on a few cases of a level, and on all of them where it does not do badly there. */
const SCREENED = 12;
const SCREEN_SHARE = 0.5;
const MOST_FINALISTS = 4;

/** Answers that need no look at the case. */
const CONSTANTS: readonly string[] = [
  "0",
  "1",
  "2",
  "-1",
  "yes",
  "no",
  "true",
  "false",
  "A",
  "B",
  "C",
  "D",
  "none",
  "[]",
  "0 0",
  "1/2",
  "impossible",
  "-",
];
const REFERENCES_TRIED = 6;

type Best = { readonly mean: number; readonly response: string; readonly level: number };

/**
 * No fixed answer does well at any level, by its mean score, so that partial credit counts: neither one of
 * a list, nor a text of the source, nor the references that are most frequent there.
 */
export async function checkAnswersSpread(evidence: Evidence): Promise<Check> {
  const name = "answers are spread";
  const constants = await distinctConstants(evidence);
  if (typeof constants === "string") return failed(name, constants);
  const literals = await literalAnswers(evidence);
  const { choices } = evidence.card;
  const seen = countAnswers(evidence.levels.flat());
  // Nothing that a class says of itself is believed: of a choice of k, k answers are seen, and no more.
  const limit =
    choices === undefined || seen !== choices ? FIXED_ANSWER.most : 1 / choices + FIXED_ANSWER.overChance;

  let best: Best = { mean: 0, response: "", level: 0 };
  let tried = 0;
  for (const [level, cases] of evidence.levels.entries()) {
    const strategies = [...constants, ...literals, ...mostFrequent(cases)];
    const screened = await meanScores(evidence, strategies, cases.slice(0, SCREENED));
    if (typeof screened === "string") return failed(name, screened);
    const finalists = screened
      .filter(({ mean }) => mean > SCREEN_SHARE * limit)
      .toSorted((a, b) => b.mean - a.mean)
      .slice(0, MOST_FINALISTS)
      .map(({ response }) => response);
    const finals = await meanScores(evidence, finalists, cases);
    if (typeof finals === "string") return failed(name, finals);
    tried += cases.length;
    // Who did badly on the few cases is not judged by them, but shown.
    const shown = finals.length > 0 ? finals : screened;
    for (const { mean, response } of shown) if (mean > best.mean) best = { mean, response, level };
  }
  const detail = `the best constant answer scores ${best.mean.toFixed(2)} at level ${best.level} (limit ${limit.toFixed(2)}${choices !== undefined && seen !== choices ? `, since ${seen} answers are seen and the card says ${choices}` : ""}; ${tried} cases over all levels)`;
  if (best.mean > limit)
    return failed(name, detail, [
      { level: best.level, seed: evidence.seed, response: best.response, score: best.mean.toFixed(2) },
    ]);
  return passed(name, detail);
}

/** How many answers references really take; one that a single reference has is a slip and no option. */
function countAnswers(cases: readonly TestedCase[]): number {
  const groups = Map.groupBy(cases, ({ answer }) => (answer ?? "").trim().toLowerCase());
  return [...groups.values()].filter(({ length }) => length > 1).length;
}

type Strategy = { readonly response: string; readonly mean: number };

async function meanScores(
  evidence: Evidence,
  responses: readonly string[],
  cases: readonly TestedCase[],
): Promise<readonly Strategy[] | string> {
  const execution = await verifyAll(
    evidence,
    responses.flatMap((response) => cases.map(({ instance }) => ({ instance, response }))),
  );
  if (execution.status !== "completed") return describeExecution(execution);
  return responses.map((response, index) => {
    const scores = execution.value.slice(index * cases.length, (index + 1) * cases.length);
    const mean = scores.reduce((sum, score) => sum + scoreValue(score), 0) / Math.max(1, cases.length);
    return { response, mean };
  });
}

/** The constants that are answers at all, each once; or why they could not be made. */
async function distinctConstants({
  sandbox,
  program,
  limits,
}: Evidence): Promise<readonly string[] | string> {
  const wrapped = await sandbox.wrap(program, CONSTANTS, limits);
  if (wrapped.status !== "completed") return describeExecution(wrapped);
  const read = await sandbox.extract(program, wrapped.value, limits);
  if (read.status !== "completed") return describeExecution(read);
  const byAnswer = new Map<string, string>();
  for (const [index, answer] of read.value.entries()) {
    const response = wrapped.value[index];
    if (answer !== null && response !== undefined && !byAnswer.has(answer.canonical))
      byAnswer.set(answer.canonical, response);
  }
  return [...byAnswer.values()];
}

function mostFrequent(cases: readonly TestedCase[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { reference } of cases) counts.set(reference, (counts.get(reference) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, REFERENCES_TRIED)
    .map(([reference]) => reference);
}
