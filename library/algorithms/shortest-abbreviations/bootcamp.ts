import { at, Bootcamp, type Card, list, range, type Rng, tagged, text } from "campforge/bootcamp";

type Case = { readonly words: readonly string[] };

type Level = {
  readonly words: number;
  readonly syllables: number;
  readonly familyShare: number;
  readonly mostLetters: number;
  readonly nested: number;
};

const CONSONANTS = [..."bcdfgklmnprstvz"];
const VOWELS = [..."aeiou"];
const ALL_SYLLABLES = CONSONANTS.flatMap((consonant) => VOWELS.map((vowel) => consonant + vowel));

/** The other words that begin as a word does, for a number of letters. */
const rivalsOf = (word: string, letters: number, words: readonly string[]): string[] =>
  words.filter((other) => other !== word && other.startsWith(word.slice(0, letters)));

/** The shortest prefix that no other word begins with, or the whole word. */
function abbreviated(word: string, words: readonly string[]): string {
  const letters = range(1, word.length).find((count) => rivalsOf(word, count, words).length === 0);
  return word.slice(0, letters ?? word.length);
}

const isNested = (word: string, words: readonly string[]): boolean =>
  rivalsOf(word, word.length, words).length > 0;

/** A word of a few syllables, or one that grows out of an earlier word or its beginning; it may be too long. */
function drawWord(rng: Rng, level: Level, syllables: readonly string[], words: readonly string[]): string {
  const more = (least: number, most: number): string =>
    range(rng.integer(least, most))
      .map(() => rng.choice(syllables))
      .join("");
  if (words.length === 0 || !rng.boolean(level.familyShare)) return more(2, 4);
  const parent = rng.choice(words);
  const kept = rng.boolean(0.3) ? parent.length : rng.integer(Math.ceil(parent.length / 2), parent.length);
  const stem = parent.slice(0, kept);
  // A stem that ends in a consonant goes on with a vowel, so that the words stay pronounceable.
  const link = VOWELS.some((vowel) => stem.endsWith(vowel)) ? "" : rng.choice(VOWELS);
  return stem + link + more(link === "" ? 1 : 0, 2) + (rng.boolean(0.25) ? rng.choice(["n", "r", "s"]) : "");
}

export default class ShortestAbbreviations extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "ShortestAbbreviations",
    slug: "shortest-abbreviations",
    title: "Shortest Abbreviations",
    domain: "algorithms",
    description:
      "For each word of a list the shortest prefix is to be found with which no other word of the list begins; a word that is itself a prefix of another word is written in full.",
    answerFormat:
      "the abbreviations in the order of the words, separated by commas, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words in the list", min: 5, max: 40 },
      syllables: { meaning: "different syllables of which the words are made", min: 4, max: 75 },
      familyShare: {
        meaning: "share of the words that grow out of the beginning of an earlier word",
        min: 0,
        max: 1,
      },
      mostLetters: { meaning: "letters of the longest word that may occur", min: 8, max: 30 },
      nested: { meaning: "least number of words that are prefixes of others", min: 0, max: 15 },
    },
    levels: [
      { words: 6, syllables: 30, familyShare: 0.5, mostLetters: 9, nested: 1 },
      { words: 12, syllables: 16, familyShare: 0.7, mostLetters: 12, nested: 2 },
      { words: 20, syllables: 9, familyShare: 0.85, mostLetters: 16, nested: 4 },
      { words: 30, syllables: 6, familyShare: 0.92, mostLetters: 20, nested: 7 },
      { words: 40, syllables: 4, familyShare: 0.96, mostLetters: 24, nested: 10 },
    ],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const syllables = rng.sample(ALL_SYLLABLES, level.syllables);
      const words: string[] = [];
      while (words.length < level.words) {
        const word = drawWord(rng, level, syllables, words);
        if (word.length <= level.mostLetters && !words.includes(word)) words.push(word);
      }
      if (words.filter((word) => isNested(word, words)).length >= level.nested)
        return { words: rng.shuffle(words) };
    }
  }

  promptFunc(instance: Case): string {
    const { words } = instance;
    return [
      "A shell lets its users abbreviate the names of commands. An abbreviation of a name is a prefix of it, at least one",
      "letter long and possibly the whole name.",
      "",
      "For each name in the list below, find its shortest prefix with which no other name in the list begins. A name that is",
      "itself a prefix of another name has no such prefix and is written in full.",
      "",
      `The ${words.length} names:`,
      ...words.map((word, index) => `${index + 1}. ${word}`),
      "",
      `Give the ${words.length} abbreviations, one for each name and in the order of the names, separated by commas and without`,
      `numbers. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { words } = instance;
    return this.answerFormat.wrap(words.map((word) => abbreviated(word, words)).join(", "));
  }

  override workedSolution(instance: Case): string {
    const { words } = instance;
    const steps = words.map((word) => {
      const prefix = abbreviated(word, words);
      const rivals = rivalsOf(word, prefix.length - 1, words);
      if (isNested(word, words)) {
        return `- ${word}: ${at(rivalsOf(word, word.length, words), 0)} begins with the whole name, so it is written in full.`;
      }
      const shorter = prefix.slice(0, -1);
      return prefix.length === 1
        ? `- ${word}: no other name begins with ${prefix}.`
        : `- ${word}: ${at(rivals, 0)} also begins with ${shorter}, but no other name begins with ${prefix}.`;
    });
    return [
      "For each name, look for the other name that agrees with it for the longest stretch, and take one letter more.",
      ...steps,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    const { words } = instance;
    return words.reduce((sum, word) => sum + abbreviated(word, words).length, 0);
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { words } = instance;
    return answer.join() === words.map((word) => abbreviated(word, words)).join() ? 1 : 0;
  }
}
