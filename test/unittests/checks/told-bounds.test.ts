import { afterAll, expect, test } from "vitest";
import { aSource, type SourcePieces } from "../../compile/a-source.ts";
import { checkNamed, openWorkshop } from "../open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** A number whose multiple is asked for, below a bound that some twenty answers keep. */
const bounded = (verify: string): SourcePieces => ({
  caseType: "{ readonly base: number; readonly most: number }",
  levels: "[{ count: 3 }, { count: 6 }, { count: 12 }]",
  caseGenerator:
    "return { base: rng.integer(11 * level.count, 90 * level.count), most: rng.integer(2_000, 2_400) };",
  promptFunc:
    "return `Give a multiple of ${instance.base}, larger than it and at most ${instance.most}; any such number will do. ${this.answerFormat.instruction}`;",
  referenceAnswer: "return this.answerFormat.wrap(String(instance.base * 2));",
  verifyCorrection: `return ${verify} ? 1 : 0;`,
});
const MULTIPLE = "answer > instance.base && answer % instance.base === 0";

test("a bound that answers keep in every case is checked, and nothing is said of it", async () => {
  const report = await workshop.test(aSource(bounded(`${MULTIPLE} && answer <= instance.most`)));
  expect(checkNamed(report, "what is told is checked")).toMatchObject({ status: "passed" });
}, 120_000);

test("a bound that nobody checks is told of", async () => {
  const report = await workshop.test(aSource(bounded(MULTIPLE)));
  expect(checkNamed(report, "what is told is checked")).toMatchObject({
    status: "warned",
    detail: expect.stringMatching(/^what is told seems not to be checked: most changes the prompt/),
  });
}, 120_000);

/** A sum with a unit, which may be left out. */
const measured = (read: string): SourcePieces => ({
  imports: 'import { Bootcamp, type Card, decimal, finalLine, text, type Rng } from "campforge/bootcamp";',
  answerType: "string",
  answerFormat: "finalLine(text())",
  before: `const VALUE = decimal();
const valueOf = (answer: string): number => { const read = VALUE(${read}); return read.status === "parsed" ? read.value : -1; };`,
  referenceAnswer: "return this.answerFormat.wrap(`${sumOf(instance)} mA`);",
  verifyCorrection: "return valueOf(answer) === sumOf(instance) ? 1 : 0;",
});

test("a number without its unit is the same number", async () => {
  const report = await workshop.test(aSource(measured('answer.replace(/ ?mA$/, "")')));
  expect(checkNamed(report, "every change is noticed").status).not.toBe("failed");
}, 120_000);
