import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnswerFormat,
  boxed,
  bracketed,
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
  type Parser,
  permutationOf,
  rational,
  Rational,
  record,
  separateThinking,
  setOf,
  tagged,
  text,
  vocabulary,
  wholeReply,
} from "../../src/bootcamp/index.ts";

/** A value of a kind of answer: what it is, and every form in which it is written. */
type Written = { readonly truth: string; readonly forms: readonly string[] };

/** A kind of answer: its parser, and its values. */
type Kind = { readonly parse: Parser<unknown>; readonly values: fc.Arbitrary<Written> };

const kind = <Value>(
  parse: Parser<Value>,
  values: fc.Arbitrary<Value>,
  forms: (value: Value) => readonly string[],
): Kind => ({ parse, values: values.map((value) => ({ truth: canonicalText(value), forms: forms(value) })) });

/** What may stand around any answer. */
const dressed = (plain: string): readonly string[] => [
  plain,
  ` ${plain}\t`,
  `\ufeff${plain}`,
  `\u00a0${plain}\u200b`,
  `**${plain}**`,
  `$${plain}$`,
  `$$ ${plain} $$`,
  `\\(${plain}\\)`,
  `${plain}.`,
];
/** And around one of a word or a number. */
const inCommand = (plain: string): readonly string[] => [
  ...dressed(plain),
  `\\text{${plain}}`,
  `\\mathrm{${plain}}`,
  `\\textbf{ ${plain} }`,
];

const grouped = (value: number, by: string): string => value.toLocaleString("en-US").replaceAll(",", by);
const integerForms = (value: number): readonly string[] => [
  ...inCommand(`${value}`),
  ...[",", "{,}", "\\,", ",\\!", "\u2009", "\u202f"].map((by) => grouped(value, by)),
  `${value}.0`,
  `${value},`,
  ...(value % 1000 === 0
    ? [`${value / 1000} \\times 10^{3}`, `${value / 1000}×10³`, `${value / 1000}e3`]
    : []),
  ...(value < 0 ? [`\u2212${-value}`] : [`+${value}`]),
];

const someInteger = fc.oneof(
  fc.integer({ min: -30, max: 30 }),
  fc.integer({ min: -9_999_999, max: 9_999_999 }),
  fc.integer({ min: -999, max: 999 }).map((value) => value * 1000),
);
const integers = fc.array(fc.oneof(fc.integer({ min: -12, max: 12 }), someInteger), {
  minLength: 1,
  maxLength: 5,
});
const word = fc.constantFrom("Ann", "Bo", "New", "York", "B-12", "x1", "(left)", "7");
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));

/** How the items of a list are written, each of which has no comma of its own. */
const inCommas = (items: readonly string[]): readonly string[] => [
  items.join(", "),
  items.join(","),
  `[${items.join(", ")}]`,
  `\\{${items.join(", ")}\\}`,
  `\\left(${items.join(", ")}\\right)`,
  `[${items.join(", ")},]`,
  ...(items.length > 1
    ? [
        items.join("; "),
        `${items.slice(0, -1).join(", ")}, and ${items.at(-1)}`,
        `${items.slice(0, -1).join(", ")}, \\text{ and } ${items.at(-1)}`,
      ]
    : []),
];
const inLines = (items: readonly string[]): readonly string[] =>
  items.length < 2
    ? []
    : [
        items.join("\n"),
        items.join("\r\n\n"),
        items.join(",\n"),
        items.map((item) => `- ${item}`).join("\n"),
        items.map((item) => `• ${item}`).join("\n"),
        items.map((item, index) => `${index + 1}. ${item}`).join("\n"),
      ];
const quoted = (items: readonly string[]): readonly string[] => [
  JSON.stringify(items),
  items.map((item) => `“${item}”`).join(", "),
];
const plural = (items: readonly string[]): readonly string[] =>
  items.length < 2 ? [] : [`${items.slice(0, -1).join(", ")} and ${items.at(-1)}`];

const aCell = fc.record({ row: fc.nat({ max: 40 }), column: fc.nat({ max: 40 }) });
type Place = { readonly row: number; readonly column: number };
const bracketedCell = ({ row, column }: Place): string => `(${row},${column})`;
const letteredCell = ({ row, column }: Place): string => `R${row}C${column}`;
const matrix = <Cell>(cells: fc.Arbitrary<Cell>): fc.Arbitrary<readonly (readonly Cell[])[]> =>
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([rows, columns]) =>
    fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

const OPTIONS = ["A", "B", "New York", "yes", "no"] as const;
const TERMS = ["step-brother", "mother in law", "aunt"] as const;
const NAMES = ["A", "B", "C-3", "D e"];

const KINDS: Readonly<Record<string, Kind>> = {
  integer: kind(integer(), someInteger, integerForms),
  decimal: kind(
    decimal(),
    fc.integer({ min: -999_999, max: 999_999 }).map((value) => value / 1000),
    (value) => [
      ...inCommand(`${value}`),
      value.toFixed(6),
      `${value * 1000}e-3`,
      `${value * 1000} \\times 10^{-3}`,
      `${value * 1000}·10⁻³`,
    ],
  ),
  rational: kind(
    rational(),
    fc
      .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 40 }))
      .map(([a, b]) => Rational.of(a, b)),
    (value) => {
      const [a, b] = [value.numerator, value.denominator];
      const signed = a < 0n ? [`-\\frac{${-a}}{${b}}`, `-\\dfrac{${-a}}{${b}}`, `\u2212${-a}/${b}`] : [];
      return [
        ...dressed(`${a}/${b}`),
        `${3n * a} / ${3n * b}`,
        `\\frac{${a}}{${b}}`,
        `\\tfrac{ ${-a} }{ ${-b} }`,
        ...signed,
        ...(a >= 0n && a < 10n && b < 10n ? [`\\frac${a}${b}`] : []),
      ];
    },
  ),
  digits: kind(digits(), fc.stringMatching(/^\d{1,8}$/), (value) => [...inCommand(value), `"${value}"`]),
  choice: kind(choiceOf(OPTIONS), fc.constantFrom(...OPTIONS), (value) => [
    ...inCommand(value),
    value.toLowerCase(),
    `(${value})`,
    `(\\text{${value}})`,
    `${value})`,
    `"${value}"`,
  ]),
  vocabulary: kind(vocabulary(TERMS), fc.constantFrom(...TERMS), (value) => [
    ...inCommand(value),
    value.replaceAll(/[- ]/g, ""),
    value.replaceAll(/[- ]/g, "-").toUpperCase(),
    value.replaceAll(/[- ]/g, " "),
    value.replaceAll(/[- ]/g, "\u2011"),
  ]),
  text: kind(text(), phrase, (value) => [
    ...inCommand(value),
    `"${value}"`,
    `“${value}”`,
    value.replaceAll(" ", "\u00a0"),
    value.replaceAll(" ", "  "),
  ]),
  "list of numbers": kind(list(integer()), integers, (items) => {
    const texts = items.map(String);
    const thin = items.map((item) => grouped(item, "{,}"));
    return [...inCommas(texts), ...inCommas(thin), ...inLines(texts), ...plural(texts), texts.join(" ")];
  }),
  "list of texts": kind(list(text()), fc.array(phrase, { minLength: 2, maxLength: 4 }), (items) => [
    ...inCommas(items),
    ...inLines(items),
    ...quoted(items),
  ]),
  "list of quoted texts with commas": kind(
    list(text()),
    fc.array(
      fc.tuple(phrase, phrase).map((pair) => pair.join(", ")),
      { minLength: 1, maxLength: 3 },
    ),
    (items) => [...quoted(items), ...(items.length > 1 ? [items.map((item) => `- ${item}`).join("\n")] : [])],
  ),
  "list by arrows": kind(
    list(text(), { separators: ["->", "→"] }),
    fc.array(phrase, { minLength: 2, maxLength: 4 }),
    (items) => [items.join(" -> "), items.join("→"), items.join(" \\to "), `[${items.join("\n-> ")}]`],
  ),
  lines: kind(lines(list(integer())), fc.array(integers, { minLength: 1, maxLength: 4 }), (rows) => {
    const texts = rows.map((row) => (row.length === 1 ? `[${row.join()}]` : row.join(", ")));
    return [texts.join("\n"), ...(rows.length > 1 ? [texts.map((row) => `- ${row}`).join("\n")] : [])];
  }),
  set: kind(
    setOf(integer()),
    fc
      .uniqueArray(fc.integer({ min: -50, max: 2_000 }), { minLength: 1, maxLength: 5 })
      .map((items) => items.toSorted((a, b) => a - b)),
    (items) => [...inCommas(items.map(String)), ...inLines(items.toReversed().map(String))],
  ),
  permutation: kind(permutationOf(NAMES), fc.shuffledSubarray(NAMES, { minLength: 4 }), (items) => [
    ...inCommas(items),
    ...inLines(items),
    ...quoted(items),
    ...plural(items),
    items.map((item) => `'${item}'`).join(", "),
    items.map((item) => `\\text{${item}}`).join(", "),
  ]),
  cell: kind(cell(), aCell, (value) => [
    ...dressed(bracketedCell(value)),
    letteredCell(value),
    letteredCell(value).toLowerCase(),
    `[${value.row}, ${value.column}]`,
    `${value.row},${value.column}`,
    `row ${value.row}, column ${value.column}`,
    `\\left(${value.row}, ${value.column}\\right)`,
  ]),
  "list of cells": kind(list(cell()), fc.array(aCell, { minLength: 1, maxLength: 4 }), (cells) => {
    const texts = cells.map(bracketedCell);
    return [
      ...inCommas(texts),
      ...inLines(texts),
      ...plural(texts),
      texts.join(" "),
      cells.map(letteredCell).join(", "),
      cells.map(letteredCell).join(" "),
      ...inLines(cells.map(({ row, column }) => `${row},${column}`)),
      JSON.stringify(cells.map(({ row, column }) => [row, column])),
    ];
  }),
  mapping: kind(
    mapping(text(), integer()),
    fc
      .uniqueArray(fc.constantFrom("A", "New York", "x1", "7"), { minLength: 1 })
      .chain((keys) =>
        fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.integer({ min: -99, max: 99 })))),
      )
      .map((pairs) => new Map(pairs)),
    (value) => {
      const by = (joint: string): string[] => [...value].map(([key, item]) => `${key}${joint}${item}`);
      return [
        by("=").join(", "),
        by(": ").join("; "),
        by(" -> ").join("\n"),
        by(" \\to ").join(", "),
        ...inLines(by(": ")),
        JSON.stringify(Object.fromEntries(value)),
      ];
    },
  ),
  record: kind(
    record({ cost: integer(), shelfNumber: digits(), route: list(text()) }),
    fc.record({
      cost: fc.integer({ min: -99, max: 9_999 }),
      shelfNumber: fc.stringMatching(/^\d{1,4}$/),
      route: fc.array(phrase, { minLength: 2, maxLength: 3 }),
    }),
    ({ cost, shelfNumber, route }) => [
      `cost: ${cost}, shelfNumber: ${shelfNumber}, route: ${route.join(", ")}`,
      `- Cost: ${cost}\n- Shelf number: ${shelfNumber}\n- Route: ${route.join(", ")}`,
      `route = [${route.join(", ")}]; cost = ${cost}; shelf_number = ${shelfNumber}`,
      `**route**: ${route.join(", ")}\n**shelfNumber**: ${shelfNumber}\n**cost**: ${cost}`,
      JSON.stringify({ cost, shelfNumber, route }),
    ],
  ),
  either: kind(
    either(integer({ min: -1, max: -1 }), list(integer())),
    fc.oneof(
      fc.constant(-1),
      integers.filter((items) => items.length > 1 || items[0] !== -1),
      fc.constant([-1]),
    ),
    (value) =>
      typeof value === "number"
        ? integerForms(value)
        : [`[${value.join(", ")}]`, `\\{${value.join(", ")}\\}`],
  ),
  grid: kind(grid(integer()), matrix(fc.integer({ min: -9, max: 99 })), (rows) => [
    rows.map((row) => row.join(" ")).join("\n"),
    rows.map((row) => row.join(", ")).join("\n"),
    rows.map((row) => `| ${row.join(" | ")} |`).join("\n"),
    rows.map((row) => `[${row.join(", ")}]`).join(",\n"),
    JSON.stringify(rows),
    `[\n  ${rows.map((row) => JSON.stringify(row)).join(",\n  ")}\n]`,
    `\\begin{bmatrix}${rows.map((row) => row.join(" & ")).join(" \\\\ ")}\\end{bmatrix}`,
  ]),
  "grid of characters": kind(characterGrid("#.x"), matrix(fc.constantFrom("#", ".", "x")), (rows) => [
    rows.map((row) => row.join("")).join("\n"),
    rows.map((row) => row.join(" ")).join("\n"),
    rows.map((row) => `  ${row.join("")}\u00a0`).join("\n"),
  ]),
  JSON: kind(
    jsonValue(),
    fc.dictionary(fc.constantFrom("a", "b{", "c\\"), fc.oneof(fc.integer(), fc.constantFrom("{x}", "y, z"))),
    (value) => {
      const source = JSON.stringify(value);
      const isPlain = !/[{}\\]/.test(source.slice(1, -1));
      return [source, JSON.stringify(value, null, 2), ...(isPlain ? [`\\{${source.slice(1, -1)}\\}`] : [])];
    },
  ),
  expression: kind(
    expression(),
    fc
      .tuple(
        fc.constantFrom<readonly [number, number]>([7, 8], [3, 12], [5, 5]),
        fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const),
      )
      .map(([[one, other], operator]) => {
        const [a, b] = [Rational.of(one), Rational.of(other)];
        const values = { "+": a.plus(b), "-": a.minus(b), "*": a.times(b), "/": a.dividedBy(b) };
        return { value: values[operator], numbers: [one, other], operators: [operator] };
      }),
    ({ value, numbers: [one = 0, other = 0], operators: [operator = "+"] }) => {
      const signs = {
        "+": ["+"],
        "-": ["-", "−"],
        "*": ["*", "×", "\\times", "\\cdot", "\\*"],
        "/": ["/", "÷", "\\div"],
      };
      return [
        ...signs[operator].flatMap((sign) => [
          `${one} ${sign} ${other}`,
          `\\left(${one} ${sign} ${other}\\right)`,
        ]),
        `${one} ${operator} ${other} = ${value.toString()}`,
        ...(operator === "/" ? [`\\frac{${one}}{${other}}`, `\\dfrac{${one}}{${other}}`] : []),
      ];
    },
  ),
};

/** A reply with an answer where a format wants it, and what models write beside it there. */
const PLACES: readonly (readonly [
  place: string,
  format: (parse: Parser<unknown>) => AnswerFormat<unknown>,
  holds: RegExp,
  reply: (answer: string) => string,
])[] = [
  [
    "a box",
    boxed,
    /^(?:[^{}]|\\[{}]|\{(?:[^{}]|\{[^{}]*\})*\})*$/,
    (answer) => `So it is $\\boxed{${answer}}$.`,
  ],
  [
    "tags that were announced",
    tagged,
    /^/,
    (answer) => `I must write it between <answer> and </answer>.\n<answer>${answer}</answer>`,
  ],
  ["tags", bracketed, /^/, (answer) => `[answer]\n${answer}\n[/answer]<|im_end|>`],
  ["a fence", fencedBlock, /^/, (answer) => `It is:\n\`\`\`\n${answer}\n\`\`\`\n`],
  ["a fence in tags", tagged, /^/, (answer) => `<answer>\n\`\`\`text\n${answer}\n\`\`\`\n</answer>`],
  ["the final line", finalLine, /^.*$/, (answer) => `I count.\n**Final answer:** ${answer}`],
  ["a reply of nothing else", wholeReply, /^/, (answer) => answer],
];

describe.each(Object.entries(KINDS))("%s", (_name, { parse, values }) => {
  test("is read as its value in every form, so that no two values share a reading", () => {
    fc.assert(
      fc.property(values, ({ truth, forms }) => {
        for (const form of forms) {
          const read = parse(form);
          expect([form, read.status === "parsed" ? canonicalText(read.value) : read]).toEqual([form, truth]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(PLACES)("is read in every form in %s", (_place, format, holds, reply) => {
    fc.assert(
      fc.property(values, ({ truth, forms }) => {
        for (const form of forms.filter((one) => holds.test(one))) {
          const found = extractAnswer(separateThinking(reply(form)).text, format(parse));
          expect([form, found.status === "parsed" ? canonicalText(found.value.answer) : found]).toEqual([
            form,
            truth,
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
