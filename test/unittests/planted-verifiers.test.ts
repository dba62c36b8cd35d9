import { afterAll, describe, expect, test } from "vitest";
import type { CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const RIGHT = "answer === sumOf(instance)";

type Planted = readonly [
  what: string,
  pieces: SourcePieces,
  name: CheckName,
  detail: RegExp,
  shown: object,
  /** Checks that fail besides, because one fault has several effects. */
  also: readonly CheckName[],
];

const PLANTED: readonly Planted[] = [
  [
    "has references that do not parse",
    { referenceAnswer: "return this.answerFormat.wrap(`about ${sumOf(instance)}`);" },
    "reference answers score 1",
    /^300 of 300 reference answers do not score 1 \(unchanged\)$/,
    {
      level: 0,
      seed: 7,
      index: 0,
      response: expect.stringMatching(/^Answer: about \d+$/),
      score: "unparsable: expected a whole number",
    },
    [],
  ],
  [
    "has references outside its own format",
    { referenceAnswer: "return String(sumOf(instance));" },
    "reference answers score 1",
    /^300 of 300/,
    { level: 0, seed: 7, index: 0, score: expect.stringContaining("no answer found") },
    [],
  ],
  [
    "has a wrong reference in one case of 300",
    {
      referenceAnswer:
        "return this.answerFormat.wrap(String(sumOf(instance) + (instance.numbers[0] === 500 ? 1 : 0)));",
    },
    "reference answers score 1",
    /^1 of 300/,
    {
      level: 2,
      seed: 7,
      index: 19,
      instance: expect.stringContaining("500"),
      prompt: expect.stringContaining("500"),
      score: "0",
    },
    [],
  ],
  [
    "throws on huge numbers",
    { verifyCorrection: `if (answer > 1e12) throw new RangeError("planted");\nreturn ${RIGHT} ? 1 : 0;` },
    "verifier is total",
    /make the verifier fail instead of scoring them$/,
    {
      level: 0,
      seed: 7,
      index: 0,
      response: expect.stringMatching(/^Answer: \d{13,}$/),
      score: expect.stringContaining("planted"),
    },
    [],
  ],
  [
    "leaves the range of scores",
    { verifyCorrection: `return ${RIGHT} ? 1 : answer < 0 ? answer : 0;` },
    "verifier is total",
    /make the verifier fail instead of scoring them$/,
    {
      level: 0,
      seed: 7,
      index: 0,
      response: "Answer: -1",
      score: expect.stringContaining("expected a number in [0, 1]"),
    },
    [],
  ],
  [
    "accepts anything",
    { verifyCorrection: "return answer > sumOf(instance) * 0 - 1 ? 1 : 0;" },
    "wrong answers score below 1",
    /words and lines of the prompt score 1 as an answer$/,
    { level: 0, seed: 7, index: 0, response: expect.stringMatching(/^Answer: \d+$/), score: "1" },
    ["every change is noticed", "guessing does not pay", "answers are spread"],
  ],
  [
    "accepts garbage",
    {
      imports: 'import { Bootcamp, type Card, finalLine, type Rng, text } from "campforge/bootcamp";',
      answerType: "string",
      answerFormat: "finalLine(text())",
      verifyCorrection: "return Number(answer) < sumOf(instance) ? 0 : 1;",
    },
    "wrong answers score below 1",
    /^garbage scores 1 in \d+ of \d+ trials$/,
    { level: 0, seed: 7, index: 0, response: expect.stringMatching(/^Answer: \D+$/), score: "1" },
    ["reference answers score 1", "every change is noticed", "guessing does not pay", "answers are spread"],
  ],
  [
    "does not look closely",
    { verifyCorrection: "return Math.abs(answer - sumOf(instance)) <= 20 ? 1 : 0;" },
    "wrong answers score below 1",
    /^\d+ of 48 correct answers with one element changed still score 1$/,
    { level: 0, seed: 7, index: 0, response: expect.stringMatching(/^Answer: \d+$/), score: "1" },
    ["every change is noticed"],
  ],
  [
    "is won by a constant answer",
    {
      referenceAnswer: "return this.answerFormat.wrap(String(sumOf(instance) % 3 === 0 ? 1 : 0));",
      verifyCorrection: "return answer === (sumOf(instance) % 3 === 0 ? 1 : 0) ? 1 : 0;",
    },
    "answers are spread",
    /^the best constant answer scores 0\.[67]\d at level \d \(limit 0\.30; 300 cases over all levels\)$/,
    { response: "Answer: 0", score: expect.stringMatching(/^0\.[67]\d$/) },
    ["guessing does not pay"],
  ],
];

describe("a draft that", () => {
  test.each(PLANTED)(
    "%s fails where it should, with the evidence",
    async (_what, pieces, name, detail, shown, also) => {
      const outcome = await workshop.test(aSource(pieces));
      expect(new Set(checksThat(outcome, "failed"))).toEqual(new Set([name, ...also]));
      expect(checkNamed(outcome, name)).toMatchObject({
        detail: expect.stringMatching(detail),
        counterexamples: expect.arrayContaining([expect.objectContaining(shown)]),
      });
    },
  );

  test("never judges a negative number fails, with the answer that it hangs on", async () => {
    const outcome = await workshop.test(
      aSource({ verifyCorrection: `for (; answer < 0;);\nreturn ${RIGHT} ? 1 : 0;` }),
      { limits: { timeoutMs: 500, memoryMiB: 64 } },
    );
    expect(checksThat(outcome, "failed")).toContain("verifier is total");
    expect(checkNamed(outcome, "verifier is total")).toMatchObject({
      detail: expect.stringContaining("more than 500 ms"),
      counterexamples: [{ level: 0, seed: 7, index: 0, response: "Answer: -1" }],
    });
  }, 120_000);

  test("accepts some of the close wrong answers is shown to a person", async () => {
    const outcome = await workshop.test(
      aSource({
        verifyCorrection:
          "return answer === sumOf(instance) || (answer === sumOf(instance) + 1 && answer % 4 !== 0) ? 1 : 0;",
      }),
    );
    expect(checksThat(outcome, "failed", "warned")).toEqual([
      "wrong answers score below 1",
      "every change is noticed",
    ]);
    expect(checkNamed(outcome, "wrong answers score below 1")).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/^1\d of 48 correct answers with one element changed still score 1$/),
    });
  });

  test("asks for decimals with more digits than a number has is tested like any other", async () => {
    const outcome = await workshop.test(
      aSource({
        imports: 'import { Bootcamp, type Card, decimal, finalLine, type Rng } from "campforge/bootcamp";',
        answerFormat: "finalLine(decimal())",
        referenceAnswer: 'return this.answerFormat.wrap(`${sumOf(instance)}.${"0".repeat(150)}`);',
      }),
    );
    expect(checksThat(outcome, "failed", "skipped")).toEqual([]);
  });

  test("asks for a row of digits may refuse one with thousands separators", async () => {
    const outcome = await workshop.test(
      aSource({
        imports: 'import { Bootcamp, type Card, digits, finalLine, type Rng } from "campforge/bootcamp";',
        answerType: "string",
        answerFormat: "finalLine(digits())",
        verifyCorrection: "return answer === String(sumOf(instance)) ? 1 : 0;",
      }),
    );
    expect(checksThat(outcome, "failed", "warned")).toEqual([]);
  });

  test("is a declared choice may be right by chance as often as its choices allow", async () => {
    const choice = {
      referenceAnswer: "return this.answerFormat.wrap(String(sumOf(instance) % 3));",
      verifyCorrection: "return answer === sumOf(instance) % 3 ? 1 : 0;",
    };
    const undeclared = await workshop.test(aSource(choice));
    expect(checkNamed(undeclared, "answers are spread").status).toBe("failed");
    const declared = await workshop.test(aSource(choice).replace("parameters:", "choices: 3, parameters:"));
    expect(checkNamed(declared, "answers are spread").status).toBe("passed");
  });
});
