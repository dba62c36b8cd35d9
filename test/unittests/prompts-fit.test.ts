import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { cardSchema } from "../../src/core/draft/card.ts";
import type { Check } from "../../src/core/checks/unit-test-report.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { checkPromptsFit } from "../../src/unittests/checks/check-prompts-fit.ts";
import { gatherEvidence } from "../../src/unittests/gather-evidence.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";

const compiler = createCompiler();
const sandbox = createSandbox({ size: 1 });
afterAll(() => {
  compiler.close();
  sandbox.close();
});
const limits = { timeoutMs: 20_000, memoryMiB: 64 };

/** What the check says of a source, from 40 cases of each of its three levels. */
async function checkOf(pieces: SourcePieces): Promise<Check> {
  const report = await compiler.compile(aSource(pieces));
  if (report.status !== "compiled") throw new Error(JSON.stringify(report.diagnostics));
  const { program, sourceText, syntax, mutation } = report;
  const testing = { program, sourceText, syntax, mutation, sandbox, limits, seed: 7, known: [] };
  const loaded = await sandbox.load(program, limits);
  if (loaded.status !== "completed") throw new Error(loaded.status);
  const levels = [];
  for (const level of [0, 1, 2]) {
    const drawn = await sandbox.draw(program, { level, seed: 7, start: 0, count: 40 }, limits);
    if (drawn.status !== "completed") throw new Error(drawn.status);
    levels.push(drawn.value.flatMap((one) => (one.status === "drawn" ? [one] : [])));
  }
  const card = cardSchema.parse(loaded.value.card);
  const evidence = await gatherEvidence(testing, { loaded: loaded.value, card, levels });
  if (evidence.status !== "completed") throw new Error(evidence.status);
  return checkPromptsFit(evidence.value);
}

const SUM = 'Add up these numbers: ${instance.numbers.join(", ")}. ${this.answerFormat.instruction}';
const prompt = (text: string): SourcePieces => ({ promptFunc: `return \`${text}\`;` });

/** Two numbers of which either is a right answer, kept with the case; few numbers are told. */
const PLANTED_SOLUTION: SourcePieces = {
  caseType: "{ readonly limit: number; readonly planted: number; readonly numbers: readonly number[] }",
  caseGenerator:
    "return { limit: rng.integer(50, 60) + level.count, planted: rng.integer(1, 9), numbers: [] };",
  promptFunc:
    "return `Name any whole number from 1 to 9 that is less than ${instance.limit}. ${this.answerFormat.instruction}`;",
  referenceAnswer: "return this.answerFormat.wrap(String(instance.planted));",
  verifyCorrection: "return answer >= 1 && answer <= 9 && answer < instance.limit ? 1 : 0;",
};

describe("prompts that do not fit their cases are found", () => {
  test.each<readonly [what: string, pieces: SourcePieces, detail: RegExp]>([
    ["undefined", prompt(`\${[1][level()]} of them. ${SUM}`), /^undefined stands in 120 of 120/],
    ["[object Object]", prompt(`For \${String({ a: 1 })}: ${SUM}`), /^\[object Object\]/],
    ["NaN", prompt(`About \${Number("x") * 2} numbers. ${SUM}`), /^NaN/],
    ["a slot of another language", prompt(`%(name)s: ${SUM}`), /never filled/],
    ["a slot in two braces", prompt(`Dear {{ solver.name }}, ${SUM}`), /never filled/],
    [
      "a slot with its dollar sign",
      { promptFunc: `return "\${instance.numbers.length} numbers. " + \`${SUM}\`;` },
      /never filled/,
    ],
    ["an embedded-Ruby slot", prompt(`<%= title %> ${SUM}`), /never filled/],
    ["words to be inserted", prompt(`<INSERT STORY HERE> ${SUM}`), /never filled/],
    ["words to be inserted, small", prompt(`[insert the story here] ${SUM}`), /never filled/],
    ["a field's name in braces", prompt(`Add up {numbers}. ${SUM}`), /name of a field in braces/],
    ["a field's name behind the case's", prompt(`Add up {instance.numbers}. ${SUM}`), /name of a field/],
    ["a parameter's name in braces", prompt(`There are {count} numbers. ${SUM}`), /name of a field/],
    [
      "one prompt for all",
      prompt("Add up the numbers. ${this.answerFormat.instruction}"),
      /^every case has the same/,
    ],
    [
      "one prompt for each level",
      prompt("Add up ${instance.numbers.length} numbers. ${this.answerFormat.instruction}"),
      /^every case of level 0 has the same prompt/,
    ],
    [
      "equal prompts with different answers",
      prompt("The first is ${instance.numbers[0]}: add up all. ${this.answerFormat.instruction}"),
      /stand for cases with different reference answers/,
    ],
  ])("%s", async (_what, pieces, detail) => {
    const before = "const level = (): number => 5;";
    expect(await checkOf({ ...pieces, before })).toMatchObject({
      status: "failed",
      detail: expect.stringMatching(detail),
    });
  });
});

describe("a good class is left alone", () => {
  test.each<readonly [what: string, pieces: SourcePieces]>([
    ["that is as it should be", {}],
    ["whose rules say undefined", prompt(`A sum of no numbers is undefined here. ${SUM}`)],
    ["whose rules say NaN and Infinity", prompt(`None of them is NaN or Infinity. ${SUM}`)],
    ["with sets and code in its prompt", prompt(`S = {a, b}, T = {x}; if (x) { return {y}; } ${SUM}`)],
    ["with formulas", prompt(`Here $n_{count}$ and $\\\\frac{count}{numbers}$ and $x^{count}$. ${SUM}`)],
    ["with forms in angle brackets", prompt(`Write <number> and then <your answer>. ${SUM}`)],
    ["with percent signs", prompt(`100% of them, 5 %d. ${SUM}`)],
    ["that speaks of insertion", prompt(`Insert nothing between them [see above]. ${SUM}`)],
    ["with several right answers, one of them kept", PLANTED_SOLUTION],
  ])("%s", async (_what, pieces) => {
    expect(await checkOf(pieces)).toMatchObject({ status: "passed" });
  });
});
