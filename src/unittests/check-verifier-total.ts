import { Rng } from "../bootcamp/index.ts";
import type { Check } from "../core/unit-test-report.ts";
import { counterexample, describeExecution, type Evidence, failed, firstCases, passed } from "./evidence.ts";
import { verifyAll } from "./verify-all.ts";
import { mutateAnswer } from "./mutate-answer.ts";

const CASES = 2;

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

/** No string makes the verifier throw, hang, or leave [0, 1]. */
export async function checkVerifierTotal(evidence: Evidence): Promise<Check> {
  const cases = firstCases(evidence, CASES);
  const answers = await evidence.sandbox.extract(
    evidence.program,
    cases.map(({ reference }) => reference),
    evidence.limits,
  );
  if (answers.status !== "completed")
    return failed("verifier is total", `extracting an answer: ${describeExecution(answers)}`);
  const rng = Rng.from(`verifier is total\n${evidence.seed}`);
  const perCase = cases.map((_, place) => [
    ...HOSTILE,
    ...Array.from({ length: 10 }, () => randomText(rng)),
    ...mutateAnswer(answers.value[place]?.text ?? ""),
  ]);
  const wrapped = await evidence.sandbox.wrap(evidence.program, perCase.flat(), evidence.limits);
  if (wrapped.status !== "completed")
    return failed("verifier is total", `wrapping an answer: ${describeExecution(wrapped)}`);

  const owners = perCase.flatMap((texts, place) => texts.map(() => place));
  const huge = "x".repeat(1_000_000);
  const tried = [
    ...wrapped.value.map((response, place) => ({ response, owner: owners[place] ?? 0 })),
    { response: huge, owner: 0 },
  ].flatMap(({ response, owner }) => {
    const drawn = cases[owner];
    return drawn === undefined ? [] : [{ drawn, response }];
  });
  const execution = await verifyAll(
    evidence,
    tried.map(({ drawn, response }) => ({ instance: drawn.instance, response })),
  );
  if (execution.status !== "completed") {
    const item =
      execution.status === "timed-out" && execution.item !== null ? tried[execution.item] : undefined;
    return failed(
      "verifier is total",
      describeExecution(execution),
      item === undefined ? [] : [counterexample(item.drawn, evidence.seed, item.response)],
    );
  }
  const broken = tried.flatMap((one, place) => {
    const score = execution.value[place];
    return score?.status === "error" || score?.status === "timeout" ? [{ ...one, score }] : [];
  });
  const [first] = broken;
  if (first === undefined) return passed("verifier is total", `${tried.length} hostile responses`);
  return failed(
    "verifier is total",
    `${broken.length} of ${tried.length} responses are no score but a fault of the verifier`,
    broken.map(({ drawn, response, score }) => counterexample(drawn, evidence.seed, response, score)),
  );
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
