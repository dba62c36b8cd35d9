import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binomial,
  cartesianProduct,
  combinations,
  factorial,
  MAX_LISTED,
  permutations,
} from "../../src/bootcamp/combinatorics.ts";

const upTo = (count: number): number[] => [...Array.from({ length: count }).keys()];

/** Before another in the order of a dictionary. */
const isBefore = (one: readonly number[], other: readonly number[]): boolean => {
  const index = one.findIndex((item, at) => item !== other[at]);
  return index >= 0 && (one[index] ?? 0) < (other[index] ?? 0);
};
const isRising = (rows: readonly (readonly number[])[]): boolean =>
  rows.slice(1).every((row, index) => isBefore(rows[index] ?? [], row));

/** All rows of `length` numbers below `base`, slowly. */
function everyRow(base: number, length: number): number[][] {
  if (length === 0) return [[]];
  return upTo(base).flatMap((first) => everyRow(base, length - 1).map((rest) => [first, ...rest]));
}

describe("binomial and factorial", () => {
  test("make Pascal's triangle", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -2, max: 302 }), (n, k) => {
        expect(binomial(n, k)).toBe(binomial(n - 1, k - 1) + binomial(n - 1, k));
        expect(binomial(n, k)).toBe(binomial(n, n - k));
      }),
    );
    expect([binomial(0, 0), binomial(0, 1), binomial(3, -1)]).toEqual([1n, 0n, 0n]);
  });

  test("agree with each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.nat({ max: 200 }), (n, any) => {
        const k = any % (n + 1);
        expect(binomial(n, k) * factorial(k) * factorial(n - k)).toBe(factorial(n));
        expect(factorial(n + 1)).toBe(factorial(n) * BigInt(n + 1));
      }),
    );
    expect(factorial(0)).toBe(1n);
  });

  test.each([-1, 0.5, Number.NaN, Infinity, 10_001])("refuse %d", (n) => {
    expect(() => binomial(n, 1)).toThrow(RangeError);
    expect(() => factorial(n)).toThrow(RangeError);
  });
});

describe("listings", () => {
  test("of combinations are the rising rows, each once, in order", () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 }), fc.integer({ min: 0, max: 5 }), (n, k) => {
        const rising = everyRow(n, k).filter((row) =>
          row.every((item, index) => index === 0 || item > (row[index - 1] ?? 0)),
        );
        expect(combinations(upTo(n), k)).toEqual(rising);
        expect(combinations(upTo(n), k)).toHaveLength(Number(binomial(n, k)));
      }),
    );
    expect(combinations([1, 2], -1)).toEqual([]);
    expect(() => combinations([1, 2], 0.5)).toThrow(RangeError);
  });

  test("of permutations are the rows without repetition, each once, in order", () => {
    for (let n = 0; n <= 5; n++) {
      expect(permutations(upTo(n))).toEqual(everyRow(n, n).filter((row) => new Set(row).size === n));
    }
    expect(permutations(upTo(8))).toHaveLength(40_320);
    expect(isRising(permutations(upTo(8)))).toBe(true);
  });

  test("of a product take one of each list, the last changing fastest", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 4 }), (sizes) => {
        const rows = cartesianProduct(sizes.map(upTo));
        expect(rows).toHaveLength(sizes.reduce((count, size) => count * size, 1));
        expect(isRising(rows)).toBe(true);
        expect(rows.every((row) => row.every((item, index) => item < (sizes[index] ?? 0)))).toBe(true);
      }),
    );
  });

  test("go by position: equal items make equal rows", () => {
    expect(combinations(["a", "a"], 1)).toEqual([["a"], ["a"]]);
    expect(permutations(["a", "a"])).toEqual([
      ["a", "a"],
      ["a", "a"],
    ]);
    expect(cartesianProduct([["a", "a"]])).toEqual([["a"], ["a"]]);
  });

  test("of more than 200,000 rows are refused before they are made", () => {
    expect(MAX_LISTED).toBe(200_000);
    expect(() => permutations(upTo(9))).toThrow(RangeError);
    expect(() => permutations(upTo(5_000))).toThrow(RangeError);
    expect(() => combinations(upTo(40), 20)).toThrow(RangeError);
    expect(() => cartesianProduct([upTo(500), upTo(401)])).toThrow(RangeError);
    expect(cartesianProduct([upTo(500), upTo(400)])).toHaveLength(200_000);
  });

  test("of a product with an empty list are empty, however long the other lists", () => {
    const long = upTo(100_000);
    expect(cartesianProduct([long, long, long, []])).toEqual([]);
  });
});
