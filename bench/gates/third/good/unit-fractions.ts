import { Bootcamp, type Card, type Expression, expression, finalLine, Rational, refine, parsed, type Rng, unparsable } from "campforge/bootcamp";

type Case = {
  /** The fraction in lowest terms. */
  readonly top: number;
  readonly bottom: number;
  /** How many unit fractions are to be added up. */
  readonly terms: number;
  readonly largest: number;
  /** A number that no denominator may be divisible by; 0 for none. */
  readonly avoided: number;
};

type Level = {
  readonly terms: number;
  readonly largest: number;
  readonly avoid: boolean;
};

const ATTEMPTS = 300;

/** The denominators of the sum as it was written. */
type Answer = readonly number[];

const isAllowed = (denominator: number, { largest, avoided }: Case): boolean =>
  denominator >= 2 && denominator <= largest && (avoided === 0 || denominator % avoided !== 0);

/** Rising denominators whose reciprocals add up to the fraction; undefined where there are none. */
function findSum(instance: Case): number[] | undefined {
  const chosen: number[] = [];
  const go = (top: number, bottom: number, from: number, left: number): boolean => {
    if (left === 0) return top === 0;
    if (top <= 0) return false;
    // The next reciprocal is less than what is left, unless it is the last, and at least its equal share.
    const first = Math.max(from, Math.ceil(bottom / top));
    const last = Math.min(instance.largest, Math.floor((left * bottom) / top));
    for (let next = first; next <= last; next++) {
      if (!isAllowed(next, instance)) continue;
      chosen.push(next);
      if (go(top * next - bottom, bottom * next, next + 1, left - 1)) return true;
      chosen.pop();
    }
    return false;
  };
  return go(instance.top, instance.bottom, 2, instance.terms) ? chosen : undefined;
}

/** A sum of fractions 1/n, read as an expression; parentheses around them make no difference. */
const readSum = refine<Expression, Answer>(expression({ operators: ["+", "/"] }), ({ value, numbers, operators }) => {
  const denominators = numbers.filter((_, index) => index % 2 === 1);
  const isSum =
    numbers.length % 2 === 0 &&
    numbers.every((number, index) => index % 2 === 1 || number === 1) &&
    operators.every((operator, index) => operator === (index % 2 === 0 ? "/" : "+"));
  if (!isSum || denominators.includes(0)) return unparsable("expected a sum such as 1/3 + 1/8");
  const total = denominators.reduce((sum, denominator) => sum.plus(Rational.of(1, denominator)), Rational.of(0));
  // Parentheses that cut through a fraction change the value.
  return total.equals(value) ? parsed(denominators) : unparsable("expected a sum such as 1/3 + 1/8");
});

function drawDenominators(rng: Rng, level: Level, avoided: number): number[] {
  const pool = Array.from({ length: level.largest - 1 }, (_, index) => index + 2).filter(
    (one) => avoided === 0 || one % avoided !== 0,
  );
  return rng.sample(pool, level.terms);
}

/** The largest unit fraction that fits, again and again: what somebody hasty does. */
function isGreedy(instance: Case): boolean {
  let rest = Rational.of(instance.top, instance.bottom);
  let before = 1;
  for (let term = 0; term < instance.terms; term++) {
    if (rest.numerator === 0n) return false;
    const next = Math.max(Number((rest.denominator + rest.numerator - 1n) / rest.numerator), before + 1);
    if (!isAllowed(next, instance)) return false;
    rest = rest.minus(Rational.of(1, next));
    before = next;
  }
  return rest.numerator === 0n;
}

export default class UnitFractions extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "UnitFractions",
    slug: "unit-fractions",
    title: "Sums of Unit Fractions",
    domain: "algorithms",
    description:
      "A fraction is to be written as a sum of a given number of different unit fractions with bounded denominators. Harder cases have more terms, and denominators divisible by a certain number are forbidden. Any sum that follows the rules is correct.",
    answerFormat: "the sum, as in 1/3 + 1/8, on a final line behind Answer:",
    parameters: {
      terms: { meaning: "unit fractions in the sum", min: 2, max: 6 },
      largest: { meaning: "upper bound of the largest denominator allowed", min: 10, max: 80 },
      avoid: { meaning: "whether denominators divisible by a certain number are forbidden" },
    },
    levels: [
      { terms: 2, largest: 80, avoid: false },
      { terms: 3, largest: 40, avoid: false },
      { terms: 3, largest: 50, avoid: true },
      { terms: 4, largest: 50, avoid: true },
      { terms: 5, largest: 60, avoid: true },
    ],
  };

  readonly answerFormat = finalLine(readSum);

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const avoided = level.avoid ? rng.choice([4, 5, 6, 7, 9]) : 0;
      const denominators = drawDenominators(rng, level, avoided);
      const sum = denominators.reduce((total, one) => total.plus(Rational.of(1, one)), Rational.of(0));
      const [top, bottom] = [Number(sum.numerator), Number(sum.denominator)];
      const largest = rng.integer(Math.max(...denominators), level.largest);
      const drawn = { top, bottom, terms: level.terms, largest, avoided };
      const isFair = top > 1 && bottom <= 5040 && (level.terms < 3 || !isGreedy(drawn));
      if (isFair || (attempt >= ATTEMPTS && bottom <= 20_000)) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { top, bottom, terms, largest, avoided } = instance;
    return [
      `Write the fraction ${top}/${bottom} as a sum of exactly ${terms} unit fractions.`,
      "",
      "Rules:",
      "1. A unit fraction is 1/n for a whole number n, its denominator.",
      "2. The denominators are all different.",
      `3. Each denominator is at least 2 and at most ${largest}.`,
      ...(avoided === 0 ? [] : [`4. No denominator is divisible by ${avoided}.`]),
      "",
      "Any sum that follows the rules and has exactly this value is correct. The order of the terms makes no difference. Write",
      `it with + and /, as in \`Answer: 1/3 + 1/8 + 1/97\`. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const sum = findSum(instance) ?? [];
    return this.answerFormat.wrap(sum.map((denominator) => `1/${denominator}`).join(" + "));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { top, bottom, terms } = instance;
    if (answer.length !== terms || new Set(answer).size !== terms) return 0;
    if (!answer.every((denominator) => isAllowed(denominator, instance))) return 0;
    const total = answer.reduce((sum, denominator) => sum.plus(Rational.of(1, denominator)), Rational.of(0));
    return total.equals(Rational.of(top, bottom)) ? 1 : 0;
  }
}
