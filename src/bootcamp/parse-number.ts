import { withShape } from "./answer-shape.ts";
import { withoutFormatting } from "./formatting.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { Rational } from "./rational.ts";

/** Bounds of a number, both included. */
export type NumberBounds = { readonly min?: number; readonly max?: number };

const DECIMAL =
  /^([+\-\u2212]?)([1-9]\d{0,2}(?:,\d{3}){1,133}|\d{1,400})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads plain decimal notation exactly, so that 41.9999999999999999 is not 42. */
function readDecimal(text: string): Rational | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", part = "", exponent = "0"] = match;
  const power = Number(exponent) - part.length;
  const digits = BigInt(whole.replaceAll(",", "") + part) * (sign === "" || sign === "+" ? 1n : -1n);
  return power >= 0 ? Rational.of(digits * 10n ** BigInt(power)) : Rational.of(digits, 10n ** BigInt(-power));
}

/**
 * A whole number, as a safe integer: `42`, `+42`, `42.0`, `1,234`, `4.2e1`; nothing in words, no other base.
 *
 * @example integer()("1,234") // → { status: "parsed", value: 1234 }
 * @example integer({ max: 9 })("10").status // → "unparsable"
 */
export function integer(bounds: NumberBounds = {}): Parser<number> {
  const read = (text: string): Parsed<number> => {
    const exact = readDecimal(withoutFormatting(text));
    if (exact === undefined || !exact.isInteger()) return unparsable("expected a whole number");
    const value = exact.toNumber();
    if (!Number.isSafeInteger(value)) return unparsable("expected a whole number below 2^53");
    return within(value, bounds);
  };
  return withShape(read, { kind: "number", form: "integer" });
}

/**
 * A whole number of any size, as a bigint.
 *
 * @example bigInteger()("-12345678901234567890") // → { status: "parsed", value: -12345678901234567890n }
 */
export function bigInteger(): Parser<bigint> {
  const read = (text: string): Parsed<bigint> => {
    const exact = readDecimal(withoutFormatting(text));
    return exact?.isInteger() === true ? parsed(exact.numerator) : unparsable("expected a whole number");
  };
  return withShape(read, { kind: "number", form: "bigint" });
}

/**
 * A number in decimal notation, as the nearest double. Compare it with `isClose`, never with `===`.
 *
 * @example decimal()("3.50") // → { status: "parsed", value: 3.5 }
 */
export function decimal(bounds: NumberBounds = {}): Parser<number> {
  const read = (text: string): Parsed<number> => {
    const plain = withoutFormatting(text);
    if (readDecimal(plain) === undefined) return unparsable("expected a number in decimal notation");
    const value = Number(plain.replaceAll(",", "").replace("\u2212", "-"));
    return Number.isFinite(value) ? within(value, bounds) : unparsable("number too large");
  };
  return withShape(read, { kind: "number", form: "decimal" });
}

const FRACTION = /^([+\-\u2212]?)(\d{1,400}) ?[/\u2044] ?(\d{1,400})$/;
const LATEX_FRACTION = /^([+\-\u2212]?)\\[dt]?frac\{(\d{1,400})\}\{(\d{1,400})\}$/;

/**
 * An exact fraction: `3/4`, `-3/4`, `\frac{3}{4}`, a whole number or a finite decimal; need not be reduced.
 *
 * @example rational()("6/8").status // → "parsed"
 * @example rational()("1/0").status // → "unparsable"
 */
export function rational(): Parser<Rational> {
  const read = (text: string): Parsed<Rational> => {
    const plain = withoutFormatting(text);
    const match = FRACTION.exec(plain) ?? LATEX_FRACTION.exec(plain);
    if (match === null) {
      const exact = readDecimal(plain);
      return exact === undefined ? unparsable("expected a fraction such as 3/4") : parsed(exact);
    }
    const [, sign = "", top = "", bottom = ""] = match;
    if (BigInt(bottom) === 0n) return unparsable("the denominator is 0");
    return parsed(Rational.of(BigInt(top) * (sign === "" || sign === "+" ? 1n : -1n), BigInt(bottom)));
  };
  return withShape(read, { kind: "number", form: "rational" });
}

function within(value: number, { min = -Infinity, max = Infinity }: NumberBounds): Parsed<number> {
  if (value < min || value > max) return unparsable(`expected a number from ${min} to ${max}`);
  return parsed(value === 0 ? 0 : value);
}

/**
 * True when two numbers differ by at most `absolute`, or by at most `relative` times the size of the truth.
 *
 * @example isClose(3.1416, Math.PI, { relative: 0.001 }) // → true
 * @example isClose(0.02, 0.01, { relative: 0.001 }) // → false
 */
export function isClose(
  value: number,
  truth: number,
  tolerance: { readonly relative?: number; readonly absolute?: number },
): boolean {
  const allowed = Math.max(tolerance.absolute ?? 0, (tolerance.relative ?? 0) * Math.abs(truth));
  return Math.abs(value - truth) <= allowed;
}
