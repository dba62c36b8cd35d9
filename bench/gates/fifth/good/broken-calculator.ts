import { Bootcamp, type Card, type Expression, expression, finalLine, type Operator, range, Rational, type Rng } from "campforge/bootcamp";

type Voice = "story" | "exercise" | "brief";

type Case = {
  /** The keys that still work. */
  readonly digits: readonly number[];
  readonly operators: readonly Operator[];
  readonly target: number;
  /** Presses of digit and operator keys, at the most. */
  readonly presses: number;
  /** The expression from which the target was made. */
  readonly planted: string;
  readonly voice: Voice;
};

type Level = { readonly digits: number; readonly operators: number; readonly numbers: number; readonly largest: number };

const VOICES: readonly Voice[] = ["story", "exercise", "brief"];
const OPERATORS: readonly Operator[] = ["+", "-", "*", "/"];
const MOST_TRIES = 300;
const MOST_DIGITS = 3;

function compute(operator: Operator, one: number, other: number): number | undefined {
  switch (operator) {
    case "+":
      return one + other;
    case "-":
      return one - other;
    case "*":
      return one * other;
    case "/":
      return other !== 0 && one % other === 0 ? one / other : undefined;
  }
}

const pressesOf = ({ numbers, operators }: Pick<Expression, "numbers" | "operators">): number =>
  numbers.reduce((sum, number) => sum + String(number).length, operators.length);

/** All numbers of up to so many digits that the keys can write, without leading zeros. */
function writable(digits: readonly number[], most: number): number[] {
  let last: readonly number[] = digits.filter((digit) => digit > 0);
  const all = [...digits];
  for (const _ of range(1, most)) {
    last = last.flatMap((number) => digits.map((digit) => 10 * number + digit));
    all.push(...last);
  }
  return all;
}

/** True when one or two numbers are enough. */
function isPlain({ digits, operators, target, presses }: Pick<Case, "digits" | "operators" | "target" | "presses">): boolean {
  const numbers = writable(digits, MOST_DIGITS);
  return (
    [...String(target)].every((digit) => digits.includes(Number(digit))) ||
    numbers.some((one) =>
      numbers.some((other) => pressesOf({ numbers: [one, other], operators: ["+"] }) <= presses && operators.some((operator) => compute(operator, one, other) === target)),
    )
  );
}

/** An expression whose parts are put together from the left, with its value; undefined where it does not come out. */
function drawExpression(rng: Rng, level: Level, digits: readonly number[], operators: readonly Operator[]): { readonly planted: string; readonly target: number; readonly presses: number } | undefined {
  const pool = writable(digits, level.largest).filter((number) => number > 0);
  let value = rng.choice(pool);
  let planted = String(value);
  const numbers = [value];
  const used: Operator[] = [];
  for (const index of range(1, level.numbers)) {
    const operator = rng.choice(operators);
    const number = rng.choice(pool);
    const next = compute(operator, value, number);
    if (next === undefined || Math.abs(next) > 99_999) return undefined;
    planted = `${index > 1 ? `(${planted})` : planted} ${operator} ${number}`;
    value = next;
    numbers.push(number);
    used.push(operator);
  }
  return value >= 10 ? { planted, target: value, presses: pressesOf({ numbers, operators: used }) } : undefined;
}

export default class BrokenCalculator extends Bootcamp<Case, Expression, Level> {
  static readonly card: Card<Level> = {
    name: "BrokenCalculator",
    slug: "broken-calculator",
    title: "Broken Calculator",
    domain: "character-puzzles",
    description:
      "On a calculator only some digits and operators still work. An expression is to be typed that has a given value and needs no more than so many presses; any such expression is correct. Harder cases have fewer keys and need more numbers.",
    answerFormat: "an arithmetic expression on a last line `Answer: …`",
    parameters: {
      digits: { meaning: "digit keys that work", min: 2, max: 5 },
      operators: { meaning: "operator keys that work", min: 2, max: 4 },
      numbers: { meaning: "numbers in the planted expression", min: 2, max: 6 },
      largest: { meaning: "digits of a planted number, at the most", min: 1, max: 3 },
    },
    levels: [
      { digits: 4, operators: 2, numbers: 2, largest: 2 },
      { digits: 4, operators: 3, numbers: 3, largest: 2 },
      { digits: 4, operators: 3, numbers: 4, largest: 2 },
      { digits: 3, operators: 3, numbers: 5, largest: 2 },
      { digits: 3, operators: 4, numbers: 6, largest: 2 },
    ],
  };

  readonly answerFormat = finalLine(expression());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const digits = rng.sample(range(1, 10), level.digits).toSorted((one, other) => one - other);
      const operators = rng.sample(OPERATORS, level.operators);
      const drawn = drawExpression(rng, level, digits, operators);
      if (drawn === undefined) continue;
      const instance = { digits, operators, ...drawn };
      const isTyped = [...String(drawn.target)].every((digit) => digits.includes(Number(digit)));
      if (tried < MOST_TRIES && (isTyped || (level.numbers > 2 && isPlain(instance)))) continue;
      return { ...instance, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ digits, operators, target, presses, voice }: Case): string {
    const keys = `the digits ${digits.join(", ")} and the operators ${operators.join(" ")}`;
    const opening = {
      story: `Most keys of an old calculator are broken. Only ${keys} still work, and its owner wants it to show ${target}.`,
      exercise: `Find an arithmetic expression with the value ${target} for which only ${keys} are needed.`,
      brief: `Working keys: ${keys}. Target: ${target}.`,
    }[voice];
    return [
      opening,
      "",
      "Rules:",
      "1. Numbers are whole and are written with the digits above, each as often as needed; several digits one after the other make one number, as usual.",
      `2. Numbers are joined by the operators above, each as often as needed, where + adds, - subtracts, * multiplies and / divides, exactly and not rounded. No other operators and no signs before numbers are allowed.`,
      "3. Multiplication and division come before addition and subtraction, and otherwise it goes from left to right. Parentheses may be used freely.",
      `4. Every digit and every operator in the expression is one press. There may be at most ${presses} presses. Parentheses are not counted.`,
      `5. The value of the expression is exactly ${target}.`,
      "",
      "There is at least one such expression; any of them is correct. Write it without an equals sign.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(planted);
  }

  verifyCorrection(answer: Expression, { digits, operators, target, presses }: Case): number {
    const areKeysWorking =
      answer.numbers.every((number) => [...String(number)].every((digit) => digits.includes(Number(digit)))) &&
      answer.operators.every((operator) => operators.includes(operator));
    return areKeysWorking && pressesOf(answer) <= presses && answer.value.equals(Rational.of(target)) ? 1 : 0;
  }

  /** Ways to fill the presses of the planted expression, as a logarithm. */
  override hardness({ digits, operators, presses, planted }: Case): number {
    const signs = planted.split(" ").filter((part) => OPERATORS.some((operator) => operator === part)).length;
    return (presses - signs) * Math.log(digits.length) + signs * Math.log(operators.length) + 2 * signs;
  }
}
