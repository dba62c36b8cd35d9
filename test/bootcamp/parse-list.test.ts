import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cell } from "../../src/bootcamp/parse-cell.ts";
import { list, multisetOf, setOf } from "../../src/bootcamp/parse-list.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { text } from "../../src/bootcamp/parse-text.ts";
import { either, parsed } from "../../src/bootcamp/parser.ts";
import { brackets } from "./brackets.ts";

const numbers = fc.array(fc.integer(), { minLength: 1, maxLength: 30 });
const join = fc.constantFrom(", ", ",", "; ", ";", " ", "  ", "\n", ",\n");
describe("a list", () => {
  test("is read in its order with any separator and any brackets", () => {
    fc.assert(
      fc.property(numbers, join, brackets, (items, between, [open, close]) => {
        expect(list(integer())(open + items.join(between) + close)).toEqual(parsed(items));
      }),
      { numRuns: 300 },
    );
  });

  test("of lists that have separators of their own is read with any other sign between them", () => {
    const lists = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(lists, join, (items, between) => {
        const written = items.map((item) => item.join("-")).join(between);
        expect(list(list(integer(), { separators: ["-"] }))(written)).toEqual(parsed(items));
      }),
    );
  });

  test("is read with the separators asked for, each of them, though one be a part of another", () => {
    const separators = ["-", "->", "→", " then "];
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 2 }),
        fc.infiniteStream(fc.constantFrom(...separators)),
        (items, between) => {
          const [first = 0, ...others] = items;
          const written = others.reduce(
            (before, item) => `${before}${between.next().value}${item}`,
            `${first}`,
          );
          expect(list(integer(), { separators })(written)).toEqual(parsed(items));
          expect(list(integer(), { separators })(items.join(",")).status).toBe("unparsable");
        },
      ),
    );
  });

  test("with a space among its separators has any run of blanks between two items, and nowhere none", () => {
    const blanks = fc.array(fc.constantFrom(" ", "\t", "\u00a0"), { minLength: 1, maxLength: 4 });
    const between = fc.oneof(
      blanks.map((some) => some.join("")),
      fc.constantFrom("|", " |", "|  "),
    );
    const read = list(integer(), { separators: [" ", "|"] });
    fc.assert(
      fc.property(numbers, fc.infiniteStream(between), ([first = 0, ...others], signs) => {
        const written = others.reduce((before, item) => `${before}${signs.next().value}${item}`, `${first}`);
        expect(read(written)).toEqual(parsed([first, ...others]));
        expect(read(`${written} | | 1`).status).toBe("unparsable");
      }),
    );
    expect(read("1{,}234 5\u20096")).toEqual(list(integer(), { separators: ["|"] })("1{,}234|5\u20096"));
    expect(read("1{,}234 567")).toEqual(parsed([1_234, 567]));
    expect(list(text(), { separators: [" "] })("f(b,  h(b)) c")).toEqual(parsed(["f(b, h(b))", "c"]));
  });

  test.each(["[]", "{}", "()", "[ ]", "none", "None.", "**empty**", "∅"])(
    "of nothing is written %j",
    (source) => {
      expect(list(integer())(source)).toEqual(parsed([]));
      expect(list(integer(), { minLength: 1 })(source).status).toBe("unparsable");
    },
  );

  test.each([
    "",
    "  \n",
    ",",
    "1,,",
    ",1",
    "1,,2",
    "[1, 2",
    "1, 2]",
    "[1], [2]",
    "[[1, 2]]",
    "1 2, 3",
    "1, two",
    "1 or 2",
    "1 and",
    "1, 2\n3, 4",
    "1, NaN",
    "1, 0x2",
    "１, ２",
    "1，2",
    "1、2",
    "nothing",
    '{"0": 1, "length": 1}',
    "[1, __proto__]",
  ])("of whole numbers is not %j", (source) => {
    expect(list(integer())(source).status).toBe("unparsable");
  });

  test("keeps to its lengths, both included, and to 10,000 items", () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 30 }), fc.nat({ max: 30 }), (items, minLength, maxLength) => {
        const isWithin = items.length >= minLength && items.length <= maxLength;
        const outcome = list(integer(), { minLength, maxLength })(items.join(", "));
        expect(outcome.status).toBe(isWithin ? "parsed" : "unparsable");
      }),
    );
    const many = (count: number): string => Array.from({ length: count }, () => "1").join(",");
    expect(list(integer())(many(10_000)).status).toBe("parsed");
    expect(list(integer(), { maxLength: 20_000 })(many(10_001)).status).toBe("unparsable");
  });

  test("says which item could not be read", () => {
    expect(list(integer())("1, 2, x")).toMatchObject({ reason: expect.stringContaining("item 3") });
  });
});

describe("a set", () => {
  test("is the same in every order, sorted by value", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 1 }),
        join,
        brackets,
        (items, between, [open, close]) => {
          const sorted = parsed(items.toSorted((a, b) => a - b));
          expect(setOf(integer())(open + items.join(between) + close)).toEqual(sorted);
          expect(setOf(integer())(open + items.toReversed().join(between) + close)).toEqual(sorted);
        },
      ),
    );
  });

  test("with an item twice, however written, is refused", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), (items) => {
        expect(setOf(integer())(`${items.join(" ")} ${items[0]}.0`).status).toBe("unparsable");
      }),
    );
  });
});

describe("a multiset", () => {
  const repeated = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 12 });
  test("is the same in every order, with any separator, brackets and a trailing comma; its repeats count", () => {
    fc.assert(
      fc.property(
        repeated.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        join,
        brackets,
        ([items, shuffled], between, [open, close]) => {
          const read = multisetOf(integer());
          const sorted = parsed(items.toSorted((a, b) => a - b));
          expect(read(open + items.join(between) + close)).toEqual(sorted);
          expect(read(open + shuffled.join(between) + close)).toEqual(sorted);
          expect(read(`${open}${shuffled.join(", ")},${close}`)).toEqual(sorted);
          expect(read([...items, items[0]].join(between))).not.toEqual(sorted);
        },
      ),
    );
  });

  test("holds whatever a parser reads, each kind in one order", () => {
    const places = multisetOf(cell());
    expect(places("(3,1), (2,5), (3,1)")).toEqual(places("(3,1)\n(3,1)\n(2,5)"));
    expect(places("(3,1), (2,5)")).not.toEqual(places("(3,1), (2,5), (3,1)"));
    const mixed = multisetOf(either(integer(), text()));
    expect(mixed("b, 2, a, 10, 2")).toEqual(mixed("2, a, 10, b, 2"));
  });
});
