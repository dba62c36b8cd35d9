import { afterAll, describe, expect, test } from "vitest";
import type { CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const IMPORTS = (names: string): string =>
  `import { Bootcamp, type Card, ${names}, type Rng } from "campforge/bootcamp";`;

/** The numbers in rising order are asked for, as a list. */
const SORTING: SourcePieces = {
  imports: IMPORTS("finalLine, integer, list"),
  answerType: "readonly number[]",
  answerFormat: "finalLine(list(integer()))",
  referenceAnswer: 'return this.answerFormat.wrap([...instance.numbers].sort((a, b) => a - b).join(", "));',
  promptFunc:
    "return `Put these numbers in rising order: ${instance.numbers.join(', ')}. Give all of them, apart by commas. ${this.answerFormat.instruction}`;",
  verifyCorrection: "return answer.join() === [...instance.numbers].sort((a, b) => a - b).join() ? 1 : 0;",
};

const PLANTED: readonly (readonly [what: string, pieces: SourcePieces, name: CheckName, detail: RegExp])[] = [
  [
    "never poses a case twice",
    {
      before: "const posed = new Set<string>();",
      caseGenerator: `for (;;) {
      const numbers = Array.from({ length: level.count }, () => rng.integer(100, 999));
      if (posed.has(numbers.join())) continue;
      posed.add(numbers.join());
      return { numbers };
    }`,
    },
    "deterministic",
    /^case \d+ of level 0 was different the second time$/,
  ],
  [
    "pays for the last element alone",
    {
      ...SORTING,
      verifyCorrection: "return answer.at(-1) === Math.max(...instance.numbers) ? 1 : 0;",
    },
    "wrong answers score below 1",
    /^a part of the correct answer scores 1 in \d+ of \d+ trials$/,
  ],
  [
    "pays in part for what most answers share",
    {
      verifyCorrection:
        "return answer === sumOf(instance) ? 1 : Math.abs(answer - sumOf(instance)) < 3000 ? 0.6 : 0;",
    },
    "answers are spread",
    /^the best constant answer scores 0\.6\d? at level \d/,
  ],
  [
    "takes a list only with one space behind each comma",
    {
      ...SORTING,
      imports: IMPORTS("finalLine, parsed"),
      answerType: "string",
      answerFormat: "finalLine((source) => parsed(source.trim()))",
      verifyCorrection: 'return answer === [...instance.numbers].sort((a, b) => a - b).join(", ") ? 1 : 0;',
    },
    "reference answers score 1",
    /^\d+ of \d+ reference answers do not score 1 \(/,
  ],
];

describe("a draft that", () => {
  test.each(PLANTED)("%s is found out", async (_what, pieces, name, detail) => {
    const outcome = await workshop.test(aSource(pieces));
    expect(checksThat(outcome, "failed")).toContain(name);
    expect(checkNamed(outcome, name)).toMatchObject({
      detail: expect.stringMatching(detail),
      counterexamples: expect.arrayContaining([expect.objectContaining({ level: expect.any(Number) })]),
    });
  });

  test("asks for a list and does it right passes", async () => {
    expect(checksThat(await workshop.test(aSource(SORTING)), "failed", "warned")).toEqual([]);
  });

  test("takes long over one answer is shown to a person, with the answer", async () => {
    const outcome = await workshop.test(
      aSource({
        verifyCorrection: `let steps = 0;
    if (answer > 1e14) for (let n = 0; n < 4e8; n++) steps += n % 7;
    return steps === 0 && answer === sumOf(instance) ? 1 : 0;`,
      }),
    );
    expect(checkNamed(outcome, "verifier is total")).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(/^a response takes \d+ ms of CPU to verify .* and may take 250 ms/),
      counterexamples: [{ level: 0, seed: 7, response: expect.stringMatching(/^Answer: \d{10,}$/) }],
    });
  });
});
