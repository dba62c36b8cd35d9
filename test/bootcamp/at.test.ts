import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../../src/bootcamp/at.ts";

const items = fc.array(fc.option(fc.integer(), { nil: undefined }), { minLength: 1, maxLength: 10 });

test("at gives the item at each position that exists, though it be undefined", () => {
  fc.assert(
    fc.property(items, (list) => {
      expect([...list.keys()].map((index) => at(list, index))).toEqual(list);
    }),
  );
});

test("at refuses every other position", () => {
  const other = fc.oneof(
    fc.integer({ max: -1 }),
    fc.integer({ min: 10 }),
    fc.double().filter((index) => !Number.isInteger(index)),
  );
  fc.assert(
    fc.property(items, other, (list, index) => {
      expect(() => at(list, index)).toThrow(RangeError);
      expect(() => at(list, list.length)).toThrow(RangeError);
    }),
  );
});
