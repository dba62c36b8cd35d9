import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { permutations } from "../../src/bootcamp/combinatorics.ts";
import { Rng } from "../../src/bootcamp/rng.ts";
import { chiSquare, chiSquareLimit, countDraws, unevenness } from "./chi-square.ts";

const digits = (count: number): string[] => Array.from({ length: count }, (_, digit) => String(digit));
const aStream = fc.string({ maxLength: 20 }).map((text) => Rng.from(text));

describe("integer", () => {
  test("stays between its bounds, however far apart", () => {
    const range = fc
      .tuple(fc.maxSafeInteger(), fc.maxSafeInteger())
      .map(([one, other]): [number, number] => (one < other ? [one, other] : [other, one]))
      .filter(([low, high]) => high - low < 2 ** 53);
    fc.assert(
      fc.property(aStream, range, (rng, [low, high]) => {
        const drawn = rng.integer(low, high);
        expect(Number.isSafeInteger(drawn) && drawn >= low && drawn <= high).toBe(true);
      }),
    );
  });

  test("reaches every value of a small range, both ends included", () => {
    fc.assert(
      fc.property(
        aStream,
        fc.integer({ min: -1_000, max: 1_000 }),
        fc.integer({ min: 1, max: 20 }),
        (rng, low, size) => {
          const drawn = new Set(Array.from({ length: size * 50 }, () => rng.integer(low, low + size - 1)));
          expect([...drawn].sort((a, b) => a - b)).toEqual(
            Array.from({ length: size }, (_, index) => low + index),
          );
        },
      ),
    );
  });

  test.each([2, 3, 6, 10, 97, 1_000])("draws each of %i values equally often", (size) => {
    const rng = Rng.from(`uniform ${size}`);
    const counts = countDraws(digits(size), size * 200, () => String(rng.integer(0, size - 1)));
    expect(unevenness(counts)).toBeLessThan(1);
  });

  test.each([3 * 2 ** 30, 3 * 2 ** 51])(
    "has no bias in a range of %i, where a remainder alone has",
    (size) => {
      const rng = Rng.from(`no bias ${size}`);
      const counts = countDraws(digits(3), 30_000, () =>
        String(Math.floor(rng.integer(0, size - 1) / (size / 3))),
      );
      expect(unevenness(counts)).toBeLessThan(1);
    },
  );

  test.each([
    [2, 1],
    [0.5, 2],
    [0, 1.5],
    [0, 2 ** 53],
    [-1, Number.MAX_SAFE_INTEGER],
    [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [Number.NaN, 1],
    [0, Infinity],
  ])("refuses the range from %d to %d", (low, high) => {
    expect(() => Rng.from("a").integer(low, high)).toThrow(RangeError);
  });
});

describe("float and boolean", () => {
  test("a float is a multiple of 2^-53 in [0, 1), evenly spread, its last bit too", () => {
    const rng = Rng.from("floats");
    const drawn = Array.from({ length: 20_000 }, () => rng.float());
    expect(drawn.every((value) => value >= 0 && value < 1 && Number.isInteger(value * 2 ** 53))).toBe(true);
    const tenths = drawn[Symbol.iterator]();
    const bucket = (scale: number, of: number) => (): string =>
      String(Math.floor((tenths.next().value ?? 0) * scale) % of);
    expect(unevenness(countDraws(digits(100), 10_000, bucket(100, 100)))).toBeLessThan(1);
    expect(unevenness(countDraws(digits(2), 10_000, bucket(2 ** 53, 2)))).toBeLessThan(1);
  });

  test.each([0, 0.25, 0.5, 1])("a boolean of probability %d is true that often", (probability) => {
    const rng = Rng.from(`coin ${probability}`);
    const [yes = 0] = countDraws(["true", "false"], 10_000, () => String(rng.boolean(probability)));
    expect(Math.abs(yes - 10_000 * probability)).toBeLessThanOrEqual(
      4 * Math.sqrt(10_000 * probability * (1 - probability)),
    );
  });
});

describe("choices", () => {
  test("a weighted choice is drawn as often as its weight says, and never with weight 0", () => {
    const rng = Rng.from("weights");
    const weighted = [["a", 1] as const, ["zero", 0] as const, ["b", 2.5] as const, ["c", 6.5] as const];
    const counts = countDraws(["a", "b", "c"], 10_000, () => rng.weightedChoice(weighted));
    expect(chiSquare(counts, [1_000, 2_500, 6_500])).toBeLessThan(chiSquareLimit(2));
  });

  test.each([
    [[]],
    [[["a", 0] as const]],
    [[["a", -1] as const, ["b", 2] as const]],
    [[["a", Number.NaN] as const]],
  ])("refuses the weights %j", (weighted: readonly (readonly [string, number])[]) => {
    expect(() => Rng.from("a").weightedChoice(weighted)).toThrow(RangeError);
  });

  test("a choice is one of the items, each equally likely; of nothing it is refused", () => {
    const rng = Rng.from("choice");
    const letters = ["a", "b", "c", "d", "e"];
    expect(unevenness(countDraws(letters, 10_000, () => rng.choice(letters)))).toBeLessThan(1);
    expect(() => rng.choice([])).toThrow(RangeError);
  });
});

describe("orders and samples", () => {
  test("a shuffle holds each item as often as before and leaves the original alone", () => {
    fc.assert(
      fc.property(aStream, fc.array(fc.integer()), (rng, items) => {
        const before = [...items];
        const shuffled = rng.shuffle(items);
        expect(items).toEqual(before);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
      }),
    );
  });

  test("a shuffle gives each of the 24 orders of four items equally often", () => {
    const rng = Rng.from("orders");
    const letters = ["a", "b", "c", "d"];
    const orders = permutations(letters).map((order) => order.join(""));
    expect(unevenness(countDraws(orders, 24_000, () => rng.shuffle(letters).join("")))).toBeLessThan(1);
  });

  test("a sample takes different positions, each item at most as often as it is there", () => {
    const drawn = fc
      .array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 })
      .chain((items) => fc.tuple(fc.constant(items), fc.integer({ min: 0, max: items.length })));
    fc.assert(
      fc.property(aStream, drawn, (rng, [items, count]) => {
        const places = rng.sample([...items.keys()], count);
        expect(new Set(places).size).toBe(count);
        expect(places.every((index) => index in items)).toBe(true);
      }),
    );
  });

  test("a sample of two of five gives each of the 20 ordered pairs equally often", () => {
    const rng = Rng.from("pairs");
    const letters = ["a", "b", "c", "d", "e"];
    const pairs = letters.flatMap((first) =>
      letters.filter((second) => second !== first).map((second) => first + second),
    );
    expect(unevenness(countDraws(pairs, 20_000, () => rng.sample(letters, 2).join("")))).toBeLessThan(1);
  });

  test.each([-1, 0.5, 4, Number.NaN])("a sample of %d of three items is refused", (count) => {
    expect(() => Rng.from("a").sample([1, 2, 3], count)).toThrow(RangeError);
  });
});
