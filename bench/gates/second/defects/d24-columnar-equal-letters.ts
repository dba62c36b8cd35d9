/*
defect: D24
base: columnar.ts
what: The prompt does not say in which order columns with the same key letter are read.
needs: second verifier
*/
import { at, Bootcamp, type Card, type Rng, tagged, text } from "campforge/bootcamp";

type Case = {
  readonly ciphertext: string;
  /** The keywords in the order in which the message was enciphered with them. */
  readonly keywords: readonly string[];
};

type Level = { readonly words: number; readonly keyLength: number; readonly rounds: number };

const WORDS = [
  "anchor", "bridge", "candle", "dragon", "engine", "falcon", "garden", "harbour", "island", "jungle", "kitchen",
  "lantern", "market", "needle", "orchard", "palace", "quarry", "river", "saddle", "temple", "umbrella", "valley",
  "window", "yellow", "zebra", "north", "south", "before", "after", "under", "seven", "eight", "night", "morning",
  "silver", "copper", "hidden", "broken", "quiet", "leave", "bring", "watch", "follow", "return", "letter", "secret",
]; // prettier-ignore
const KEY_LETTERS = "ABCDEFGHIKLMNOPRSTUVWY";

/** The columns in the order in which they are read: by key letter, equal letters from left to right. */
function readingOrder(keyword: string): number[] {
  return [...keyword]
    .map((letter, column) => ({ letter, column }))
    .toSorted((one, other) =>
      one.letter === other.letter ? one.column - other.column : one.letter < other.letter ? -1 : 1,
    )
    .map(({ column }) => column);
}

/** For each place of the ciphertext, the place of the plaintext that its letter comes from. */
function sources(length: number, keyword: string): number[] {
  return readingOrder(keyword).flatMap((column) => {
    const places: number[] = [];
    for (let place = column; place < length; place += keyword.length) places.push(place);
    return places;
  });
}

function encipher(plain: string, keyword: string): string {
  return sources(plain.length, keyword)
    .map((place) => at([...plain], place))
    .join("");
}

function decipher(ciphertext: string, keyword: string): string {
  const plain: string[] = [];
  sources(ciphertext.length, keyword).forEach((place, from) => (plain[place] = ciphertext.charAt(from)));
  return plain.join("");
}

const plaintextOf = ({ ciphertext, keywords }: Case): string =>
  keywords.toReversed().reduce(decipher, ciphertext);

const inGroups = (letters: string): string => letters.replace(/(.{5})(?=.)/g, "$1 ");

export default class Columnar extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "Columnar",
    slug: "columnar",
    title: "Columnar Transposition",
    domain: "cryptography",
    description:
      "A message was enciphered by columnar transposition with a known keyword, in harder cases twice with two keywords. The plaintext is asked for.",
    answerFormat: "the letters of the plaintext, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words of the message", min: 2, max: 12 },
      keyLength: { meaning: "letters of each keyword", min: 3, max: 10 },
      rounds: { meaning: "times that the message was enciphered, each with its own keyword", min: 1, max: 3 },
    },
    levels: [
      { words: 3, keyLength: 4, rounds: 1 },
      { words: 4, keyLength: 6, rounds: 1 },
      { words: 5, keyLength: 7, rounds: 2 },
      { words: 8, keyLength: 9, rounds: 2 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "upper" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const plain = rng.sample(WORDS, level.words).join("").toUpperCase();
    const keywords = Array.from({ length: level.rounds }, () =>
      Array.from({ length: level.keyLength }, () => rng.choice([...KEY_LETTERS])).join(""),
    );
    return { ciphertext: keywords.reduce(encipher, plain), keywords };
  }

  promptFunc(instance: Case): string {
    const { ciphertext, keywords } = instance;
    const [first = "", ...later] = keywords;
    return [
      "A message of English words, written without spaces, was enciphered by columnar transposition:",
      "1. The keyword is written as the heading of a table, a letter a column.",
      "2. The message is written below it row by row, from left to right. The last row may stay incomplete; it is not",
      "   filled up.",
      "3. The columns are then read from top to bottom, one after the other, in alphabetical order of their key letters.",
      "4. What is read is the ciphertext. (It is shown in groups of five letters, which mean nothing.)",
      "",
      "Example: with the keyword CAB, the message HELLO fills the rows HEL and LO, and becomes EO L HL, that is EOLHL.",
      "",
      `The keyword was ${first}.`,
      ...later.map(
        (keyword) => `What came out was enciphered once more, in the same way, with the keyword ${keyword}.`,
      ),
      `The ciphertext has ${ciphertext.length} letters:`,
      inGroups(ciphertext),
      "",
      "What was the message? Give its letters; spaces between the words and capital or small letters do not matter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(plaintextOf(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer.replaceAll(" ", "") === plaintextOf(instance) ? 1 : 0;
  }
}
