import { at, Bootcamp, type Card, type Rng, tagged, text } from "campforge/bootcamp";

type Case = {
  /** One keyword for each round of encryption, in the order in which the sender used them. */
  readonly keywords: readonly string[];
  readonly ciphertext: string;
};

type Level = {
  readonly letters: number;
  readonly keywordLetters: number;
  readonly rounds: number;
};

/** Without J, which is written as I. */
const ALPHABET = "ABCDEFGHIKLMNOPQRSTUVWXYZ";
const CONSONANTS = "BCDFGHKLMNPRSTVWXZ";
const VOWELS = "AEIOUY";
const SIDE = 5;

/** A pronounceable invented word. */
function drawWord(rng: Rng, length: number): string {
  let word = "";
  let isVowelNext = rng.boolean(0.3);
  while (word.length < length) {
    word += rng.choice([...(isVowelNext ? VOWELS : CONSONANTS)]);
    // Now and then two consonants stand together, sometimes the same one twice.
    isVowelNext = isVowelNext ? false : rng.boolean(0.75);
    if (!isVowelNext && word.length < length && rng.boolean(0.12)) word += word.slice(-1);
  }
  return word.slice(0, length);
}

/** The 25 letters of the key square in reading order. */
function squareOf(keyword: string): string {
  return [...new Set(keyword + ALPHABET)].join("");
}

/** The message in pairs of two different letters. */
function pairsOf(message: string): string[] {
  const pairs: string[] = [];
  let index = 0;
  while (index < message.length) {
    const first = message.charAt(index);
    const second = message.charAt(index + 1);
    const filler = first === "X" ? "Q" : "X";
    if (second === "" || second === first) {
      pairs.push(first + filler);
      index += 1;
    } else {
      pairs.push(first + second);
      index += 2;
    }
  }
  return pairs;
}

/** One pair through the square; a step of 1 encrypts, one of -1 decrypts. */
function turnPair(pair: string, square: string, step: 1 | -1): string {
  const first = square.indexOf(pair.charAt(0));
  const second = square.indexOf(pair.charAt(1));
  const [rowA, columnA] = [Math.floor(first / SIDE), first % SIDE];
  const [rowB, columnB] = [Math.floor(second / SIDE), second % SIDE];
  const letter = (row: number, column: number): string =>
    square.charAt(((row + SIDE) % SIDE) * SIDE + ((column + SIDE) % SIDE));
  if (rowA === rowB) return letter(rowA, columnA + step) + letter(rowB, columnB + step);
  if (columnA === columnB) return letter(rowA + step, columnA) + letter(rowB + step, columnB);
  return letter(rowA, columnB) + letter(rowB, columnA);
}

const turnAll = (pairs: readonly string[], keyword: string, step: 1 | -1): string[] =>
  pairs.map((pair) => turnPair(pair, squareOf(keyword), step));

const inPairs = (letters: string): string[] =>
  Array.from({ length: letters.length / 2 }, (_, index) => letters.slice(2 * index, 2 * index + 2));

/** What the sender had after dividing the message into pairs. */
function decipher({ keywords, ciphertext }: Case): string {
  return keywords
    .toReversed()
    .reduce((pairs, keyword) => turnAll(pairs, keyword, -1), inPairs(ciphertext))
    .join("");
}

export default class Playfair extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "Playfair",
    slug: "playfair",
    title: "Playfair Decryption",
    domain: "cryptography",
    description:
      "A message of invented words was encrypted with the Playfair cipher under given keywords, once or twice. The message is asked for as the sender had it after dividing it into pairs.",
    answerFormat: "the letters of the message, between <answer> and </answer>",
    parameters: {
      letters: { meaning: "letters of the message before it is divided into pairs", min: 4, max: 60 },
      keywordLetters: { meaning: "letters of each keyword", min: 3, max: 14 },
      rounds: { meaning: "how many times the message is encrypted, each with its own keyword", min: 1, max: 3 },
    },
    levels: [
      { letters: 6, keywordLetters: 4, rounds: 1 },
      { letters: 14, keywordLetters: 7, rounds: 1 },
      { letters: 18, keywordLetters: 9, rounds: 2 },
      { letters: 32, keywordLetters: 11, rounds: 3 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "upper" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const keywords = Array.from({ length: level.rounds }, () => drawWord(rng, level.keywordLetters));
    const message = drawWord(rng, level.letters);
    const encrypted = keywords.reduce((pairs, keyword) => turnAll(pairs, keyword, 1), pairsOf(message));
    return { keywords, ciphertext: encrypted.join("") };
  }

  promptFunc(instance: Case): string {
    const { keywords, ciphertext } = instance;
    const many = keywords.length > 1;
    const use = many
      ? `The pairs are encrypted ${keywords.length} times: first with the square of ${at(keywords, 0)}, then the resulting pairs with the square of ${keywords.slice(1).join(", then with that of ")}. The letters are not divided anew between the rounds.`
      : `The keyword is ${at(keywords, 0)}.`;
    return [
      "A message of invented words, without spaces, was encrypted with the Playfair cipher as follows.",
      "",
      "1. The alphabet has 25 letters: J is left out.",
      "2. A key square has 5 rows of 5 letters. Reading row by row, it holds first the letters of the keyword, each only",
      "   where it occurs first, and then the letters of the alphabet that are still missing, in alphabetical order.",
      "3. The message is divided into pairs from the left. Where both letters of a pair would be the same, an X is put",
      "   behind the first of them, and the second begins the next pair. A single letter left at the end gets an X as",
      "   well. If the letter that needs a companion is itself an X, it gets a Q in place of the X.",
      "4. Two letters in the same row of the square are each replaced by the letter to their right, the last of a row by",
      "   the first of that row.",
      "5. Two letters in the same column are each replaced by the letter below, the lowest by the top one of the column.",
      "6. Otherwise each letter is replaced by the letter in its own row and in the column of the other letter.",
      "",
      use,
      "",
      `Ciphertext: ${inPairs(ciphertext).join(" ")}`,
      "",
      "Decrypt it. Give the letters of the message as they were after step 3, with every X or Q that was put in, as one",
      "row of capital letters, written like <answer>SALXLYBO</answer>. Spaces between letters do not matter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(decipher(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer.replaceAll(" ", "") === decipher(instance) ? 1 : 0;
  }
}
