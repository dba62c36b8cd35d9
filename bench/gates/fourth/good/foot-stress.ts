import { at, Bootcamp, type Card, integer, lines, list, range, type Rng, tagged } from "campforge/bootcamp";

type Rules = {
  /** Whether a syllable that ends in a consonant is heavy. */
  readonly closedIsHeavy: boolean;
  readonly start: "beginning" | "end";
  readonly head: "first" | "second";
  /** Whether the last syllable of a word stays outside all feet. */
  readonly skipsLast: boolean;
};

type Case = {
  readonly words: readonly string[];
  readonly rules: Rules;
};

type Level = {
  readonly words: number;
  readonly leastSyllables: number;
  readonly mostSyllables: number;
  readonly skipping: boolean;
};

const CONSONANTS = [..."ptkbdgmnlrsvzh"];
const VOWELS = [..."aeiou"];

/** Cuts a word into syllables: each begins with the consonant before its vowel. */
const syllablesOf = (word: string): string[] => word.match(/[^aeiou][aeiou]+(?:[^aeiou](?![aeiou]))?/g) ?? [];

const isHeavy = (syllable: string, { closedIsHeavy }: Rules): boolean =>
  /[aeiou]{2}/.test(syllable) || (closedIsHeavy && /[^aeiou]$/.test(syllable));

/** The stressed syllables of a word, counted from 1. */
function stressesOf(word: string, rules: Rules): number[] {
  const weights = syllablesOf(word).map((syllable) => isHeavy(syllable, rules));
  const counted = rules.skipsLast ? weights.slice(0, -1) : weights;
  const feet: (readonly number[])[] = [];
  if (rules.start === "beginning") {
    for (let place = 0; place < counted.length; place++) {
      if (at(counted, place)) feet.push([place]);
      else if (counted[place + 1] === false) feet.push([place, ++place]);
    }
  } else {
    for (let place = counted.length - 1; place >= 0; place--) {
      if (at(counted, place)) feet.push([place]);
      else if (counted[place - 1] === false) feet.unshift([--place, place + 1]);
    }
  }
  if (feet.length === 0) return [1];
  const stressed = feet.map((foot) => 1 + (rules.head === "first" ? at(foot, 0) : at(foot, foot.length - 1)));
  return stressed.toSorted((one, other) => one - other);
}

function drawWord(rng: Rng, syllables: number): string {
  return range(syllables)
    .map(() => {
      const vowel = rng.choice(VOWELS);
      const shape = rng.weightedChoice([
        ["open", 6],
        ["long", 2],
        ["closed", 3],
      ]);
      const core = rng.choice(CONSONANTS) + vowel;
      if (shape === "long") return core + vowel;
      return shape === "closed" ? core + rng.choice(CONSONANTS) : core;
    })
    .join("");
}

/** The same rules with one of them turned round: a word that does not tell them apart is of little use. */
function neighboursOf(rules: Rules): Rules[] {
  return [
    { ...rules, closedIsHeavy: !rules.closedIsHeavy },
    { ...rules, start: rules.start === "end" ? "beginning" : "end" },
    { ...rules, head: rules.head === "first" ? "second" : "first" },
    { ...rules, skipsLast: !rules.skipsLast },
  ];
}

export default class FootStress extends Bootcamp<Case, readonly (readonly number[])[], Level> {
  static readonly card: Card<Level> = {
    name: "FootStress",
    slug: "foot-stress",
    title: "Foot Stress",
    domain: "language-analysis",
    description:
      "In an invented language, syllables are light or heavy and are grouped into feet from one end of the word; which syllables of some words are stressed is to be told. Harder cases have longer words, and a last syllable that does not count.",
    answerFormat: "one line for each word with the numbers of its stressed syllables, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words in a case", min: 2, max: 8 },
      leastSyllables: { meaning: "least number of syllables of a word", min: 2, max: 10 },
      mostSyllables: { meaning: "greatest number of syllables of a word", min: 2, max: 12 },
      skipping: { meaning: "whether the last syllable may be left outside the feet" },
    },
    levels: [
      { words: 4, leastSyllables: 3, mostSyllables: 4, skipping: false },
      { words: 4, leastSyllables: 4, mostSyllables: 6, skipping: false },
      { words: 5, leastSyllables: 5, mostSyllables: 7, skipping: true },
      { words: 6, leastSyllables: 7, mostSyllables: 9, skipping: true },
      { words: 7, leastSyllables: 9, mostSyllables: 12, skipping: true },
    ],
  };

  readonly answerFormat = tagged(lines(list(integer({ min: 1 }), { minLength: 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const rules: Rules = {
      closedIsHeavy: rng.boolean(),
      start: rng.choice(["beginning", "end"]),
      head: rng.choice(["first", "second"]),
      skipsLast: level.skipping && rng.boolean(0.6),
    };
    const told = (word: string, by: Rules): string => stressesOf(word, by).join();
    for (;;) {
      const words = range(level.words).map(() => drawWord(rng, rng.integer(level.leastSyllables, level.mostSyllables)));
      if (new Set(words).size < words.length) continue;
      // Each of the rules must matter in some word.
      const matters = neighboursOf(rules).every((by) => words.some((word) => told(word, by) !== told(word, rules)));
      const different = new Set(words.map((word) => told(word, rules))).size;
      if (matters && different >= level.words / 2) return { words, rules };
    }
  }

  promptFunc({ words, rules }: Case): string {
    const [from, towards] = rules.start === "beginning" ? ["beginning", "end"] : ["end", "beginning"];
    const closed = rules.closedIsHeavy
      ? "A syllable is heavy if its vowel is long or if it ends in a consonant; all others are light."
      : "A syllable is heavy if its vowel is long; all others are light, also those that end in a consonant.";
    const last = rules.skipsLast
      ? "The last syllable of a word never belongs to a foot; it is left aside before feet are made, whatever its weight."
      : "All syllables of a word can belong to feet, the last one too.";
    return [
      "In an invented language, stress follows these rules:",
      "",
      "1. The vowels are a, e, i, o and u; a vowel written twice (as in aa) is one long vowel. All other letters are consonants.",
      "   Each syllable has one vowel, short or long. It begins with the one consonant right before the vowel; a consonant",
      "   that has no vowel behind it ends the syllable before it. So tapaanlo has the syllables ta, paan and lo.",
      `2. ${closed}`,
      `3. ${last}`,
      `4. Feet are made from the ${from} of the word towards its ${towards}. A heavy syllable is a foot by itself. A light syllable and`,
      "   the next one in this direction make a foot together if that is light, too. A light syllable that has no such",
      "   neighbour next in this direction stays outside the feet, and the next syllable is looked at.",
      `5. In a foot of two syllables the ${rules.head} one, in the order in which the word is read, is stressed; a foot of one`,
      "   syllable is stressed on that one. Syllables outside the feet have no stress.",
      "6. A word without any foot is stressed on its first syllable.",
      "",
      "The words:",
      ...words.map((word, index) => `${index + 1}) ${word}`),
      "",
      "For each word, give the numbers of all its stressed syllables in rising order. Syllables are counted from 1 at the",
      `beginning of the word. Write ${words.length} lines, one for each word in the order above, each with the numbers alone, separated`,
      "by commas; a word stressed on its second and fifth syllables would have the line: 2, 5",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ words, rules }: Case): string {
    return this.answerFormat.wrap(words.map((word) => stressesOf(word, rules).join(", ")).join("\n"));
  }

  override hardness({ words }: Case): number {
    return words.reduce((sum, word) => sum + syllablesOf(word).length, 0);
  }

  verifyCorrection(answer: readonly (readonly number[])[], { words, rules }: Case): number {
    if (answer.length !== words.length) return 0;
    return words.every((word, index) => at(answer, index).join() === stressesOf(word, rules).join()) ? 1 : 0;
  }
}
