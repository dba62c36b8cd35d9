import { at, Bootcamp, type Card, finalLine, list, type Rng, text } from "campforge/bootcamp";

type Case = {
  /** The letters of the language in their order; some are written with two signs. */
  readonly letters: readonly string[];
  /** Vowels that may bear an accent, which is written as a following apostrophe. */
  readonly words: readonly string[];
  /** Whether words that differ in accents only are compared from the end. */
  readonly fromTheEnd: boolean;
  /** A letter that counts for nothing at first; "" for none. */
  readonly silent: string;
};

type Level = {
  readonly letters: number;
  readonly digraphs: number;
  readonly words: number;
  readonly accents: boolean;
  readonly silent: boolean;
};

const SIMPLE = [..."abdegiklmnoprstuv"];
const DIGRAPHS = ["sh", "ng", "kl", "th", "dr", "gn", "st"] as const;
const PLAIN_ENOUGH = "h";
const VOWELS = "aeiou";
const ACCENT = "'";
const ATTEMPTS = 200;

/** A letter of a word: its place in the order of the letters, and whether it bears an accent. */
type Letter = { readonly place: number; readonly accented: boolean };

/** Takes a word apart from the left, digraphs first. */
function spell(word: string, letters: readonly string[]): Letter[] {
  const found: Letter[] = [];
  let index = 0;
  while (index < word.length) {
    const pair = letters.indexOf(word.slice(index, index + 2));
    const place = pair >= 0 ? pair : letters.indexOf(word.charAt(index));
    index += pair >= 0 && word.length >= index + 2 && at(letters, pair).length === 2 ? 2 : 1;
    const accented = word.charAt(index) === ACCENT;
    if (accented) index++;
    found.push({ place, accented });
  }
  return found;
}

/** Numbers in order, the shorter row first where it is the beginning of the longer. */
function compareRows(one: readonly number[], other: readonly number[]): number {
  for (const [index, number] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    if (number !== against) return number - against;
  }
  return one.length - other.length;
}

/** Which of two words comes first: by letters, then by accents, then by silent letters. */
function compareWords(one: string, other: string, { letters, fromTheEnd, silent }: Case): number {
  const [first, second] = [spell(one, letters), spell(other, letters)];
  const silentPlace = silent === "" ? -1 : letters.indexOf(silent);
  const places = (word: readonly Letter[]): number[] =>
    word.filter(({ place }) => place !== silentPlace).map(({ place }) => place);
  const accents = (word: readonly Letter[]): number[] => {
    const marks = word.filter(({ place }) => place !== silentPlace).map(({ accented }) => (accented ? 1 : 0));
    return fromTheEnd ? marks.toReversed() : marks;
  };
  return (
    compareRows(places(first), places(second)) ||
    compareRows(accents(first), accents(second)) ||
    compareRows(first.map(({ place }) => place), second.map(({ place }) => place))
  );
}

/** Words that share beginnings, and pairs that differ in an accent or a silent letter only. */
function drawWords(rng: Rng, level: Level, letters: readonly string[], silent: string): string[] {
  const words = new Set<string>();
  const consonants = letters.filter((letter) => !VOWELS.includes(letter) && letter !== silent);
  const vowels = letters.filter((letter) => VOWELS.includes(letter));
  const digraphs = letters.filter((letter) => letter.length === 2);
  const consonant = (): string => (digraphs.length > 0 && rng.boolean(0.4) ? rng.choice(digraphs) : rng.choice(consonants));
  const vowel = (): string => rng.choice(vowels) + (level.accents && rng.boolean(0.3) ? ACCENT : "");
  const stems = Array.from({ length: 2 }, () => consonant() + rng.choice(vowels));
  while (words.size < level.words) {
    const [before] = rng.shuffle([...words]);
    const kind = before === undefined ? 0 : rng.integer(0, 4);
    if (kind === 1 && level.accents && before !== undefined) {
      words.add(before.replaceAll(ACCENT, "").replace(/[aeiou]/g, (one) => one + (rng.boolean(0.5) ? ACCENT : "")));
    } else if (kind === 2 && silent !== "" && before !== undefined) {
      words.add(rng.boolean() ? before + silent : silent + before);
    } else if (kind === 3 && before !== undefined && before.length < 7) {
      words.add(before + consonant());
    } else {
      words.add(rng.choice(stems) + consonant() + vowel());
    }
  }
  return [...words];
}

export default class CollationOrder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "CollationOrder",
    slug: "collation-order",
    title: "Sorting by an Invented Alphabet",
    domain: "language-analysis",
    description:
      "Words are to be sorted as a dictionary of an invented language does: by an alphabet of its own, in which some letters are written with two signs. Harder cases have accents and a silent letter, which count only between words that are otherwise the same.",
    answerFormat: "the words in order, separated by commas, on a final line behind Answer:",
    parameters: {
      letters: { meaning: "letters written with one sign", min: 6, max: 15 },
      digraphs: { meaning: "letters written with two signs", min: 0, max: 6 },
      words: { meaning: "words to sort", min: 3, max: 14 },
      accents: { meaning: "whether vowels may bear accents" },
      silent: { meaning: "whether one letter counts last of all" },
    },
    levels: [
      { letters: 8, digraphs: 0, words: 5, accents: false, silent: false },
      { letters: 10, digraphs: 2, words: 6, accents: false, silent: false },
      { letters: 12, digraphs: 3, words: 7, accents: true, silent: false },
      { letters: 14, digraphs: 4, words: 9, accents: true, silent: true },
      { letters: 15, digraphs: 5, words: 12, accents: true, silent: true },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const vowels = rng.sample([...VOWELS], 3);
      const others = SIMPLE.filter((letter) => !VOWELS.includes(letter));
      const simple = [...vowels, ...rng.sample(others, level.letters - 3)];
      const silent = level.silent ? PLAIN_ENOUGH : "";
      const letters = rng.shuffle([
        ...simple,
        ...rng.sample(DIGRAPHS, level.digraphs),
        ...(silent === "" ? [] : [silent]),
      ]);
      const drawn = {
        letters,
        words: drawWords(rng, level, letters, silent),
        fromTheEnd: level.accents && rng.boolean(),
        silent,
      };
      const isPlain = drawn.words.every((word) => spell(word, letters).every(({ place }) => place >= 0));
      const isSettled = drawn.words.every((one) =>
        drawn.words.every((other) => one === other || compareWords(one, other, drawn) !== 0),
      );
      if ((isPlain && isSettled) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { letters, words, fromTheEnd, silent } = instance;
    const hasAccents = words.some((word) => word.includes(ACCENT));
    const double = letters.filter((letter) => letter.length === 2);
    return [
      "The alphabet of an invented language has these letters, in this order:",
      "",
      letters.join(" "),
      "",
      "A dictionary of this language sorts words as follows:",
      ...(double.length === 0
        ? []
        : [
            `- ${double.join(", ")} ${double.length === 1 ? "is one letter" : "are one letter each"}, with the place that the alphabet gives. A word is taken apart from its left end,`,
            "  and wherever the next two signs form such a letter, they are that letter.",
          ]),
      ...(silent === "" ? [] : [`- At first every ${silent} that is a letter of its own is left out of both words.`]),
      ...(hasAccents ? ["- At first accents are left out as well. An accent is written as an apostrophe behind a vowel, which it belongs to."] : []),
      "- Words are compared letter by letter from their left end. At the first difference, the word whose letter comes earlier in",
      "  the alphabet comes first. A word that is the beginning of the other comes first.",
      ...(hasAccents
        ? [
            `- If two words are the same so far, their accents are compared letter by letter${silent === "" ? "" : `, still without every ${silent}`}, from the ` +
              (fromTheEnd ? "right end to the left" : "left end to the right") +
              ". At the first",
            "  difference, the word without an accent on that letter comes first.",
          ]
        : []),
      ...(silent === ""
        ? []
        : [`- If they are still the same, they are compared letter by letter once more, without accents and with every ${silent} at its`, "  place in the alphabet; again a word that is the beginning of the other comes first."]),
      "",
      "Sort these words:",
      words.join(", "),
      "",
      `Give all ${words.length} words in order, written as above, separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const sorted = instance.words.toSorted((one, other) => compareWords(one, other, instance));
    return this.answerFormat.wrap(sorted.join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const sorted = instance.words.toSorted((one, other) => compareWords(one, other, instance));
    return answer.length === sorted.length && sorted.every((word, index) => answer[index] === word) ? 1 : 0;
  }
}
