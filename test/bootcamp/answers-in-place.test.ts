import { describe, expect, test } from "vitest";
import {
  type AnswerFormat,
  bigInteger,
  boxed,
  canonicalText,
  cell,
  characterGrid,
  choiceOf,
  decimal,
  digits,
  either,
  expression,
  extractAnswer,
  fencedBlock,
  finalLine,
  grid,
  integer,
  jsonValue,
  lines,
  list,
  mapping,
  permutationOf,
  rational,
  Rational,
  record,
  setOf,
  tagged,
  text,
  vocabulary,
  wholeReply,
} from "../../src/bootcamp/index.ts";

const read = (response: string, format: AnswerFormat<unknown>): unknown => {
  const found = extractAnswer(response, format);
  return found.status === "parsed" ? found.value.answer : null;
};

const ABC = permutationOf(["A", "B", "C"]);

/** Answers as people and models write them in a place, and what they say. */
const SAID: readonly (readonly [response: string, format: AnswerFormat<unknown>, value: unknown])[] = [
  // Numbers
  ["\\boxed{1\\,234\\,567}", boxed(integer()), 1_234_567],
  ["\\boxed{-1,\\!234}", boxed(integer()), -1_234],
  ["\\boxed{12\u2009345}", boxed(bigInteger()), 12_345n],
  ["\\boxed{\\mathbf{42}}", boxed(integer()), 42],
  ["\\boxed{ \\text{42.} }", boxed(integer()), 42],
  ["\\boxed{x = 42}", boxed(integer()), 42],
  ["\\boxed{x_{\\max} = -42}", boxed(integer()), -42],
  ["\\boxed{f(3)=42}", boxed(integer()), 42],
  ["\\boxed{= 42}", boxed(integer()), 42],
  ["\\boxed{\\mathrm{pH} \\approx 4.76}", boxed(decimal()), 4.76],
  ["\\boxed{\\text{pH} = 4.76}", boxed(decimal()), 4.76],
  ["\\boxed{pH = 4.76}", boxed(decimal()), 4.76],
  ["\\boxed{\\approx 4.76}", boxed(decimal()), 4.76],
  ["\\boxed{\\Delta H = -3.5 \\times 10^{-2}}", boxed(decimal()), -0.035],
  ["\\boxed{6.02 \\cdot 10^{23}}", boxed(decimal()), 6.02e23],
  ["Answer: 1.5 × 10³", finalLine(decimal()), 1500],
  ["Answer: 1.2 x 10^3", finalLine(integer()), 1200],
  ["\\boxed{10^{4}}", boxed(integer()), 10_000],
  ["\\boxed{-\\dfrac{3}{4}}", boxed(rational()), Rational.of(-3, 4)],
  ["\\boxed{\\tfrac{3}{-4}}", boxed(rational()), Rational.of(-3, 4)],
  ["\\boxed{\\frac{ -3 }{ -4 }}", boxed(rational()), Rational.of(3, 4)],
  ["\\boxed{P(A) = \\frac34}", boxed(rational()), Rational.of(3, 4)],
  ["Answer: $p = -3/4$", finalLine(rational()), Rational.of(-3, 4)],
  ["\ufeffAnswer:\u00a042\u200b", finalLine(integer()), 42],
  ["\u200bAnswer: \u200b42\u2060,", finalLine(integer()), 42],
  ["\\boxed{0073}", boxed(digits()), "0073"],
  // Choices and texts
  ["\\boxed{\\mathrm{B}}", boxed(choiceOf(["A", "B"])), "B"],
  ["\\boxed{\\textbf{(B)}}", boxed(choiceOf(["A", "B"])), "B"],
  ["\\boxed{(\\text{B})}", boxed(choiceOf(["A", "B"])), "B"],
  ["\\boxed{\\text{New York}}", boxed(text()), "New York"],
  ["\\boxed{\\text{a\\_b}}", boxed(text()), "a_b"],
  ["\\boxed{\\texttt{NaCl}}", boxed(text()), "NaCl"],
  ["\\boxed{\\text{Step-Brother}}", boxed(vocabulary(["step brother", "aunt"])), "step brother"],
  ["\ufeff“café”\u200b", wholeReply(text()), "café"],
  // Lists and sets
  ["\\boxed{\\left[ 1,\\, 2,\\, 3 \\right]}", boxed(list(integer())), [1, 2, 3]],
  ["\\boxed{1, 2 \\text{ and } 3}", boxed(list(integer())), [1, 2, 3]],
  ["\\boxed{\\text{A}, \\text{B}, \\text{C}}", boxed(ABC), ["A", "B", "C"]],
  ["\\boxed{A \\to B \\to C}", boxed(list(text(), { separators: ["->", "→"] })), ["A", "B", "C"]],
  ["\\boxed{S = \\left\\{1, 2\\right\\}}", boxed(setOf(integer())), [1, 2]],
  ["\\boxed{\\langle 1, 2 \\rangle}", boxed(list(integer())), [1, 2]],
  ["\\boxed{\\varnothing}", boxed(setOf(integer())), []],
  ["\\boxed{1{,}234, 5}", boxed(list(integer())), [1234, 5]],
  ["Answer: 1\u2009234 5", finalLine(list(integer())), [1234, 5]],
  ["Answer: 1, 2, and 3", finalLine(list(integer())), [1, 2, 3]],
  ["Answer: 1 and 2", finalLine(list(integer())), [1, 2]],
  ["Answer: A, B and C.", finalLine(ABC), ["A", "B", "C"]],
  ["Answer: [1, 2, 3,]", finalLine(list(integer())), [1, 2, 3]],
  ["Answer: 'C', 'A', 'B'", finalLine(ABC), ["C", "A", "B"]],
  ['Answer: ["a, b", "c"]', finalLine(list(text())), ["a, b", "c"]],
  ["Answer: “a, b”, “c”", finalLine(list(text())), ["a, b", "c"]],
  ["<answer>\n- New York, NY\n- Paris\n</answer>", tagged(list(text())), ["New York, NY", "Paris"]],
  ["<answer>\n1. New York\n2. Paris\n</answer>", tagged(list(text())), ["New York", "Paris"]],
  ["<answer>\n• 1\n• 2\n</answer>", tagged(list(integer())), [1, 2]],
  ["<answer>\n1) C\n2) A\n3) B\n</answer>", tagged(ABC), ["C", "A", "B"]],
  ["<answer>New York,\nParis,\nRome</answer>", tagged(list(text())), ["New York", "Paris", "Rome"]],
  ["<answer>- a, b\n- c</answer>", tagged(lines(text())), ["a, b", "c"]],
  // Cells
  [
    "Answer: (2,5), R3C1 and (4, 4)",
    finalLine(list(cell())),
    [
      { row: 2, column: 5 },
      { row: 3, column: 1 },
      { row: 4, column: 4 },
    ],
  ],
  [
    "\\boxed{\\{(2, 5), (3, 1)\\}}",
    boxed(list(cell())),
    [
      { row: 2, column: 5 },
      { row: 3, column: 1 },
    ],
  ],
  [
    "<answer>2,5\n3,1</answer>",
    tagged(list(cell())),
    [
      { row: 2, column: 5 },
      { row: 3, column: 1 },
    ],
  ],
  ["Answer: ( 2 ,  5 )", finalLine(cell()), { row: 2, column: 5 }],
  ["Answer: row  2 , column  5", finalLine(cell()), { row: 2, column: 5 }],
  ["\\boxed{(2, 5)}", boxed(cell()), { row: 2, column: 5 }],
  // Pairs
  [
    "<answer>\n1. A: 1\n2. B: 2\n</answer>",
    tagged(mapping(text(), integer())),
    new Map([
      ["A", 1],
      ["B", 2],
    ]),
  ],
  [
    '<answer>{"A": 1, "B": 2}</answer>',
    tagged(mapping(text(), integer())),
    new Map([
      ["A", 1],
      ["B", 2],
    ]),
  ],
  [
    "\\boxed{A \\to 1, B \\to 2}",
    boxed(mapping(text(), integer())),
    new Map([
      ["A", 1],
      ["B", 2],
    ]),
  ],
  [
    "<answer>\n- **cost**: 5\n- **number**: 007\n</answer>",
    tagged(record({ cost: integer(), number: digits() })),
    { cost: 5, number: "007" },
  ],
  [
    '<answer>{"number": "007", "cost": 5}</answer>',
    tagged(record({ cost: integer(), number: digits() })),
    { cost: 5, number: "007" },
  ],
  [
    "<answer>Total cost = 5, route = [A, B]</answer>",
    tagged(record({ totalCost: integer(), route: list(text()) })),
    { totalCost: 5, route: ["A", "B"] },
  ],
  // Grids and JSON
  [
    "\\boxed{\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}}",
    boxed(grid(integer())),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "<answer>\n```\n1 2\n3 4\n```\n</answer>",
    tagged(grid(integer())),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "<answer>[[1, 2], [3, 4]]</answer>",
    tagged(grid(integer())),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "<answer>\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n</answer>",
    tagged(grid(integer())),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    "<answer>\n```text\n#.\n.#\n```</answer>",
    tagged(characterGrid("#.")),
    [
      ["#", "."],
      [".", "#"],
    ],
  ],
  ['\\boxed{\\{"a": 1\\}}', boxed(jsonValue()), { a: 1 }],
  // Expressions
  ["\\boxed{\\left(7 - \\frac{8}{8}\\right) \\cdot 4 = 24}", boxed(expression()), "24 of 7,8,8,4"],
  ["Answer: (7 - 8 / 8) \\* 4", finalLine(expression()), "24 of 7,8,8,4"],
  ["Answer: 3 - 8 = -5", finalLine(expression()), "-5 of 3,8"],
  ["Answer: 1 / 8 = \\frac{1}{8}", finalLine(expression()), "1/8 of 1,8"],
  // Sentinels
  ["\\boxed{-1}", boxed(either(integer({ min: -1, max: -1 }), list(integer()))), -1],
  ["\\boxed{[-1]}", boxed(either(integer({ min: -1, max: -1 }), list(integer()))), [-1]],
];

/** What could be another answer, or none. */
const REFUSED: readonly (readonly [response: string, format: AnswerFormat<unknown>])[] = [
  ["\\boxed{4.2\\,\\mathrm{cm}}", boxed(decimal())],
  ["\\boxed{42\\%}", boxed(integer())],
  ["\\boxed{1{,}23}", boxed(integer())],
  ["\\boxed{1\\,23}", boxed(integer())],
  ["\\boxed{\\pm 3}", boxed(integer())],
  ["\\boxed{x^2 = 9}", boxed(integer())],
  ["\\boxed{2x = 6}", boxed(integer())],
  ["\\boxed{\\log x = 3}", boxed(integer())],
  ["\\boxed{\\log(x) = 3}", boxed(integer())],
  ["\\boxed{-x = 3}", boxed(integer())],
  ["\\boxed{x = y = 3}", boxed(integer())],
  ["\\boxed{x \\neq 3}", boxed(integer())],
  ["\\boxed{1\\frac{1}{2}}", boxed(rational())],
  ["\\boxed{\\text{A or B}}", boxed(choiceOf(["A", "B"]))],
  ["\\boxed{x = 1, y = 2}", boxed(list(integer()))],
  ["Answer: 1, 2 or 3", finalLine(list(integer()))],
  ["Answer: 1,, 2", finalLine(list(integer()))],
  ["<answer>- 42</answer>", tagged(integer())],
  ["<answer>- 42</answer>", tagged(list(integer()))],
  ["<answer>1. 5\n3. 7</answer>", tagged(list(integer()))],
  ["<answer>a, b\nc, d</answer>", tagged(list(text()))],
  ["<answer>1,2,3,4</answer>", tagged(list(cell()))],
  ["<answer>cost: 5</answer>", tagged(record({ cost: integer(), number: digits() }))],
  ["<answer>cost: 5, cost: 5, number: 1</answer>", tagged(record({ cost: integer(), number: digits() }))],
  ["<answer>about cost: 5, number: 1</answer>", tagged(record({ cost: integer(), number: digits() }))],
  ["<answer>cost: 5, number: 1, age: 3</answer>", tagged(record({ cost: integer(), number: digits() }))],
  ["Answer: \\boxed{42}", finalLine(integer())],
  ["Answer: 0 0 7", finalLine(digits())],
  ["Answer: -7", finalLine(digits())],
];

const shown = (value: unknown): string =>
  typeof value === "object" &&
  value !== null &&
  "operators" in value &&
  "numbers" in value &&
  "value" in value
    ? canonicalText(`${String(value.value)} of ${String(value.numbers)}`)
    : canonicalText(value);

describe("an answer in its place", () => {
  test.each(SAID.map(([response, format, value]) => [response, format, value] as const))(
    "is read in %j",
    (response, format, value) => {
      expect(shown(read(response, format))).toBe(shown(value));
    },
  );

  test.each(REFUSED.map(([response, format]) => [response, format] as const))(
    "is none in %j, which could be another",
    (response, format) => {
      expect(read(response, format)).toBeNull();
    },
  );
});

describe("words about where the answer goes", () => {
  test.each([
    ["I must write it between <answer> and </answer>.\n<answer>Paris</answer>", tagged(text()), "Paris"],
    ["It goes between `<answer>` and `</answer>`:\n<answer>Paris</answer>", tagged(text()), "Paris"],
    ["<answer>Paris</answer>, written between <answer> and </answer>.", tagged(text()), "Paris"],
    ["I use <answer></answer> tags. <answer>A, B</answer>", tagged(list(text())), ["A", "B"]],
    ["The form is <answer>...</answer>.\n<answer>Paris</answer>", tagged(text()), "Paris"],
    ["The form is <answer>your answer here</answer>.\n<answer>Paris</answer>", tagged(text()), "Paris"],
    ["I end with\nAnswer: <city>\n\nAnswer: Paris", finalLine(text()), "Paris"],
    ["In \\boxed{\\text{answer}} I write \\boxed{\\text{Paris}}", boxed(text()), "Paris"],
    ["<answer>and</answer>", tagged(text()), "and"],
    ["The word is <answer>to</answer>", tagged(text()), "to"],
  ])("are no answer: %j", (response, format: AnswerFormat<unknown>, value) => {
    expect(read(response, format)).toEqual(value);
  });

  test.each([
    ["<answer>Rome</answer> or rather <answer>Paris</answer>", tagged(text())],
    ["Either <answer>and</answer> or <answer>or</answer>", tagged(text())],
    ["Between <answer>Rome</answer> and <answer>Paris</answer>", tagged(text())],
  ])("hide no second answer: %j", (response, format) => {
    expect(read(response, format)).toBeNull();
  });
});

describe("a fenced block behind the answer", () => {
  const square = fencedBlock(grid(integer()));
  const fence = (...blocks: readonly string[]): string =>
    blocks.map((block) => `So:\n\`\`\`\n${block}\n\`\`\``).join("\n");

  test.each(["row 1: 1 + 2 = 3 ✓", "python check.py", "all rows hold", "1 + 2 = 3\n3 + 4 = 7"])(
    "is a check of it where it is nothing like one: %j",
    (check) => {
      expect(read(fence("1 2\n3 4", check), square)).toEqual([
        [1, 2],
        [3, 4],
      ]);
      expect(read(fence("5 6\n7 8", "1 2\n3 4", check), square)).toBeNull();
    },
  );

  test.each(["1 2\n3", "4 3\n2 1", "1 2\n3 4\n5"])("is another answer where it is like one: %j", (other) => {
    expect(read(fence("1 2\n3 4", other), square)).toBeNull();
  });
});
