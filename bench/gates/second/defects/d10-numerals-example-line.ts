/*
defect: D10
base: numerals.ts
what: The line that shows the form of the answer is built from the asked number itself, so the prompt ends with the right answer.
needs: no model
*/
import { at, Bootcamp, type Card, finalLine, type Rng, text, textTable } from "campforge/bootcamp";

type Case = {
  readonly base: number;
  /** The words for 1, 2, …, base - 1. */
  readonly digits: readonly string[];
  /** The words for the base, its square, and so on. */
  readonly powers: readonly string[];
  readonly joining: string;
  /** The word for "one short of", empty where numbers are never said so. */
  readonly short: string;
  readonly smallestFirst: boolean;
  readonly number: number;
};

type Level = {
  readonly lowBase: number;
  readonly highBase: number;
  readonly powers: number;
  readonly short: boolean;
  readonly smallestFirst: boolean;
};

const CONSONANTS = [..."bdfghklmnprstvz"];
const VOWELS = [..."aeiou"];

function drawWords(rng: Rng, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const syllable = (): string => rng.choice(CONSONANTS) + rng.choice(VOWELS);
    words.add(rng.boolean() ? syllable() + rng.choice(CONSONANTS) : syllable() + syllable());
  }
  return [...words];
}

/** How a number is said, by the rules of the case. */
function say(number: number, instance: Omit<Case, "number">): string {
  const { base, digits, powers, joining, short, smallestFirst } = instance;
  if (short !== "" && number % base === base - 1 && number > base)
    return `${short} ${say(number + 1, instance)}`;
  const parts: string[] = [];
  let rest = number;
  for (let power = 0; rest > 0; power++) {
    const digit = rest % base;
    rest = (rest - digit) / base;
    if (digit === 0) continue;
    const digitWord = at(digits, digit - 1);
    if (power === 0) parts.push(digitWord);
    else parts.push(digit === 1 ? at(powers, power - 1) : `${digitWord} ${at(powers, power - 1)}`);
  }
  return (smallestFirst ? parts : parts.toReversed()).join(` ${joining} `);
}

export default class Numerals extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "Numerals",
    slug: "numerals",
    title: "Numerals of an Invented Language",
    domain: "language",
    description:
      "An invented language counts in a base of its own, with its own order of the parts of a numeral, a joining word and, in harder cases, a way to say one short of a round number. A number is to be put into words.",
    answerFormat: "the words of the numeral, apart by spaces, on a final line",
    parameters: {
      lowBase: { meaning: "smallest base in which the language may count", min: 4, max: 16 },
      highBase: { meaning: "largest base in which the language may count", min: 4, max: 16 },
      powers: { meaning: "powers of the base that have a word", min: 1, max: 4 },
      short: { meaning: "whether the language says one short of a round number" },
      smallestFirst: { meaning: "whether the smallest part may come first" },
    },
    levels: [
      { lowBase: 6, highBase: 8, powers: 2, short: false, smallestFirst: false },
      { lowBase: 6, highBase: 9, powers: 3, short: false, smallestFirst: true },
      { lowBase: 7, highBase: 12, powers: 3, short: true, smallestFirst: true },
      { lowBase: 7, highBase: 13, powers: 4, short: true, smallestFirst: true },
    ],
  };

  readonly answerFormat = finalLine(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const base = rng.integer(level.lowBase, level.highBase);
    const words = drawWords(rng, base + level.powers + 1);
    const highest = base ** level.powers;
    const drawn = rng.integer(highest + 1, (base - 1) * highest - 2);
    // Half of the numbers are one short of a multiple of the base, where the language has a word for it.
    const isShort = level.short && rng.boolean();
    return {
      base,
      digits: words.slice(0, base - 1),
      powers: words.slice(base - 1, base - 1 + level.powers),
      joining: at(words, base - 1 + level.powers),
      short: level.short ? at(words, base + level.powers) : "",
      smallestFirst: level.smallestFirst && rng.boolean(),
      number: isShort ? drawn - (drawn % base) + base - 1 : drawn,
    };
  }

  promptFunc(instance: Case): string {
    const { base, digits, powers, joining, short, smallestFirst, number } = instance;
    const rows = [
      ...digits.map((word, place) => [place + 1, word]),
      ...powers.map((word, place) => [base ** (place + 1), word]),
    ];
    const example = 3 * base + 2;
    return [
      `An invented language counts in base ${base}. It has these words for numbers:`,
      "",
      textTable(["number", "word"], rows),
      "",
      "Rules:",
      `1. A number is split into parts: ones (1 to ${base - 1}) and multiples (1 to ${base - 1} times) of ${powers.map((_, place) => base ** (place + 1)).join(", ")}.`,
      "   Each power of the base is used once at most, and parts that are 0 are not said.",
      `2. A multiple of a power is said as the word of the multiplier, then the word of the power. A multiplier of 1 is`,
      "   not said: the word of the power stands alone.",
      `3. The parts are said from the ${smallestFirst ? "smallest to the largest" : "largest to the smallest"}.`,
      `4. Between one part and the next stands the word "${joining}".`,
      ...(short === ""
        ? []
        : [
            `5. A number above ${base} whose ones would be ${base - 1} is never said by the rules above: it is said as "${short}", followed`,
            "   by the numeral of the number that is greater by 1.",
          ]),
      "",
      `Example: ${example} is "${say(example, instance)}".`,
      "",
      `How does the language say ${number} (written here in our decimal notation)? Give all the words, apart by spaces.`,
      `${this.answerFormat.instruction} The last line then looks like this:`,
      this.answerFormat.wrap(say(number, instance)),
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(say(instance.number, instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === say(instance.number, instance) ? 1 : 0;
  }
}
