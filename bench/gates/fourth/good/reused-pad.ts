import { at, Bootcamp, type Card, list, modulo, range, record, type Rng, tagged, text } from "campforge/bootcamp";

type Case = {
  readonly candidates: readonly string[];
  readonly wordsEach: number;
  readonly ciphers: readonly [string, string];
};

type Answer = { readonly first: readonly string[]; readonly second: readonly string[] };

type Level = {
  readonly candidates: number;
  readonly wordsEach: number;
};

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const WORDS = [
  ..."ship port tide sail anchor harbour night dawn noon north south east west bridge tower castle river valley".split(" "),
  ..."attack retreat hold march wait signal send bring letter gold silver grain powder horse rider captain general".split(" "),
  ..."scout spy guard gate wall road forest camp storm winter summer moon paper cipher secret meet leave cross burn".split(" "),
  ..."seven eleven twenty hundred supply water bread enemy friend agent courier train border island market garden".split(" "),
];

const numberOf = (letter: string): number => LETTERS.indexOf(letter);

/** The difference of two texts, letter by letter, modulo 26, over as many letters as the shorter has. */
const difference = (one: string, other: string): string =>
  range(Math.min(one.length, other.length))
    .map((place) => LETTERS.charAt(modulo(numberOf(one.charAt(place)) - numberOf(other.charAt(place)), 26)))
    .join("");

const sum = (one: string, pad: string): string =>
  range(one.length)
    .map((place) => LETTERS.charAt((numberOf(one.charAt(place)) + numberOf(pad.charAt(place))) % 26))
    .join("");

/** All pairs of messages that fit, at most `most`; the shorter message so far is the next to get a word. */
function solve({ candidates, wordsEach, ciphers }: Case, most: number): Answer[] {
  const target = difference(ciphers[0], ciphers[1]);
  const found: Answer[] = [];
  const extend = (first: readonly string[], second: readonly string[]): void => {
    if (found.length >= most) return;
    const texts = [first.join(""), second.join("")] as const;
    if (texts.some((written) => written.length > target.length)) return;
    if (!target.startsWith(difference(texts[0], texts[1]))) return;
    if (first.length === wordsEach && second.length === wordsEach) {
      if (texts.every((written) => written.length === target.length)) found.push({ first, second });
      return;
    }
    const isFirstNext = second.length === wordsEach || (first.length < wordsEach && texts[0].length <= texts[1].length);
    for (const word of candidates) {
      if (first.includes(word) || second.includes(word)) continue;
      if (isFirstNext) extend([...first, word], second);
      else extend(first, [...second, word]);
    }
  };
  extend([], []);
  return found;
}

const written = ({ first, second }: Answer): string => `first: ${first.join(", ")}\nsecond: ${second.join(", ")}`;

export default class ReusedPad extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "ReusedPad",
    slug: "reused-pad",
    title: "Reused Pad",
    domain: "cryptography",
    description:
      "Two messages of equally many letters, made of words from a list, were enciphered with one and the same pad. From the two ciphertexts alone both messages are to be found; there is one solution. Harder cases have longer messages and longer lists.",
    answerFormat: "two fields, first and second, each with the words of a message separated by commas, between <answer> and </answer>",
    parameters: {
      candidates: { meaning: "words on the list", min: 4, max: 40 },
      wordsEach: { meaning: "words in each message", min: 2, max: 5 },
    },
    levels: [
      { candidates: 8, wordsEach: 2 },
      { candidates: 14, wordsEach: 2 },
      { candidates: 14, wordsEach: 3 },
      { candidates: 20, wordsEach: 4 },
      { candidates: 28, wordsEach: 5 },
    ],
  };

  readonly answerFormat = tagged(
    record<{ first: readonly string[]; second: readonly string[] }>({
      first: list(text({ letterCase: "lower" })),
      second: list(text({ letterCase: "lower" })),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const { wordsEach } = level;
    for (;;) {
      const candidates = rng.sample(WORDS, level.candidates);
      const used = rng.sample(candidates, 2 * wordsEach);
      const first = used.slice(0, wordsEach).join("");
      const second = used.slice(wordsEach).join("");
      if (first.length !== second.length) continue;
      const pad = range(first.length)
        .map(() => rng.choice([...LETTERS]))
        .join("");
      const instance: Case = { candidates, wordsEach, ciphers: [sum(first, pad), sum(second, pad)] };
      if (solve(instance, 2).length === 1) return instance;
    }
  }

  promptFunc({ candidates, wordsEach, ciphers }: Case): string {
    return [
      "A careless clerk enciphered two messages with the same one-time pad. The two ciphertexts:",
      "",
      `first:  ${ciphers[0]}`,
      `second: ${ciphers[1]}`,
      "",
      "What is known of the messages and the cipher:",
      `- Each message is ${wordsEach} words, written without spaces. All words come from this list, and no word is used twice, neither within a message`,
      "  nor in both:",
      `  ${candidates.join(", ")}`,
      "- Letters stand for numbers: a = 0, b = 1, and so on up to z = 25.",
      "- The pad is a series of random letters, as long as a message. Each letter of a ciphertext is the sum, modulo 26, of the",
      "  letter of the message and the letter of the pad in the same place. Both messages began at the start of the pad.",
      "",
      "For example, the message cab with the pad zyx becomes byy: c + z is 2 + 25 = 27, modulo 26 that is 1, so b, and so on.",
      "",
      "The pad is not known. Exactly one pair of messages fits. Find both.",
      "",
      "Write two lines, the first with `first:` and the words of the first message in order, separated by commas, the second with",
      `\`second:\` and those of the second message. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(at(solve(instance, 1), 0)));
  }

  override hardness({ candidates, wordsEach }: Case): number {
    return candidates.length * wordsEach;
  }

  verifyCorrection({ first, second }: Answer, { candidates, wordsEach, ciphers }: Case): number {
    const used = [...first, ...second];
    if (first.length !== wordsEach || second.length !== wordsEach || new Set(used).size !== used.length) return 0;
    if (!used.every((word) => candidates.includes(word))) return 0;
    const texts = [first.join(""), second.join("")] as const;
    if (texts.some((message) => message.length !== ciphers[0].length)) return 0;
    return difference(texts[0], texts[1]) === difference(ciphers[0], ciphers[1]) ? 1 : 0;
  }
}
