import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { permutationOf } from "../../src/bootcamp/parse-list.ts";
import { parsed } from "../../src/bootcamp/parser.ts";
import { brackets } from "./brackets.ts";

describe("a permutation", () => {
  // Two items that differ in a full stop alone cannot be told apart at the end of a sentence.
  const someItems = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9éß]{1,6}\.?$/), {
    minLength: 1,
    maxLength: 8,
    selector: (item) => item.replace(".", ""),
  });

  test("is any order of all items, and nothing with one too few, too many, twice or unknown", () => {
    const orders = someItems.chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(orders, brackets, ([items, order], [open, close]) => {
        const status = (given: readonly string[]): string =>
          permutationOf(items)(open + given.join(", ") + close).status;
        expect(permutationOf(items)(open + order.join(", ") + close)).toEqual(parsed(order));
        expect(status(order.slice(1))).toBe("unparsable");
        expect(status([...order, ...order.slice(0, 1)])).toBe("unparsable");
        expect(status([...order.slice(1), "-"])).toBe("unparsable");
        fc.pre(order.length > 1);
        expect(status([...order.slice(1), ...order.slice(1, 2)])).toBe("unparsable");
      }),
    );
  });

  test("keeps the case of its items and knows no look-alikes", () => {
    for (const source of ["a, b", "А, B", "A, \uff22", "A, , B", "A\u200d, B", "[A, __proto__]"]) {
      expect(permutationOf(["A", "B"])(source).status).toBe("unparsable");
    }
  });
});
