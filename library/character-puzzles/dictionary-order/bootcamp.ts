import { at, Bootcamp, type Card, finalLine, list, type Rng, text } from "campforge/bootcamp";

type Voice = "dictionary" | "index" | "brief";

type Case = {
  /** The letters in their order; some are written with two characters. */
  readonly alphabet: readonly string[];
  readonly words: readonly string[];
  /** Whether equal letters in a row count as one at first. */
  readonly contracts: boolean;
  readonly voice: Voice;
};

type Level = {
  readonly words: number;
  /** Letters that are written with two characters. */
  readonly pairs: number;
  /** Of a hundred words, how many are made of an earlier one. */
  readonly kin: number;
  /** Of a hundred words that are made of an earlier one, how many differ from it in marks or a doubled letter alone. */
  readonly twins: number;
  readonly contracts: boolean;
};

const VOICES: readonly Voice[] = ["dictionary", "index", "brief"];
const CONSONANTS = [..."bcdfghklmnprstvz"];
const VOWELS = [..."aeiou"];
const MARKED: Readonly<Record<string, string>> = { a: "á", e: "é", i: "í", o: "ó", u: "ú" };
const PLAIN = new Map(Object.entries(MARKED).map(([plain, marked]) => [marked, plain]));

type Rules = Pick<Case, "alphabet" | "contracts">;

/** How words are read: the place of each letter in the alphabet, and which two characters make one. */
type Reader = { readonly places: ReadonlyMap<string, number>; readonly pairs: ReadonlySet<string> };

const readerOf = (alphabet: readonly string[], readsPairs = true): Reader => ({
  places: new Map(alphabet.map((letter, place) => [letter, place])),
  pairs: new Set(readsPairs ? alphabet.filter(({ length }) => length === 2) : []),
});

/** A word as it is read: of each letter its place in the alphabet, and whether it has a mark. */
type Read = { readonly places: readonly number[]; readonly marks: readonly number[] };

/** The letters of a word, from left to right, two characters where they make a letter. */
function readWord(word: string, { places, pairs }: Reader): Read {
  const read: number[] = [];
  const marks: number[] = [];
  for (let start = 0; start < word.length;) {
    const pair = word.slice(start, start + 2);
    const written = pairs.has(pair) ? pair : word.slice(start, start + 1);
    const plain = PLAIN.get(written);
    read.push(places.get(plain ?? written) ?? -1);
    marks.push(plain === undefined ? 0 : 1);
    start += written.length;
  }
  return { places: read, marks };
}

/** What somebody who wants to be quick does in the place of a rule. */
type Slip =
  | "single characters"
  | "all letters"
  | "marks forwards"
  | "fewer marks"
  | "more marks"
  | "last mark"
  | "length first";

/** A word as it is compared: the first of its ranks that differs decides, and those from `marks` and `size` on are of rules 3 and 4. */
type Key = {
  readonly word: string;
  readonly ranks: readonly number[];
  readonly marks: number;
  readonly size: number;
};

/** The rank of a word for its marks that comes before those of single letters, which only words with equal letters get to. */
function firstMarkRanks(marks: readonly number[], length: number, slip: Slip | undefined): readonly number[] {
  if (slip === "length first") return [length];
  if (slip !== "fewer marks" && slip !== "more marks" && slip !== "last mark") return [];
  const count = marks.reduce((sum, mark) => sum + mark, 0);
  if (slip === "last mark") return [marks.lastIndexOf(1), count];
  return [slip === "fewer marks" ? count : -count];
}

function keyOf(word: string, read: Read, contracts: boolean, slip?: Slip): Key {
  const isContracting = contracts && slip !== "all letters";
  const ranks: number[] = [];
  const marks: number[] = [];
  for (let index = 0; index < read.places.length; index++) {
    const place = read.places[index] ?? -1;
    if (isContracting && index > 0 && place === read.places[index - 1]) continue;
    ranks.push(place);
    marks.push(read.marks[index] ?? 0);
  }
  // A word that ends comes before all letters.
  ranks.push(-1);
  const letters = ranks.length;
  ranks.push(...firstMarkRanks(marks, read.places.length, slip));
  if (slip === "marks forwards") ranks.push(...marks);
  else for (let index = marks.length - 1; index >= 0; index--) ranks.push(marks[index] ?? 0);
  const size = ranks.length;
  ranks.push(read.places.length);
  return { word, ranks, marks: letters, size };
}

/** The place of the first rank in which two words differ; -1 where they are alike. */
function placeOfDifference({ ranks: one }: Key, { ranks: other }: Key): number {
  for (let place = 0; place < one.length; place++) if (one[place] !== other[place]) return place;
  return -1;
}

/** Which of two words comes first; 0 is a tie. */
function signOf(one: Key, other: Key): number {
  const place = placeOfDifference(one, other);
  return place < 0 ? 0 : at(one.ranks, place) - at(other.ranks, place);
}

function sorted({ words, alphabet, contracts }: Rules & Pick<Case, "words">): readonly Key[] {
  const reader = readerOf(alphabet);
  return words.map((word) => keyOf(word, readWord(word, reader), contracts)).toSorted(signOf);
}

const SLIPS: readonly Slip[] = [
  "single characters",
  "marks forwards",
  "fewer marks",
  "more marks",
  "last mark",
];
const SLIPS_OF_CONTRACTION: readonly Slip[] = ["all letters", "length first"];

/** Whether every rule is needed: each slip turns neighbours round, and marks and lengths decide so often that they cannot be guessed. */
function needsEveryRule(instance: Rules & Pick<Case, "words">): boolean {
  const { alphabet, contracts } = instance;
  const keys = sorted(instance);
  const { length } = keys;
  let [byMarks, byLength] = [0, 0];
  for (let index = 1; index < length; index++) {
    const key = at(keys, index - 1);
    const place = placeOfDifference(key, at(keys, index));
    if (place === key.size) byLength++;
    else if (place >= key.marks && place < key.size) byMarks++;
  }
  if (byMarks * MARKED_NEIGHBOURS < length) return false;
  if (contracts && byLength * REPEATED_NEIGHBOURS < length) return false;
  const [reader, single] = [readerOf(alphabet), readerOf(alphabet, false)];
  const misled = (slip: Slip): boolean => {
    const slippedKey = ({ word }: Key): Key =>
      keyOf(word, readWord(word, slip === "single characters" ? single : reader), contracts, slip);
    let before = slippedKey(at(keys, 0));
    for (let index = 1; index < length; index++) {
      const next = slippedKey(at(keys, index));
      if (signOf(before, next) > 0) return true;
      before = next;
    }
    return false;
  };
  return SLIPS.every(misled) && (!contracts || SLIPS_OF_CONTRACTION.every(misled));
}

/** A syllable that begins with a letter of the alphabet that is no vowel. */
function drawSyllable(rng: Rng, onsets: readonly string[], vowels: readonly string[]): readonly string[] {
  const vowel = rng.choice(vowels);
  const marked = rng.boolean(0.35) ? (MARKED[vowel] ?? vowel) : vowel;
  return rng.boolean(0.25) ? [rng.choice(onsets), marked, rng.choice(onsets)] : [rng.choice(onsets), marked];
}

/** A word that differs from another one in its marks or, where letters are contracted, in a doubled consonant alone. */
function drawTwin(rng: Rng, letters: readonly string[], contracts: boolean): readonly string[] {
  const place = rng.integer(1, letters.length - 1);
  const letter = at(letters, place);
  const isAlone = letters[place - 1] !== letter && letters[place + 1] !== letter;
  const doubled =
    contracts && isAlone && rng.boolean(0.6) && !PLAIN.has(letter) && MARKED[letter] === undefined;
  const spelt = doubled ? letters.toSpliced(place, 0, letter) : letters;
  if (doubled && rng.boolean()) return spelt;
  // All marks are drawn anew, so that neither word need have the more of them.
  return spelt.map((one) => {
    const plain = PLAIN.get(one) ?? one;
    return rng.boolean() ? (MARKED[plain] ?? plain) : plain;
  });
}

type Sounds = { readonly onsets: readonly string[]; readonly vowels: readonly string[] };

function drawWord(
  rng: Rng,
  level: Level,
  { words, sounds }: { readonly words: readonly (readonly string[])[]; readonly sounds: Sounds },
): readonly string[] {
  const syllables = (count: number): readonly string[] =>
    Array.from({ length: count }, () => drawSyllable(rng, sounds.onsets, sounds.vowels)).flat();
  if (words.length === 0 || !rng.boolean(level.kin / 100)) return syllables(rng.integer(3, 4));
  const parent = rng.choice(words);
  if (rng.boolean(level.twins / 100)) return drawTwin(rng, parent, level.contracts);
  const stem = parent.slice(0, parent.length - rng.integer(0, 3));
  return [...stem, ...syllables(1)];
}

/** An alphabet in an order of its own, with letters of two characters among which some overlap. */
function drawAlphabet(
  rng: Rng,
  pairs: number,
): { readonly alphabet: readonly string[]; readonly sounds: Sounds } {
  const consonants = rng.sample(CONSONANTS, 8);
  const vowels = rng.sample(VOWELS, 3);
  const all = consonants.flatMap((one) =>
    consonants.flatMap((other) => (one === other ? [] : [one + other])),
  );
  const doubles = rng.sample(all, pairs);
  return {
    alphabet: rng.shuffle([...consonants, ...vowels, ...doubles]),
    sounds: { onsets: [...consonants, ...doubles, ...doubles], vowels },
  };
}

const MOST_LETTERS = 10;
/** Of so many words that stand next to each other, at least one is told from the one before by its marks. */
const MARKED_NEIGHBOURS = 4;
/** The same for repeated letters. */
const REPEATED_NEIGHBOURS = 9;
const MOST_DRAWS = 300;

function drawWords(rng: Rng, level: Level, rules: Rules & { readonly sounds: Sounds }): readonly string[] {
  const words: (readonly string[])[] = [];
  const keys: Key[] = [];
  const reader = readerOf(rules.alphabet);
  while (words.length < level.words) {
    const word = drawWord(rng, level, { words, sounds: rules.sounds });
    if (word.length > MOST_LETTERS) continue;
    const written = word.join("");
    const key = keyOf(written, readWord(written, reader), rules.contracts);
    // No two words are alike in all respects.
    if (keys.some((other) => placeOfDifference(key, other) < 0)) continue;
    words.push(word);
    keys.push(key);
  }
  return rng.shuffle(keys.map(({ word }) => word));
}

export default class DictionaryOrder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "DictionaryOrder",
    slug: "dictionary-order",
    title: "Dictionary of an Invented Language",
    domain: "character-puzzles",
    description:
      "Words are to be sorted as the dictionary of an invented language has them: by an alphabet in an order of its own in which some letters are written with two characters, then by marks on vowels, looked at from the end, and at last by length. In harder cases equal letters in a row count as one, and more words differ only late or only in marks.",
    answerFormat: "all words in their order, separated by commas, on a last line `Answer: …`",
    parameters: {
      words: { meaning: "words to be sorted", min: 4, max: 60 },
      pairs: { meaning: "letters that are written with two characters", min: 1, max: 12 },
      kin: { meaning: "of a hundred words, how many are made of an earlier one", min: 0, max: 95 },
      twins: {
        meaning: "of a hundred of these, how many differ from it in marks or a doubled letter alone",
        min: 0,
        max: 100,
      },
      contracts: { meaning: "whether equal letters in a row count as one", oneOf: [true, false] },
    },
    levels: [
      { words: 7, pairs: 2, kin: 75, twins: 60, contracts: false },
      { words: 11, pairs: 3, kin: 80, twins: 60, contracts: false },
      { words: 16, pairs: 4, kin: 85, twins: 65, contracts: true },
      { words: 24, pairs: 6, kin: 88, twins: 65, contracts: true },
      { words: 36, pairs: 8, kin: 92, twins: 60, contracts: true },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "lower" }), { separators: [","] }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let draw = 1; ; draw++) {
      const { alphabet, sounds } = drawAlphabet(rng, level.pairs);
      const rules = { alphabet, contracts: level.contracts };
      const drawn = { ...rules, words: drawWords(rng, level, { ...rules, sounds }) };
      if (draw === MOST_DRAWS || needsEveryRule(drawn)) return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ alphabet, words, contracts, voice }: Case): string {
    const opening = {
      dictionary: `The ${words.length} words below are to stand in the dictionary of an invented language. Put them into the order of that dictionary.`,
      index: `An archive keeps cards, each headed by one word of a foreign language, in the order of that language. Put these ${words.length} cards into order.`,
      brief: `Sort ${words.length} words by the rules below.`,
    }[voice];
    return [
      opening,
      "",
      `The alphabet, from its first letter to its last: ${alphabet.join(", ")}`,
      "",
      "Rules:",
      "1. Some letters are written with two characters. A word is read from left to right: where the next two characters make up a letter of the alphabet, they are that letter; otherwise the next character alone is the letter.",
      contracts
        ? "2. First, marks (as on á) are ignored, and equal letters in a row, however many, count as one. Words are compared letter by letter, and the first letter that differs decides by its place in the alphabet. Where one word ends before any letter differs, the one that ends comes first."
        : "2. First, marks (as on á) are ignored. Words are compared letter by letter, and the first letter that differs decides by its place in the alphabet. Where one word ends before any letter differs, the one that ends comes first.",
      `3. Words that are alike so far are compared by their marks, from the last letter backwards${contracts ? ", where equal letters in a row still count as one" : ""}: at the first letter that has a mark in one of the two words and none in the other, the word without the mark comes first.`,
      ...(contracts
        ? [
            "4. Words that are alike in this, too, differ in repeated letters: the one with fewer letters comes first.",
          ]
        : []),
      "",
      "An example with another alphabet: let it be o, t, ch, a, c, h. Then cho, chat, cat, hat is the right order: cho and chat begin with the letter ch, which comes before c, and o comes before a. The order of táta, tatá and tata is tata, táta, tatá, because the last letter is looked at first.",
      ...(contracts ? ["And tatta would stand right behind tata, before táta."] : []),
      "",
      "The words:",
      words.join(", "),
      "",
      `Give all ${words.length} words in their order, with their marks, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      sorted(instance)
        .map(({ word }) => word)
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const right = sorted(instance);
    return answer.length === right.length && right.every(({ word }, index) => word === answer[index]) ? 1 : 0;
  }

  /** Letters that have to be looked at to tell each word from its neighbour in the order. */
  override hardness(instance: Case): number {
    const keys = sorted(instance);
    return keys.slice(1).reduce((sum, key, index) => {
      const before = at(keys, index);
      const place = placeOfDifference(before, key);
      return sum + (place < 0 ? before.ranks.length : place + 1);
    }, 0);
  }
}
