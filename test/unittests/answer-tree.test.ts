import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalText,
  cell,
  characterGrid,
  choiceOf,
  decimal,
  digits,
  either,
  expression,
  grid,
  integer,
  lines,
  list,
  mapping,
  multisetOf,
  type Parser,
  parsed,
  permutationOf,
  record,
  setOf,
  text,
} from "../../src/bootcamp/index.ts";
import { changeAnswer } from "../../src/unittests/answers/change-answer.ts";
import { readTree, writeTree } from "../../src/unittests/answers/answer-tree.ts";

const NAMES = ["Ada", "Ben", "Cleo", "Dan"];
const name = fc.constantFrom(...NAMES);
const integers = fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 2, maxLength: 8 });
const rows = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
  .chain(([height, width]) =>
    fc.array(fc.array(fc.constantFrom("#", "."), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );

/** The same record as people write it. */
const RECORDS = [
  "roots: 1.5, 2.25, -3.5\ncount: 3",
  "roots: 1.5, 2.25, -3.5, count: 3",
  "roots=[1.5, 2.25, -3.5], count=3",
  "count: 3; roots: [1.5, 2.25, -3.5]",
  '{"roots": [1.5, 2.25, -3.5], "count": 3}',
];

/** A parser with texts that it reads. */
const FORMATS: readonly (readonly [what: string, parser: Parser<unknown>, texts: fc.Arbitrary<string>])[] = [
  ["a number", integer(), fc.integer({ min: -999, max: 999 }).map(String)],
  [
    "a decimal number",
    decimal(),
    fc.integer({ min: 1, max: 9_999 }).map((cents) => (cents / 100).toFixed(2)),
  ],
  ["a choice", choiceOf(NAMES), name],
  ["words", text(), fc.array(name, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "))],
  ["a list", list(integer()), integers.map((items) => items.join(", "))],
  ["a list in brackets", list(integer()), integers.map((items) => `[${items.join(", ")}]`)],
  [
    "a route",
    list(text(), { separators: ["->"] }),
    fc.array(name, { minLength: 2 }).map((items) => items.join(" -> ")),
  ],
  [
    "a set",
    setOf(integer()),
    fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2 }).map((items) => items.join(", ")),
  ],
  [
    "a permutation",
    permutationOf(NAMES),
    fc.shuffledSubarray(NAMES, { minLength: 4 }).map((items) => items.join(", ")),
  ],
  [
    "named values",
    mapping(text(), integer()),
    fc
      .uniqueArray(name, { minLength: 2 })
      .map((keys) => keys.map((key, index) => `${key}=${index}`).join(", ")),
  ],
  ["a grid", grid(integer()), fc.constant("1 2 3\n4 5 6\n7 8 9")],
  ["a picture", characterGrid("#."), rows.map((lines) => lines.map((line) => line.join("")).join("\n"))],
  ["an expression", expression(), fc.constant("(7 - 8 / 8) * 4")],
  ["digits", digits({ length: 3 }), fc.constantFrom("007", "120", "003")],
  ["a cell", cell(), fc.constantFrom("(2,5)", "R3C4", "2, 5")],
  [
    "cells",
    list(cell()),
    fc.constantFrom("(2,5), (3,1), (4,4)", "[(2, 5), (3, 1)]", "R2C5 R3C1", "2,5\n3,1"),
  ],
  ["lines", lines(list(integer())), fc.constantFrom("1, 2\n3, 4", "1, 2, 3\n4, 5, 6\n7, 8, 9")],
  [
    "a list or a sentinel",
    either(integer({ min: -1, max: -1 }), list(integer())),
    integers.map((items) => items.join(", ")),
  ],
  [
    "a record",
    record({ cost: integer(), number: digits(), route: list(choiceOf(NAMES)) }),
    fc.constantFrom("cost: 5\nnumber: 007\nroute: Ada, Ben", "cost=5, number=007, route=[Ada, Ben]"),
  ],
  [
    "a multiset",
    multisetOf(integer()),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 }).map((items) => items.join(", ")),
  ],
  ["a record of lists", record({ roots: list(decimal()), count: integer() }), fc.constantFrom(...RECORDS)],
  [
    "lists by name",
    mapping(text(), list(decimal())),
    fc.constantFrom("A: [1.5, 2.25], B: [-0.5]", "A: 1.5, 2.25\nB: -0.5"),
  ],
];

const POINT = record({ x: decimal(), y: decimal() });

/** Decimals at every depth, as people write them. */
const DEEP: readonly (readonly [what: string, parser: Parser<unknown>, text: string])[] = [
  ["a list of one", list(decimal()), "2.5"],
  ["a list of many", list(decimal()), "1.25, 2.5, 3.75, 4.25, 5.5, 6.75, 7.25, 8.5"],
  ["a list of lists", list(list(decimal())), "[[1.5, 2.25], [3.5, 4.75]]"],
  ["lines of lists", lines(list(decimal())), "1.5, 2.25\n3.5, 4.75\n5.5, 6.75"],
  ["a list of records in lines", list(POINT), "x: 1.5, y: 2.25\nx: 3.5, y: 4.75"],
  ["a list of records as JSON", list(POINT), '[{"x": 1.5, "y": 2.25}, {"x": 3.5, "y": 4.75}]'],
  ["a record of lists of lists", record({ rows: list(list(decimal())) }), "rows: [[1.5, 2.25], [3.5, 4.75]]"],
  ["a record as JSON", POINT, '{"x": 1.5, "y": 2.25}'],
  ["lists by name as JSON", mapping(text(), list(decimal())), '{"A": [1.5, 2.25], "B": [0.75, 3.5]}'],
  ["a grid", grid(decimal()), "1.5 2.25\n3.5 4.75"],
  ["a grid in a record", record({ grid: grid(decimal()), n: integer() }), "grid:\n1.5 2.25\n3.5 4.75\nn: 4"],
];

/** How many times as large the numbers of one text are in another, where they differ. */
function differencesOf(one: string, other: string): readonly number[] {
  const numbers = [one, other].map((text) => (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number));
  return (numbers[0] ?? []).flatMap((value, index) => {
    const times = (numbers[1]?.[index] ?? NaN) / value;
    return times === 1 ? [] : [Number(times.toFixed(6))];
  });
}

describe("the form of an answer", () => {
  test.each(FORMATS)(
    "%s that is taken apart and written again is the same answer",
    (_what, parser, texts) => {
      fc.assert(
        fc.property(texts, (written) => {
          const again = writeTree(readTree(written, parser.shape ?? null));
          expect(canonicalText(parser(again))).toBe(canonicalText(parser(written)));
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each(FORMATS)(
    "%s with a change can be read as another answer, most of the time",
    (_what, parser, texts) => {
      const [sample = ""] = fc.sample(texts, { numRuns: 1, seed: 5 });
      const [other = ""] = fc.sample(texts, { numRuns: 1, seed: 6 });
      const changed = changeAnswer(readTree(sample, parser.shape ?? null), [
        readTree(other, parser.shape ?? null),
      ]);
      expect(changed.length).toBeGreaterThan(0);
      const readable = changed.filter((one) => parser(one.text).status === "parsed");
      expect(readable.length).toBeGreaterThan(0);
    },
  );

  test.each(RECORDS)("a decimal in a list in a record is changed as the number that it is: %j", (written) => {
    const read = record({ roots: list(decimal()), count: integer() });
    const within = changeAnswer(readTree(written, read.shape ?? null), []).filter(({ operator }) =>
      /^"?roots"?: /.test(operator),
    );
    const added = within.find(({ operator }) => operator.endsWith("element 2: 20% added"));
    expect(read(added?.text ?? "")).toEqual(parsed({ roots: [1.5, 2.7, -3.5], count: 3 }));
    expect(within.filter(({ operator }) => /letter|word/.test(operator))).toEqual([]);
    expect(within.filter((one) => read(one.text).status !== "parsed")).toEqual([]);
  });

  test.each(DEEP)(
    "a decimal is changed as the number that it is, however deep it stands: %s",
    (_, read, written) => {
      const right = canonicalText(read(written));
      const changed = changeAnswer(readTree(written, read.shape ?? null), []);
      const moved = changed.filter(({ operator }) => operator.endsWith(": 20% added"));
      expect(moved.length).toBeGreaterThan(0);
      for (const { text: made } of moved) {
        expect(read(made)).toMatchObject({ status: "parsed" });
        expect(differencesOf(right, canonicalText(read(made)))).toEqual([1.2]);
      }
      const asWords = changed.filter(({ operator }) => /\b(?:letters?|word)\b/.test(operator));
      expect(asWords).toEqual([]);
    },
  );

  test.each([
    ["1,234.5", decimal(), 1481.4],
    ["\u22122.5", decimal(), -3],
    ["2.5e-3", decimal(), 0.003],
    ["1e3", integer(), 1001],
  ])("a number written as %s is changed as its parser reads it", (written, parser, value) => {
    const changed = changeAnswer(readTree(written, parser.shape ?? null), []);
    const wanted = changed.find(({ operator }) => operator === "20% added" || operator === "1 added");
    expect(parser(wanted?.text ?? "")).toEqual(parsed(value));
  });

  test("a multiset in another order is the same answer, with an element repeated another one", () => {
    const read = multisetOf(integer());
    const right = read("4, 1, 7");
    const changed = changeAnswer(readTree("4, 1, 7", read.shape ?? null), []);
    const same = changed.filter(({ text: other }) => canonicalText(read(other)) === canonicalText(right));
    expect(same.map(({ effect }) => effect)).toEqual(same.map(() => "order"));
    expect(same).toHaveLength(changed.filter(({ effect }) => effect === "order").length);
    expect(changed.map(({ operator }) => operator)).toContain("an element repeated");
  });
});
