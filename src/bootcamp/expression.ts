import { withShape } from "./answer-shape.ts";
import { at } from "./at.ts";
import { withoutFormatting } from "./formatting.ts";
import { withoutLatex } from "./latex.ts";
import { rational } from "./parse-number.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { Rational } from "./rational.ts";

/** An operator of two numbers. */
export type Operator = "+" | "-" | "*" | "/";

/** An expression that was read: its exact value, and the numbers and operators in the order in which they stand. */
export type Expression = {
  readonly value: Rational;
  readonly numbers: readonly number[];
  readonly operators: readonly Operator[];
};

const TYPOGRAPHIC = new Map([
  ["−", "-"],
  ["–", "-"],
  ["×", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["∗", "*"],
  ["÷", "/"],
  ["∕", "/"],
]);
const PRECEDENCE = new Map([
  ["+", 1],
  ["-", 1],
  ["*", 2],
  ["/", 2],
]);
const OPERATORS: readonly Operator[] = ["+", "-", "*", "/"];
const MAX_TOKENS = 20_000;

type Token =
  { readonly kind: "number"; readonly value: number } | { readonly kind: "symbol"; readonly symbol: string };

/**
 * An arithmetic expression of whole numbers, evaluated exactly, never as code: `(7 - 8 / 8) * 4`, in
 * typographic signs or LaTeX, with or without `= 24` behind it (which must then be true). Only the
 * operators allowed; parentheses and newlines anywhere; no sign before a number, no `2(3)`.
 *
 * @example expression()("(7 - 8 / 8) * 4 = 24").status // → "parsed"
 * @example expression({ operators: ["+", "-"] })("2 * 3").status // → "unparsable"
 */
export function expression(options: { readonly operators?: readonly Operator[] } = {}): Parser<Expression> {
  const allowed = new Set<string>(options.operators ?? OPERATORS);
  const read = (text: string): Parsed<Expression> => {
    const [left = "", right, ...more] = withoutFormatting(text).split("=");
    if (more.length > 0) return unparsable("expected at most one =");
    const value = evaluate(plainArithmetic(left), allowed);
    if (value.status === "unparsable" || right === undefined) return value;
    const claimed = readClaim(right);
    if (claimed.status === "unparsable") return unparsable("expected a number behind =");
    return claimed.value.equals(value.value.value) ? value : unparsable("what stands behind = is not true");
  };
  return withShape(read, { kind: "expression", operators: [...allowed] });
}

const readClaim = rational();
const FRACTION = /\\[cdt]?frac\s?(?:\{([^{}]*)\}|(\d))\s?(?:\{([^{}]*)\}|(\d))/g;

/** Fractions of LaTeX may stand in each other so deep. */
const MAX_NESTING = 20;

/** An expression in LaTeX as one in plain signs; any other as it is. */
function plainArithmetic(text: string): string {
  if (!text.includes("\\")) return text;
  let plain = text;
  for (let depth = 0; depth < MAX_NESTING; depth++) {
    const next = plain.replace(
      FRACTION,
      (_, top: string, topDigit: string, low: string, lowDigit: string) => {
        return `((${top ?? topDigit})/(${low ?? lowDigit}))`;
      },
    );
    if (next === plain) break;
    plain = next;
  }
  return withoutFormatting(withoutLatex(plain));
}

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const symbols = [...text].map((symbol) => TYPOGRAPHIC.get(symbol) ?? symbol);
  for (let index = 0; index < symbols.length; index++) {
    const symbol = at(symbols, index);
    if (/[ \t\r\n\u00a0\u2009]/.test(symbol)) continue;
    if (/[0-9]/.test(symbol)) {
      let digits = symbol;
      while (/[0-9]/.test(symbols[index + 1] ?? "")) digits += at(symbols, ++index);
      if (digits.length > 15) return undefined;
      tokens.push({ kind: "number", value: Number(digits) });
    } else if ("+-*/()".includes(symbol)) tokens.push({ kind: "symbol", symbol });
    else return undefined;
    if (tokens.length > MAX_TOKENS) return undefined;
  }
  return tokens;
}

/** Dijkstra's two stacks: depth costs memory, never the call stack. */
function evaluate(text: string, allowed: ReadonlySet<string>): Parsed<Expression> {
  const wrong = unparsable("expected an arithmetic expression of whole numbers");
  const tokens = tokenize(text);
  if (tokens === undefined || tokens.length === 0) return wrong;
  const values: Rational[] = [];
  const waiting: string[] = [];
  const numbers: number[] = [];
  const operators: Operator[] = [];
  let expectValue = true;

  const reduce = (): boolean => {
    const symbol = waiting.pop();
    const second = values.pop();
    const first = values.pop();
    if (first === undefined || second === undefined) return false;
    if (symbol === "/" && second.numerator === 0n) return false;
    if (symbol === "+") values.push(first.plus(second));
    else if (symbol === "-") values.push(first.minus(second));
    else if (symbol === "*") values.push(first.times(second));
    else if (symbol === "/") values.push(first.dividedBy(second));
    else return false;
    const result = at(values, values.length - 1);
    return (
      result.numerator < VALUE_LIMIT && result.numerator > -VALUE_LIMIT && result.denominator < VALUE_LIMIT
    );
  };

  for (const token of tokens) {
    if (token.kind === "number") {
      if (!expectValue) return wrong;
      values.push(Rational.of(token.value));
      numbers.push(token.value);
      expectValue = false;
    } else if (token.symbol === "(") {
      if (!expectValue) return wrong;
      waiting.push("(");
    } else if (token.symbol === ")") {
      if (expectValue) return wrong;
      while (waiting.length > 0 && waiting.at(-1) !== "(") if (!reduce()) return wrong;
      if (waiting.pop() !== "(") return wrong;
    } else {
      if (expectValue) return wrong;
      if (!allowed.has(token.symbol)) return unparsable(`the operator ${token.symbol} is not allowed`);
      const precedence = PRECEDENCE.get(token.symbol) ?? 0;
      while ((PRECEDENCE.get(waiting.at(-1) ?? "(") ?? 0) >= precedence) if (!reduce()) return wrong;
      waiting.push(token.symbol);
      operators.push(...OPERATORS.filter((operator) => operator === token.symbol));
      expectValue = true;
    }
  }
  if (expectValue) return wrong;
  while (waiting.length > 0) if (!reduce()) return wrong;
  const [value, ...rest] = values;
  if (value === undefined || rest.length > 0) return wrong;
  return parsed({ value, numbers, operators });
}

const VALUE_LIMIT = 1n << 4096n;
