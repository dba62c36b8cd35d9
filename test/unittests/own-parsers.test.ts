import { afterAll, describe, expect, test } from "vitest";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const IMPORTS = (names: string): string =>
  `import { Bootcamp, type Card, ${names}, type Rng } from "campforge/bootcamp";`;

/** Sums whose number is read by the class itself. */
const sums = (parser: string, names = "parsed, unparsable"): SourcePieces => ({
  imports: IMPORTS(`boxed, ${names}`),
  answerFormat: `boxed(${parser})`,
});

/** The names of those who have more than somebody else, in the order of what they have. */
const ranking = (answerFormat: string, names: string, pieces: SourcePieces = {}): SourcePieces => ({
  imports: IMPORTS(`tagged, ${names}`),
  before: `const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea", "Max", "Nia"];
const ranked = ({ people }: Case): string[] => people.toSorted((one, other) => other.points - one.points).map(({ name }) => name);`,
  caseType: "{ readonly people: readonly { readonly name: string; readonly points: number }[] }",
  levels: "[{ count: 5 }, { count: 7 }, { count: 9 }]",
  answerType: "readonly string[]",
  answerFormat: `tagged(${answerFormat})`,
  caseGenerator: `const points = rng.distinctIntegers(level.count, 100, 999);
    return { people: rng.sample(NAMES, level.count).map((name, index) => ({ name, points: points[index] ?? 0 })) };`,
  promptFunc:
    'return `${instance.people.map(({ name, points }) => `${name} has ${points} points`).join(", ")}. Name all of them, from most points to fewest, with commas between the names. ${this.answerFormat.instruction}`;',
  referenceAnswer: 'return this.answerFormat.wrap(ranked(instance).join(", "));',
  verifyCorrection:
    "const right = ranked(instance); return answer.length === right.length && answer.every((name, index) => name === right[index]) ? 1 : 0;",
  ...pieces,
});

const NAME = "reference answers score 1";

describe("a class that reads its answers by itself is held against the toolkit's parser", () => {
  test.each([
    [
      "keeps the digits alone, so that -5 and 5% are 5",
      sums('(source) => parsed(Number(source.replace(/\\D/g, "")))', "parsed"),
      /decimal\(\): what is another answer scores 1, .*with its sign changed; as per cent/,
    ],
    [
      "keeps the letters of each name alone",
      ranking(
        '(source) => parsed(source.split(",").map((name) => name.replace(/[^A-Za-z]/g, "")))',
        "parsed",
      ),
      /list\(text\(\)\): what is another answer scores 1, .*with "≠" before it; .* and \d+ more$/,
    ],
  ])("and stopped where it %s", async (_, pieces, detail) => {
    expect(checkNamed(await workshop.test(aSource(pieces)), NAME)).toMatchObject({
      status: "failed",
      detail: expect.stringMatching(detail),
    });
  });

  test("and flagged where it refuses most of what the toolkit reads", async () => {
    const strict =
      '(source) => (/^\\d+$/.test(source.trim()) ? parsed(Number(source)) : unparsable("expected digits"))';
    expect(checkNamed(await workshop.test(aSource(sums(strict))), NAME)).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(
        /by itself, where the toolkit has decimal\(\), which also reads right answers that are refused: /,
      ),
    });
  });

  test.each([
    ["fractions", "rational\\(\\)", "`${sumOf(instance)}/7`", "^\\d+\\/\\d+$"],
    ["numbers with a unit", "decimal\\(\\) and a unit", "`${sumOf(instance)} km`", "^\\d+ km$"],
    ["letters in brackets", "choiceOf\\(", '`(${"ABCD"[sumOf(instance) % 4] ?? ""})`', "^\\([A-D]\\)$"],
  ])("and flagged where it reads %s in one form alone", async (_, toolkits, answer, pattern) => {
    const source = aSource({
      ...sums(
        `(source) => (/${pattern}/.test(source.trim()) ? parsed(source.trim()) : unparsable("expected another form"))`,
      ),
      answerType: "string",
      before: `const rightOf = (instance: Case): string => ${answer};`,
      referenceAnswer: "return this.answerFormat.wrap(rightOf(instance));",
      verifyCorrection: "return answer === rightOf(instance) ? 1 : 0;",
    });
    expect(checkNamed(await workshop.test(source), NAME)).toMatchObject({
      status: "warned",
      detail: expect.stringMatching(
        new RegExp(`where the toolkit has ${toolkits}.*, which also reads right answers that are refused: `),
      ),
    });
  });

  test.each([
    ["reads as the toolkit does", sums("(source) => integer()(source)", "integer")],
    ["reads a list as the toolkit does", ranking("(source) => list(text())(source)", "list, text")],
  ])("and left alone where it %s", async (_, pieces) => {
    const outcome = await workshop.test(aSource(pieces));
    expect(checksThat(outcome, "failed", "warned")).toEqual([]);
    expect(checkNamed(outcome, NAME).detail).toMatch(/its own parser agrees with .* spellings$/);
  });

  test.each([
    ["with commas between the names", /^(?!.*separated by|.*one a line)/],
    ["as a list", /separated by semicolons/],
  ])("and need read no other separator where its prompt says which: %s", async (how, detail) => {
    const commas = '(source) => parsed(withoutFormatting(source).split(",").map((name) => name.trim()))';
    const { promptFunc = "" } = ranking(commas, "parsed, withoutFormatting");
    const pieces = ranking(commas, "parsed, withoutFormatting", {
      promptFunc: promptFunc.replace("with commas between the names", how),
    });
    expect(checkNamed(await workshop.test(aSource(pieces)), NAME).detail).toMatch(detail);
  });

  test("but not where the toolkit has no parser for such answers, or reads them itself", async () => {
    const formula = sums(
      '(source) => (/^\\d+ = \\d+$/.test(source.trim()) ? parsed(Number(source.split("=")[0])) : unparsable("expected an equation"))',
    );
    const equations = aSource({
      ...formula,
      referenceAnswer: "return this.answerFormat.wrap(`${sumOf(instance)} = ${sumOf(instance)}`);",
    });
    for (const source of [equations, aSource()]) {
      const { detail } = checkNamed(await workshop.test(source), NAME);
      expect(detail).not.toMatch(/toolkit/);
    }
  });
});
