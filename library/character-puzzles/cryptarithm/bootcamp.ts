import { at, Bootcamp, type Card, integer, mapping, range, type Rng, tagged, text } from "campforge/bootcamp";

type Voice = "puzzle" | "column" | "brief";

type Case = {
  readonly base: number;
  readonly addends: readonly string[];
  readonly sum: string;
  /** Letters whose digits are given. */
  readonly known: readonly { readonly letter: string; readonly digit: number }[];
  readonly voice: Voice;
};

type Level = {
  readonly base: number;
  readonly addends: number;
  readonly digits: number;
  /** Different letters at the least. */
  readonly letters: number;
  readonly known: number;
};

const FORMAT = tagged(mapping(text({ letterCase: "upper" }), integer({ min: 0 })));

const VOICES: readonly Voice[] = ["puzzle", "column", "brief"];

/** Letters are numbers in here: A is 0, so that a set of them is a whole number with a bit for each. */
const numberOf = (word: string, index: number): number => word.charCodeAt(index) - 65;
const letterOf = (number: number): string => String.fromCharCode(65 + number);

/** Without letters that are easily taken for digits. */
const LETTERS = [..."ABCDEFGHJKLMNPQRSTUVWXYZ"].map((letter) => numberOf(letter, 0));

/** A number for each letter from A to Z. */
const NOTHING: readonly number[] = range(26).map(() => 0);

/** Digits tried after which a search is given up, and the sum is drawn anew. */
const MOST_TRIES = 50_000;

/** The letters of a word from the right. */
type Word = readonly number[];

/** The letters that are given are bits; of the digits, those of these letters count. */
type Sum = {
  readonly base: number;
  readonly addends: readonly Word[];
  readonly sum: Word;
  readonly known: number;
  readonly digits: readonly number[];
};

/** The place of the lowest bit that is set. */
const lowestOf = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** The places of all bits that are set, from the lowest. */
function placesOf(bits: number): number[] {
  const places: number[] = [];
  for (let rest = bits; rest !== 0; rest &= rest - 1) places.push(lowestOf(rest));
  return places;
}

/** How many bits are set: neighbouring bits are added up, then pairs, then groups of four, then bytes. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The different letters, as bits: their order is that of the alphabet. */
function lettersOf({ addends, sum }: Pick<Case, "addends" | "sum">): number {
  let letters = 0;
  for (let index = 0; index < sum.length; index++) letters |= 1 << numberOf(sum, index);
  for (const word of addends) {
    for (let index = 0; index < word.length; index++) letters |= 1 << numberOf(word, index);
  }
  return letters;
}

function readWord(word: string): Word {
  const letters: number[] = [];
  for (let index = word.length - 1; index >= 0; index--) letters.push(numberOf(word, index));
  return letters;
}

function writeWord(word: Word): string {
  let written = "";
  for (const letter of word) written = letterOf(letter) + written;
  return written;
}

function readSum({ base, addends, sum, known }: Case): Sum {
  const digits = [...NOTHING];
  for (const { letter, digit } of known) digits[numberOf(letter, 0)] = digit;
  const bits = known.reduce((all, { letter }) => all | (1 << numberOf(letter, 0)), 0);
  return { base, addends: addends.map(readWord), sum: readWord(sum), known: bits, digits };
}

/** The letters with which the numbers begin, as bits: none of them is 0. */
function leadsOf({ addends, sum }: Sum): number {
  let leads = 1 << at(sum, sum.length - 1);
  for (const word of addends) leads |= 1 << at(word, word.length - 1);
  return leads;
}

/**
 * What a letter is for when its turn comes. Columns are taken from the right, and the letters of each from the top, so
 * that it is known before the search which letters have a digit by then: "stands" and "checks" do, above and below the
 * line. "follows" takes the digit that the letters above it leave. "free" may take any digit, and so may "bound", but
 * only one of them fits, as it is the last in its column.
 */
type Role = "stands" | "free" | "bound" | "checks" | "follows";

/** Gives digits to letters column by column from the right; the letter below follows from those above it. */
class Search {
  readonly #base: number;
  readonly #letters: number[] = [];
  readonly #roles: Role[] = [];
  readonly #leads: number;
  /** The digit of each letter that has one. */
  readonly #digits: number[];
  readonly #most: number;
  readonly found: (readonly number[])[] = [];
  /** Digits tried, each counted as soon as it is in question. */
  tries = 0;

  /** Searches for the first solutions, at most `most`. */
  constructor(sum: Sum, most: number) {
    this.#base = sum.base;
    this.#most = most;
    this.#leads = leadsOf(sum);
    this.#digits = [...sum.digits];
    let standing = sum.known;
    for (let column = 0; column < sum.sum.length; column++) standing = this.#addColumn(sum, column, standing);
    let taken = 0;
    for (let rest = sum.known; rest !== 0; rest &= rest - 1) taken |= 1 << at(sum.digits, lowestOf(rest));
    this.#visit(0, 0, taken);
  }

  get isComplete(): boolean {
    return this.tries <= MOST_TRIES;
  }

  /** The letters of a column in their roles; returns which letters have a digit behind it. */
  #addColumn({ addends, sum }: Sum, column: number, before: number): number {
    const below = at(sum, column);
    let standing = before;
    let last = -1;
    for (const word of addends) {
      if (column >= word.length) continue;
      const letter = at(word, column);
      const isStanding = (standing & (1 << letter)) !== 0;
      // A letter that stands there twice is not bound: its digit counts twice.
      if (!isStanding) last = this.#letters.length;
      else if (last >= 0 && this.#letters[last] === letter) last = -1;
      this.#letters.push(letter);
      this.#roles.push(isStanding ? "stands" : "free");
      standing |= 1 << letter;
    }
    const isStanding = (standing & (1 << below)) !== 0;
    if (isStanding && last >= 0 && this.#letters[last] !== below) this.#roles[last] = "bound";
    this.#letters.push(below);
    this.#roles.push(isStanding ? "checks" : "follows");
    return standing | (1 << below);
  }

  /** The digits that a letter may still stand for, as bits: no number begins with 0. */
  #left(letter: number, taken: number): number {
    return ((1 << this.#base) - 1 - ((this.#leads >> letter) & 1)) & ~taken;
  }

  /** Goes on at a letter, where those before it in its column come to a total with the carry. */
  #visit(from: number, before: number, taken: number): void {
    let step = from;
    let total = before;
    for (; this.#roles[step] === "stands"; step++) total += this.#digits[this.#letters[step] ?? 0] ?? 0;
    const letter = this.#letters[step];
    if (letter === undefined) {
      if (total === 0) this.found.push([...this.#digits]);
      return;
    }
    if (this.#roles[step] === "free") this.#try(step, letter, total, taken);
    else if (this.#roles[step] === "bound") this.#bind(step, letter, total, taken);
    else this.#close(step, letter, total, taken);
  }

  #try(step: number, letter: number, total: number, taken: number): void {
    let left = this.#left(letter, taken);
    this.tries += countBits(left);
    for (; left !== 0 && this.found.length < this.#most && this.isComplete; left &= left - 1) {
      const digit = lowestOf(left);
      this.#digits[letter] = digit;
      this.#visit(step + 1, total + digit, taken | (1 << digit));
    }
  }

  /** Goes on behind the column with the one digit with which it comes to what stands below it. */
  #bind(bound: number, letter: number, before: number, taken: number): void {
    const left = this.#left(letter, taken);
    this.tries += countBits(left);
    let step = bound + 1;
    let total = before;
    for (; this.#roles[step] === "stands"; step++) total += this.#digits[this.#letters[step] ?? 0] ?? 0;
    let digit = (this.#digits[this.#letters[step] ?? 0] ?? 0) - total;
    let carry = 0;
    for (; digit < 0; digit += this.#base) carry++;
    if ((left & (1 << digit)) === 0) return;
    this.#digits[letter] = digit;
    this.#visit(step + 1, carry, taken | (1 << digit));
  }

  /** Goes on behind the column where its last digit is, or can be, that of the letter below the line. */
  #close(step: number, letter: number, total: number, taken: number): void {
    let digit = total;
    let carry = 0;
    for (; digit >= this.#base; digit -= this.#base) carry++;
    if (this.#roles[step] === "checks") {
      if (this.#digits[letter] === digit) this.#visit(step + 1, carry, taken);
    } else if ((this.#left(letter, taken) & (1 << digit)) !== 0) {
      this.tries++;
      this.#digits[letter] = digit;
      this.#visit(step + 1, carry, taken | (1 << digit));
    }
  }
}

/** A sum; undefined where too few letters stand in it. */
function drawSum(rng: Rng, level: Level): Sum | undefined {
  const { base } = level;
  const letters = rng.sample(LETTERS, base);
  const digits = [...NOTHING];
  let used = 0;
  const write = (number: number): Word => {
    const word: number[] = [];
    for (let rest = number; rest > 0; rest = Math.floor(rest / base)) {
      const digit = rest % base;
      const letter = letters[digit] ?? 0;
      word.push(letter);
      digits[letter] = digit;
      used |= 1 << letter;
    }
    return word;
  };
  const lowest = base ** (level.digits - 1);
  const addends: Word[] = [];
  let total = 0;
  for (let index = 0; index < level.addends; index++) {
    const number = rng.integer(lowest, lowest * base - 1);
    total += number;
    addends.push(write(number));
  }
  const sum = write(total);
  const places = placesOf(used);
  let known = 0;
  for (const letter of rng.sample(places, Math.min(level.known, places.length))) known |= 1 << letter;
  return places.length < level.letters ? undefined : { base, addends, sum, known, digits };
}

/**
 * Whether two letters could change their digits, without a search: both weigh the same in the sum, neither is given, and
 * both or none begin a number. So could a letter that weighs nothing with a digit that no letter stands for.
 */
function hasTwins(sum: Sum): boolean {
  const weights = [...NOTHING];
  let letters = 0;
  const weigh = (word: Word, sign: number): void => {
    let weight = sign;
    for (const letter of word) {
      weights[letter] = (weights[letter] ?? 0) + weight;
      weight *= sum.base;
      letters |= 1 << letter;
    }
  };
  for (const word of sum.addends) weigh(word, 1);
  weigh(sum.sum, -1);
  const leads = leadsOf(sum);
  const seen = countBits(letters) < sum.base ? [0] : [];
  for (let rest = letters & ~sum.known; rest !== 0; rest &= rest - 1) {
    const letter = lowestOf(rest);
    const weight = 2 * (weights[letter] ?? 0) + ((leads >> letter) & 1);
    if (seen.includes(weight)) return true;
    seen.push(weight);
  }
  return false;
}

export default class Cryptarithm extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "Cryptarithm",
    slug: "cryptarithm",
    title: "Cryptarithm",
    domain: "character-puzzles",
    description:
      "An addition in which each letter stands for one digit, some of which may be given. All digits are to be found; there is exactly one solution. Harder sums have more letters, nothing given, three addends, and a base above ten.",
    answerFormat: "pairs letter=digit, separated by commas, between <answer> and </answer>",
    parameters: {
      base: { meaning: "base of the number system", min: 6, max: 20 },
      addends: { meaning: "numbers that are added", min: 2, max: 5 },
      digits: { meaning: "digits of each of them", min: 2, max: 9 },
      letters: { meaning: "different letters at the least", min: 4, max: 20 },
      known: { meaning: "letters whose digits are given", min: 0, max: 6 },
    },
    levels: [
      { base: 10, addends: 2, digits: 4, letters: 7, known: 3 },
      { base: 10, addends: 2, digits: 5, letters: 9, known: 1 },
      { base: 10, addends: 2, digits: 6, letters: 10, known: 0 },
      { base: 10, addends: 3, digits: 6, letters: 10, known: 0 },
      { base: 11, addends: 3, digits: 8, letters: 11, known: 0 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const sum = drawSum(rng, level);
      if (sum === undefined || hasTwins(sum)) continue;
      const search = new Search(sum, 2);
      if (!search.isComplete || search.found.length !== 1) continue;
      return {
        base: level.base,
        addends: sum.addends.map(writeWord),
        sum: writeWord(sum.sum),
        known: placesOf(sum.known).map((letter) => ({
          letter: letterOf(letter),
          digit: at(sum.digits, letter),
        })),
        voice: rng.choice(VOICES),
      };
    }
  }

  promptFunc(instance: Case): string {
    const { base, addends, sum, known, voice } = instance;
    const letters = placesOf(lettersOf(instance)).map(letterOf);
    const equation = `${addends.join(" + ")} = ${sum}`;
    const task = {
      puzzle: () => [`In the sum ${equation}, each letter stands for a digit. Which?`],
      column: () => [
        "Each letter in this addition stands for a digit:",
        "",
        ...addends.map(
          (word, index) => (index === addends.length - 1 ? "+ " : "  ") + word.padStart(sum.length),
        ),
        `  ${"-".repeat(sum.length)}`,
        `  ${sum}`,
      ],
      brief: () => [`Solve the cryptarithm ${equation}.`],
    }[voice]();
    return [
      ...task,
      "",
      "Rules:",
      "1. The same letter always stands for the same digit, different letters for different digits.",
      "2. No number begins with 0.",
      base === 10
        ? "3. The numbers are written in the decimal system."
        : `3. The numbers are written in base ${base}: each digit is one of 0 to ${base - 1}, and a place is worth ${base} times as much as the one to its right.`,
      ...(known.length > 0
        ? [
            `4. These digits are given: ${known.map(({ letter, digit }) => `${letter} is ${digit}`).join(", ")}.`,
          ]
        : []),
      "",
      `There is exactly one solution. Give the digit of each of the ${letters.length} letters ${letters.join(", ")} as pairs of the form Letter=digit, separated by commas${base === 10 ? "" : ", with digits above 9 written as decimal numbers (10 and so on)"}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const [digits = []] = new Search(readSum(instance), 1).found;
    const pairs = placesOf(lettersOf(instance)).map((letter) => `${letterOf(letter)}=${digits[letter] ?? 0}`);
    return this.answerFormat.wrap(pairs.join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const { base, addends, sum, known } = instance;
    let letters = 0;
    let digits = 0;
    // NaN where a letter has no digit that it may have.
    const valueOf = (word: string): number => {
      let value = 0;
      for (let index = 0; index < word.length; index++) {
        const digit = answer.get(word.charAt(index)) ?? base;
        if (digit >= base || (digit === 0 && index === 0)) return NaN;
        value = value * base + digit;
        letters |= 1 << numberOf(word, index);
        digits |= 1 << digit;
      }
      return value;
    };
    let total = 0;
    for (const word of addends) total += valueOf(word);
    if (total !== valueOf(sum)) return 0;
    const count = countBits(letters);
    if (answer.size !== count || countBits(digits) !== count) return 0;
    return known.every(({ letter, digit }) => answer.get(letter) === digit) ? 1 : 0;
  }

  /** Digits that a search from the right tries for letters until it knows the only solution. */
  override hardness(instance: Case): number {
    return new Search(readSum(instance), 2).tries;
  }
}
