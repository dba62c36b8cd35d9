import { at, Bootcamp, type Card, list, type Rng, tagged, text } from "campforge/bootcamp";

type Case = { readonly stems: readonly string[] };

type Level = {
  readonly stems: number;
  /** Letters of a stem. */
  readonly shortest: number;
  readonly longest: number;
};

/** A word and what was done to form it. */
type Formed = { readonly word: string; readonly isShortened: boolean; readonly isLengthened: boolean };

type Beginning = "same" | "k" | "vowel" | "consonant";

const VOWELS = "aeiou".split("");
const CONSONANTS = "bdfgklmnprstvz".split("");
const TRIES = 300;

const isVowel = (letter: string): boolean => VOWELS.includes(letter);

/**
 * The word of a stem. The last vowel of each word is its suffix vowel, since only k can follow, so that a suffix vowel
 * stands in two words and is then replaced by the next one.
 */
function formWord(stem: string, index: number, before: string): Formed {
  const suffix = at(VOWELS, Math.floor(index / 2) % VOWELS.length);
  const isShortened = stem.charAt(0) === before.slice(-1);
  const rest = isShortened ? stem.slice(1) : stem;
  const word = rest + (isVowel(rest.slice(-1)) ? "n" : "") + suffix;
  const isLengthened = word.split("").filter(isVowel).length % 2 === 0;
  return { word: isLengthened ? `${word}k` : word, isShortened, isLengthened };
}

function formAll(stems: readonly string[]): Formed[] {
  let before = "";
  return stems.map((stem, index) => {
    const formed = formWord(stem, index, before);
    before = formed.word;
    return formed;
  });
}

const sentenceOf = ({ stems }: Case): string[] => formAll(stems).map(({ word }) => word);

/** Letters from a first one on, never three vowels or three consonants in a row. */
function drawStem(rng: Rng, first: string, length: number): string {
  let stem = first;
  while (stem.length < length) {
    const afterVowel = isVowel(stem.slice(-1));
    const isPair = stem.length > 1 && isVowel(stem.charAt(stem.length - 2)) === afterVowel;
    const takesVowel = isPair ? !afterVowel : rng.boolean(afterVowel ? 0.2 : 0.75);
    stem += rng.choice(takesVowel ? VOWELS : CONSONANTS);
  }
  return stem;
}

/** Draws stems that often begin with k or a vowel, so that rule 2 often applies and often nearly does. */
function draw(rng: Rng, level: Level): Case {
  const stems: string[] = [];
  let before = "";
  for (let index = 0; index < level.stems; index++) {
    const beginning = rng.weightedChoice<Beginning>([
      ["same", index === 0 ? 0 : 3],
      ["k", 2],
      ["vowel", 2],
      ["consonant", 4],
    ]);
    const first = {
      same: before.slice(-1),
      k: "k",
      vowel: rng.choice(VOWELS),
      consonant: rng.choice(CONSONANTS),
    }[beginning];
    const stem = drawStem(rng, first, rng.integer(level.shortest, level.longest));
    stems.push(stem);
    before = formWord(stem, index, before).word;
  }
  return { stems };
}

/** True when rules 2 and 4 both apply. */
function isLively({ stems }: Case): boolean {
  const formed = formAll(stems);
  return formed.some(({ isShortened }) => isShortened) && formed.some(({ isLengthened }) => isLengthened);
}

export default class EchoSuffixes extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "EchoSuffixes",
    slug: "echo-suffixes",
    title: "Echo Suffixes",
    domain: "language-analysis",
    description:
      "In an invented language, each word of a sentence is formed from a stem by rules that echo the word before it: its last vowel, its last letter, and the number of vowels decide what is added and dropped. The spoken sentence is asked for. Harder cases have longer sentences with longer stems.",
    answerFormat: "the words of the sentence separated by spaces, in <answer> tags",
    parameters: {
      stems: { meaning: "number of stems", min: 3, max: 400 },
      shortest: { meaning: "letters of a stem at the least", min: 3, max: 15 },
      longest: { meaning: "letters of a stem at the most", min: 3, max: 15 },
    },
    levels: [
      { stems: 10, shortest: 3, longest: 6 },
      { stems: 40, shortest: 3, longest: 7 },
      { stems: 90, shortest: 4, longest: 9 },
      { stems: 170, shortest: 5, longest: 11 },
      { stems: 280, shortest: 6, longest: 13 },
    ],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ stems }: Case): string {
    return [
      "In an invented language the words of a sentence echo each other. A sentence is given as a list of stems in lower-case letters. The vowels are a, e, i, o and u; all other letters are consonants. The words are formed from left to right by these rules, in this order:",
      "1. The suffix vowel of the first word is a. That of each later word is the last vowel of the word before it, as that word was formed. But if the same suffix vowel would then stand in three words in a row, it is replaced, in the third of them, by the next one of a, e, i, o, u (a follows u). Counting begins anew with the replacing vowel: it counts as the first of its kind.",
      "2. If the stem begins with the last letter of the word before it, as that word was formed, this first letter of the stem is dropped.",
      "3. The word is the stem, then n if the stem (after rule 2) ends in a vowel, then the suffix vowel.",
      "4. If the word now has an even number of vowels, k is added at its end.",
      "",
      "A first example: the stems mirat, kelo, sodun, atep, kurim, osi give mirata kelona sodune atepe kurimi osini. The n in kelona and osini comes from rule 3. In sodune the suffix vowel a would be the third in a row, so it is e, and in kurimi e would be the third in a row, so it is i. Rules 2 and 4 do not apply here.",
      "",
      "A second example: the stems mir, kelo, atun give mirak elona tunek. First, mira has two vowels, so k is added. Then kelo loses its k because mirak ends in k. Finally atun loses its a because elona ends in a, the suffix vowel a would be the third in a row and is replaced by e, and tune has two vowels, so k is added.",
      "",
      `Now the sentence has these ${stems.length} stems, in this order:`,
      stems.join(" "),
      "",
      "What is the sentence as it is spoken? Write its words in lower-case letters, in their order, separated by spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(sentenceOf(instance).join(" "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    return answer.join(" ") === sentenceOf(instance).join(" ") ? 1 : 0;
  }

  /** Each word with what was dropped and added. */
  override workedSolution(instance: Case): string {
    const { stems } = instance;
    const steps = formAll(stems).map(({ word, isShortened, isLengthened }, index) => {
      const suffix = at(VOWELS, Math.floor(index / 2) % VOWELS.length);
      const start = isShortened ? `the first letter of ${at(stems, index)} is dropped` : `${at(stems, index)} stays whole`;
      return `${index + 1}. The suffix vowel is ${suffix}, ${start}${isLengthened ? ", the number of vowels is even" : ""}: ${word}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Letters of all words that are formed. */
  override hardness(instance: Case): number {
    return sentenceOf(instance).join("").length;
  }
}
