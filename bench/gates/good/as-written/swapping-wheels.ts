import {
  Bootcamp,
  type Card,
  modulo,
  parsed,
  range,
  refine,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

type Case = {
  readonly a: number;
  readonly b: number;
  readonly cipher: string;
};

type Level = {
  readonly letters: number;
  /** Whether the text is made of English words. */
  readonly english: boolean;
};

type Wheels = { readonly a: number; readonly b: number };

type Rule = "second wheel" | "vowel" | "exchange";

/** One letter of the text with its cipher letter and the wheels that enciphered it. */
type Step = Wheels & { readonly plain: number; readonly cipher: number };

const RULES: readonly Rule[] = ["second wheel", "vowel", "exchange"];
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIZE = ALPHABET.length;
const VOWELS = "AEIOU";
const EXCHANGING = "UVWXYZ";
const WORD_LENGTH = 4;
const WORDS =
  "LAMP ROAD FIRE GOLD BLUE SHIP TREE HAND KING MILK NOTE OPEN PARK QUIZ RAIN SALT TIME UNIT VOTE WIND YEAR ZERO BIRD CAKE DESK EAST FARM GAME HILL IRON JUMP KITE LAKE MOON NECK OVER PLAY RICE SNOW TAXI".split(
    " ",
  );
const GROUP = 10;
const GROUPS_PER_LINE = 5;
const TRIES = 300;

const letterOf = (value: number): string => ALPHABET.charAt(value);
const valueOf = (letter: string): number => ALPHABET.indexOf(letter);

/** What is added to a letter of the text. */
const shiftOf = ({ a, b }: Wheels, leftOut?: Rule): number => (a % 2 === 0 && leftOut !== "second wheel" ? a + b : a);

/** The wheels behind a letter of the text and its cipher letter. */
function turn({ a, b }: Wheels, plain: number, cipher: number, leftOut?: Rule): Wheels {
  const nextA = (a + 1 + (plain % 5)) % SIZE;
  const isVowel = VOWELS.includes(letterOf(plain)) && leftOut !== "vowel";
  const nextB = isVowel ? (b + 3) % SIZE : b;
  const isExchanged = EXCHANGING.includes(letterOf(cipher)) && leftOut !== "exchange";
  return isExchanged ? { a: nextB, b: nextA } : { a: nextA, b: nextB };
}

function encipher(plain: string, start: Wheels): string {
  let wheels = start;
  let written = "";
  for (const letter of plain) {
    const cipher = (valueOf(letter) + shiftOf(wheels)) % SIZE;
    written += letterOf(cipher);
    wheels = turn(wheels, valueOf(letter), cipher);
  }
  return written;
}

/** The steps from the first letter to the last, by all rules but one that may be left out. */
function stepsOf({ a, b, cipher: written }: Case, leftOut?: Rule): Step[] {
  let wheels: Wheels = { a, b };
  return written.split("").map((letter) => {
    const cipher = valueOf(letter);
    const plain = modulo(cipher - shiftOf(wheels, leftOut), SIZE);
    const step = { ...wheels, plain, cipher };
    wheels = turn(wheels, plain, cipher, leftOut);
    return step;
  });
}

const decipher = (instance: Case, leftOut?: Rule): string =>
  stepsOf(instance, leftOut)
    .map(({ plain }) => letterOf(plain))
    .join("");

function draw(rng: Rng, { letters, english }: Level): Case {
  const plain = english
    ? range(Math.ceil(letters / WORD_LENGTH))
        .map(() => rng.choice(WORDS))
        .join("")
        .slice(0, letters)
    : range(letters)
        .map(() => letterOf(rng.integer(0, SIZE - 1)))
        .join("");
  const a = rng.integer(0, SIZE - 1);
  const b = rng.integer(0, SIZE - 1);
  return { a, b, cipher: encipher(plain, { a, b }) };
}

/** True when each of the rules matters for the text. */
function isLively(instance: Case): boolean {
  const plain = decipher(instance);
  return RULES.every((rule) => decipher(instance, rule) !== plain);
}

/** Letters in groups, several groups a line. */
function grouped(letters: string): string[] {
  const line = GROUP * GROUPS_PER_LINE;
  return range(Math.ceil(letters.length / line)).map((row) =>
    range(GROUPS_PER_LINE)
      .map((group) => letters.slice(row * line + group * GROUP, row * line + (group + 1) * GROUP))
      .join(" ")
      .trim(),
  );
}

export default class SwappingWheels extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "SwappingWheels",
    slug: "swapping-wheels",
    title: "Swapping Wheels",
    domain: "cryptography",
    description:
      "A cipher adds the numbers of two wheels to the letters of a text. The wheels turn by the letters of the text and exchange their numbers after certain cipher letters. The text is to be found from the cipher text and both starting numbers. Harder cases have longer texts of random letters.",
    answerFormat: "the deciphered text in capital letters, in <answer> tags",
    parameters: {
      letters: { meaning: "letters of the text", min: 6, max: 500 },
      english: { meaning: "whether the text is made of English words and not of random letters" },
    },
    levels: [
      { letters: 12, english: true },
      { letters: 40, english: false },
      { letters: 100, english: false },
      { letters: 200, english: false },
      { letters: 350, english: false },
    ],
  };

  readonly answerFormat = tagged(
    refine(text({ letterCase: "upper" }), (written) => parsed(written.replaceAll(" ", ""))),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ a, b, cipher }: Case): string {
    return [
      "Letters stand for numbers, A = 0, B = 1 and so on up to Z = 25, and all sums are taken modulo 26. A cipher has two wheels with the numbers a and b. A text is enciphered letter by letter. For each letter of the text, whose number is p, these steps are carried out in this order:",
      "1. The number of the cipher letter is c = p + a if a is odd, and c = p + a + b if a is even.",
      "2. a becomes a + 1 + (p mod 5).",
      "3. If the letter of the text is a vowel (A, E, I, O, U), b becomes b + 3.",
      "4. If the cipher letter is one of U, V, W, X, Y, Z, the two wheels exchange their numbers.",
      "",
      "An example of enciphering: with a = 6 and b = 11 at the start, LAMP becomes CTVP.",
      "- L = 11: a is even, and 11 + 6 + 11 = 28 = 2 is C. Then a = 6 + 1 + 1 = 8.",
      "- A = 0: a is even, and 0 + 8 + 11 = 19 is T. Then a = 8 + 1 + 0 = 9, and b = 14 because A is a vowel.",
      "- M = 12: a is odd, and 12 + 9 = 21 is V. Then a = 9 + 1 + 2 = 12, and because the cipher letter is V, the wheels exchange their numbers: a = 14, b = 12.",
      "- P = 15: a is even, and 15 + 14 + 12 = 41 = 15 is P.",
      "",
      `Now the wheels start with a = ${a} and b = ${b}, and this is the cipher text of ${cipher.length} letters (the spaces and line breaks are only there to make it easier to read):`,
      ...grouped(cipher),
      "",
      "Find the text that was enciphered. It need not be English. Write all of its letters in their order as capital letters; spaces between them do not matter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(decipher(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === decipher(instance) ? 1 : 0;
  }

  /** The wheels, the shift and the letter of the text, for each cipher letter. */
  override workedSolution(instance: Case): string {
    const steps = stepsOf(instance).map(
      ({ a, b, plain, cipher }, index) =>
        `${index + 1}. a = ${a}, b = ${b}: ${letterOf(cipher)} = ${cipher}, minus ${shiftOf({ a, b })} is ${plain} modulo 26, ${letterOf(plain)}.`,
    );
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Letters that are deciphered one after the other. */
  override hardness({ cipher }: Case): number {
    return cipher.length;
  }
}
