import type { Check } from "../core/unit-test-report.ts";
import { describeExecution, type Evidence, failed, firstCases, passed, scoreValue } from "./evidence.ts";
import { literalAnswers } from "./literal-answers.ts";
import { verifyAll } from "./verify-all.ts";

const CASES_PER_LEVEL = 40;

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
const REFERENCES_TRIED = 8;

/** The best constant may score this much on average: the admission page's threshold. */
const LIMIT = 0.3;

/** For a declared choice of k things, chance and this much more. */
const CHOICE_MARGIN = 0.15;

/** No fixed answer does well: neither one of a list, nor a text of the source, nor a frequent reference answer. */
export async function checkAnswersSpread(evidence: Evidence): Promise<Check> {
  const name = "answers are spread";
  const cases = firstCases(evidence, CASES_PER_LEVEL);
  const wrapped = await evidence.sandbox.wrap(evidence.program, CONSTANTS, evidence.limits);
  if (wrapped.status !== "completed") return failed(name, describeExecution(wrapped));
  const literals = await literalAnswers(evidence);
  const strategies = [
    ...wrapped.value,
    ...literals,
    ...mostFrequent(cases.map(({ reference }) => reference)),
  ];
  const { choices } = evidence.card;
  const limit = choices === undefined ? LIMIT : 1 / choices + CHOICE_MARGIN;

  let best = { mean: 0, response: "" };
  const execution = await verifyAll(
    evidence,
    strategies.flatMap((response) => cases.map(({ instance }) => ({ instance, response }))),
  );
  if (execution.status !== "completed") return failed(name, describeExecution(execution));
  for (const [place, response] of strategies.entries()) {
    const scores = execution.value.slice(place * cases.length, (place + 1) * cases.length);
    const mean = scores.reduce((sum, score) => sum + scoreValue(score), 0) / cases.length;
    if (mean > best.mean) best = { mean, response };
  }
  const detail = `the best constant answer scores ${best.mean.toFixed(2)} on ${cases.length} cases (limit ${limit.toFixed(2)})`;
  if (best.mean > limit)
    return failed(name, detail, [{ response: best.response, score: best.mean.toFixed(2) }]);
  return passed(name, detail);
}

function mostFrequent(references: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const reference of references) counts.set(reference, (counts.get(reference) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, REFERENCES_TRIED)
    .map(([reference]) => reference);
}
