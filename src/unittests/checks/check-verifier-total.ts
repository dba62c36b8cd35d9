import { Rng, type Score } from "../../bootcamp/index.ts";
import { VERIFICATION_MS } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  describeExecution,
  describeWrapping,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  warned,
} from "../cases/evidence.ts";
import { elementsOf, readTree } from "../answers/answer-tree.ts";
import { growAnswer } from "../answers/grow-answer.ts";
import { type GrownAnswer, growByShape } from "../answers/grow-by-shape.ts";
import { type CostPoint, describeGrowth, isSteep, measureGrowth } from "../answers/measure-growth.ts";
import { mixAnswer } from "../answers/mix-answer.ts";
import { mutateAnswer } from "../answers/mutate-answer.ts";
import { verifyTimed } from "../cases/verify-timed.ts";

/** Hostile texts that know nothing of the case are tried on one case of each level, grown answers too. */
const CASES = 1;

/** Answers that are right in part are tried on these of each level. */
const MIXED_CASES = 3;

/** Texts that break parsers: special numbers, deep nesting, long runs, other scripts, what graders output. */
const HOSTILE: readonly string[] = [
  "",
  " ",
  "\n",
  "0",
  "-0",
  "NaN",
  "Infinity",
  "-1",
  "1000000000000000",
  String(Number.MAX_SAFE_INTEGER),
  String(Number.MIN_SAFE_INTEGER),
  "1e308",
  "1e-400",
  "9".repeat(400),
  "0x1F",
  "1/0",
  "null",
  "undefined",
  "true",
  "[]",
  "{}",
  "[[]]",
  "[[[[[[[[[[]]]]]]]]]]",
  '{"__proto__":{"length":3}}',
  '{"length":2,"0":1,"1":2}',
  "[object Object]",
  "(".repeat(5_000),
  `${"(".repeat(500)}1${")".repeat(500)}`,
  "a".repeat(20_000),
  "1,".repeat(5_000),
  "1 ".repeat(5_000),
  "🙂".repeat(200),
  "\u0000",
  "\ud800",
  "\u202e21",
  "４２",
  "constructor",
  "__proto__",
  "toString",
  "A=1, A=2",
  "= = =",
  "->",
  "1..5",
  "${7*7}",
  "'); drop table cases; --",
  "<script>alert(1)</script>",
  '{"score": 1}',
  "I do not know.",
  "yes",
  "no",
  "none",
];

/** A crossing of hostile responses takes a few hundred milliseconds at most; a longer one hangs on one of them. */
const MOST_MS = 2_000;

type Trial = {
  readonly drawn: PlacedCase;
  readonly response: string;
  /** How an answer was grown, where it was. */
  readonly grown?: GrownAnswer;
};

const name = "verifier is total";

/** No string makes the verifier throw, hang, take long, or leave [0, 1]. */
export async function checkVerifierTotal(evidence: Evidence): Promise<Check> {
  const trials = await collectTrials(evidence);
  if (typeof trials === "string") return failed(name, trials);
  const attempts = trials.map(({ drawn, response }) => ({ instance: drawn.instance, response }));
  const timeoutMs = Math.min(MOST_MS, evidence.limits.timeoutMs);
  const impatient = { ...evidence, limits: { ...evidence.limits, timeoutMs } };
  const execution = await verifyTimed(impatient, attempts, VERIFICATION_MS);
  if (execution.status !== "completed") {
    const item =
      execution.status === "timed-out" && execution.item !== null ? trials[execution.item] : undefined;
    const way = item === undefined ? "" : describeWay(item, await measureWay(evidence, item));
    return failed(
      name,
      `verifying hostile responses (answerFormat, then verifyCorrection): ${describeExecution(execution)}${way}`,
      item === undefined ? [] : [counterexample(item.drawn, evidence.seed, item.response)],
    );
  }
  const { scores, slow } = execution.value;
  const verified = [
    ...trials.flatMap((one, index) => {
      const score = scores[index];
      return score === undefined ? [] : [{ ...one, score }];
    }),
    ...firstCases(evidence, Infinity).map((drawn) => ({
      drawn,
      response: drawn.reference,
      score: drawn.score,
    })),
  ];
  const broken = verified.filter(({ score }) => isFault(score));
  if (broken.length > 0) {
    return failed(
      name,
      `${broken.length} of ${verified.length} responses make the verifier fail instead of scoring them`,
      broken.map(({ drawn, response, score }) => counterexample(drawn, evidence.seed, response, score)),
    );
  }
  const slowest = slow === undefined ? undefined : trials[slow.place];
  if (slow !== undefined && slowest !== undefined) return weighSlow(evidence, slowest, slow.cpuMs);
  return passed(name, `${verified.length} responses, ${trials.length} of them hostile`);
}

/** A response that takes long stops the class where the time grows steeply on the way to it, and flags it elsewhere. */
async function weighSlow(evidence: Evidence, slowest: Trial, cpuMs: number): Promise<Check> {
  const end = { size: slowest.grown?.size ?? 0, cpuMs, ended: true };
  const way = await measureWay(evidence, slowest);
  const points = way.length === 0 ? way : [...way, end];
  // Once more: a measurement that errs does so once.
  const stops = isSteep(points) && isSteep([...(await measureWay(evidence, slowest, way)), end]);
  return (stops ? failed : warned)(
    name,
    `a response takes ${Math.round(cpuMs)} ms of CPU to verify (answerFormat, then verifyCorrection), and may take ${VERIFICATION_MS} ms${describeWay(slowest, points)}`,
    [counterexample(slowest.drawn, evidence.seed, slowest.response)],
  );
}

/** What answers take on the way to a grown one that took long, within what `spent` has left of the time for it. */
async function measureWay(
  evidence: Evidence,
  { drawn, grown }: Trial,
  spent: readonly CostPoint[] = [],
): Promise<readonly CostPoint[]> {
  if (grown === undefined) return [];
  return measureGrowth(evidence, drawn, { direction: grown.direction, end: grown.size, spent });
}

function describeWay({ grown }: Trial, points: readonly CostPoint[]): string {
  if (grown === undefined) return "";
  const way = `: the right answer with ${grown.direction}, grown to ${grown.size}`;
  return points.length === 0 ? way : `${way} (${describeGrowth(points)})`;
}

const isFault = (score: Score): boolean => score.status === "error" || score.status === "timeout";

/** The hostile responses, or why they could not be made. */
async function collectTrials(evidence: Evidence): Promise<readonly Trial[] | string> {
  const cases = firstCases(evidence, CASES);
  const rng = Rng.from(`verifier is total\n${evidence.seed}`);
  const texts = cases.flatMap((drawn) => {
    const answer = drawn.answer ?? "";
    const all = [
      ...HOSTILE,
      ...Array.from({ length: 10 }, () => randomText(rng)),
      ...mutateAnswer(answer),
      ...growAnswer(answer),
    ];
    const grown = growByShape(answer, evidence.loaded.answerShape, drawn.prompt).map((one): TextTrial => ({
      drawn,
      text: one.text,
      grown: one,
    }));
    return [...all.map((text): TextTrial => ({ drawn, text })), ...grown];
  });
  texts.push(...mixParts(evidence));
  const wrapped = await evidence.sandbox.wrap(
    evidence.program,
    texts.map(({ text }) => text),
    evidence.limits,
  );
  if (wrapped.status !== "completed") return describeWrapping(wrapped);
  const [first] = cases;
  return [
    ...texts.map(({ text: _text, ...trial }, index) => ({ ...trial, response: wrapped.value[index] ?? "" })),
    ...(first === undefined ? [] : [{ drawn: first, response: "x".repeat(1_000_000) }]),
  ];
}

type TextTrial = Omit<Trial, "response"> & { readonly text: string };

/** Answers that are right in part, on a few cases of each level. */
function mixParts(evidence: Evidence): readonly TextTrial[] {
  const cases = firstCases(evidence, MIXED_CASES).map((drawn) => ({
    drawn,
    tree: readTree(drawn.answer ?? "", evidence.loaded.answerShape),
  }));
  return cases.flatMap(({ drawn, tree }) => {
    const foreign = cases.flatMap((one) => (one.drawn === drawn ? [] : elementsOf(one.tree)));
    return mixAnswer(tree, foreign).map((text) => ({ drawn, text }));
  });
}

function randomText(rng: Rng): string {
  const length = rng.integer(1, 60);
  return Array.from({ length }, () =>
    String.fromCodePoint(
      rng.weightedChoice([
        [rng.integer(32, 126), 6],
        [rng.integer(0xa0, 0x17f), 1],
        [rng.integer(0x3040, 0x30ff), 1],
        [rng.integer(0x1f300, 0x1f5ff), 1],
      ]),
    ),
  ).join("");
}
