/*
defect: D10
base: transposition-cipher.ts
what: The prompt shows the form of the last line with the message of the instance itself.
needs: no model
*/
import { at, Bootcamp, type Card, finalLine, type Rng, text } from "campforge/bootcamp";

type Case = {
  readonly ciphertext: string;
  /** The keywords in the order in which they were used. */
  readonly keywords: readonly string[];
};

type Level = {
  readonly sentences: number;
  readonly keyLength: number;
  readonly rounds: number;
};

const KEYWORDS: readonly (readonly string[])[] = [
  ["bird", "lamp", "frog", "milk", "iron", "snow", "palm", "gate", "wolf", "rice"],
  ["tiger", "ocean", "cabin", "hazel", "mango", "piano", "ranch", "lemon", "sugar", "fjord"],
  ["planet", "banana", "silver", "window", "garden", "orange", "bridge", "pepper", "castle", "rabbit"],
  ["harvest", "blanket", "compass", "morning", "package", "anatomy", "lantern", "station", "village"],
];
const PEOPLE = [
  "anna",
  "the old captain",
  "our cousin",
  "peter",
  "the night guard",
  "a tall stranger",
  "the baker",
];
const DEEDS = [
  "hides",
  "carries",
  "sells",
  "finds",
  "repairs",
  "paints",
  "buries",
  "counts",
  "borrows",
  "steals",
];
const THINGS = [
  "the green boxes",
  "two letters",
  "a brass key",
  "seven coins",
  "the broken radio",
  "their maps",
];
const PLACES = ["behind the mill", "near the river", "under the bridge", "at the market", "in the red barn"];
const TIMES = ["at dawn", "on sunday", "after supper", "before noon", "every winter", "tonight"];

const lettersOf = (message: string): string => message.toLowerCase().replace(/[^a-z]/g, "");

/** The columns in the order in which they are read: by letter of the keyword, equal letters from the left. */
function readingOrder(keyword: string): number[] {
  const letters = [...keyword];
  return letters
    .map((_, column) => column)
    .sort((one, other) => {
      const [first, second] = [at(letters, one), at(letters, other)];
      return first < second ? -1 : first > second ? 1 : one - other;
    });
}

/** Which place of the plain letters each place of the enciphered letters comes from. */
function sourcesOf(length: number, keyword: string): number[] {
  const width = keyword.length;
  return readingOrder(keyword).flatMap((column) =>
    Array.from({ length: Math.ceil((length - column) / width) }, (_, row) => row * width + column),
  );
}

function encipher(letters: string, keyword: string): string {
  return sourcesOf(letters.length, keyword)
    .map((place) => letters[place] ?? "")
    .join("");
}

function decipher(letters: string, keyword: string): string {
  const plain = Array.from({ length: letters.length }, () => "");
  sourcesOf(letters.length, keyword).forEach((source, place) => {
    plain[source] = letters[place] ?? "";
  });
  return plain.join("");
}

const decode = ({ ciphertext, keywords }: Case): string =>
  keywords.toReversed().reduce((letters, keyword) => decipher(letters, keyword), lettersOf(ciphertext));

/** Groups of five letters, as telegrams have them. */
const inGroups = (letters: string): string => (letters.match(/.{1,5}/g) ?? []).join(" ");

function drawSentence(rng: Rng): string {
  return [PEOPLE, DEEDS, THINGS, PLACES, TIMES].map((words) => rng.choice(words)).join(" ");
}

export default class TranspositionCipher extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "TranspositionCipher",
    slug: "transposition-cipher",
    title: "Transposition Cipher",
    domain: "logical-reasoning",
    description:
      "A message was enciphered by columnar transposition, once or twice, with known keywords. The plain message is to be recovered.",
    answerFormat: "a final line `Answer: …` with the message; spaces and capitals do not matter",
    parameters: {
      sentences: { meaning: "sentences of the message", min: 1, max: 4 },
      keyLength: { meaning: "letters of each keyword", min: 4, max: 7 },
      rounds: {
        meaning: "how often the message was transposed, each time with another keyword",
        min: 1,
        max: 3,
      },
    },
    levels: [
      { sentences: 1, keyLength: 4, rounds: 1 },
      { sentences: 1, keyLength: 6, rounds: 1 },
      { sentences: 1, keyLength: 5, rounds: 2 },
      { sentences: 2, keyLength: 7, rounds: 2 },
    ],
  };

  readonly answerFormat = finalLine(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const keywords = rng.sample(at(KEYWORDS, level.keyLength - 4), level.rounds);
    const message = Array.from({ length: level.sentences }, () => drawSentence(rng)).join(" ");
    const letters = keywords.reduce(encipher, lettersOf(message));
    return { ciphertext: inGroups(letters.toUpperCase()), keywords };
  }

  promptFunc(instance: Case): string {
    const { ciphertext, keywords } = instance;
    const [first = "", second] = keywords;
    const used =
      second === undefined
        ? [`The keyword was ${first.toUpperCase()}.`]
        : [
            `The message was enciphered ${keywords.length} times, the result of one time being the text of the next. The keywords,`,
            `in the order in which they were used, were ${keywords.map((keyword) => keyword.toUpperCase()).join(", ")}.`,
          ];
    return [
      "A message in English was enciphered by columnar transposition, in this way:",
      "1. Everything but the letters was left out, spaces too.",
      "2. The letters were written in rows from left to right under the letters of a keyword, one letter in each",
      "   column, the rows from top to bottom. The last row may be incomplete; nothing was added to fill it.",
      "3. The columns were read from top to bottom, one after another, in the alphabetical order of the letters of",
      "   the keyword above them; of two columns with the same letter, the left one first.",
      "4. The letters read were written down in groups of five; the groups mean nothing.",
      "",
      "For example, with the keyword HOME the message `meet me at six` is written in the rows MEET, MEAT, SIX, and",
      "the columns are read in the order E, H, M, O: TT MMS EAX EEI, in groups TTMMS EAXEE I.",
      "",
      ...used,
      "",
      "The enciphered message:",
      ciphertext,
      "",
      "What was the message? Give all its words; whether you write capitals, spaces and punctuation does not matter.",
      this.answerFormat.instruction,
      "The last line has this form:",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(decode(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return lettersOf(answer) === decode(instance) ? 1 : 0;
  }
}
