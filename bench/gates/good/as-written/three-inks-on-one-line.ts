import {
  at,
  Bootcamp,
  type Card,
  type Parsed,
  parsed,
  permutations,
  range,
  refine,
  type Rng,
  tagged,
  text,
  unparsable,
} from "campforge/bootcamp";

type Case = {
  readonly line: string;
  /** Letters of ink 1, 2 and 3. */
  readonly shares: readonly number[];
  /** A right row of digits; only the reference answer and the worked solution read it. */
  readonly row: string;
};

type Level = { readonly length: number; readonly letters: number; readonly gap: number };

/** How the letters of ink 3 go in the direction in which the line is read. */
type Course = "rising" | "falling";

const LETTERS = "ABCDEF";

/** The inks 1, 2 and 3, counted from 0. */
const INKS = range(3);

const INK_ORDERS: readonly (readonly number[])[] = permutations(INKS);

/** Why a letter cannot be written in an ink, by what was written before; undefined where no rule is broken yet. */
function breach(
  soFar: readonly string[],
  previous: number,
  letter: string,
  ink: number,
  shares: readonly number[],
  course: Course,
): string | undefined {
  if (ink === previous) return "the letter before has it";
  const written = at(soFar, ink);
  const share = at(shares, ink);
  const place = written.length;
  if (place === share) return "it has all of its letters";
  if (ink === 2) {
    const last = written.charAt(place - 1);
    if (last === "") return undefined;
    const isOutOfOrder = course === "rising" ? letter < last : letter > last;
    return isOutOfOrder ? `${letter} cannot follow ${last}` : undefined;
  }
  // The place of the letter that this one must be equal to, where that was written before.
  const partner = ink === 0 ? share - 1 - place : place - share / 2;
  if (partner < 0 || partner >= place) return undefined;
  const needed = written.charAt(partner);
  return needed === letter ? undefined : `${needed} must come next in it`;
}

/** Whether a line can be filled by always taking the first ink, in an order of preference, that breaks no rule yet. */
function isFilled(
  line: readonly string[],
  shares: readonly number[],
  order: readonly number[],
  isMostFirst: boolean,
  course: Course,
): boolean {
  const soFar = ["", "", ""];
  const left = (ink: number): number => at(shares, ink) - at(soFar, ink).length;
  let previous: number = -1;
  for (const letter of line) {
    const before = previous;
    const open = order.filter((ink) => breach(soFar, before, letter, ink, shares, course) === undefined);
    const ranked = isMostFirst ? open.toSorted((one, other) => left(other) - left(one)) : open;
    const ink: number | undefined = ranked[0];
    if (ink === undefined) return false;
    soFar[ink] = at(soFar, ink) + letter;
    previous = ink;
  }
  return true;
}

/** Whether one of the ways of filling a line once and for good succeeds. */
function isSimple(line: string, shares: readonly number[]): boolean {
  const forwards = line.split("");
  const backwards = forwards.toReversed();
  return INK_ORDERS.some((order) =>
    [false, true].some(
      (isMostFirst) =>
        isFilled(forwards, shares, order, isMostFirst, "rising") ||
        isFilled(backwards, shares, order, isMostFirst, "falling"),
    ),
  );
}

/** The letters that each ink gets: for ink 2 an even number, and none too few for its rule to matter. */
function drawShares(rng: Rng, { length, gap }: Level): readonly number[] {
  const possible = range(3, length).flatMap((first) =>
    range(4, length)
      .filter((second) => second % 2 === 0 && length - first - second >= 2)
      .map((second) => [first, second, length - first - second]),
  );
  return rng.choice(
    possible.filter(
      (shares) => Math.max(...shares) - Math.min(...shares) <= gap && Math.max(...shares) <= Math.ceil(length / 2),
    ),
  );
}

/** Inks in a random order, no two neighbours equal. */
function drawInks(rng: Rng, shares: readonly number[]): number[] {
  const length = shares.reduce((sum, share) => sum + share, 0);
  for (;;) {
    const left = [...shares];
    const inks: number[] = [];
    while (inks.length < length) {
      const previous = inks.at(-1);
      const open = INKS.filter((ink) => ink !== previous && at(left, ink) > 0);
      if (open.length === 0) break;
      const ink = rng.weightedChoice(open.map((one): readonly [number, number] => [one, at(left, one)]));
      left[ink] = at(left, ink) - 1;
      inks.push(ink);
    }
    if (inks.length === length) return inks;
  }
}

/** A palindrome, a string written twice and a text in alphabetical order, of the lengths given. */
function drawTexts(rng: Rng, shares: readonly number[], letters: number): string[] {
  const alphabet = LETTERS.slice(0, letters).split("");
  const some = (count: number): string[] => range(count).map(() => rng.choice(alphabet));
  const first = some(Math.ceil(at(shares, 0) / 2));
  const second = some(at(shares, 1) / 2);
  const third = some(at(shares, 2)).toSorted();
  const mirrored = first.slice(0, Math.floor(at(shares, 0) / 2)).toReversed();
  return [[...first, ...mirrored], [...second, ...second], third].map((letters) => letters.join(""));
}

/** What an ink reads. */
const textOf = (line: string, row: string, digit: string): string =>
  line
    .split("")
    .filter((_, index) => row[index] === digit)
    .join("");

function readRow(written: string): Parsed<string> {
  const row = written.replace(/[\s,]/g, "");
  return /^[123]+$/.test(row) ? parsed(row) : unparsable("a row has only the digits 1, 2 and 3");
}

export default class ThreeInksOnOneLine extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "ThreeInksOnOneLine",
    slug: "three-inks-on-one-line",
    title: "Three Inks On One Line",
    domain: "character-puzzles",
    description:
      "Each letter of a line is to be given one of three inks, neighbouring letters different ones, each ink to a given number of letters, so that the letters of the first ink read as a palindrome, those of the second as a string written twice, and those of the third in alphabetical order.",
    answerFormat: "a row of digits 1, 2, 3, one for each letter of the line, between <answer> and </answer>",
    parameters: {
      length: { meaning: "letters of the line", min: 9, max: 36 },
      letters: { meaning: "different letters that the line is drawn from", min: 2, max: 6 },
      gap: { meaning: "greatest difference between the numbers of letters of two inks", min: 2, max: 6 },
    },
    levels: [
      { length: 10, letters: 3, gap: 4 },
      { length: 14, letters: 3, gap: 4 },
      { length: 18, letters: 4, gap: 3 },
      { length: 23, letters: 4, gap: 2 },
      { length: 28, letters: 4, gap: 2 },
    ],
  };

  readonly answerFormat = tagged(refine(text(), readRow));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const shares = drawShares(rng, level);
      const inks = drawInks(rng, shares);
      const texts = drawTexts(rng, shares, level.letters);
      const line = inks
        .map((ink, index) => at(texts, ink).charAt(inks.slice(0, index).filter((other) => other === ink).length))
        .join("");
      if (!isSimple(line, shares)) return { line, shares, row: inks.map((ink) => ink + 1).join("") };
    }
  }

  promptFunc({ line, shares }: Case): string {
    return [
      `A line of ${line.length} letters is written over in three inks, 1, 2 and 3, every letter in exactly one of them. The line is, with spaces between its letters:`,
      "",
      line.split("").join(" "),
      "",
      "Choose the ink of each letter so that all of these rules are kept:",
      ...shares.map((share, ink) => `- Ink ${ink + 1} gets exactly ${share} letters.`),
      "- Letters that are next to each other in the line never have the same ink.",
      "- The letters of ink 1, read alone from left to right, form a palindrome: they read the same from right to left.",
      "- The letters of ink 2, read alone from left to right, form some string written twice in succession, such as CACA, which is CA twice.",
      "- The letters of ink 3, read alone from left to right, are in alphabetical order: none comes earlier in the alphabet than the one before it. Equal letters may follow each other.",
      "",
      "At least one way exists, and any way that keeps all of the rules is correct.",
      `Give a row of ${line.length} digits 1, 2 or 3: the ink of each letter, in the order of the line, with nothing between the digits. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer({ row }: Case): string {
    return this.answerFormat.wrap(row);
  }

  workedSolution(instance: Case): string {
    const { line, shares, row } = instance;
    const soFar = ["", "", ""];
    const steps = line.split("").map((letter, index) => {
      const ink = Number(row.charAt(index)) - 1;
      const previous = index === 0 ? -1 : Number(row.charAt(index - 1)) - 1;
      const others = INKS.filter((other) => other !== ink).map((other) => {
        const reason = breach(soFar, previous, letter, other, shares, "rising");
        return reason === undefined
          ? `Ink ${other + 1} would break no rule yet, but is not taken.`
          : `Not ink ${other + 1}: ${reason}.`;
      });
      soFar[ink] = at(soFar, ink) + letter;
      return `${index + 1}. ${letter} gets ink ${ink + 1}, which now reads ${at(soFar, ink)}. ${others.join(" ")}`;
    });
    return [
      "Go from left to right, and go back where no ink fits the next letter. The choices that stay in the end:",
      ...steps,
      `Ink 1 reads ${at(soFar, 0)}, ink 2 ${at(soFar, 1)} and ink 3 ${at(soFar, 2)}.`,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection(row: string, { line, shares }: Case): number {
    const haveShares = shares.every(
      (share, ink) => row.split("").filter((digit) => digit === String(ink + 1)).length === share,
    );
    const areApart = row.split("").every((digit, index) => digit !== row[index + 1]);
    const first = textOf(line, row, "1");
    const second = textOf(line, row, "2").split("");
    const third = textOf(line, row, "3").split("");
    const half = second.length / 2;
    const isPalindrome = first === first.split("").toReversed().join("");
    const isDoubled = second.slice(0, half).join("") === second.slice(half).join("");
    const isInOrder = third.every((letter, index) => index === 0 || letter >= at(third, index - 1));
    return haveShares && areApart && isPalindrome && isDoubled && isInOrder ? 1 : 0;
  }
}
