import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalText } from "../../src/bootcamp/json.ts";

/** Few leaves, so that two drawn values are often equal; `-0` is written `0`, as JSON does. */
const aValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, "", "0", "1", "null", "a"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "1", "constructor"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** The same value, its keys the other way round at every depth. */
function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, withKeysReversed(item)]),
  );
}

describe("canonicalText", () => {
  test("is equal for two JSON values exactly when they are equal", () => {
    fc.assert(
      fc.property(aValue, aValue, (one, other) => {
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(canonicalText(one) === canonicalText(other)).toBe(isDeepStrictEqual(plain(one), plain(other)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("does not depend on the order of keys, at any depth", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalText(withKeysReversed(value))).toBe(canonicalText(value));
      }),
    );
  });

  test("is JSON again, of the same value, for what JSON can say", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("tells apart what looks alike", () => {
    const values = [1, 1n, "1", "1n", [1], true, "true", null, "null", undefined, [], ["a", "b"], ["a,b"]];
    expect(new Set(values.map(canonicalText)).size).toBe(values.length);
  });

  test("takes sets and maps for equal whatever the order of their items", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), (items) => {
        const pairs = items.map((item): [number, string] => [item, `${item}`]);
        expect(canonicalText(new Set(items.toReversed()))).toBe(canonicalText(new Set(items)));
        expect(canonicalText(new Map(pairs.toReversed()))).toBe(canonicalText(new Map(pairs)));
      }),
    );
  });
});
