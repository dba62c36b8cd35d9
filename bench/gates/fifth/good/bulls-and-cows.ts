import { at, Bootcamp, boxed, type Card, digits, range, type Rng } from "campforge/bootcamp";

type Guess = { readonly guess: string; readonly exact: number; readonly misplaced: number };

type Voice = "vault" | "game" | "brief";

type Case = {
  readonly length: number;
  /** The digits of the code are below this number. */
  readonly symbols: number;
  readonly guesses: readonly Guess[];
  readonly voice: Voice;
};

type Level = { readonly length: number; readonly symbols: number; readonly mostExact: number };

const VOICES: readonly Voice[] = ["vault", "game", "brief"];

/** How many places agree, and how many further digits of the guess stand elsewhere in the code. */
function marksOf(guess: string, code: string): { readonly exact: number; readonly misplaced: number } {
  let exact = 0;
  const counts = new Array<number>(10).fill(0);
  let common = 0;
  for (let place = 0; place < code.length; place++) {
    if (guess[place] === code[place]) exact++;
    const digit = code.charCodeAt(place) - 48;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  for (let place = 0; place < guess.length; place++) {
    const digit = guess.charCodeAt(place) - 48;
    const left = counts[digit] ?? 0;
    if (left > 0) {
      counts[digit] = left - 1;
      common++;
    }
  }
  return { exact, misplaced: common - exact };
}

/** All codes of a length from the digits below a number. */
function allCodes(length: number, symbols: number): string[] {
  let codes = [""];
  for (const _ of range(length)) codes = codes.flatMap((code) => range(symbols).map((digit) => code + String(digit)));
  return codes;
}

const agrees = (code: string, { guess, exact, misplaced }: Guess): boolean => {
  const marks = marksOf(guess, code);
  return marks.exact === exact && marks.misplaced === misplaced;
};

/** The codes that agree with all guesses. */
const candidates = (guesses: readonly Guess[], codes: readonly string[]): readonly string[] =>
  guesses.reduce<readonly string[]>((left, guess) => left.filter((code) => agrees(code, guess)), codes);

function drawCode(rng: Rng, { length, symbols }: Level): string {
  return range(length)
    .map(() => String(rng.integer(0, symbols - 1)))
    .join("");
}

export default class BullsAndCows extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "BullsAndCows",
    slug: "bulls-and-cows",
    title: "Bulls and Cows",
    domain: "logical-reasoning",
    description:
      "A secret code of digits is to be found from guesses, of which each is marked with the number of digits in their right place and of those in another place. Exactly one code agrees with all marks. Harder cases have longer codes of more digits and guesses that hit less.",
    answerFormat: "the code, leading zeros included, in \\boxed{}",
    parameters: {
      length: { meaning: "digits of the code", min: 3, max: 5 },
      symbols: { meaning: "different digits that the code may have, from 0 on", min: 5, max: 9 },
      mostExact: { meaning: "digits of a guess that are in their place, at the most", min: 0, max: 2 },
    },
    levels: [
      { length: 3, symbols: 5, mostExact: 2 },
      { length: 3, symbols: 8, mostExact: 1 },
      { length: 4, symbols: 7, mostExact: 2 },
      { length: 4, symbols: 9, mostExact: 1 },
      { length: 5, symbols: 9, mostExact: 1 },
    ],
  };

  readonly answerFormat = boxed(digits());

  caseGenerator(rng: Rng, level: Level): Case {
    const code = drawCode(rng, level);
    const guesses: Guess[] = [];
    let left: readonly string[] = allCodes(level.length, level.symbols);
    while (left.length > 1) {
      const guess = drawCode(rng, level);
      const marks = marksOf(guess, code);
      if (marks.exact > Math.min(level.mostExact, level.length - 1)) continue;
      const next = left.filter((one) => agrees(one, { guess, ...marks }));
      // A guess that rules nothing out is not worth a line.
      if (next.length === left.length) continue;
      guesses.push({ guess, ...marks });
      left = next;
    }
    const { length, symbols } = level;
    return { length, symbols, guesses, voice: rng.choice(VOICES) };
  }

  promptFunc({ length, symbols, guesses, voice }: Case): string {
    const largest = symbols - 1;
    const opening = {
      vault: `A vault opens by a secret code of ${length} digits. Each digit is one of 0 to ${largest}; a digit may occur more than once, and the code may begin with 0. After each attempt the lock showed two numbers:`,
      game: `In a game one player thinks of a code of ${length} digits from 0 to ${largest}, where digits may repeat and the first may be 0. The other player's guesses were answered as follows:`,
      brief: `Secret code: ${length} digits from 0 to ${largest}, repeats and leading zeros allowed. Guesses and their marks:`,
    }[voice];
    return [
      opening,
      ...guesses.map(({ guess, exact, misplaced }) => `- ${guess}: ${exact} in place, ${misplaced} out of place`),
      "",
      '"In place" counts the places at which guess and code have the same digit. "Out of place" counts the further digits that guess and code have in common, at different places: for each digit the smaller one of its numbers of occurrences in guess and code is taken, these are added up, and the digits in place are subtracted.',
      "",
      `Exactly one code agrees with all of these marks. Find it, and write all of its ${length} digits without spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ length, symbols, guesses }: Case): string {
    return this.answerFormat.wrap(at(candidates(guesses, allCodes(length, symbols)), 0));
  }

  verifyCorrection(answer: string, { length, symbols, guesses }: Case): number {
    const isCode = answer.length === length && [...answer].every((digit) => Number(digit) < symbols);
    return isCode && guesses.every((guess) => agrees(answer, guess)) ? 1 : 0;
  }

  /** The number of codes, as a logarithm, times the guesses with which each is to be compared. */
  override hardness({ length, symbols, guesses }: Case): number {
    return length * Math.log(symbols) * guesses.length;
  }
}
