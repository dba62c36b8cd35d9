import fc from "fast-check";
import { expect, test } from "vitest";
import { standInOrder } from "../../../src/unittests/texts/stand-in-order.ts";

const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}\d?$/), { minLength: 2, maxLength: 8 });

test("things stand in the order in which a text names them, whatever is between them, and against no other", () => {
  fc.assert(
    fc.property(words, (things) => {
      const text = things.map((thing) => `(${thing.toUpperCase()})`).join(" then ");
      const others = things.filter((thing) => thing !== "then");
      expect(standInOrder(text, others)).toBe(true);
      expect(standInOrder(text, others.toReversed())).toBe(others.length < 2);
    }),
  );
});

test("a part of a longer word or number is not the thing", () => {
  expect(standInOrder("12 before 3, barn before arn", ["3", "arn"])).toBe(true);
  expect(standInOrder("12 before 3", ["2", "3"])).toBeUndefined();
  expect(standInOrder("barn", ["arn"])).toBeUndefined();
});
