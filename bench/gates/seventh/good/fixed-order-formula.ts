import { at, Bootcamp, type Card, type Expression, expression, finalLine, type Operator, range, Rational, type Rng } from "campforge/bootcamp";

type Voice = "ledger" | "brief";

type Case = {
  readonly numbers: readonly number[];
  readonly target: number;
  /** The operators that have to be used, sorted. */
  readonly operators: readonly Operator[];
  readonly voice: Voice;
  /** One formula that does it. */
  readonly planted: string;
};

type Level = {
  readonly numbers: number;
  readonly largest: number;
  readonly divisions: number;
  readonly products: number;
  readonly highest: number;
};

const VOICES: readonly Voice[] = ["ledger", "brief"];
const WORDS: Readonly<Record<Operator, string>> = { "+": "plus (+)", "-": "minus (-)", "*": "times (*)", "/": "divided by (/)" };
const MOST_TRIES = 300;
/** Formulas drawn at random, none of which may meet the target. */
const BLIND = 60;

type Formula = { readonly written: string; readonly value: Rational };

/** A random formula with the numbers and operators in their orders; undefined where it divides by 0. */
function drawFormula(rng: Rng, numbers: readonly number[], operators: readonly Operator[]): Formula | undefined {
  if (numbers.length === 1) return { written: String(at(numbers, 0)), value: Rational.of(at(numbers, 0)) };
  const cut = rng.integer(1, numbers.length - 1);
  const left = drawFormula(rng, numbers.slice(0, cut), operators.slice(0, cut - 1));
  const right = drawFormula(rng, numbers.slice(cut), operators.slice(cut));
  const operator = at(operators, cut - 1);
  if (left === undefined || right === undefined) return undefined;
  const value = combine(left.value, operator, right.value);
  if (value === undefined) return undefined;
  const inner = (formula: Formula, width: number): string => (width > 1 ? `(${formula.written})` : formula.written);
  return { written: `${inner(left, cut)} ${operator} ${inner(right, numbers.length - cut)}`, value };
}

function combine(left: Rational, operator: Operator, right: Rational): Rational | undefined {
  if (operator === "+") return left.plus(right);
  if (operator === "-") return left.minus(right);
  if (operator === "*") return left.times(right);
  return right.numerator === 0n ? undefined : left.dividedBy(right);
}

/** The value without any parentheses, operators in the given order, worked out from the left with or without precedence. */
function flat(numbers: readonly number[], operators: readonly Operator[], precedence: boolean): Rational | undefined {
  const terms: Rational[] = [Rational.of(at(numbers, 0))];
  for (const [index, operator] of operators.entries()) {
    const number = Rational.of(at(numbers, index + 1));
    const last = at(terms, terms.length - 1);
    if (precedence && (operator === "+" || operator === "-")) {
      terms.push(operator === "+" ? number : Rational.of(0).minus(number));
      continue;
    }
    const value = combine(last, operator, number);
    if (value === undefined) return undefined;
    terms[terms.length - 1] = value;
  }
  return terms.reduce((sum, term) => sum.plus(term));
}

function drawOperators(rng: Rng, level: Level): readonly Operator[] {
  const places = level.numbers - 1;
  const strong: Operator[] = [
    ...range(level.divisions).map((): Operator => "/"),
    ...range(level.products).map((): Operator => "*"),
  ];
  const weak = range(places - strong.length).map((): Operator => rng.choice(["+", "-"]));
  return rng.shuffle([...strong, ...weak]);
}

function drawCase(rng: Rng, level: Level): Omit<Case, "voice"> | undefined {
  const numbers = range(level.numbers).map(() => rng.integer(2, level.largest));
  const operators = drawOperators(rng, level);
  const formula = drawFormula(rng, numbers, operators);
  if (formula === undefined || !formula.value.isInteger()) return undefined;
  const target = formula.value.toNumber();
  if (target < 11 || target > level.highest || numbers.includes(target)) return undefined;
  const blind = range(BLIND).map(() => {
    const other = rng.shuffle(operators);
    return rng.boolean(0.2) ? flat(numbers, other, rng.boolean()) : drawFormula(rng, numbers, other)?.value;
  });
  const given = [flat(numbers, operators, true), flat(numbers, operators, false)];
  if ([...blind, ...given].some((value) => value?.equals(formula.value) === true)) return undefined;
  return { numbers, target, operators: operators.toSorted(), planted: formula.written };
}

export default class FixedOrderFormula extends Bootcamp<Case, Expression, Level> {
  static readonly card: Card<Level> = {
    name: "FixedOrderFormula",
    slug: "fixed-order-formula",
    title: "Fixed Order Formula",
    domain: "mathematical-modelling",
    description:
      "Numbers in a fixed order are to be joined by a given supply of operators, in any order, and by parentheses so that a target comes out. Any formula that does so is correct. Harder cases have more numbers and more divisions.",
    answerFormat: "an arithmetic expression on a last line `Answer: …`",
    parameters: {
      numbers: { meaning: "numbers in the formula", min: 4, max: 10 },
      largest: { meaning: "the largest of them at most", min: 5, max: 40 },
      divisions: { meaning: "divisions that have to be used", min: 0, max: 3 },
      products: { meaning: "multiplications that have to be used", min: 1, max: 4 },
      highest: { meaning: "the target at most", min: 50, max: 999 },
    },
    levels: [
      { numbers: 5, largest: 9, divisions: 0, products: 1, highest: 120 },
      { numbers: 6, largest: 12, divisions: 0, products: 2, highest: 300 },
      { numbers: 7, largest: 15, divisions: 1, products: 2, highest: 400 },
      { numbers: 8, largest: 19, divisions: 1, products: 3, highest: 700 },
      { numbers: 9, largest: 25, divisions: 2, products: 3, highest: 900 },
    ],
  };

  readonly answerFormat = finalLine(expression());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 1; ; tried++) {
      // Where divisions do not come out, there are fewer of them.
      const divisions = Math.max(0, level.divisions - Math.floor(tried / MOST_TRIES));
      const drawn = drawCase(rng, { ...level, divisions });
      if (drawn !== undefined) return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ numbers, target, operators, voice }: Case): string {
    const kinds = (["+", "-", "*", "/"] as const).flatMap((operator) => {
      const times = operators.filter((other) => other === operator).length;
      return times === 0 ? [] : [`- ${WORDS[operator]}: exactly ${times === 1 ? "once" : `${times} times`}`];
    });
    const opening = {
      ledger: `In an old ledger a line of figures has lost its signs. These numbers stood in it, in this order: ${numbers.join(", ")}. The result was ${target}. Restore a formula that gives this result.`,
      brief: `Write a formula with the value ${target} in which these numbers occur, each once, in this order from left to right: ${numbers.join(", ")}.`,
    }[voice];
    return [
      opening,
      "",
      `Between every two neighbouring numbers stands one operator. All ${operators.length} of these operators are used, in an order of your choice:`,
      ...kinds,
      "",
      "Rules:",
      "- The numbers keep their order, and none may be left out, repeated or put together with another one.",
      "- Parentheses may be put anywhere and nested. Without them, times and divided by bind more strongly than plus and minus, and operators of the same strength are worked out from left to right.",
      "- There is no sign before a number or a parenthesis, and no other operator. Values on the way may be negative or fractions; division is exact, not rounded. Nothing may be divided by 0.",
      "",
      "If several formulas have this value, any of them is correct. Write + - * / and round parentheses, for example (8 - 2) * (3 + 5) for other numbers.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(planted);
  }

  verifyCorrection(answer: Expression, { numbers, target, operators }: Case): number {
    const keepsNumbers = answer.numbers.length === numbers.length && numbers.every((number, index) => answer.numbers[index] === number);
    const used = answer.operators.toSorted();
    const keepsOperators = operators.length === used.length && operators.every((operator, index) => used[index] === operator);
    return keepsNumbers && keepsOperators && answer.value.equals(Rational.of(target)) ? 1 : 0;
  }

  /** The logarithm of the number of formulas: orders of the operators by ways to put parentheses. */
  override hardness({ numbers, operators }: Case): number {
    const signs = new Set(operators);
    const orders = range(1, operators.length + 1).reduce((sum, factor) => sum + Math.log(factor), 0);
    const repeats = [...signs].reduce(
      (sum, sign) => sum + range(1, operators.filter((other) => other === sign).length + 1).reduce((part, factor) => part + Math.log(factor), 0),
      0,
    );
    return orders - repeats + numbers.length * Math.log(4);
  }
}
