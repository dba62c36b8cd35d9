import { Bootcamp, type Card, type Expression, expression, finalLine, range, type Rng } from "campforge/bootcamp";

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

/** Made once: every answer is read by it. */
const FORMAT = finalLine(expression());

const VOICES: readonly Voice[] = ["puzzle", "game", "brief"];

/** An expression as text; its binding is 1 for a sum or difference, 2 for a product or quotient, 3 for a number. */
type Written = { readonly text: string; readonly binding: number };

const bracketed = ({ text, binding }: Written, least: number): string =>
  binding < least ? `(${text})` : text;

/** Joins two expressions. */
type Join = (a: Written, b: Written) => Written;

const sum: Join = (a, b) => ({ text: `${a.text} + ${b.text}`, binding: 1 });
const difference: Join = (a, b) => ({ text: `${a.text} - ${bracketed(b, 2)}`, binding: 1 });
const reverseDifference: Join = (a, b) => difference(b, a);
const product: Join = (a, b) => ({ text: `${bracketed(a, 2)} * ${bracketed(b, 2)}`, binding: 2 });
const quotient: Join = (a, b) => ({ text: `${bracketed(a, 2)} / ${bracketed(b, 3)}`, binding: 2 });
const reverseQuotient: Join = (a, b) => quotient(b, a);

/** A subset of the numbers, and the fraction that an expression over it has to be. */
type Part = { readonly mask: number; readonly top: number; readonly bottom: number };

/** Subsets up to this size are listed with all of their values; larger ones are searched backwards from the target. */
const LISTED = 3;

/** Values that a subset of so many numbers has at the most. */
const MOST_VALUES = [0, 1, 6, 108];

/** Subsets of up to six numbers are masks of bits; what depends on the masks alone is made once. */
const MASKS = range(1 << 6);
const SIZES = MASKS.map((mask) => range(6).filter((bit) => ((mask >> bit) & 1) === 1).length);

/** Whether a set of numbers is the smaller side of a whole; of equal sides, the one with the first number. */
function isSmallerSide(side: number, whole: number): boolean {
  const order = (SIZES[side] ?? 0) * 2 - (SIZES[whole] ?? 0);
  return order < 0 || (order === 0 && (side & whole & -whole) !== 0);
}

/** The more even split comes first: it is the quicker to look through. */
const EVEN_FIRST = MASKS.toSorted((a, b) => (SIZES[b] ?? 0) - (SIZES[a] ?? 0));
const SIDES = MASKS.map((whole) =>
  EVEN_FIRST.filter((side) => side > 0 && (side & whole) === side && isSmallerSide(side, whole)),
);

/** Where the list of a subset begins among those of all subsets, which stand one behind the other. */
const STARTS = range(MASKS.length + 1).map((end) =>
  SIZES.slice(0, end).reduce((sum, size) => sum + (MOST_VALUES[size] ?? 0), 0),
);

/** Places of the hash table of each subset. */
const PLACES = 256;

/** Where to look for a quotient first, by multiplicative hashing of its bits above 1/4096. */
const firstPlace = (quotient: number): number => Math.imul((quotient * 4096) | 0, 0x9e3779b1) >>> 24;

/** What the expressions over all subsets of some numbers can be. */
class Subsets {
  readonly all: number;
  readonly #numbers: readonly number[];
  /** The values as fractions, of which no part of three numbers to 999 has more than 31 bits, and the expressions of each. */
  readonly #tops: Int32Array;
  readonly #bottoms: Int32Array;
  readonly #ways: Int32Array;
  /** How many values of a subset are listed, none before it is asked for. */
  readonly #counts: Uint8Array;
  /** For each subset a hash table: at the place of a quotient, or the next free one, its number in the list from 1. */
  readonly #places: Uint8Array;

  constructor(numbers: readonly number[]) {
    const masks = 1 << numbers.length;
    const values = STARTS[masks] ?? 0;
    this.all = masks - 1;
    this.#numbers = numbers;
    this.#tops = new Int32Array(values);
    this.#bottoms = new Int32Array(values);
    this.#ways = new Int32Array(values);
    this.#counts = new Uint8Array(masks);
    this.#places = new Uint8Array(masks * PLACES);
  }

  /** Where a quotient stands in the table of a subset, or the free place where it belongs. */
  #find(mask: number, quotient: number): number {
    const before = (STARTS[mask] ?? 0) - 1;
    for (let step = firstPlace(quotient); ; step++) {
      const place = mask * PLACES + (step % PLACES);
      const known = this.#places[place] ?? 0;
      const index = before + known;
      if (known === 0 || (this.#tops[index] ?? 0) / (this.#bottoms[index] ?? 0) === quotient) return place;
    }
  }

  /** Adds a value to a list. Equal fractions of such small parts have equal quotients. */
  #add(mask: number, top: number, bottom: number, ways: number): void {
    const place = this.#find(mask, top / bottom);
    if (this.#places[place] === 0) this.#places[place] = this.#counts[mask] = (this.#counts[mask] ?? 0) + 1;
    const index = (STARTS[mask] ?? 0) + (this.#places[place] ?? 0) - 1;
    this.#tops[index] = top;
    this.#bottoms[index] = bottom;
    this.#ways[index] = (this.#ways[index] ?? 0) + ways;
  }

  /** Lists every value of a small subset, once, and says where the list ends. */
  #list(mask: number): number {
    if (this.#counts[mask] === 0) {
      const single = SIZES[mask] === 1 ? this.#numbers[31 - Math.clz32(mask)] : undefined;
      if (single !== undefined) this.#add(mask, single, 1, 1);
      for (const side of SIDES[mask] ?? []) this.#joinAll(mask, side);
    }
    return (STARTS[mask] ?? 0) + (this.#counts[mask] ?? 0);
  }

  /** Lists the values of a subset of which one side is joined to the other. */
  #joinAll(mask: number, side: number): void {
    const other = mask ^ side;
    const [end, otherEnd] = [this.#list(side), this.#list(other)];
    for (let a = STARTS[side] ?? 0; a < end; a++) {
      const [top, bottom] = [this.#tops[a] ?? 0, this.#bottoms[a] ?? 0];
      for (let b = STARTS[other] ?? 0; b < otherEnd; b++) {
        const [otherTop, otherBottom] = [this.#tops[b] ?? 0, this.#bottoms[b] ?? 0];
        const ways = (this.#ways[a] ?? 0) * (this.#ways[b] ?? 0);
        const x = top * otherBottom;
        const y = otherTop * bottom;
        const z = bottom * otherBottom;
        // An order of factors or summands counts once, and so does a difference of 0.
        this.#add(mask, x + y, z, ways);
        this.#add(mask, x - y, z, ways);
        if (y !== x) this.#add(mask, y - x, z, ways);
        this.#add(mask, top * otherTop, z, ways);
        if (otherTop !== 0) this.#add(mask, x, y, ways);
        if (top !== 0) this.#add(mask, y, x, ways);
      }
    }
  }

  /**
   * How many expressions over a subset have the value top/bottom, up to the order of summands and factors; once there
   * are enough, it is not looked for more.
   */
  ways(mask: number, top: number, bottom: number, enough = Infinity): number {
    if ((SIZES[mask] ?? 0) <= LISTED) {
      this.#list(mask);
      const known = this.#places[this.#find(mask, top / bottom)] ?? 0;
      return known === 0 ? 0 : (this.#ways[(STARTS[mask] ?? 0) + known - 1] ?? 0);
    }
    let ways = 0;
    for (const side of SIDES[mask] ?? []) {
      const other = mask ^ side;
      const end = this.#list(side);
      for (let a = STARTS[side] ?? 0; a < end; a++) {
        const [ownTop, ownBottom] = [this.#tops[a] ?? 0, this.#bottoms[a] ?? 0];
        // What the other side has to be, joined to this value in each of the six ways.
        const x = top * ownBottom;
        const y = ownTop * bottom;
        const z = bottom * ownBottom;
        let found = this.ways(other, x - y, z, enough) + this.ways(other, y - x, z, enough) + this.ways(other, x + y, z, enough);
        if (ownTop !== 0) {
          found += this.ways(other, x, y, enough) + this.ways(other, top * ownTop, z, enough);
          if (top !== 0) found += this.ways(other, y, x, enough);
        }
        ways += (this.#ways[a] ?? 0) * found;
        if (ways >= enough) return ways;
      }
    }
    return ways;
  }

  /** An expression over a subset with the value top/bottom; undefined where there is none. */
  write(mask: number, top: number, bottom: number): Written | undefined {
    if (SIZES[mask] === 1) {
      const single = this.#numbers[31 - Math.clz32(mask)] ?? 0;
      return single * bottom === top ? { text: `${single}`, binding: 3 } : undefined;
    }
    for (const side of SIDES[mask] ?? []) {
      const end = this.#list(side);
      for (let a = STARTS[side] ?? 0; a < end; a++) {
        const [ownTop, ownBottom] = [this.#tops[a] ?? 0, this.#bottoms[a] ?? 0];
        const x = top * ownBottom;
        const y = ownTop * bottom;
        const z = bottom * ownBottom;
        const part = { mask: side, top: ownTop, bottom: ownBottom };
        const rest = mask ^ side;
        const written =
          this.#complete(part, rest, x - y, z, sum) ??
          this.#complete(part, rest, y - x, z, difference) ??
          this.#complete(part, rest, x + y, z, reverseDifference) ??
          this.#complete(part, rest, x, y, product) ??
          (ownTop === 0 ? undefined : this.#complete(part, rest, y, x, quotient)) ??
          (ownTop === 0 ? undefined : this.#complete(part, rest, top * ownTop, z, reverseQuotient));
        if (written !== undefined) return written;
      }
    }
    return undefined;
  }

  /** A part joined to the rest, which has to be top/bottom; undefined where no expression over it is. */
  #complete(part: Part, rest: number, top: number, bottom: number, join: Join): Written | undefined {
    if (bottom === 0 || this.ways(rest, top, bottom, 1) === 0) return undefined;
    const left = this.write(part.mask, part.top, part.bottom);
    const right = this.write(rest, top, bottom);
    return left === undefined || right === undefined ? undefined : join(left, right);
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

/** The parts of an expression that is being drawn, as tops and bottoms; those that are still to be joined are at the end. */
type Parts = { readonly tops: number[]; readonly bottoms: number[] };

function swap(items: number[], one: number, other: number): void {
  const moved = items[one] ?? 0;
  items[one] = items[other] ?? 0;
  items[other] = moved;
}

/** Shuffles the parts from `first` on, as `rng.shuffle` does. */
function shuffle(rng: Rng, { tops, bottoms }: Parts, first: number): void {
  for (let place = tops.length - 1; place > first; place--) {
    const other = rng.integer(first, place);
    swap(tops, place, other);
    swap(bottoms, place, other);
  }
}

/** Puts what two parts make in the place of the second: a quotient half as often as each other result. */
function joinDrawn(rng: Rng, { tops, bottoms }: Parts, first: number): void {
  const second = first + 1;
  const x = (tops[first] ?? 0) * (bottoms[second] ?? 0);
  const y = (tops[second] ?? 0) * (bottoms[first] ?? 0);
  const z = (bottoms[first] ?? 0) * (bottoms[second] ?? 0);
  const drawn = rng.float() * 9;
  if (drawn < 2) tops[second] = x + y;
  else if (drawn < 4) tops[second] = x - y;
  else if (drawn < 8) tops[second] = (tops[first] ?? 0) * (tops[second] ?? 0);
  else tops[second] = x;
  bottoms[second] = drawn < 8 ? z : y;
}

/** The value of a random expression of all the numbers; undefined where that is no whole number in the range. */
function drawTarget(rng: Rng, numbers: readonly number[], parts: Parts, level: Level): number | undefined {
  const last = numbers.length - 1;
  for (let index = 0; index <= last; index++) {
    parts.tops[index] = numbers[index] ?? 0;
    parts.bottoms[index] = 1;
  }
  for (let first = 0; first < last; first++) {
    shuffle(rng, parts, first);
    joinDrawn(rng, parts, first);
    if (parts.bottoms[first + 1] === 0) return undefined;
  }
  const target = (parts.tops[last] ?? 0) / (parts.bottoms[last] ?? 0);
  return Number.isInteger(target) && target >= level.lowestTarget && target <= level.highestTarget ? target : undefined;
}

const OPENINGS: Readonly<Record<Voice, (given: string, target: number) => string>> = {
  puzzle: (given, target) => `Write an arithmetic expression whose value is exactly ${target}, using the numbers ${given}.`,
  game: (given, target) => `You are a contestant in a numbers game.\nThe numbers on the table: ${given}\nThe target: ${target}\nFind an expression that makes the target exactly.`,
  brief: (given, target) => `Numbers: ${given}\nTarget: ${target}\nCombine all of the numbers into an expression for the target.`,
};

/** What every prompt ends with, behind the first rule. */
const RULES = [
  "2. The only operations are +, -, * and /, each between two values; parentheses may be used freely.",
  "3. Numbers must not be joined to form longer ones (2 and 5 do not make 25), and no minus sign stands in front of a number or a parenthesis as its sign.",
  "4. Division is exact: intermediate results may be fractions, negative or zero, but nothing is rounded, and nothing is divided by zero.",
  "",
  "For the numbers 2, 3, 7, 8 and the target 50, for instance, 7 * 8 - 2 * 3 is a solution.",
  "",
  "Any expression that follows the rules and equals the target is correct. Give the expression alone, with or without `= target` after it.",
  FORMAT.instruction,
].join("\n");

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

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    // Most expressions are drawn in vain, so all of them are made of the same two arrays.
    const parts = { tops: range(level.numbers), bottoms: range(level.numbers) };
    for (;;) {
      const numbers = rng.distinctIntegers(level.numbers, 2, level.largest);
      const targets: number[] = [];
      for (let attempt = 0; attempt < 60 * level.candidates && targets.length < level.candidates; attempt++) {
        const target = drawTarget(rng, numbers, parts, level);
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
    const opening = OPENINGS[voice](numbers.join(", "), target);
    const firstRule = `1. Each of the ${numbers.length} numbers is used exactly once, and no other number appears.`;
    return `${opening}\n\nRules:\n${firstRule}\n${RULES}`;
  }

  referenceAnswer({ numbers, target }: Case): string {
    const subsets = new Subsets(numbers);
    return this.answerFormat.wrap(subsets.write(subsets.all, target, 1)?.text ?? "none");
  }

  verifyCorrection(answer: Expression, { numbers, target }: Case): number {
    if (answer.numbers.length !== numbers.length) return 0;
    const unused = [...answer.numbers];
    for (const number of numbers) {
      const index = unused.indexOf(number);
      if (index < 0) return 0;
      unused[index] = NaN;
    }
    return answer.value.isInteger() && answer.value.numerator === BigInt(target) ? 1 : 0;
  }

  /** The binary logarithm of how many expressions have to be tried, on average, before one hits the target. */
  override hardness({ numbers, target }: Case): number {
    return Math.log2(expressionsOf(numbers.length) / Math.max(1, waysTo(numbers, target)));
  }
}
