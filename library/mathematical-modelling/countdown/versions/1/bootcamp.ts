import {
  at,
  Bootcamp,
  type Card,
  type Expression,
  expression,
  finalLine,
  Rational,
  type Rng,
  sortNumbers,
} from "campforge/bootcamp";

type Voice = "puzzle" | "game" | "brief";

type Case = {
  readonly numbers: readonly number[];
  readonly target: number;
  /** How the prompt is worded. */
  readonly voice: Voice;
};

type Level = {
  readonly numbers: number;
  readonly largest: number;
  readonly lowestTarget: number;
  readonly highestTarget: number;
  readonly candidates: number;
};

const VOICES: readonly Voice[] = ["puzzle", "game", "brief"];

/** Subsets up to this size are listed with all of their values; larger ones are searched backwards from the target. */
const LISTED = 3;

/** A fraction that expressions over some of the numbers have, and how many of them do. */
type Value = { readonly top: number; readonly bottom: number; readonly ways: number };

/** An expression as text; its binding is 1 for a sum or difference, 2 for a product or quotient, 3 for a number. */
type Written = { readonly text: string; readonly binding: number };

const bracketed = ({ text, binding }: Written, least: number): string =>
  binding < least ? `(${text})` : text;

/**
 * The six ways to join two expressions a and b. `rest` is the value, as top and bottom, that b must have when a is
 * known and the whole has to be the target (t/u); a bottom of 0 stands for none.
 */
const JOINS: readonly {
  readonly value: (a: Value, b: Value) => readonly [number, number];
  readonly rest: (a: Value, t: number, u: number) => readonly [number, number];
  readonly write: (a: Written, b: Written) => Written;
}[] = [
  {
    value: (a, b) => [a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom],
    rest: (a, t, u) => [t * a.bottom - a.top * u, u * a.bottom],
    write: (a, b) => ({ text: `${a.text} + ${b.text}`, binding: 1 }),
  },
  {
    value: (a, b) => [a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom],
    rest: (a, t, u) => [a.top * u - t * a.bottom, u * a.bottom],
    write: (a, b) => ({ text: `${a.text} - ${bracketed(b, 2)}`, binding: 1 }),
  },
  {
    value: (a, b) => [b.top * a.bottom - a.top * b.bottom, a.bottom * b.bottom],
    rest: (a, t, u) => [t * a.bottom + a.top * u, u * a.bottom],
    write: (a, b) => ({ text: `${b.text} - ${bracketed(a, 2)}`, binding: 1 }),
  },
  {
    value: (a, b) => [a.top * b.top, a.bottom * b.bottom],
    rest: (a, t, u) => [t * a.bottom, u * a.top],
    write: (a, b) => ({ text: `${bracketed(a, 2)} * ${bracketed(b, 2)}`, binding: 2 }),
  },
  {
    value: (a, b) => [a.top * b.bottom, a.bottom * b.top],
    rest: (a, t, u) => (a.top === 0 ? [0, 0] : [a.top * u, a.bottom * t]),
    write: (a, b) => ({ text: `${bracketed(a, 2)} / ${bracketed(b, 3)}`, binding: 2 }),
  },
  {
    value: (a, b) => [b.top * a.bottom, b.bottom * a.top],
    rest: (a, t, u) => (a.top === 0 ? [0, 0] : [t * a.top, u * a.bottom]),
    write: (a, b) => ({ text: `${bracketed(b, 2)} / ${bracketed(a, 3)}`, binding: 2 }),
  },
];

/** Whether a set of numbers, as bits of a mask, is the smaller side of a whole; of equal sides, the one with the first number. */
function isSmallerSide(side: number, whole: number, sizes: readonly number[]): boolean {
  const order = at(sizes, side) * 2 - at(sizes, whole);
  return order < 0 || (order === 0 && (side & whole & -whole) !== 0);
}

const PLACES = 4096;

/** A place of the sieve for a quotient, by multiplicative hashing of its bits above 1/4096. */
const place = (quotient: number): number => Math.imul((quotient * PLACES) | 0, 0x9e3779b1) >>> 20;

/** What the expressions over all subsets of some numbers can be, each subset a mask of bits. */
class Subsets {
  readonly #numbers: readonly number[];
  readonly #sides: readonly (readonly number[])[];
  readonly #sizes: readonly number[];
  readonly #values: (ReadonlyMap<number, Value> | undefined)[];
  /** Where no value of a subset is: nearly all that is looked up is not there, and a map takes its time to say so. */
  readonly #sieves: (Uint8Array | undefined)[];

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
    const masks = Array.from({ length: 1 << numbers.length }, (_, mask) => mask);
    const sizes = masks.map((mask) => numbers.filter((_, index) => ((mask >> index) & 1) === 1).length);
    this.#sizes = sizes;
    // The more even split comes first: it is the quicker to look through.
    const evenFirst = masks.toSorted((a, b) => at(sizes, b) - at(sizes, a));
    this.#sides = masks.map((whole) =>
      evenFirst.filter((side) => side > 0 && (side & whole) === side && isSmallerSide(side, whole, sizes)),
    );
    this.#values = masks.map(() => undefined);
    this.#sieves = masks.map(() => undefined);
  }

  get all(): number {
    return this.#sizes.length - 1;
  }

  /** Every value of a small subset by its quotient. Equal fractions of such small parts have equal quotients. */
  #list(mask: number): ReadonlyMap<number, Value> {
    const known = this.#values[mask];
    if (known !== undefined) return known;
    const values = new Map<number, Value>();
    const single = this.#numbers.find((_, index) => 1 << index === mask);
    if (single !== undefined) values.set(single, { top: single, bottom: 1, ways: 1 });
    for (const side of at(this.#sides, mask)) {
      for (const a of this.#list(side).values()) {
        for (const b of this.#list(mask ^ side).values()) {
          JOINS.forEach(({ value }, join) => {
            const [top, bottom] = value(a, b);
            // An order of factors or summands counts once, and so does a difference of 0.
            if (bottom === 0 || (join === 2 && top === 0)) return;
            const ways = (values.get(top / bottom)?.ways ?? 0) + a.ways * b.ways;
            values.set(top / bottom, { top, bottom, ways });
          });
        }
      }
    }
    const sieve = new Uint8Array(PLACES);
    for (const quotient of values.keys()) sieve[place(quotient)] = 1;
    this.#sieves[mask] = sieve;
    this.#values[mask] = values;
    return values;
  }

  /** How many expressions over a subset have the value top/bottom, up to the order of summands and factors. */
  ways(mask: number, top: number, bottom: number): number {
    if (at(this.#sizes, mask) <= LISTED) {
      const values = this.#list(mask);
      return this.#sieves[mask]?.[place(top / bottom)] === 0 ? 0 : (values.get(top / bottom)?.ways ?? 0);
    }
    let ways = 0;
    for (const side of at(this.#sides, mask)) {
      const other = mask ^ side;
      // The cases of `rest`, written out: most of the work is done here.
      for (const a of this.#list(side).values()) {
        const x = top * a.bottom;
        const y = a.top * bottom;
        const z = bottom * a.bottom;
        let found = this.ways(other, x - y, z) + this.ways(other, y - x, z) + this.ways(other, x + y, z);
        if (a.top !== 0) {
          found += this.ways(other, x, y) + this.ways(other, top * a.top, z);
          if (top !== 0) found += this.ways(other, y, x);
        }
        ways += a.ways * found;
      }
    }
    return ways;
  }

  /** An expression over a subset with the value top/bottom; undefined where there is none. */
  write(mask: number, top: number, bottom: number): Written | undefined {
    const single = this.#numbers.find((_, index) => 1 << index === mask);
    if (single !== undefined)
      return single * bottom === top ? { text: `${single}`, binding: 3 } : undefined;
    for (const side of at(this.#sides, mask)) {
      for (const a of this.#list(side).values()) {
        for (const { rest, write } of JOINS) {
          const [restTop, restBottom] = rest(a, top, bottom);
          if (restBottom === 0 || this.ways(mask ^ side, restTop, restBottom) === 0) continue;
          const left = this.write(side, a.top, a.bottom);
          const right = this.write(mask ^ side, restTop, restBottom);
          if (left !== undefined && right !== undefined) return write(left, right);
        }
      }
    }
    return undefined;
  }
}

const waysTo = (numbers: readonly number[], target: number): number => {
  const subsets = new Subsets(numbers);
  return subsets.ways(subsets.all, target, 1);
};

/** Expressions of n numbers up to the order of summands and factors: (2n - 3)!! trees, six results for each join. */
function expressionsOf(count: number): number {
  let expressions = 1;
  for (let one = 2; one <= count; one++) expressions *= (2 * one - 3) * 6;
  return expressions;
}

/** The value of a random expression of all the numbers; undefined where that is no whole number in the range. */
function drawTarget(
  rng: Rng,
  numbers: readonly number[],
  { lowestTarget, highestTarget }: Level,
): number | undefined {
  let parts = numbers.map((top): Value => ({ top, bottom: 1, ways: 1 }));
  while (parts.length > 1) {
    const [a, b, ...others] = rng.shuffle(parts);
    if (a === undefined || b === undefined) break;
    const join = rng.weightedChoice([0, 1, 3, 3, 4].map((index) => [at(JOINS, index), index === 4 ? 1 : 2]));
    const [top, bottom] = join.value(a, b);
    if (bottom === 0) return undefined;
    parts = [{ top, bottom, ways: 1 }, ...others];
  }
  const { top, bottom } = at(parts, 0);
  const target = top / bottom;
  return Number.isInteger(target) && target >= lowestTarget && target <= highestTarget ? target : undefined;
}

export default class Countdown extends Bootcamp<Case, Expression, Level> {
  static readonly card: Card<Level> = {
    name: "Countdown",
    slug: "countdown",
    title: "Countdown",
    domain: "mathematical-modelling",
    description:
      "A numbers game: with the four operations and parentheses, all of the given numbers, each used exactly once, are to make a target. Harder cases have more and larger numbers and a target that few expressions reach; any expression that reaches it is correct.",
    answerFormat: "an arithmetic expression on a last line `Answer: …`",
    parameters: {
      numbers: { meaning: "numbers to be used", min: 3, max: 6 },
      largest: { meaning: "largest number that may be drawn", min: 9, max: 999 },
      lowestTarget: { meaning: "least target", min: 1, max: 999_999 },
      highestTarget: { meaning: "greatest target", min: 10, max: 999_999 },
      candidates: { meaning: "targets of which the one with the fewest expressions is taken", min: 1, max: 20 },
    },
    levels: [
      { numbers: 4, largest: 13, lowestTarget: 10, highestTarget: 99, candidates: 1 },
      { numbers: 5, largest: 25, lowestTarget: 101, highestTarget: 999, candidates: 1 },
      { numbers: 5, largest: 40, lowestTarget: 1_000, highestTarget: 9_999, candidates: 5 },
      { numbers: 6, largest: 50, lowestTarget: 1_000, highestTarget: 9_999, candidates: 1 },
      { numbers: 6, largest: 300, lowestTarget: 100_000, highestTarget: 999_999, candidates: 1 },
    ],
  };

  readonly answerFormat = finalLine(expression());

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const numbers = rng.distinctIntegers(level.numbers, 2, level.largest);
      const targets: number[] = [];
      for (let attempt = 0; attempt < 60 * level.candidates && targets.length < level.candidates; attempt++) {
        const target = drawTarget(rng, numbers, level);
        if (target !== undefined && !targets.includes(target)) targets.push(target);
      }
      const [first, ...others] = targets.map((target) => ({
        target,
        ways: targets.length === 1 ? 1 : waysTo(numbers, target),
      }));
      if (first === undefined) continue;
      const { target } = others.reduce((rarest, one) => (one.ways < rarest.ways ? one : rarest), first);
      return { numbers, target, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ numbers, target, voice }: Case): string {
    const given = numbers.join(", ");
    const opening = {
      puzzle: [
        `Write an arithmetic expression whose value is exactly ${target}, using the numbers ${given}.`,
        "",
      ],
      game: [
        "You are a contestant in a numbers game.",
        `The numbers on the table: ${given}`,
        `The target: ${target}`,
        "Find an expression that makes the target exactly.",
        "",
      ],
      brief: [`Numbers: ${given}`, `Target: ${target}`, "Combine all of the numbers into an expression for the target.", ""],
    }[voice];
    return [
      ...opening,
      "Rules:",
      `1. Each of the ${numbers.length} numbers is used exactly once, and no other number appears.`,
      "2. The only operations are +, -, * and /, each between two values; parentheses may be used freely.",
      "3. Numbers must not be joined to form longer ones (2 and 5 do not make 25), and no minus sign stands in front of a number or a parenthesis as its sign.",
      "4. Division is exact: intermediate results may be fractions, negative or zero, but nothing is rounded, and nothing is divided by zero.",
      "",
      "For the numbers 2, 3, 7, 8 and the target 50, for instance, 7 * 8 - 2 * 3 is a solution.",
      "",
      "Any expression that follows the rules and equals the target is correct. Give the expression alone, with or without `= target` after it.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ numbers, target }: Case): string {
    const subsets = new Subsets(numbers);
    return this.answerFormat.wrap(subsets.write(subsets.all, target, 1)?.text ?? "none");
  }

  verifyCorrection(answer: Expression, { numbers, target }: Case): number {
    const used = sortNumbers(answer.numbers);
    const isComplete =
      used.length === numbers.length && sortNumbers(numbers).every((number, index) => number === used[index]);
    return isComplete && answer.value.equals(Rational.of(target)) ? 1 : 0;
  }

  /** The binary logarithm of how many expressions have to be tried, on average, before one hits the target. */
  override hardness({ numbers, target }: Case): number {
    return Math.log2(expressionsOf(numbers.length) / Math.max(1, waysTo(numbers, target)));
  }
}
