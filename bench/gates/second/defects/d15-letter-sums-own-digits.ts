/*
defect: D15
base: letter-sums.ts
what: The answer is compared with the first solution that the solver finds, so other digits that keep all the rules are refused.
needs: second verifier
*/
import { at, Bootcamp, type Card, finalLine, integer, mapping, type Rng, text } from "campforge/bootcamp";

type Case = { readonly addends: readonly string[]; readonly sum: string };

type Level = { readonly addends: number; readonly digits: number; readonly letters: number };

const ALPHABET = [..."ABCDEGHKLMNPRSTUVWXY"];
const MAX_DRAWS = 2_000;

const lettersOf = ({ addends, sum }: Case): string[] => [...new Set([...addends.join(""), ...sum])];

/** Digits for the letters, found column by column from the right; undefined if there are none. */
function solve(instance: Case): Map<string, number> | undefined {
  const { addends, sum } = instance;
  const first = new Set([...addends, sum].map((word) => word.charAt(0)));
  const digits = new Map<string, number>();
  const taken = new Set<number>();
  const letterAt = (word: string, column: number): string => word.charAt(word.length - 1 - column);
  // The letters in the order in which the columns need them, with the column that they complete.
  const fill = (column: number, row: number, carry: number): boolean => {
    if (column >= sum.length) return carry === 0;
    if (row === addends.length) {
      const total = addends.reduce((value, word) => value + (digits.get(letterAt(word, column)) ?? 0), carry);
      const letter = letterAt(sum, column);
      const known = digits.get(letter);
      const next = Math.floor(total / 10);
      if (known !== undefined) return known === total % 10 && fill(column + 1, 0, next);
      if (taken.has(total % 10) || (total % 10 === 0 && first.has(letter))) return false;
      return assign(letter, total % 10, () => fill(column + 1, 0, next));
    }
    const letter = letterAt(at(addends, row), column);
    if (letter === "" || digits.has(letter)) return fill(column, row + 1, carry);
    for (let digit = first.has(letter) ? 1 : 0; digit <= 9; digit++) {
      if (!taken.has(digit) && assign(letter, digit, () => fill(column, row + 1, carry))) return true;
    }
    return false;
  };
  const assign = (letter: string, digit: number, goOn: () => boolean): boolean => {
    digits.set(letter, digit);
    taken.add(digit);
    if (goOn()) return true;
    digits.delete(letter);
    taken.delete(digit);
    return false;
  };
  return fill(0, 0, 0) ? digits : undefined;
}

export default class LetterSums extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "LetterSums",
    slug: "letter-sums",
    title: "Sums in Letters",
    domain: "arithmetic",
    description:
      "A sum of two or more numbers is written with letters for digits, different letters for different digits. Digits for the letters that make the sum true are asked for; any such digits are right.",
    answerFormat: "pairs letter=digit, apart by commas, on a final line",
    parameters: {
      addends: { meaning: "numbers that are added", min: 2, max: 4 },
      digits: { meaning: "digits of each number that is added", min: 2, max: 7 },
      letters: { meaning: "fewest different letters", min: 3, max: 10 },
    },
    levels: [
      { addends: 2, digits: 3, letters: 5 },
      { addends: 2, digits: 4, letters: 7 },
      { addends: 2, digits: 6, letters: 9 },
      { addends: 3, digits: 6, letters: 10 },
    ],
  };

  readonly answerFormat = finalLine(mapping(text({ letterCase: "upper" }), integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const letters = rng.sample(ALPHABET, 10);
    const write = (value: number): string =>
      [...String(value)].map((digit) => at(letters, Number(digit))).join("");
    let best: Case | undefined;
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const numbers = Array.from({ length: level.addends }, () =>
        rng.integer(10 ** (level.digits - 1), 10 ** level.digits - 1),
      );
      const instance = {
        addends: numbers.map(write),
        sum: write(numbers.reduce((total, number) => total + number, 0)),
      };
      best ??= instance;
      if (lettersOf(instance).length > lettersOf(best).length) best = instance;
      if (lettersOf(best).length >= level.letters) break;
    }
    return best ?? { addends: ["A", "A"], sum: "B" };
  }

  promptFunc(instance: Case): string {
    const { addends, sum } = instance;
    const width = Math.max(sum.length, ...addends.map((word) => word.length)) + 2;
    return [
      "In this sum each letter stands for a digit:",
      "",
      ...addends.map((word, place) => (place === 0 ? word : `+ ${word}`).padStart(width)),
      "-".repeat(width),
      sum.padStart(width),
      "",
      "Rules:",
      "1. Each letter stands for one digit from 0 to 9, the same one wherever it occurs.",
      "2. Different letters stand for different digits.",
      "3. The first digit of each number, the sum included, is not 0.",
      "4. The sum is right in decimal notation.",
      "",
      "Example: QF + QF = ZJQ is solved by Q=6, F=8, Z=1, J=3, since 68 + 68 = 136.",
      "",
      `Give a digit for each of the letters ${lettersOf(instance).toSorted().join(", ")}, as pairs of the form letter=digit, apart by`,
      "commas. Any digits that keep the rules are right.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const digits = solve(instance);
    const pairs = lettersOf(instance).map((letter) => `${letter}=${digits?.get(letter) ?? "?"}`);
    return this.answerFormat.wrap(pairs.join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const digits = solve(instance);
    if (digits === undefined || answer.size !== digits.size) return 0;
    return [...digits].every(([letter, digit]) => answer.get(letter) === digit) ? 1 : 0;
  }
}
