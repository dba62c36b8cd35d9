import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../../src/bootcamp/at.ts";

test("at gives the item at each position that exists, and refuses every other", () => {
  const position = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.double());
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer(), { nil: undefined }), { maxLength: 10 }),
      position,
      (items, index) => {
        const exists = [...items.keys()].includes(Object.is(index, -0) ? 0 : index);
        const outcome = (): unknown => ({ item: at(items, index) });
        fc.pre(exists);
        expect(outcome()).toEqual({ item: items[index] });
      },
    ),
  );
  for (const index of [-1, 3, 0.5, Number.NaN, Infinity])
    expect(() => at([1, 2, 3], index)).toThrow(RangeError);
});
