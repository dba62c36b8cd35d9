import { afterAll, describe, expect, test } from "vitest";
import type { CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const IMPORTS = (names: string): string =>
  `import { Bootcamp, type Card, ${names}, type Rng } from "campforge/bootcamp";`;
const NAMES =
  'const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea"];';

/** Names to be ranked by their numbers, written `A > B > C`. */
const RANKING: SourcePieces = {
  imports: IMPORTS("finalLine, list, text"),
  before: `${NAMES}
const rankOf = ({ names, numbers }: Case): readonly string[] =>
  names.map((name, index) => ({ name, number: numbers[index] ?? 0 })).sort((a, b) => b.number - a.number).map(({ name }) => name);`,
  caseType: "{ readonly names: readonly string[]; readonly numbers: readonly number[] }",
  answerType: "readonly string[]",
  answerFormat: 'finalLine(list(text(), { separators: [">"] }))',
  caseGenerator: `const names = rng.sample(NAMES, level.count);
    return { names, numbers: rng.sample(Array.from({ length: 900 }, (_, index) => 100 + index), level.count) };`,
  promptFunc: `return \`Rank these people by their points, the most first: \${instance.names.map((name, index) => \`\${name} has \${instance.numbers[index]}\`).join(", ")}.
Write all names with > between them, as in A > B > C. \${this.answerFormat.instruction}\`;`,
  referenceAnswer: 'return this.answerFormat.wrap(rankOf(instance).join(" > "));',
  verifyCorrection: "return answer.join() === rankOf(instance).join() ? 1 : 0;",
};

/** The same, where two may have equally many points, and then there is no ranking: in a quarter of the cases. */
const RANKING_OR_NONE: SourcePieces = {
  ...RANKING,
  imports: IMPORTS("choiceOf, either, finalLine, list, text"),
  answerType: '"none" | readonly string[]',
  answerFormat: 'finalLine(either(choiceOf(["none"]), list(text(), { separators: [">"], minLength: 2 })))',
  verifyCorrection: "return [answer].flat().join() === rankOf(instance).join() ? 1 : 0;",
  before: (RANKING.before ?? "").replace(
    "names.map(",
    'new Set(numbers).size < numbers.length ? ["none"] : names.map(',
  ),
  caseGenerator: `const names = rng.sample(NAMES, level.count);
    const numbers = rng.sample(Array.from({ length: 900 }, (_, index) => 100 + index), level.count);
    return { names, numbers: rng.boolean(0.25) ? [numbers[1] ?? 0, ...numbers.slice(1)] : numbers };`,
  promptFunc: (RANKING.promptFunc ?? "").replace(
    "as in A > B > C.",
    "as in A > B > C, or none if two have equally many points.",
  ),
};

/** Two numbers asked for at once. */
const TWO_NUMBERS: SourcePieces = {
  imports: IMPORTS("finalLine, integer, mapping, text"),
  answerType: "ReadonlyMap<string, number>",
  answerFormat: "finalLine(mapping(text(), integer()))",
  promptFunc: `return \`Add up these numbers, and find the largest: \${instance.numbers.join(", ")}.
Write both as in sum=7, largest=4. \${this.answerFormat.instruction}\`;`,
  referenceAnswer:
    "return this.answerFormat.wrap(`sum=${sumOf(instance)}, largest=${Math.max(...instance.numbers)}`);",
  verifyCorrection:
    'return answer.get("sum") === sumOf(instance) && answer.get("largest") === Math.max(...instance.numbers) ? 1 : 0;',
};

/** A mean with its tolerance. */
const MEAN: SourcePieces = {
  imports: IMPORTS("decimal, finalLine, isClose"),
  before: "const meanOf = (instance: Case): number => sumOf(instance) / instance.numbers.length;",
  answerFormat: "finalLine(decimal())",
  promptFunc: `return \`What is the mean of these numbers: \${instance.numbers.join(", ")}? Give it as a decimal number.
An answer within 1% of the truth is right. \${this.answerFormat.instruction}\`;`,
  referenceAnswer: "return this.answerFormat.wrap(meanOf(instance).toFixed(4));",
  verifyCorrection: "return isClose(answer, meanOf(instance), { relative: 0.01 }) ? 1 : 0;",
};

/** A divisor, of which the case holds one that was planted and no prompt tells, because finding one may be slow. */
const DIVISOR: SourcePieces = {
  imports: IMPORTS("finalLine, integer, range"),
  levels: "[{ count: 2 }, { count: 3 }, { count: 4 }]",
  caseType: "{ readonly product: number; readonly planted: readonly number[] }",
  before: `const isPrime = (number: number): boolean => range(2, 45).every((one) => number % one !== 0);
const PRIMES = range(1000, 2000).filter(isPrime);`,
  caseGenerator: `const planted = rng.sample(PRIMES, level.count);
    return { planted, product: planted.reduce((product, one) => product * one, rng.integer(2, 99) * 2 + 1) };`,
  promptFunc:
    "return `Find a divisor of ${instance.product} that lies between 1000 and 2000. ${this.answerFormat.instruction}`;",
  referenceAnswer: "return this.answerFormat.wrap(String(instance.planted[0]));",
  verifyCorrection: "return answer > 1000 && answer < 2000 && instance.product % answer === 0 ? 1 : 0;",
};

/** Cells of a grid whose numbers add up, in an order that the prompt leaves open. */
const CELLS: SourcePieces = {
  imports: IMPORTS("cell, finalLine, list, type Cell, range"),
  caseType: "{ readonly rows: readonly (readonly number[])[]; readonly total: number }",
  answerType: "readonly Cell[]",
  levels: "[{ count: 6 }, { count: 7 }, { count: 8 }]",
  answerFormat: "finalLine(list(cell(), { minLength: 4, maxLength: 4 }))",
  before: `const valueOf = ({ rows }: Case, { row, column }: Cell): number => rows[row - 1]?.[column - 1] ?? NaN;
const sumOver = (instance: Case, cells: readonly Cell[]): number => cells.reduce((sum, one) => sum + valueOf(instance, one), 0);
const solutionOf = (instance: Case): readonly Cell[] => {
  const size = instance.rows.length;
  const cells = range(size).flatMap((row) => range(size).map((column) => ({ row: row + 1, column: column + 1 })));
  for (const one of cells) for (const two of cells) for (const three of cells) {
    const chosen = [...new Set([one, two, three])];
    if (chosen.length < 3) continue;
    const rest = instance.total - sumOver(instance, chosen);
    const last = cells.find((each) => !chosen.includes(each) && valueOf(instance, each) === rest);
    if (last !== undefined) return [...chosen, last];
  }
  return [];
};`,
  caseGenerator: `const rows = range(level.count).map(() => range(level.count).map(() => rng.integer(1000, 9999)));
    const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
    const [a = 0, b = 0, c = 0, d = 0] = rng.sample(range(level.count), 4);
    return { rows, total: at(a, b) + at(b, c) + at(c, d) + at(d, a) };`,
  promptFunc: `return \`Four different cells of this grid add up to \${instance.total}:
\${instance.rows.map((row) => row.join(" ")).join("\\n")}
Which? Give them as (row,column), counted from 1, separated by commas, in any order. \${this.answerFormat.instruction}\`;`,
  referenceAnswer:
    'return this.answerFormat.wrap(solutionOf(instance).map(({ row, column }) => `(${row},${column})`).join(", "));',
  verifyCorrection: `const names = new Set(answer.map(({ row, column }) => \`\${row} \${column}\`));
    return names.size === 4 && sumOver(instance, answer) === instance.total ? 1 : 0;`,
};

const GOOD = {
  cells: CELLS,
  ranking: RANKING,
  "a ranking or none": RANKING_OR_NONE,
  "two numbers": TWO_NUMBERS,
  "a mean": MEAN,
  "a divisor": DIVISOR,
} as const;

type Planted = readonly [what: string, pieces: SourcePieces, name: CheckName, detail: RegExp];

const PLANTED: readonly Planted[] = [
  [
    "takes the names of a ranking in any order",
    {
      ...RANKING,
      verifyCorrection: "return [...answer].sort().join() === [...rankOf(instance)].sort().join() ? 1 : 0;",
    },
    "every change is noticed",
    /two neighbours swapped \(\d+ of \d+\).*its order reversed/,
  ],
  [
    "pays for each name in its place",
    {
      ...RANKING,
      levels: "[{ count: 3 }, { count: 4 }, { count: 5 }]",
      verifyCorrection:
        "const right = rankOf(instance);\nreturn answer.length === right.length ? answer.filter((name, index) => name === right[index]).length / right.length : 0;",
    },
    "guessing does not pay",
    /scores 0\.\d\d on average of \d+ cases/,
  ],
  [
    "lists the names in the order that is asked for",
    {
      ...RANKING,
      caseGenerator: `const names = rng.sample(NAMES, level.count);
    return { names, numbers: rng.sample(Array.from({ length: 900 }, (_, index) => 100 + index), level.count).sort((a, b) => b - a) };`,
    },
    "guessing does not pay",
    /^the right elements in the order of the prompt, by somebody who is told which elements are right, scores 0\.9/,
  ],
  [
    "never looks at the second of two numbers",
    { ...TWO_NUMBERS, verifyCorrection: 'return answer.get("sum") === sumOf(instance) ? 1 : 0;' },
    "every change is noticed",
    /largest: 1 added \(\d+ of \d+\)/,
  ],
  [
    "never compares a sign",
    { verifyCorrection: "return Math.abs(answer) === sumOf(instance) ? 1 : 0;" },
    "every change is noticed",
    /its sign changed \(\d+ of \d+\)/,
  ],
  [
    "tolerates eight times what it says",
    { ...MEAN, verifyCorrection: "return isClose(answer, meanOf(instance), { relative: 0.08 }) ? 1 : 0;" },
    "every change is noticed",
    /5% added \(\d+ of \d+\)/,
  ],
  [
    "adds what the prompt never tells",
    {
      caseType: "{ readonly numbers: readonly number[]; readonly bonus: number }",
      caseGenerator:
        "return { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999)), bonus: rng.integer(1, 9) };",
      referenceAnswer: "return this.answerFormat.wrap(String(sumOf(instance) + instance.bonus));",
      verifyCorrection: "return answer === sumOf(instance) + instance.bonus ? 1 : 0;",
    },
    "what is told is checked",
    /^what is checked is not told: bonus changes scores and never the prompt: show it there, or verify without it$/,
  ],
  [
    "keeps a field that nobody needs",
    {
      caseType: "{ readonly numbers: readonly number[]; readonly label: number }",
      caseGenerator:
        "return { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999)), label: rng.integer(1, 999) };",
    },
    "what is told is checked",
    /^label of the case changes neither the prompt nor any score/,
  ],
  [
    "leaves a slot of its prompt unfilled",
    {
      promptFunc: `const { unit } = instance as { readonly unit?: string };
return \`Add up these numbers, in \${unit}: \${instance.numbers.join(", ")}. \${this.answerFormat.instruction} Nothing else.\`;`,
    },
    "prompts fit their cases",
    /^undefined stands in 300 of 300 prompts$/,
  ],
  [
    "pays for the opposite of the answer",
    {
      imports: IMPORTS("finalLine, parsed"),
      answerFormat: 'finalLine((source) => parsed(Number(source.replace(/[^0-9]/g, ""))))',
    },
    "wrong answers score below 1",
    /^the opposite of the right answer scores 1/,
  ],
  [
    "has its levels the wrong way round",
    { levels: "[{ count: 12 }, { count: 6 }, { count: 3 }]" },
    "levels are real",
    /^nothing measured grows/,
  ],
];

describe("a class that", () => {
  test.each(Object.entries(GOOD))("asks for %s and does it right passes", async (_what, pieces) => {
    expect(checksThat(await workshop.test(aSource(pieces)), "failed", "warned")).toEqual([]);
  });

  test.each(PLANTED)("%s is found out", async (_what, pieces, name, detail) => {
    const outcome = await workshop.test(aSource(pieces));
    expect(checksThat(outcome, "failed", "warned")).toContain(name);
    expect(checkNamed(outcome, name).detail).toMatch(detail);
  });

  test("reads a parameter and clamps it to nothing is found out, with the parameter's name", async () => {
    const source = aSource({
      caseGenerator: `const top = 999 + Math.min(0, level.spread);
    return { numbers: Array.from({ length: level.count }, () => rng.integer(100, top)) };`,
      levels: "[{ count: 3, spread: 10 }, { count: 6, spread: 20 }, { count: 12, spread: 40 }]",
    })
      .replace(
        "type Level = { readonly count: number }",
        "type Level = { readonly count: number; readonly spread: number }",
      )
      .replace(
        "max: 50 } }",
        'max: 50 }, spread: { meaning: "how far apart the numbers are", min: 1, max: 99 } }',
      );
    expect(checkNamed(await workshop.test(source), "levels are real")).toMatchObject({
      status: "failed",
      detail: expect.stringMatching(/^spread does nothing/),
    });
  });

  test("has a chance of a few per cent more from level to level passes", async () => {
    const source = aSource({
      caseGenerator: `const numbers = Array.from({ length: level.count }, () => rng.integer(100, 998));
    return { numbers: rng.boolean(level.spread / 100) ? [999, ...numbers.slice(1)] : numbers };`,
      levels: "[{ count: 3, spread: 8 }, { count: 6, spread: 10 }, { count: 12, spread: 13 }]",
    })
      .replace(
        "type Level = { readonly count: number }",
        "type Level = { readonly count: number; readonly spread: number }",
      )
      .replace(
        "max: 50 } }",
        'max: 50 }, spread: { meaning: "per cent of cases with 999", min: 1, max: 99 } }',
      );
    expect(checkNamed(await workshop.test(source), "levels are real")).toMatchObject({ status: "passed" });
  });
});
