import { withShape } from "./answer-shape.ts";
import { trim, withoutFormatting, withoutQuotes } from "./formatting.ts";
import { withoutLatex } from "./latex.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { Rational } from "./rational.ts";

/** Bounds of a number, both included. */
export type NumberBounds = { readonly min?: number; readonly max?: number };

const DECIMAL =
  /^([+\-\u2212]?)([1-9]\d{0,2}(?:,\d{3}){1,133}|\d{1,400})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** `1.5 × 10^{3}`, `10^3`, `2·10⁻³`. */
const POWER_OF_TEN =
  /^([+\-\u2212]?)(?:([\d.,]{1,900})\s?[×·*x]\s?)?10\s?(?:\^\s?(?:\{\s?([+\-\u2212]?\d{1,3})\s?\}|([+\-\u2212]?\d{1,3}))|([⁺⁻]?[⁰¹²³⁴-⁹]{1,3}))$/;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Thin spaces where a comma may group the digits of one number. */
const THIN_GROUPS = /^([+\-\u2212]?[1-9]\d{0,2})((?:[\u2009\u202f]\d{3}){1,133})(?=$|[.\seE×·*])/;

/** Digits as most answers have them: no more than a double holds exactly, so that nothing else has to be tried. */
const SHORT_WHOLE = /^-?\d{1,15}$/;
const SHORT_DECIMAL = /^-?\d{1,15}(?:\.\d{1,15})?$/;

const ZERO = "0".charCodeAt(0);

/** A number as people and models write it, in the notation that `readDecimal` reads. */
function plainNumber(text: string): string {
  let plain = withoutFormatting(text);
  if (plain.includes("\\") || plain.includes("{")) plain = withoutFormatting(withoutLatex(plain));
  if (plain.endsWith(",")) plain = trim(plain.slice(0, -1));
  plain = plain.replace(
    THIN_GROUPS,
    (_, first: string, rest: string) => first + rest.replace(/[\u2009\u202f]/g, ","),
  );
  const power = POWER_OF_TEN.exec(plain);
  if (power === null) return plain;
  const [, sign = "", mantissa = "1", braced, bare, raised = ""] = power;
  const exponent = (braced ?? bare ?? lowered(raised)).replace("\u2212", "-");
  return `${sign}${mantissa}e${exponent}`;
}

const lowered = (raised: string): string =>
  [...raised].map((sign) => (sign === "⁻" ? "-" : sign === "⁺" ? "" : String(RAISED.indexOf(sign)))).join("");

/** Reads plain decimal notation exactly, so that 41.9999999999999999 is not 42. */
function readDecimal(plain: string): Rational | undefined {
  const match = DECIMAL.exec(plain);
  if (match === null) return undefined;
  const [, sign = "", whole = "", part = "", exponent = "0"] = match;
  const power = Number(exponent) - part.length;
  const digits = BigInt(whole.replaceAll(",", "") + part) * signOf(sign);
  return power >= 0 ? Rational.of(digits * 10n ** BigInt(power)) : Rational.of(digits, 10n ** BigInt(-power));
}

const signOf = (sign = ""): bigint => (sign === "" || sign === "+" ? 1n : -1n);

/**
 * A whole number, as a safe integer: `42`, `+42`, `042`, `42.0`, `1,234`, `4.2e1`, `1.2 \times 10^3`; nothing in
 * words, no other base, no unit. A minus sign may be typographic; one trailing comma or full stop is let go.
 *
 * @example integer()("1,234") // → { status: "parsed", value: 1234 }
 * @example integer({ max: 9 })("10").status // → "unparsable"
 */
export function integer(bounds: NumberBounds = {}): Parser<number> {
  const read = (text: string): Parsed<number> => {
    // Cells of grids are mostly of one digit.
    const digit = text.length === 1 ? text.charCodeAt(0) - ZERO : -1;
    if (digit >= 0 && digit <= 9) return within(digit, bounds);
    // No -0: adding 0 takes its sign away.
    const bare = trim(text);
    if (SHORT_WHOLE.test(bare)) return within(Number(bare) + 0, bounds);
    const exact = readDecimal(plainNumber(text));
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
    const exact = readDecimal(plainNumber(text));
    return exact?.isInteger() === true ? parsed(exact.numerator) : unparsable("expected a whole number");
  };
  return withShape(read, { kind: "number", form: "bigint" });
}

/**
 * A number in decimal notation, as the nearest double: all that `integer` reads, and `0.25`, `.25`, `1,234.5`. Compare it
 * with `isClose`, never with `===`.
 *
 * @example decimal()("3.50") // → { status: "parsed", value: 3.5 }
 * @example decimal()("3.50 m").status // → "unparsable"
 */
export function decimal(bounds: NumberBounds = {}): Parser<number> {
  const read = (text: string): Parsed<number> => {
    const bare = trim(text);
    if (SHORT_DECIMAL.test(bare)) return within(Number(bare), bounds);
    const plain = plainNumber(text);
    if (readDecimal(plain) === undefined) return unparsable("expected a number in decimal notation");
    const value = Number(plain.replaceAll(",", "").replace("\u2212", "-"));
    return Number.isFinite(value) ? within(value, bounds) : unparsable("number too large");
  };
  return withShape(read, { kind: "number", form: "decimal" });
}

/**
 * Digits as a text, for what keeps its leading zeros: codes, bit strings, numbers of a puzzle. No sign, no
 * spaces, no commas between them; quotation marks around are taken off.
 *
 * @example digits()("007") // → { status: "parsed", value: "007" }
 * @example digits({ length: 4 })("007").status // → "unparsable"
 */
export function digits(options: { readonly length?: number } = {}): Parser<string> {
  const { length } = options;
  const read = (text: string): Parsed<string> => {
    const plain = withoutQuotes(withoutFormatting(text));
    if (!/^\d{1,10000}$/.test(plain)) return unparsable("expected digits and nothing else");
    return length === undefined || plain.length === length
      ? parsed(plain)
      : unparsable(`expected ${length} digits, found ${plain.length}`);
  };
  return withShape(read, { kind: "digits" });
}

const WHOLE = "[1-9]\\d{0,2}(?:,\\d{3}){1,133}|\\d{1,400}";
const part = (name: string): string => `(?<${name}Sign>[+\\-\u2212]?)\\s?(?<${name}>${WHOLE})`;
const FRACTION = new RegExp(`^${part("top")}\\s?[/\u2044\u2215]\\s?${part("low")}$`);
const LATEX_FRACTION = new RegExp(
  `^(?<sign>[+\\-\u2212]?)\\s?\\\\[cdt]?frac\\s?(?:\\{\\s?${part("top")}\\s?\\}|(?<topDigit>\\d))` +
    `\\s?(?:\\{\\s?${part("low")}\\s?\\}|(?<lowDigit>\\d))$`,
);

/** The two parts of a fraction, as `3/4` or `\frac{3}{4}`; undefined for anything else. */
function readFraction(plain: string): readonly [top: bigint, bottom: bigint] | undefined {
  const found = (FRACTION.exec(plain) ?? LATEX_FRACTION.exec(plain))?.groups;
  if (found === undefined) return undefined;
  const value = (name: "top" | "low"): bigint =>
    BigInt((found[name] ?? found[`${name}Digit`] ?? "").replaceAll(",", "")) * signOf(found[`${name}Sign`]);
  return [value("top") * signOf(found["sign"]), value("low")];
}

/**
 * An exact fraction: `3/4`, `-3/4`, `\frac{-3}{4}`, a whole number or a finite decimal; need not be reduced.
 * Long parts may have thousands separators. No mixed numbers.
 *
 * @example rational()("6/8").status // → "parsed"
 * @example rational()("1/0").status // → "unparsable"
 */
export function rational(): Parser<Rational> {
  const read = (text: string): Parsed<Rational> => {
    const plain = plainNumber(text);
    const fraction = readFraction(plain);
    if (fraction === undefined) {
      const exact = readDecimal(plain);
      return exact === undefined ? unparsable("expected a fraction such as 3/4") : parsed(exact);
    }
    const [top, bottom] = fraction;
    return bottom === 0n ? unparsable("the denominator is 0") : parsed(Rational.of(top, bottom));
  };
  return withShape(read, { kind: "number", form: "rational" });
}

function within(value: number, { min = -Infinity, max = Infinity }: NumberBounds): Parsed<number> {
  if (value < min || value > max) return unparsable(`expected a number from ${min} to ${max}`);
  return parsed(value === 0 ? 0 : value);
}

/** A double is off by half of this, as a share of its size; what was computed in a few steps, by a little more. */
const ROUNDING = 8 * Number.EPSILON;

/**
 * True when two numbers differ by at most `absolute`, or by at most `relative` times the size of the truth. What
 * the last binary places are off by does not count: 1.1 lies within 0.1 of 1, and 101 within 1 of a computed 100.
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
  const rounding = allowed === 0 ? 0 : ROUNDING * Math.max(Math.abs(value), Math.abs(truth));
  return Math.abs(value - truth) <= allowed + rounding;
}
