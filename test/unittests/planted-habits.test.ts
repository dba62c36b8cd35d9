import { afterAll, describe, expect, test } from "vitest";
import type { Check, CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, checksThat, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const IMPORTS = (names: string): string =>
  `import { Bootcamp, type Card, ${names}, type Rng } from "campforge/bootcamp";`;

/** Whoever has most points is asked for. */
const LARGEST: SourcePieces = {
  imports: IMPORTS("finalLine, text"),
  before: `const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea", "Max", "Nia"];
const best = ({ people }: Case): string => people.reduce((one, other) => (other.points > one.points ? other : one)).name;`,
  caseType: "{ readonly people: readonly { readonly name: string; readonly points: number }[] }",
  answerType: "string",
  levels: "[{ count: 5 }, { count: 8 }, { count: 12 }]",
  answerFormat: "finalLine(text())",
  caseGenerator: `const points = rng.sample(Array.from({ length: 900 }, (_, index) => 100 + index), level.count);
    return { people: rng.sample(NAMES, level.count).map((name, index) => ({ name, points: points[index] ?? 0 })) };`,
  promptFunc:
    'return `Who has most points? ${instance.people.map(({ name, points }) => `${name} has ${points}`).join(", ")}. Give the name alone. ${this.answerFormat.instruction}`;',
  referenceAnswer: "return this.answerFormat.wrap(best(instance));",
  verifyCorrection: "return answer === best(instance) ? 1 : 0;",
};

/** A number is to be turned into another one by steps that are letters: a adds 1, b takes 1 away, d doubles. */
const STEPS: SourcePieces = {
  imports: IMPORTS("finalLine, text"),
  caseType: "{ readonly from: number; readonly to: number }",
  answerType: "string",
  answerFormat: "finalLine(text())",
  before: `const follow = (from: number, steps: string): number =>
  [...steps].reduce((at, step) => (step === "a" ? at + 1 : step === "b" ? at - 1 : step === "d" ? 2 * at : NaN), from);
const shortest = ({ from, to }: Case): string => {
  const seen = new Set([from]);
  const waiting = [{ at: from, steps: "" }];
  for (const { at, steps } of waiting) {
    if (at === to) return steps;
    for (const step of ["a", "b", "d"]) {
      const next = follow(at, step);
      if (next < 0 || next > 900 || seen.has(next)) continue;
      seen.add(next);
      waiting.push({ at: next, steps: steps + step });
    }
  }
  return "";
};`,
  caseGenerator: `for (;;) {
      const drawn = { from: rng.integer(1, 300), to: rng.integer(100, 900) };
      if (shortest(drawn).length === 3 + level.count / 3) return drawn;
    }`,
  promptFunc:
    "return `The step a adds 1 to a number, b takes 1 away, d doubles it; no number may be above 900 on the way. Turn ${instance.from} into ${instance.to} in as few steps as possible, and write the letters of the steps together. ${this.answerFormat.instruction}`;",
  referenceAnswer: "return this.answerFormat.wrap(shortest(instance));",
  verifyCorrection:
    "return answer.length === shortest(instance).length && follow(instance.from, answer) === instance.to ? 1 : 0;",
};

/** The prompt names all parts of the elements, but no element as it is written. */
const NAMED_OTHERWISE: SourcePieces = {
  imports: IMPORTS("finalLine, list, text"),
  answerType: "readonly string[]",
  answerFormat: "finalLine(list(text()))",
  before: `const ordered = (numbers: readonly number[]): string[] =>
  numbers.toSorted((a, b) => (a % 100) - (b % 100) || a - b).map((one) => \`\${one}:\${one % 2 === 0 ? "even" : "odd"}\`);`,
  promptFunc: `return \`Put these numbers in rising order of their last two digits, smaller numbers first where these are equal, and say of each whether it is odd or even: \${instance.numbers.join(", ")}.
Give each number with a colon and the word behind it, all separated by commas. \${this.answerFormat.instruction}\`;`,
  referenceAnswer: 'return this.answerFormat.wrap(ordered(instance.numbers).join(", "));',
  verifyCorrection: "return answer.join() === ordered(instance.numbers).join() ? 1 : 0;",
};

/** The steps are told in no particular order; only the end tells in which they were taken, which is asked for. */
const ORDER_FROM_ITS_END: SourcePieces = {
  imports: IMPORTS("finalLine, integer, list, range"),
  caseType:
    "{ readonly steps: readonly { readonly by: number; readonly times: boolean }[]; readonly order: readonly number[] }",
  answerType: "readonly number[]",
  levels: "[{ count: 5 }, { count: 6 }, { count: 8 }]",
  answerFormat: "finalLine(list(integer()))",
  before: `const end = ({ steps }: Case, order: readonly number[]): number =>
  order.reduce((value, number) => {
    const step = steps[number - 1];
    return step === undefined ? NaN : step.times ? (value * step.by) % 9973 : value + step.by;
  }, 7);`,
  caseGenerator: `const steps = range(level.count).map((index) => ({ by: rng.integer(3, 19), times: index % 2 === 0 }));
    return { steps: rng.shuffle(steps), order: rng.shuffle(range(1, level.count + 1)) };`,
  promptFunc: `const steps = instance.steps.map(({ by, times }, index) => \`\${index + 1}. \${times ? "multiply by" : "add"} \${by}\`);
    return \`Begin with 7 and take each of these steps once, in an order that is to be found; after a multiplication only the remainder of a division by 9973 is kept.\\n\${steps.join("\\n")}\\nThe end is \${end(instance, instance.order)}. Give the numbers of the steps in such an order, separated by commas. Any order with that end is right. \${this.answerFormat.instruction}\`;`,
  referenceAnswer: 'return this.answerFormat.wrap(instance.order.join(", "));',
  verifyCorrection: `const isWhole = answer.length === instance.steps.length && new Set(answer).size === answer.length;
    return isWhole && end(instance, answer) === end(instance, instance.order) ? 1 : 0;`,
};

const GOOD = {
  "an order that only its end tells": ORDER_FROM_ITS_END,
  "a largest": LARGEST,
  "steps to a number": STEPS,
  "elements that the prompt names otherwise": NAMED_OTHERWISE,
} as const;

type Planted = readonly [
  what: string,
  pieces: SourcePieces,
  name: CheckName,
  status: Check["status"],
  detail: RegExp,
];

const PLANTED: readonly Planted[] = [
  [
    "lists the right answer first",
    {
      ...LARGEST,
      caseGenerator: `const points = rng.sample(Array.from({ length: 900 }, (_, index) => 100 + index), level.count).toSorted((a, b) => b - a);
    return { people: rng.sample(NAMES, level.count).map((name, index) => ({ name, points: points[index] ?? 0 })) };`,
    },
    "no leak",
    "failed",
    /^the right answer is the first of case\.people\[\]\.name in 300 of 300 cases/,
  ],
  [
    "pays for more steps than it asks for",
    { ...STEPS, verifyCorrection: "return follow(instance.from, answer) === instance.to ? 1 : 0;" },
    "wrong answers score below 1",
    "failed",
    /^the task asks for a shortest answer \(".*"\), but in 9 of 9 cases a longer one also scores 1/,
  ],
  [
    "sorts by a comparator that never says 0",
    {
      imports: IMPORTS("finalLine, integer"),
      caseGenerator:
        "return { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999)).map((number, index) => ({ number, key: index % 2 })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ number }) => number) };",
    },
    "deterministic",
    "failed",
    /^case 37 of level \d is different where a sort compares in another order/,
  ],
  [
    "puts the last digits of a logarithm into its cases",
    {
      caseType: "{ readonly numbers: readonly number[]; readonly entropy: number }",
      caseGenerator:
        "const numbers = Array.from({ length: level.count }, () => rng.integer(100, 999));\n    return { numbers, entropy: Math.log(numbers[0] ?? 1) };",
    },
    "deterministic",
    "failed",
    /^case 37 of level 0 is different where the last digit of a sine, a logarithm or a power/,
  ],
  [
    "has two levels the wrong way round",
    { levels: "[{ count: 3 }, { count: 9 }, { count: 6 }, { count: 12 }]" },
    "levels are real",
    "warned",
    /^levels 1 and 2 may be in the wrong order: between them count goes back/,
  ],
  [
    "has levels that fall by its own hardness",
    { members: "hardness(instance: Case): number { return 100 - instance.numbers.length; }" },
    "levels are real",
    "failed",
    /^levels 0 and 1 are in the wrong order: the class's own hardness falls from 97\.00 to 94\.00/,
  ],
  [
    "takes the coefficients of an equation whatever their signs",
    {
      imports: IMPORTS("finalLine, integer, list"),
      answerType: "readonly number[]",
      answerFormat: "finalLine(list(integer()))",
      promptFunc:
        'return `Find whole numbers that stand to each other as these do, and are as small as they can be: ${instance.numbers.map((number) => number * 7).join(", ")}. ${this.answerFormat.instruction}`;',
      referenceAnswer: 'return this.answerFormat.wrap(instance.numbers.join(", "));',
      verifyCorrection:
        "return answer.length === instance.numbers.length && answer.every((number, index) => number * (instance.numbers[0] ?? 1) === (answer[0] ?? 1) * (instance.numbers[index] ?? 1)) ? 1 : 0;",
    },
    "every change is noticed",
    "failed",
    /all its signs changed \(8 of 8\).*all its numbers doubled \(8 of 8\), 0 in the place of each number \(8 of 8\)/,
  ],
  [
    "adds up the right elements of an answer, however often they stand there",
    {
      imports: IMPORTS("finalLine, integer, list"),
      answerType: "readonly number[]",
      answerFormat: "finalLine(list(integer()))",
      promptFunc:
        'return `Which of these numbers are even or above 500: ${instance.numbers.join(", ")}? Give all of them, separated by commas. ${this.answerFormat.instruction}`;',
      before:
        "const wanted = ({ numbers }: Case): readonly number[] => numbers.filter((one) => one % 2 === 0 || one > 500);",
      caseGenerator:
        "return { numbers: [100 + 2 * rng.integer(0, 449), ...Array.from({ length: level.count }, () => rng.integer(100, 999))] };",
      referenceAnswer: 'return this.answerFormat.wrap(wanted(instance).join(", "));',
      verifyCorrection:
        "const right = wanted(instance);\nreturn answer.filter((one) => right.includes(one)).length / right.length;",
    },
    "verifier is total",
    "failed",
    /^\d+ of \d+ responses make the verifier fail/,
  ],
  [
    "goes through all pairs of a list that nobody bounds",
    {
      imports: IMPORTS("finalLine, integer, list"),
      answerType: "readonly number[]",
      answerFormat: "finalLine(list(integer()))",
      promptFunc:
        'return `Put these numbers in rising order: ${instance.numbers.join(", ")}. Give all of them, separated by commas. ${this.answerFormat.instruction}`;',
      referenceAnswer:
        'return this.answerFormat.wrap(instance.numbers.toSorted((a, b) => a - b).join(", "));',
      verifyCorrection: `let wrong = 0;
    for (const one of answer) for (const other of answer) for (let n = 0; n < 32; n++) if (one + n === other - n) wrong++;
    return wrong >= 0 && answer.join() === instance.numbers.toSorted((a, b) => a - b).join() ? 1 : 0;`,
    },
    "verifier is total",
    "warned",
    /^a response takes \d+ ms of CPU to verify .* and may take 250 ms/,
  ],
];

describe("a draft that", () => {
  test.each(PLANTED)("%s is found out", async (_what, pieces, name, status, detail) => {
    const outcome = await workshop.test(aSource(pieces));
    expect(checkNamed(outcome, name)).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });

  test("says how hard its cases are, and they rise, passes", async () => {
    const outcome = await workshop.test(
      aSource({ members: "hardness(instance: Case): number { return instance.numbers.length; }" }),
    );
    expect(checkNamed(outcome, "levels are real")).toMatchObject({
      status: "passed",
      detail: expect.stringMatching(/^growing with the level: hardness/),
    });
  });

  test("has levels that only its own hardness tells apart passes", async () => {
    const outcome = await workshop.test(
      aSource({
        levels: "[{ count: 1 }, { count: 6 }, { count: 36 }]",
        before: `const changes = (numbers: readonly number[]): number =>
  numbers.filter((one, index) => index > 0 && (one + (numbers[index - 1] ?? 0)) % 2 === 1).length;`,
        caseGenerator: `const drawn = Array.from({ length: level.count }, () => Array.from({ length: 9 }, () => rng.integer(100, 999)));
    return { numbers: drawn.reduce((most, one) => (changes(one) > changes(most) ? one : most)) };`,
        members: "hardness(instance: Case): number { return changes(instance.numbers); }",
      }),
    );
    expect(checkNamed(outcome, "levels are real")).toMatchObject({
      status: "passed",
      detail: expect.stringMatching(/^growing with the level: hardness/),
    });
  });

  test.each(Object.entries(GOOD))("does it right, with %s, passes", async (_what, pieces) => {
    expect(checksThat(await workshop.test(aSource(pieces)), "failed", "warned")).toEqual([]);
  });
});
