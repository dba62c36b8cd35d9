import { at, Bootcamp, type Card, fencedBlock, mapping, type Rng, text } from "campforge/bootcamp";

type Suffix = {
  readonly meaning: string;
  /** With A, O, U for vowels that follow the harmony; small vowels never change. */
  readonly shape: string;
};

type Case = {
  readonly suffixes: readonly Suffix[];
  /** Each word is a stem with suffixes by position, in order. */
  readonly words: readonly { readonly stem: string; readonly suffixes: readonly number[] }[];
  /** What stems without back or front vowels take. */
  readonly neutralTakes: "back" | "front";
  /** The vowel put between two consonants. */
  readonly link: string;
  readonly hardening: boolean;
};

type Level = {
  readonly words: number;
  readonly suffixesEach: number;
  readonly fixedSuffixes: number;
  readonly hardening: boolean;
};

const BACK = "aou";
const FRONT = "äöy";
const NEUTRAL = "ei";
const HARMONIC = "AOU";
const CONSONANTS = "bdgklmnprstv";
const SOFT = "bdg";
const HARD = "ptk";
const MEANINGS = ["plural", "my", "in", "from", "small", "without", "towards", "like", "our", "former"];
const isVowel = (letter: string): boolean => (BACK + FRONT + NEUTRAL + HARMONIC).includes(letter);

/** Which vowels a suffix takes behind this word: those of its last vowel that is not neutral. */
function harmonyOf(word: string, neutralTakes: "back" | "front"): "back" | "front" {
  for (const letter of [...word].toReversed()) {
    if (BACK.includes(letter)) return "back";
    if (FRONT.includes(letter)) return "front";
  }
  return neutralTakes;
}

/** The word with one suffix more. */
function attach(word: string, shape: string, { neutralTakes, link }: Case): string {
  const vowels = harmonyOf(word, neutralTakes) === "back" ? BACK : FRONT;
  const suffix = [...shape]
    .map((letter) => (HARMONIC.includes(letter) ? vowels.charAt(HARMONIC.indexOf(letter)) : letter))
    .join("");
  const [endsInVowel, beginsWithVowel] = [isVowel(word.slice(-1)), isVowel(suffix.charAt(0))];
  if (endsInVowel && beginsWithVowel) return word.slice(0, -1) + suffix;
  return endsInVowel || beginsWithVowel ? word + suffix : word + link + suffix;
}

function formOf(instance: Case, index: number): string {
  const { stem, suffixes } = at(instance.words, index);
  const whole = suffixes.reduce(
    (word, suffix) => attach(word, at(instance.suffixes, suffix).shape, instance),
    stem,
  );
  const soft = SOFT.indexOf(whole.slice(-1));
  return instance.hardening && soft >= 0 ? whole.slice(0, -1) + HARD.charAt(soft) : whole;
}

/** A stem whose vowels are back or front ones, now and then mixed with neutral ones, or neutral alone. */
function drawStem(rng: Rng): string {
  const own = rng.weightedChoice([
    [BACK + NEUTRAL, 5],
    [FRONT + NEUTRAL, 5],
    [NEUTRAL, 2],
    [BACK + FRONT, 2],
  ]);
  const syllables = rng.integer(2, 3);
  const stem = Array.from(
    { length: syllables },
    () => rng.choice([...CONSONANTS]) + rng.choice([...own]),
  ).join("");
  return rng.boolean(0.6) ? stem + rng.choice([...CONSONANTS]) : stem;
}

function drawShape(rng: Rng, vowel: string): string {
  const closing = rng.boolean(0.6) ? rng.choice([..."bdglnrst"]) : "";
  const opening = rng.boolean(0.65) ? rng.choice([...CONSONANTS]) : "";
  return opening === "" && closing === "" ? rng.choice([...CONSONANTS]) + vowel : opening + vowel + closing;
}

function drawSuffixes(rng: Rng, count: number, fixed: number): Suffix[] {
  const shapes = new Set<string>();
  // The fixed ones first; their vowels are back or front, so that they turn the harmony of what follows.
  while (shapes.size < fixed) shapes.add(drawShape(rng, rng.choice([...(BACK + FRONT)])));
  while (shapes.size < count) shapes.add(drawShape(rng, rng.choice([...HARMONIC])));
  const meanings = rng.sample(MEANINGS, count);
  return rng.shuffle([...shapes]).map((shape, index) => ({ meaning: at(meanings, index), shape }));
}

export default class VowelHarmony extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "VowelHarmony",
    slug: "vowel-harmony",
    title: "Vowel Harmony",
    domain: "language-analysis",
    description:
      "In an invented language the vowels of suffixes follow those of the word before them. Harder cases have several suffixes, suffixes that never change and so turn the harmony, and consonants that harden at the end. The forms of several words are asked for.",
    answerFormat: "one line number=form for each word, in a fenced block",
    parameters: {
      words: { meaning: "words whose form is asked for", min: 2, max: 10 },
      suffixesEach: { meaning: "suffixes that each word takes", min: 1, max: 5 },
      fixedSuffixes: { meaning: "suffixes of the language whose vowels never change", min: 0, max: 3 },
      hardening: { meaning: "whether b, d, g harden at the end of a word" },
    },
    levels: [
      { words: 3, suffixesEach: 1, fixedSuffixes: 0, hardening: false },
      { words: 4, suffixesEach: 2, fixedSuffixes: 1, hardening: false },
      { words: 5, suffixesEach: 3, fixedSuffixes: 2, hardening: true },
      { words: 7, suffixesEach: 5, fixedSuffixes: 3, hardening: true },
    ],
  };

  readonly answerFormat = fencedBlock(mapping(text(), text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const suffixes = drawSuffixes(rng, level.suffixesEach + 2, level.fixedSuffixes);
    const indexes = suffixes.map((_, index) => index);
    const stems = new Set<string>();
    while (stems.size < level.words) stems.add(drawStem(rng));
    return {
      suffixes,
      words: [...stems].map((stem) => ({ stem, suffixes: rng.sample(indexes, level.suffixesEach) })),
      neutralTakes: rng.choice(["back", "front"]),
      link: rng.choice([...NEUTRAL]),
      hardening: level.hardening,
    };
  }

  promptFunc(instance: Case): string {
    const { suffixes, words, neutralTakes, link, hardening } = instance;
    const asked = words.map(
      ({ stem, suffixes: taken }, index) =>
        `${index + 1}: ${stem}, then ${taken.map((suffix) => `"${at(suffixes, suffix).meaning}"`).join(", then ")}`,
    );
    return [
      "An invented language has back vowels a, o, u, front vowels ä, ö, y, and neutral vowels e, i. All other letters are",
      "consonants. Words are made of a stem and suffixes, which are put behind it one after another.",
      "",
      "Suffixes:",
      ...suffixes.map(({ meaning, shape }) => `- "${meaning}": -${shape}`),
      "",
      "Rules, applied afresh for each suffix to the word as it is by then, link vowels and earlier suffixes included:",
      "1. The capital letters A, O, U of a suffix become the back vowels a, o, u or the front vowels ä, ö, y, in this",
      "   order. The last vowel of the word so far that is not neutral decides which: behind a back vowel they are back,",
      `   behind a front vowel they are front. If the word so far has neutral vowels only, they are ${neutralTakes}.`,
      "2. Small letters of a suffix never change by rule 1.",
      "3. If the word so far ends in a vowel and the suffix begins with one, the last vowel of the word so far is dropped,",
      "   after rule 1 has been applied.",
      `4. If the word so far ends in a consonant and the suffix begins with one, ${link} is put between them.`,
      ...(hardening
        ? ["5. Once all suffixes are in place, a last letter b, d or g of the whole word becomes p, t or k."]
        : []),
      "",
      "Form these words:",
      ...asked,
      "",
      "Give one line for each word, with its number, an equals sign and the form, in small letters, as in these two lines:",
      "8=tavonet",
      "9=mykil",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const lines = instance.words.map((_, index) => `${index + 1}=${formOf(instance, index)}`);
    return this.answerFormat.wrap(lines.join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    if (answer.size !== instance.words.length) return 0;
    const isRight = instance.words.every((_, index) => answer.get(String(index + 1)) === formOf(instance, index));
    return isRight ? 1 : 0;
  }
}
