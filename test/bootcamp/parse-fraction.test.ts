import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../src/bootcamp/parse-number.ts";
import { parsed } from "../../src/bootcamp/parser.ts";
import { Rational } from "../../src/bootcamp/rational.ts";
import { dress, NO_NUMBERS } from "./written-numbers.ts";

describe("a fraction", () => {
  const part = fc.bigInt({ min: 0n, max: 10n ** 30n });

  test("has the value of its parts, reduced or not, plain or in LaTeX", () => {
    fc.assert(
      fc.property(part, part, fc.constantFrom("", "-", "\u2212", "+"), dress, (top, below, sign, dressed) => {
        const bottom = below + 1n;
        const value = Rational.of(sign === "-" || sign === "\u2212" ? -top : top, bottom);
        const forms = ["/", " / ", "\u2044"].map((bar) => `${sign}${top}${bar}${bottom}`);
        for (const form of [
          ...forms,
          `${sign}\\frac{${top}}{${bottom}}`,
          `${sign}\\dfrac{${top}}{${bottom}}`,
        ]) {
          expect(rational()(dressed(form))).toEqual(parsed(value));
        }
      }),
    );
  });

  test("may be a decimal, exactly", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 999_999 }), (whole, behind) => {
        const digits = String(behind).padStart(6, "0");
        const value = Rational.of(BigInt(`${whole}${digits}`), 1_000_000n);
        fc.pre(whole !== 0);
        expect(rational()(`${whole}.${digits}`)).toEqual(parsed(value));
      }),
    );
  });

  test.each([
    ...NO_NUMBERS,
    "1/0",
    "1/--2",
    "--1/2",
    "1//2",
    "1/2/3",
    "1.5/2",
    "1 1/2",
    "\\frac{1}{0}",
    "\\frac123",
    "1\\frac{1}{2}",
    "½",
    "a/b",
  ])("is not %j", (text) => {
    expect(rational()(text).status).toBe("unparsable");
  });
});
