import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bigInteger, decimal, integer, isClose, rational } from "../../src/bootcamp/parse-number.ts";
import { parsed } from "../../src/bootcamp/parser.ts";
import { dress, NO_NUMBERS } from "./written-numbers.ts";

/** How people write a whole number. */
const formsOf = (value: bigint): readonly string[] => {
  const plain = `${value}`;
  return [
    plain,
    plain.replace("-", "\u2212"),
    value < 0n ? plain : `+${plain}`,
    value.toLocaleString("en-US"),
    `${plain}.000`,
    `${plain}e0`,
    `${plain}0E-1`,
  ];
};

describe("a whole number", () => {
  test("is read in every way that people write it", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), dress, (value, dressed) => {
        for (const form of formsOf(BigInt(value))) {
          expect(integer()(dressed(form))).toEqual(parsed(value));
          expect(bigInteger()(dressed(form))).toEqual(parsed(BigInt(value)));
        }
      }),
    );
  });

  test("is read at any size as a bigint, and only exactly as a number", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 399n), max: 10n ** 399n }), (value) => {
        for (const form of formsOf(value).slice(0, 5)) expect(bigInteger()(form)).toEqual(parsed(value));
        const isSafe = Number.isSafeInteger(Number(value));
        expect(integer()(`${value}`).status).toBe(isSafe ? "parsed" : "unparsable");
      }),
    );
  });

  test("with anything behind its point is none, however small", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat({ max: 300 }),
        fc.integer({ min: 1, max: 9 }),
        (value, zeros, digit) => {
          expect(integer()(`${value}.${"0".repeat(zeros)}${digit}`).status).toBe("unparsable");
          expect(bigInteger()(`${value}.${"9".repeat(zeros)}${digit}`).status).toBe("unparsable");
        },
      ),
    );
  });

  test("keeps to its bounds, both included", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (value, min, max) => {
        const isWithin = value >= min && value <= max;
        expect(integer({ min, max })(`${value}`).status).toBe(isWithin ? "parsed" : "unparsable");
      }),
    );
  });

  test("that is minus nothing is 0", () => {
    expect(integer()("-0")).toStrictEqual(parsed(0));
    expect(decimal()("-0.0")).toStrictEqual(parsed(0));
  });

  test.each([...NO_NUMBERS, "41.9999999999999999", "84/2", "3.5"])("is not %j", (text) => {
    expect(integer()(text).status).toBe("unparsable");
    expect(bigInteger()(text).status).toBe("unparsable");
  });

  test.each(["1".repeat(401), `1${",000".repeat(2_500)}`, `1${",000".repeat(20_000)}`])(
    "of more than 400 digits is refused, grouped or not",
    (text) => {
      expect(integer()(text).status).toBe("unparsable");
      expect(bigInteger()(text).status).toBe("unparsable");
      expect(decimal()(text).status).toBe("unparsable");
      expect(rational()(text).status).toBe("unparsable");
    },
  );
});

describe("a decimal number", () => {
  test("printed by a program is read as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), dress, (value, dressed) => {
        expect(decimal()(dressed(String(value)))).toStrictEqual(parsed(value === 0 ? 0 : value));
      }),
    );
  });

  test.each([...NO_NUMBERS, "3/4", "1e999"])("is not %j", (text) => {
    expect(decimal()(text).status).toBe("unparsable");
  });
});

test("a number that differs by exactly the tolerance is close, whatever the last binary places say", () => {
  fc.assert(
    fc.property(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 99 }), (tenths, tolerance) => {
      const truth = tenths / 10;
      const absolute = tolerance / 10;
      expect(isClose((tenths + tolerance) / 10, truth, { absolute })).toBe(true);
      expect(isClose((tenths - tolerance) / 10, truth, { absolute })).toBe(true);
      expect(isClose((tenths + tolerance) / 10 + 1e-9, truth, { absolute })).toBe(false);
    }),
  );
  expect(isClose(101, (100 * 0.3) / 0.3 - 1e-14, { absolute: 1 })).toBe(true);
});

test("isClose is true up to the larger of the two tolerances and not beyond", () => {
  const eighths = fc.integer({ min: -8_000, max: 8_000 }).map((count) => count / 8);
  fc.assert(
    fc.property(
      eighths,
      eighths,
      fc.nat({ max: 800 }),
      fc.nat({ max: 8 }),
      (value, truth, absolute, relative) => {
        const allowed = Math.max(absolute / 8, (relative / 8) * Math.abs(truth));
        expect(isClose(value, truth, { absolute: absolute / 8, relative: relative / 8 })).toBe(
          Math.abs(value - truth) <= allowed,
        );
        expect(isClose(Number.NaN, truth, { absolute, relative })).toBe(false);
      },
    ),
  );
  expect(isClose(0.3, 0.1 + 0.2, {})).toBe(false);
});
