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

const VOICES: readonly Voice[] = ["puzzle", "column", "brief"];
/** Without letters that are easily taken for digits. */
const LETTERS = [..."ABCDEFGHJKLMNPQRSTUVWXYZ"];

/** Digits tried after which a search is given up, and the sum is drawn anew. */
const MOST_TRIES = 50_000;

type Sum = Omit<Case, "voice">;

const lettersOf = ({ addends, sum }: Pick<Sum, "addends" | "sum">): string[] =>
  [...new Set([...addends, sum].join(""))].toSorted();

/** Gives digits to letters column by column from the right; the letter below follows from those above it. */
class Search {
  readonly #base: number;
  /** For each column from the right, the letters above the line and the one below it, by their places. */
  readonly #columns: readonly { readonly above: readonly number[]; readonly below: number }[];
  /** The digits that each letter may stand for, as bits: no number begins with 0. */
  readonly #allowed: readonly number[];
  /** The digit of each letter, -1 for none yet, and the digits that are taken, as bits. */
  readonly #digits: number[];
  #taken = 0;
  readonly #most: number;
  readonly found: (readonly number[])[] = [];
  tries = 0;

  /** Searches for the first solutions, at most `most`. */
  constructor({ base, addends, sum, known }: Sum, most: number) {
    const letters = lettersOf({ addends, sum });
    const place = (word: string, column: number): number[] =>
      column < word.length ? [letters.indexOf(word.charAt(word.length - 1 - column))] : [];
    this.#base = base;
    this.#most = most;
    this.#columns = range(sum.length).map((column) => ({
      above: addends.flatMap((word) => place(word, column)),
      below: at(place(sum, column), 0),
    }));
    const leads = new Set([...addends, sum].map((word) => word.charAt(0)));
    this.#allowed = letters.map((letter) => 2 ** base - (leads.has(letter) ? 2 : 1));
    this.#digits = letters.map((letter) => known.find((one) => one.letter === letter)?.digit ?? -1);
    for (const { digit } of known) this.#taken |= 1 << digit;
    this.#column(0, 0);
  }

  get isComplete(): boolean {
    return this.tries <= MOST_TRIES;
  }

  get #isOver(): boolean {
    return this.found.length >= this.#most || this.tries > MOST_TRIES;
  }

  #column(column: number, carry: number): void {
    if (column < this.#columns.length) this.#letter(column, 0, carry);
    else if (carry === 0) this.found.push([...this.#digits]);
  }

  /** Goes on with the letter at a place of a column, where those above it come to a total with the carry. */
  #letter(column: number, index: number, total: number): void {
    const { above, below } = at(this.#columns, column);
    if (index === above.length) {
      this.#below(below, column, total);
      return;
    }
    const letter = at(above, index);
    const standing = at(this.#digits, letter);
    if (standing >= 0) {
      this.#letter(column, index + 1, total + standing);
      return;
    }
    // The digits that are left, from 0 on: each is the lowest bit of them.
    const taken = this.#taken;
    for (let left = at(this.#allowed, letter) & ~taken; left !== 0 && !this.#isOver; left &= left - 1) {
      const digit = 31 - Math.clz32(left & -left);
      this.tries++;
      this.#digits[letter] = digit;
      this.#taken = taken | (1 << digit);
      this.#letter(column, index + 1, total + digit);
    }
    this.#digits[letter] = -1;
    this.#taken = taken;
  }

  /** The letter below the line stands for the last digit of the total, where it can. */
  #below(letter: number, column: number, total: number): void {
    const digit = total % this.#base;
    const carry = (total - digit) / this.#base;
    const standing = at(this.#digits, letter);
    if (standing === digit) this.#column(column + 1, carry);
    const bit = 1 << digit;
    if (standing >= 0 || (at(this.#allowed, letter) & ~this.#taken & bit) === 0) return;
    this.tries++;
    this.#digits[letter] = digit;
    this.#taken |= bit;
    this.#column(column + 1, carry);
    this.#digits[letter] = -1;
    this.#taken &= ~bit;
  }
}

function drawSum(rng: Rng, level: Level): Sum {
  const { base } = level;
  const letters = rng.sample(LETTERS, base);
  const lowest = base ** (level.digits - 1);
  const numbers = range(level.addends).map(() => rng.integer(lowest, lowest * base - 1));
  const word = (number: number): string => {
    let made = "";
    for (let rest = number; rest > 0; rest = Math.floor(rest / base)) made = at(letters, rest % base) + made;
    return made;
  };
  const words = { addends: numbers.map(word), sum: word(numbers.reduce((all, one) => all + one, 0)) };
  const used = lettersOf(words);
  const known = rng.sample(used, Math.min(level.known, used.length)).toSorted();
  return { base, ...words, known: known.map((letter) => ({ letter, digit: letters.indexOf(letter) })) };
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

  readonly answerFormat = tagged(mapping(text({ letterCase: "upper" }), integer({ min: 0 })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const sum = drawSum(rng, level);
      if (lettersOf(sum).length < level.letters) continue;
      const search = new Search(sum, 2);
      if (search.isComplete && search.found.length === 1) return { ...sum, voice: rng.choice(VOICES) };
    }
  }

  promptFunc(instance: Case): string {
    const { base, addends, sum, known, voice } = instance;
    const letters = lettersOf(instance);
    const equation = `${addends.join(" + ")} = ${sum}`;
    const task = {
      puzzle: [`In the sum ${equation}, each letter stands for a digit. Which?`],
      column: [
        "Each letter in this addition stands for a digit:",
        "",
        ...addends.map(
          (word, index) => (index === addends.length - 1 ? "+ " : "  ") + word.padStart(sum.length),
        ),
        `  ${"-".repeat(sum.length)}`,
        `  ${sum}`,
      ],
      brief: [`Solve the cryptarithm ${equation}.`],
    }[voice];
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
        ? [`4. These digits are given: ${known.map(({ letter, digit }) => `${letter} is ${digit}`).join(", ")}.`]
        : []),
      "",
      `There is exactly one solution. Give the digit of each of the ${letters.length} letters ${letters.join(", ")} as pairs of the form Letter=digit, separated by commas${base === 10 ? "" : ", with digits above 9 written as decimal numbers (10 and so on)"}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const [digits = []] = new Search(instance, 1).found;
    const pairs = lettersOf(instance).map((letter, index) => `${letter}=${digits[index] ?? 0}`);
    return this.answerFormat.wrap(pairs.join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const { base, addends, sum, known } = instance;
    const letters = lettersOf(instance);
    const digits = letters.map((letter) => answer.get(letter) ?? base);
    if (answer.size !== letters.length || new Set(digits).size !== letters.length) return 0;
    if (digits.some((digit) => digit >= base)) return 0;
    const valueOf = (word: string): number =>
      [...word].reduce((value, letter) => value * base + (answer.get(letter) ?? 0), 0);
    const isProper = [...addends, sum].every((word) => answer.get(word.charAt(0)) !== 0);
    const keeps = known.every(({ letter, digit }) => answer.get(letter) === digit);
    const total = addends.reduce((all, word) => all + valueOf(word), 0);
    return isProper && keeps && total === valueOf(sum) ? 1 : 0;
  }

  /** Digits that a search from the right tries for letters until it knows the only solution. */
  override hardness(instance: Case): number {
    return new Search(instance, 2).tries;
  }
}
