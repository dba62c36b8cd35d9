import { at, Bootcamp, type Card, countBy, list, range, type Rng, tagged, text } from "campforge/bootcamp";

type Voice = "game" | "exercise" | "brief";

type Case = {
  readonly words: readonly string[];
  /** One right chain, as places in `words`. */
  readonly chain: readonly number[];
  readonly voice: Voice;
};

type Level = {
  readonly words: number;
  /** Different letters that words begin and end with. */
  readonly joints: number;
};

const VOICES: readonly Voice[] = ["game", "exercise", "brief"];
const CONSONANTS = [..."bdfgklmnprstvz"];
const VOWELS = [..."aeiou"];

const lastOf = (word: string): string => word.charAt(word.length - 1);

/** Whether the second word may stand behind the first. */
const mayFollow = (one: string, other: string): boolean => lastOf(one) === other.charAt(0) && one.length !== other.length;

const isChain = (words: readonly string[]): boolean =>
  words.every((word, index) => index === 0 || mayFollow(at(words, index - 1), word));

/** A word between two consonants, of 3, 5 or 7 letters by turns of consonant and vowel. */
function drawWord(rng: Rng, first: string, last: string, length: number): string {
  const inner = range(1, length - 1).map((place) => rng.choice(place % 2 === 1 ? VOWELS : CONSONANTS));
  return first + inner.join("") + last;
}

function drawChain(rng: Rng, level: Level): string[] {
  const joints = rng.sample(CONSONANTS, level.joints);
  const words: string[] = [];
  let first = rng.choice(joints);
  while (words.length < level.words) {
    const last = rng.choice(joints);
    const before = words.at(-1)?.length;
    const length = rng.choice([3, 5, 7].filter((one) => one !== before));
    const word = drawWord(rng, first, last, length);
    if (words.includes(word)) continue;
    words.push(word);
    first = last;
  }
  return words;
}

/** Steps of a search for a chain that takes the first word that fits, up to a limit. */
function searchSteps(words: readonly string[], limit: number): number {
  let steps = 0;
  const extend = (last: string | undefined, left: readonly string[]): boolean => {
    if (left.length === 0) return true;
    return left.some((word) => {
      if (steps >= limit || (last !== undefined && !mayFollow(last, word))) return false;
      steps++;
      return extend(
        word,
        left.filter((one) => one !== word),
      );
    });
  };
  extend(undefined, words);
  return steps;
}

/** Whether always taking the first listed word that fits, from some beginning, uses all words. */
function isEasy(words: readonly string[]): boolean {
  return words.some((start) => {
    let last = start;
    let left = words.filter((word) => word !== start);
    for (;;) {
      const next = left.find((word) => mayFollow(last, word));
      if (next === undefined) return left.length === 0;
      last = next;
      left = left.filter((word) => word !== next);
    }
  });
}

export default class WordDominoes extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "WordDominoes",
    slug: "word-dominoes",
    title: "Word Dominoes",
    domain: "character-puzzles",
    description:
      "Made-up words are to be put in a row so that each begins with the letter that the one before ends with, and no two neighbours are equally long. Any such order of all the words is correct. Harder cases have more words, so that more choices lead into a dead end.",
    answerFormat: "all the words in order, separated by commas, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words in the row", min: 4, max: 24 },
      joints: { meaning: "different letters at the ends of words", min: 2, max: 8 },
    },
    levels: [
      { words: 6, joints: 3 },
      { words: 9, joints: 4 },
      { words: 12, joints: 5 },
      { words: 16, joints: 6 },
      { words: 20, joints: 7 },
    ],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const solution = drawChain(rng, level);
      const words = rng.shuffle(solution);
      const ends = countBy(solution, lastOf);
      const isOneLoop = at(solution, 0).charAt(0) === lastOf(at(solution, solution.length - 1));
      if (ends.size < level.joints || isOneLoop || isChain(words) || isEasy(words)) continue;
      return { words, chain: solution.map((word) => words.indexOf(word)), voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ words, voice }: Case): string {
    const opening = {
      game: `In a game of word dominoes, ${words.length} made-up words lie on the table. Lay all of them in one row.`,
      exercise: `The ${words.length} words below mean nothing. Arrange them in a single row that uses each word exactly once.`,
      brief: `Put these ${words.length} made-up words into one row, each of them once.`,
    }[voice];
    return [
      opening,
      "",
      words.join(", "),
      "",
      "Two rules hold for each word in the row but the first:",
      "1. It begins with the letter with which the word before it ends.",
      "2. It is not as long as the word before it: the two have different numbers of letters.",
      "",
      "The row may begin with any of the words. There is at least one way to do it, and every row that keeps the rules and uses",
      "all the words, each once, is correct.",
      "",
      "For example, of the words haj, jowuh and hyjuwoj the rows haj, jowuh, hyjuwoj and jowuh, haj do what the rules say,",
      "but only the first uses all three.",
      "",
      "Write the words in the order of the row, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ words, chain }: Case): string {
    return this.answerFormat.wrap(chain.map((place) => at(words, place)).join(", "));
  }

  override hardness({ words }: Case): number {
    return words.length * 20 + Math.log2(1 + searchSteps(words, 3000));
  }

  verifyCorrection(answer: readonly string[], { words }: Case): number {
    if (answer.length !== words.length || new Set(answer).size !== words.length) return 0;
    return answer.every((word) => words.includes(word)) && isChain(answer) ? 1 : 0;
  }
}
