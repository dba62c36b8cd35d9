import { Bootcamp, type Card, range, type Rng, tagged, text } from "campforge/bootcamp";

type Operation = "F" | "R" | "V" | "D";

type Case = {
  readonly word: string;
  readonly operations: readonly Operation[];
};

type Level = {
  readonly letters: number;
  readonly operations: number;
};

const KINDS: readonly Operation[] = ["F", "R", "V", "D"];
const VOWELS = "aeiou".split("");
const CONSONANTS = "bcdfghjklmnpqrstvwxyz".split("");
const VOWEL_SHARE = 0.4;
/** A word never gets shorter than this. */
const LEAST_LETTERS = 4;
const PER_ROW = 20;
const TRIES = 300;

function fold(word: string): string {
  const half = Math.floor(word.length / 2);
  const middle = word.slice(half, word.length - half);
  const turned = [...word.slice(word.length - half)].toReversed().join("");
  return range(half).map((index) => word.charAt(index) + turned.charAt(index)).join("") + middle;
}

function roll(word: string): string {
  const places = (word.charCodeAt(0) - "a".charCodeAt(0) + 1) % word.length;
  return word.slice(places) + word.slice(0, places);
}

/** The matches of a pattern do not overlap: behind an exchange the walk goes on behind both letters. */
const vowelSteps = (word: string): string => word.replace(/([aeiou])(.)/g, "$2$1");

const double = (word: string): string =>
  /(.)\1/.test(word) ? word.replace(/(.)\1/, "$1") : word + word.charAt(0);

const CARRY_OUT: { readonly [Kind in Operation]: (word: string) => string } = {
  F: fold,
  R: roll,
  V: vowelSteps,
  D: double,
};

/** The word at the end, after all operations but those of a kind that is left out. */
const run = ({ word, operations }: Case, leftOut?: Operation): string =>
  operations.reduce((now, operation) => (operation === leftOut ? now : CARRY_OUT[operation](now)), word);

/** The word after each operation. */
function wordsOf({ word, operations }: Case): string[] {
  let now = word;
  return operations.map((operation) => {
    now = CARRY_OUT[operation](now);
    return now;
  });
}

function draw(rng: Rng, level: Level): Case {
  const word = range(level.letters)
    .map(() => rng.choice(rng.boolean(VOWEL_SHARE) ? VOWELS : CONSONANTS))
    .join("");
  const operations: Operation[] = [];
  let now = word;
  for (let count = 0; count < level.operations; count++) {
    const before = now;
    const operation = rng.choice(KINDS.filter((kind) => CARRY_OUT[kind](before).length >= LEAST_LETTERS));
    operations.push(operation);
    now = CARRY_OUT[operation](before);
  }
  return { word, operations };
}

/** True when the word changes and each kind of operation matters for the result. */
function isLively(instance: Case): boolean {
  const result = run(instance);
  return result !== instance.word && KINDS.every((kind) => run(instance, kind) !== result);
}

export default class FoldingWord extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "FoldingWord",
    slug: "folding-word",
    title: "Folding Word",
    domain: "character-puzzles",
    description:
      "A word of random letters goes through a list of operations that fold it, roll it by its first letter, move its vowels, and double a letter or take one of a pair out. The word at the end is asked for. Harder cases have longer words and many more operations.",
    answerFormat: "the final word in lower-case letters, in <answer> tags",
    parameters: {
      letters: { meaning: "letters of the word at the start", min: 4, max: 30 },
      operations: { meaning: "number of operations", min: 4, max: 400 },
    },
    levels: [
      { letters: 7, operations: 12 },
      { letters: 10, operations: 35 },
      { letters: 14, operations: 75 },
      { letters: 19, operations: 140 },
      { letters: 25, operations: 240 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ word, operations }: Case): string {
    const rows = range(Math.ceil(operations.length / PER_ROW)).map((row) =>
      operations.slice(row * PER_ROW, (row + 1) * PER_ROW).join(" "),
    );
    return [
      "A word in lower-case letters goes through a list of operations, one after the other. The vowels are a, e, i, o and u; all other letters are consonants.",
      "",
      "- F (fold): cut the word into a first half, a middle letter if the length is odd, and a second half. The second half is reversed. The new word takes letters in turn from the first half and the reversed second half, beginning with the first half; the middle letter, if there is one, comes last.",
      "- R (roll): let k be the position in the alphabet (a = 1, z = 26) of the letter that is first before the operation. Then k times over, the letter that is now first goes to the end of the word.",
      "- V (vowel steps): walk through the word from left to right. A vowel changes places with the letter behind it (whether that is a vowel or a consonant), and the walk goes on behind both of these letters, so neither moves again in this operation. A consonant that the walk comes to stays where it is, and so does a vowel at the end of the word.",
      "- D (double): if somewhere two letters that stand next to each other are equal, one letter of the first such pair is taken out (only one letter, even if there are more pairs). Otherwise a copy of the first letter is added at the end.",
      "",
      "An example: planet with the operations F V R D F.",
      "- F: pla, and net reversed is ten, which gives ptlean.",
      "- V: e changes places with a, and the walk goes on with n: ptlaen.",
      "- R: p is 16, and rolling 16 times over a length of 6 gives enptla.",
      "- D: there is no pair, which gives enptlae.",
      "- F: enp, the middle letter t, and lae reversed is eal, which gives eenapl and then t: eenaplt.",
      "So the word at the end is eenaplt.",
      "",
      `Now the word is: ${word}`,
      "",
      `These are the ${operations.length} operations, to be read row by row, each row from left to right:`,
      ...rows,
      "",
      "What is the word at the end? Write it in lower-case letters without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(run(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === run(instance) ? 1 : 0;
  }

  /** The word after each operation. */
  override workedSolution(instance: Case): string {
    const { word, operations } = instance;
    const words = wordsOf(instance);
    return [
      `The word is ${word}.`,
      ...words.map((now, index) => `${index + 1}. ${operations[index]}: ${now}`),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Letters of all words that come up. */
  override hardness(instance: Case): number {
    return wordsOf(instance).reduce((sum, now) => sum + now.length, 0);
  }
}
