import { afterAll, describe, expect, test } from "vitest";
import type { Check, CheckName } from "../../src/core/checks/unit-test-report.ts";
import { aSource, type SourcePieces } from "../compile/a-source.ts";
import { checkNamed, openWorkshop } from "./open-workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const NAMED: SourcePieces = {
  before: `const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea", "Max", "Nia"];`,
  caseType: "{ readonly numbers: readonly number[]; readonly names: readonly string[] }",
  promptFunc: `return \`\${instance.names.map((name, index) => \`\${name} has \${instance.numbers[index]} points\`).join(", ")}. How many points have they together?
Give the sum as one whole number. \${this.answerFormat.instruction}\`;`,
};

const MEAN: SourcePieces = {
  imports: 'import { Bootcamp, type Card, decimal, finalLine, isClose, type Rng } from "campforge/bootcamp";',
  before: "const meanOf = (instance: Case): number => sumOf(instance) / instance.numbers.length;",
  answerFormat: "finalLine(decimal())",
  promptFunc: `return \`What is the mean of these numbers: \${instance.numbers.join(", ")}? Give it as a decimal number.
An answer within 1% of the truth is right. \${this.answerFormat.instruction}\`;`,
  referenceAnswer: "return this.answerFormat.wrap(meanOf(instance).toFixed(4));",
};

/** A hidden factor, told by examples of what it does. */
const INDUCED: SourcePieces = {
  caseType:
    "{ readonly numbers: readonly number[]; readonly rule: number; readonly examples: readonly (readonly [number, number])[]; readonly query: number }",
  before:
    'const told = ({ examples }: Case): string => examples.map(([from, to]) => `${from} gives ${to}`).join(", ");',
  caseGenerator: `const rule = rng.integer(2, 90);
    const examples = Array.from({ length: level.count }, () => rng.integer(100, 899)).map((from): readonly [number, number] => [from, from * rule + 7]);
    return { numbers: [], rule, examples, query: rng.integer(100, 899) };`,
  promptFunc: `return \`A machine multiplies by a whole number that is always the same and then adds another. \${told(instance)}. What does it make of \${instance.query}?
Give it as one whole number, in digits. \${this.answerFormat.instruction}\`;`,
  referenceAnswer: "return this.answerFormat.wrap(String(instance.query * instance.rule + 7));",
  verifyCorrection: "return answer === instance.query * instance.rule + 7 ? 1 : 0;",
};

const PLANTED: readonly (readonly [
  what: string,
  pieces: SourcePieces,
  name: CheckName,
  status: Check["status"],
  detail: RegExp,
])[] = [
  [
    "gives five tables ever new names",
    {
      ...NAMED,
      levels: "[{ count: 7 }, { count: 9 }, { count: 12 }]",
      caseGenerator: `const table = rng.integer(1, 5);
    return { numbers: Array.from({ length: level.count }, (_, index) => 100 + ((table * 37 * (index + 3)) % 800)), names: rng.sample(NAMES, level.count) };`,
    },
    "seed matters",
    "failed",
    /^only 5 of 100 cases of level 0 are distinct when names are left out$/,
  ],
  [
    "has a rule in German among English ones",
    {
      promptFunc: `return \`Add up these numbers: \${instance.numbers.join(", ")}. The order in which you add them does not matter, and each of them counts once.
Die Summe ist mit allen Ziffern auf einer Zeile zu schreiben. Give nothing else on that line. \${this.answerFormat.instruction}\`;`,
    },
    "prompt within bounds",
    "failed",
    /^a sentence is in German, not in English: "Die Summe ist/,
  ],
  [
    "says that there are two answers where there are three",
    {
      card: `static readonly card: Card<Level> = {
    name: "NumberSum", slug: "number-sum", title: "Sum of numbers", domain: "mathematical-modelling", choices: 2,
    description: "A few whole numbers of three digits each; what their sum leaves is asked for.",
    answerFormat: "a whole number on the last line",
    parameters: { count: { meaning: "how many numbers are added", min: 1, max: 50 } },
    levels: [{ count: 3 }, { count: 6 }, { count: 12 }],
  };`,
      before: "const left = (instance: Case): number => Math.max(0, (sumOf(instance) % 4) - 1);",
      promptFunc: `return \`Add up these numbers: \${instance.numbers.join(", ")}. What does the sum leave when it is divided by 4, less 1, and at least 0?
Give it as one whole number, in digits. \${this.answerFormat.instruction}\`;`,
      referenceAnswer: "return this.answerFormat.wrap(String(left(instance)));",
      verifyCorrection: "return answer === left(instance) ? 1 : 0;",
    },
    "answers are spread",
    "failed",
    /limit 0\.30, since 3 answers are seen and the card says 2/,
  ],
  [
    "says that one order is right and pays several",
    {
      imports: 'import { Bootcamp, type Card, finalLine, list, type Rng, text } from "campforge/bootcamp";',
      before: `const NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hope", "Ines", "Jon", "Kim", "Lea", "Max", "Nia"];
const comesBefore = (order: readonly string[], { pairs }: Case): boolean => pairs.every(([one, other]) => order.indexOf(one) < order.indexOf(other));`,
      caseType:
        "{ readonly names: readonly string[]; readonly pairs: readonly (readonly [string, string])[] }",
      levels: "[{ count: 5 }, { count: 8 }, { count: 11 }]",
      answerType: "readonly string[]",
      answerFormat: "finalLine(list(text()))",
      caseGenerator: `const order = rng.sample(NAMES, level.count);
    const pairs = order.slice(1).map((name, index): readonly [string, string] => [order[index] ?? "", name]).slice(1);
    return { names: rng.shuffle(order), pairs: rng.shuffle(pairs) };`,
      promptFunc: `return \`\${instance.names.join(", ")} stand in a row. \${instance.pairs.map(([one, other]) => \`\${one} stands before \${other}\`).join("; ")}.
Nothing else is known of the row of people who stand there. Exactly
one order agrees with all of this. Which one? Write the names, separated by commas. \${this.answerFormat.instruction}\`;`,
      referenceAnswer: `const { names, pairs } = instance;
    const rest = [...names];
    const order: string[] = [];
    while (rest.length > 0) {
      const next = rest.find((name) => pairs.every(([one, other]) => other !== name || order.includes(one))) ?? "";
      order.push(next);
      rest.splice(rest.indexOf(next), 1);
    }
    return this.answerFormat.wrap(order.join(", "));`,
      verifyCorrection:
        "return answer.length === instance.names.length && new Set(answer).size === answer.length && answer.every((one) => instance.names.includes(one)) && comesBefore(answer, instance) ? 1 : 0;",
    },
    "guessing does not pay",
    "failed",
    /^5 of all 120 orders of the elements of the right answer score 1 in a case of the easiest level, and the prompt says that there is one$/,
  ],
  [
    "allows nearly twice the error that it states",
    {
      ...MEAN,
      verifyCorrection: "return isClose(answer, meanOf(instance), { relative: 0.0185 }) ? 1 : 0;",
    },
    "every change is noticed",
    "failed",
    /more added than the prompt allows \(8 of 8\)/,
  ],
  [
    "allows half of the error that it states",
    {
      ...MEAN,
      verifyCorrection: "return isClose(answer, meanOf(instance), { relative: 0.005 }) ? 1 : 0;",
    },
    "reference answers score 1",
    "failed",
    /\(within the 1% that the prompt allows\)$/,
  ],
  [
    "hides what follows from a rule and tells examples of it",
    {
      ...INDUCED,
      referenceAnswer: "return this.answerFormat.wrap(String(instance.result));",
      verifyCorrection: "return answer === instance.result ? 1 : 0;",
      caseType: `${INDUCED.caseType?.replace("rule:", "result:")}`,
      caseGenerator: `${INDUCED.caseGenerator?.replace(
        /return \{.*\}/,
        "const query = rng.integer(100, 899);\n    return { numbers: [], examples, query, result: query * rule + 7 }",
      )}`,
    },
    "what is told is checked",
    "warned",
    /^what is told seems not to be checked: query changes the prompt .*; this may stand where the solver infers a hidden rule from it, .* result of the case holds what follows/,
  ],
  [
    "hides a rule and tells no examples of it",
    {
      ...INDUCED,
      promptFunc: `return \`A machine multiplies \${instance.query} by a whole number and then adds another. The points are \${instance.points.join(", ")}. What does it make of it?
Give it as one whole number, in digits. \${this.answerFormat.instruction}\`;`,
      before: "",
      caseGenerator:
        "return { numbers: [], rule: rng.integer(2, 90), points: Array.from({ length: level.count }, () => rng.integer(100, 899)), query: rng.integer(100, 899) };",
      caseType:
        "{ readonly numbers: readonly number[]; readonly rule: number; readonly points: readonly number[]; readonly query: number }",
    },
    "what is told is checked",
    "failed",
    /^what is checked is not told: rule changes scores and never the prompt/,
  ],
];

describe("a draft that", () => {
  test.each(PLANTED)("%s is found out", async (_what, pieces, name, status, detail) => {
    const outcome = await workshop.test(aSource(pieces));
    expect(checkNamed(outcome, name)).toMatchObject({ status, detail: expect.stringMatching(detail) });
  });

  test("hides a rule and tells examples of it passes: examples are data that no verifier need look at", async () => {
    const check = checkNamed(await workshop.test(aSource(INDUCED)), "what is told is checked");
    expect(check).toMatchObject({
      status: "passed",
      detail: expect.stringMatching(/examples is taken for examples, from which rule is to be found$/),
    });
  });

  test.each([
    [
      "examples",
      {
        status: "passed",
        detail: expect.stringMatching(/examples is taken for examples, from which a rule/),
      },
    ],
    [
      "points",
      {
        status: "warned",
        detail: expect.stringMatching(/^what is told seems not to be checked: points changes/),
      },
    ],
  ])(
    "words what it calls %s by its rule, and is told of what is not called examples",
    async (name, expected) => {
      const pieces = {
        ...INDUCED,
        caseType: `${INDUCED.caseType?.replace("examples", name)}`,
        before: `const told = ({ ${name}, rule }: Case): string => ${name}.map(([a, b]) => \`\${a} and \${b} give \${rule * a + b}\`).join(", ");`,
        caseGenerator: `const rule = rng.integer(2, 90);
    const ${name} = Array.from({ length: level.count }, (): readonly [number, number] => [rng.integer(100, 899), rng.integer(100, 899)]);
    return { numbers: [], rule, ${name}, query: rng.integer(100, 899) };`,
      };
      expect(checkNamed(await workshop.test(aSource(pieces)), "what is told is checked")).toMatchObject(
        expected,
      );
    },
  );

  test.each([
    [
      "how many numbers there are, beside the numbers",
      {
        caseType: "{ readonly numbers: readonly number[]; readonly size: number }",
        levels: "[{ count: 3 }, { count: 6 }, { count: 12 }]",
        caseGenerator: `const size = rng.integer(level.count, level.count + 4);
    return { size, numbers: Array.from({ length: size }, () => rng.integer(100, 999)) };`,
        promptFunc: `return \`Add up these \${instance.size} numbers: \${instance.numbers.join(", ")}. Give the sum in digits. \${this.answerFormat.instruction}\`;`,
      },
    ],
    [
      "names whose numbers a verifier cannot find in the list of another case",
      {
        imports:
          'import { at, Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";',
        caseType:
          "{ readonly numbers: readonly number[]; readonly people: readonly { readonly id: number; readonly points: number }[]; readonly asked: { readonly ids: readonly number[] } }",
        before: `const pointsOf = ({ people, asked }: Case): number =>
  asked.ids.reduce((sum, id) => sum + at(people.filter((one) => one.id === id), 0).points, 0);`,
        caseGenerator: `const ids = rng.distinctIntegers(2 * level.count, 100_000, 999_999);
    const people = ids.map((id) => ({ id, points: rng.integer(100, 999) }));
    return { numbers: [], people, asked: { ids: ids.slice(0, level.count) } };`,
        promptFunc: `return \`Points by number: \${instance.people.map(({ id, points }) => \`\${id} has \${points}\`).join(", ")}. How many have \${instance.asked.ids.join(", ")} together? Give the sum in digits. \${this.answerFormat.instruction}\`;`,
        referenceAnswer: "return this.answerFormat.wrap(String(pointsOf(instance)));",
        verifyCorrection: "return answer === pointsOf(instance) ? 1 : 0;",
      },
    ],
    [
      "names beside numbers that are drawn",
      {
        ...NAMED,
        caseGenerator:
          "return { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999)), names: rng.sample(NAMES, level.count) };",
      },
    ],
    [
      "a tolerance that it keeps",
      { ...MEAN, verifyCorrection: "return isClose(answer, meanOf(instance), { relative: 0.01 }) ? 1 : 0;" },
    ],
    [
      "whole numbers in lists that may be off by 1, as its prompt says",
      {
        imports: `import { Bootcamp, type Card, integer, lines, list, type Rng, tagged } from "campforge/bootcamp";`,
        answerType: "readonly (readonly number[])[]",
        answerFormat: "tagged(lines(list(integer())))",
        before: `const quotients = ({ numbers }: Case): number[][] =>
  [7, 11].map((by) => numbers.map((number) => Math.round(number / by)));`,
        promptFunc: `return \`Divide each of these numbers by 7, and then each by 11: \${instance.numbers.join(", ")}.
Write two lines of whole numbers with commas between them. A number is right if it differs from the rounded quotient by at most 1. \${this.answerFormat.instruction}\`;`,
        referenceAnswer: `return this.answerFormat.wrap(quotients(instance).map((line) => line.join(", ")).join("\\n"));`,
        verifyCorrection: `const right = quotients(instance);
    const isNear = (line: readonly number[], index: number): boolean =>
      line.length === right[index]?.length && line.every((one, at) => Math.abs(one - (right[index]?.[at] ?? NaN)) <= 1);
    return answer.length === 2 && answer.every(isNear) ? 1 : 0;`,
      },
    ],
  ] as const)("has %s passes", async (_what, pieces) => {
    const outcome = await workshop.test(aSource(pieces));
    for (const name of [
      "seed matters",
      "reference answers score 1",
      "every change is noticed",
      "what is told is checked",
    ] as const)
      expect(checkNamed(outcome, name)).toMatchObject({ status: "passed" });
  });
});
