import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rational } from "../../src/bootcamp/rational.ts";

type Pair = readonly [top: bigint, bottom: bigint];

const part = fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }));
const pair = fc.tuple(
  part,
  part.filter((bottom) => bottom !== 0n),
);
const of = ([top, bottom]: Pair): Rational => Rational.of(top, bottom);

/** Equal by cross multiplication, which needs no lowest terms. */
const isPair = (value: Rational, [top, bottom]: Pair): boolean =>
  value.numerator * bottom === value.denominator * top;
const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? sizeOf(a) : divisor(b, a % b);
}

/** A double as the exact fraction that it is. */
function exactly(value: number): Pair {
  let bottom = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    bottom *= 2n;
  }
  return [BigInt(scaled), bottom];
}

/** The doubles below and above, by their bits. */
function besides(value: number): readonly number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  return [-1n, 1n].map((step) => {
    view.setBigUint64(0, bits + step);
    return view.getFloat64(0);
  });
}

describe("a fraction", () => {
  test("stands in lowest terms with its sign on top", () => {
    fc.assert(
      fc.property(pair, (given) => {
        const value = of(given);
        expect(isPair(value, given)).toBe(true);
        expect(value.denominator > 0n).toBe(true);
        expect(divisor(value.numerator, value.denominator)).toBe(1n);
        expect(value.isInteger()).toBe(given[0] % given[1] === 0n);
      }),
    );
  });

  test("is added, subtracted, multiplied and divided as on paper", () => {
    fc.assert(
      fc.property(pair, pair, ([a, b], [c, d]) => {
        const [one, other] = [of([a, b]), of([c, d])];
        expect(isPair(one.plus(other), [a * d + c * b, b * d])).toBe(true);
        expect(isPair(one.minus(other), [a * d - c * b, b * d])).toBe(true);
        expect(isPair(one.times(other), [a * c, b * d])).toBe(true);
        fc.pre(c !== 0n);
        expect(isPair(one.dividedBy(other), [a * d, b * c])).toBe(true);
      }),
    );
  });

  test("is compared by the sign of the difference", () => {
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        const difference = of(one).minus(of(other)).numerator;
        expect(of(one).compare(of(other))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(of(one).equals(of(other))).toBe(difference === 0n);
        expect(of(one).equals(of([one[0] * 7n, one[1] * 7n]))).toBe(true);
      }),
    );
  });

  test("is written with a bar, or without for a whole number, and can be made from numbers", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000 }), (top, bottom) => {
        const [above = "", below = "1", ...more] = Rational.of(top, bottom).toString().split("/");
        expect(more).toEqual([]);
        expect(isPair(Rational.of(top, bottom), [BigInt(above), BigInt(below)])).toBe(true);
        expect(Rational.of(top).toString()).toBe(String(top));
      }),
    );
  });
});

describe("the nearest number of a fraction", () => {
  test("of two doubles' ratio is their quotient", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1 }), (top, bottom) => {
        expect(Rational.of(top, bottom).toNumber()).toBe(top === 0 ? 0 : top / bottom);
      }),
    );
  });

  test("is a double than which neither neighbour is nearer, however long the parts", () => {
    const long = fc.bigInt({ min: 1n, max: 1n << 1_500n });
    const near = fc.tuple(long, fc.integer({ min: -900, max: 900 })).map(([bits, shift]): Pair => {
      const other = bits ^ (bits >> 3n);
      return shift < 0 ? [bits, (other << BigInt(-shift)) + 1n] : [bits << BigInt(shift), other + 1n];
    });
    fc.assert(
      fc.property(near, fc.boolean(), ([top, bottom], isNegative) => {
        const value = Rational.of(isNegative ? -top : top, bottom);
        const number = value.toNumber();
        const distance = (to: number): Rational => {
          const { numerator, denominator } = value.minus(of(exactly(to)));
          return Rational.of(sizeOf(numerator), denominator);
        };
        for (const neighbour of besides(number)) {
          expect(distance(number).compare(distance(neighbour))).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test("is infinite or 0 only for what is too large or too small for a double", () => {
    expect(Rational.of(1n << 1_100n, (1n << 1_099n) + 1n).toNumber()).toBe(2);
    expect(Rational.of(1n << 1_100n).toNumber()).toBe(Infinity);
    expect(Rational.of(-1n, 1n << 3_000n).toNumber()).toBe(-0);
    expect(Rational.of(1n, 1n << 1_074n).toNumber()).toBe(Number.MIN_VALUE);
  });
});

describe("a fraction is refused", () => {
  test("with nothing below the bar", () => {
    expect(() => Rational.of(1n, 0n)).toThrow(RangeError);
    expect(() => Rational.of(0, 0)).toThrow(RangeError);
    expect(() => Rational.of(1).dividedBy(Rational.of(0))).toThrow(RangeError);
  });

  test("with a part of more than 20,000 bits", () => {
    const large = Rational.of(1n << 20_000n);
    expect(() => Rational.of((1n << 20_000n) + 1n)).toThrow(RangeError);
    expect(() => Rational.of(1n, -(1n << 20_001n))).toThrow(RangeError);
    expect(() => large.times(Rational.of(2))).toThrow(RangeError);
    expect(() => large.plus(Rational.of(1))).toThrow(RangeError);
  });

  test("made from a number that is not whole", () => {
    expect(() => Rational.of(0.5)).toThrow(RangeError);
    expect(() => Rational.of(Number.NaN)).toThrow(RangeError);
  });
});
