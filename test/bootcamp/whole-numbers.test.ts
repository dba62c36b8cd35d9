import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  gcd,
  isPrime,
  modInverse,
  modPow,
  modulo,
  primeFactors,
  primesUpTo,
} from "../../src/bootcamp/whole-numbers.ts";

const small = fc.bigInt({ min: -200n, max: 200n });
const large = fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n });
const modulus = fc.bigInt({ min: 1n, max: 10n ** 30n });

/** Prime by trial of every divisor. */
const isPrimeSlowly = (value: number): boolean => {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return value >= 2;
};

describe("gcd", () => {
  test("is the largest number that divides both", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const divisors = Array.from({ length: 200 }, (_, index) => BigInt(index + 1)).filter(
          (one) => a % one === 0n && b % one === 0n,
        );
        expect(gcd(a, b)).toBe(a === 0n && b === 0n ? 0n : divisors.at(-1));
      }),
    );
  });

  test("of large numbers grows with a common factor", () => {
    fc.assert(
      fc.property(large, large, large, (a, b, factor) => {
        expect(gcd(a * factor, b * factor)).toBe(gcd(a, b) * (factor < 0n ? -factor : factor));
      }),
    );
  });
});

describe("modular arithmetic", () => {
  test("modulo is the one remainder from 0 to below the modulus", () => {
    fc.assert(
      fc.property(large, modulus, (value, by) => {
        const rest = modulo(value, by);
        expect(rest >= 0n && rest < by && (value - rest) % by === 0n).toBe(true);
      }),
    );
  });

  test("modPow is the power, reduced", () => {
    fc.assert(
      fc.property(large, fc.bigInt({ min: 0n, max: 300n }), modulus, (base, exponent, by) => {
        expect(modPow(base, exponent, by)).toBe(modulo(base ** exponent, by));
      }),
    );
    expect(modPow(3n, 10n ** 40n, 1_000_000_007n)).toBe(
      modPow(3n, 10n ** 40n % 1_000_000_006n, 1_000_000_007n),
    );
  });

  test("modInverse is what gives 1, or nothing when both have a common factor", () => {
    fc.assert(
      fc.property(large, modulus, (value, by) => {
        const inverse = modInverse(value, by);
        expect(inverse === undefined).toBe(gcd(value, by) !== 1n);
        fc.pre(inverse !== undefined);
        expect(modulo(value * (inverse ?? 0n), by)).toBe(modulo(1n, by));
        expect((inverse ?? -1n) >= 0n && (inverse ?? by) < by).toBe(true);
      }),
    );
    expect([modInverse(0n, 1n), modInverse(0n, 2n)]).toEqual([0n, undefined]);
  });

  test.each([0n, -5n])("refuses the modulus %s", (by) => {
    expect(() => modulo(1n, by)).toThrow(RangeError);
    expect(() => modPow(1n, 1n, by)).toThrow(RangeError);
    expect(() => modInverse(1n, by)).toThrow(RangeError);
  });

  test("refuses a negative exponent", () => {
    expect(() => modPow(2n, -1n, 5n)).toThrow(RangeError);
  });
});

describe("primes", () => {
  test("up to 20,000 are those that nothing divides, by both ways of finding them", () => {
    const slowly = Array.from({ length: 20_001 }, (_, value) => value).filter(isPrimeSlowly);
    expect(primesUpTo(20_000)).toEqual(slowly);
    expect(
      Array.from({ length: 20_001 }, (_, value) => value).filter((value) => isPrime(BigInt(value))),
    ).toEqual(slowly);
  });

  test("include the limit and go to a million", () => {
    expect([primesUpTo(1), primesUpTo(2), primesUpTo(7), primesUpTo(7.5), primesUpTo(-3)]).toEqual([
      [],
      [2],
      [2, 3, 5, 7],
      [2, 3, 5, 7],
      [],
    ]);
    expect(primesUpTo(1_000_000)).toHaveLength(78_498);
    expect(() => primesUpTo(1_000_001)).toThrow(RangeError);
    expect(() => primesUpTo(Number.NaN)).toThrow(RangeError);
  });

  test.each([2n ** 31n - 1n, 2n ** 61n - 1n, 2n ** 89n - 1n, 2n ** 127n - 1n, 10n ** 18n + 9n])(
    "include %s",
    (value) => {
      expect(isPrime(value)).toBe(true);
    },
  );

  test.each([
    [561n, "a Carmichael number"],
    [1_729n, "a Carmichael number"],
    [3_215_031_751n, "a strong pseudoprime to the bases 2, 3, 5 and 7"],
    [3_825_123_056_546_413_051n, "a strong pseudoprime to the first nine primes"],
    [318_665_857_834_031_151_167_461n, "a strong pseudoprime to the first twelve primes"],
    [(2n ** 61n - 1n) * (2n ** 31n - 1n), "a product of two primes"],
    [(2n ** 61n - 1n) ** 2n, "a square of a prime"],
    [-7n, "negative"],
  ])("do not include %s, %s", (value) => {
    expect(isPrime(value)).toBe(false);
  });

  test("of a number multiply to it, rise, and are primes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 ** 12 }), (value) => {
        const factors = primeFactors(value);
        expect(factors.reduce((product, factor) => product * factor, 1)).toBe(value);
        expect(factors.every((factor) => isPrime(BigInt(factor)))).toBe(true);
        expect(factors).toEqual(factors.toSorted((a, b) => a - b));
      }),
    );
    expect(primeFactors(999_999_999_989)).toEqual([999_999_999_989]);
    expect(primeFactors(2 ** 39)).toEqual(Array.from({ length: 39 }, () => 2));
  });

  test.each([1, 0, -6, 2.5, Number.NaN, 1e12 + 1])("of %d are refused", (value) => {
    expect(() => primeFactors(value)).toThrow(RangeError);
  });
});
