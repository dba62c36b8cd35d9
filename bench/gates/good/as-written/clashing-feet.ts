import { at, Bootcamp, type Card, digits, finalLine, list, range, type Rng } from "campforge/bootcamp";

type Case = {
  /** The written words of the phrase. */
  readonly words: readonly string[];
};

type Level = {
  readonly words: number;
  readonly clitics: number;
  /** The least length of the longest run of clashes in which each right word loses its first stress. */
  readonly chain: number;
};

type Syllable = { readonly letters: string; readonly heavy: boolean };

type Clash = {
  /** The place of the left word. */
  readonly left: number;
  readonly outcome: "left retreats" | "right loses" | "nothing";
};

type Solution = {
  readonly joined: readonly (readonly Syllable[])[];
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
  readonly clashes: readonly Clash[];
};

const VOWELS = ["a", "e", "i", "o", "u"];
const CONSONANTS = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"];

/** Patterns of weight with one stress, on the last syllable. */
const SINGLE = ["H", "H", "LH"];
/** Patterns of weight with two stresses, on the first and the last syllable. */
const DOUBLE = ["HH", "HH", "HLH", "LLH"];

/** The syllables of a written word. A consonant behind a vowel ends its syllable unless a vowel follows. */
function syllablesOf(word: string): Syllable[] {
  const parts: readonly string[] = word.match(/[^aeiou](?:aa|ee|ii|oo|uu|[aeiou])(?:[^aeiou](?![aeiou]))?/g) ?? [];
  return parts.map((letters, index) => ({
    letters,
    heavy: /aa|ee|ii|oo|uu/.test(letters) || (index < parts.length - 1 && /[^aeiou]$/.test(letters)),
  }));
}

/** The joined words: clitics go in front of the next other word, those at the end behind the last one. */
function joinWords(words: readonly string[]): Syllable[][] {
  const joined: Syllable[][] = [];
  let waiting: Syllable[] = [];
  for (const word of words) {
    const syllables = syllablesOf(word);
    waiting.push(...syllables);
    if (syllables.length === 1 && !at(syllables, 0).heavy) continue;
    joined.push(waiting);
    waiting = [];
  }
  at(joined, joined.length - 1).push(...waiting);
  return joined;
}

/** The stresses of a word by its feet, before any clash. */
function stressesOf(word: readonly Syllable[]): number[] {
  const marks = word.map(() => 0);
  let place = 0;
  while (place < word.length) {
    if (at(word, place).heavy) {
      marks[place] = 1;
      place += 1;
    } else if (place + 1 < word.length && !at(word, place + 1).heavy) {
      marks[place] = 1;
      place += 2;
    } else {
      place += 1;
    }
  }
  // Every joined word has a foot: it holds a heavy syllable or at least two light ones.
  marks[marks.lastIndexOf(1)] = 2;
  return marks;
}

function solve({ words }: Case): Solution {
  const joined = joinWords(words);
  const before = joined.map(stressesOf);
  const after = before.map((marks) => [...marks]);
  const clashes: Clash[] = [];
  for (const index of range(after.length - 1)) {
    const left = at(after, index);
    const right = at(after, index + 1);
    const last = left.length - 1;
    if (at(left, last) === 0 || at(right, 0) === 0) continue;
    const other = left.slice(0, last).findLastIndex((mark) => mark > 0);
    if (other >= 0) {
      left[last] = 0;
      left[other] = 2;
      clashes.push({ left: index, outcome: "left retreats" });
    } else if (at(right, 0) === 1) {
      right[0] = 0;
      clashes.push({ left: index, outcome: "right loses" });
    } else {
      clashes.push({ left: index, outcome: "nothing" });
    }
  }
  return { joined, before, after, clashes };
}

/** The length of the longest run of clashes between words in a row in each of which the right word loses its first stress. */
function longestChain(clashes: readonly Clash[]): number {
  let longest = 0;
  let run = 0;
  let before = -2;
  for (const { left, outcome } of clashes) {
    if (outcome !== "right loses") continue;
    run = left === before + 1 ? run + 1 : 1;
    before = left;
    longest = Math.max(longest, run);
  }
  return longest;
}

const written = (words: readonly (readonly number[])[]): string => words.map((marks) => marks.join("")).join(" ");

function drawPattern(rng: Rng): string {
  const kind = rng.integer(1, 11);
  if (kind <= 3) return rng.choice(SINGLE);
  if (kind <= 7) return rng.choice(DOUBLE);
  return range(rng.integer(2, 5))
    .map(() => (rng.boolean() ? "H" : "L"))
    .join("");
}

/** A written word with the given weights. */
function spell(rng: Rng, pattern: string): string {
  return [...pattern]
    .map((weight, index) => {
      const isLast = index === pattern.length - 1;
      const onset = rng.choice(CONSONANTS);
      const vowel = rng.choice(VOWELS);
      const coda = rng.choice(CONSONANTS);
      if (weight === "L") return onset + vowel + (isLast && rng.boolean(0.4) ? coda : "");
      if (!isLast && rng.boolean()) return onset + vowel + coda;
      return onset + vowel + vowel + (rng.boolean(0.2) ? coda : "");
    })
    .join("");
}

/** Words with two stresses in a row, behind one with a single stress or another with two. */
const drawRow = (rng: Rng, first: readonly string[], count: number): string[] => [
  rng.choice(first),
  ...range(count).map(() => rng.choice(DOUBLE)),
];

function drawWords(rng: Rng, { words, clitics, chain }: Level): string[] {
  // Rows of patterns that stay together: one that makes the chain, further rows, and single words.
  const rows = [drawRow(rng, SINGLE, chain)];
  for (let left = words - clitics - chain - 1; left > 0; ) {
    const size = left >= 4 && rng.boolean(0.12) ? rng.integer(3, Math.min(chain + 1, left)) : 1;
    rows.push(size > 1 ? drawRow(rng, rng.boolean(0.6) ? SINGLE : DOUBLE, size - 1) : [drawPattern(rng)]);
    left -= size;
  }
  const last = rng.boolean(0.6) ? ["L"] : [];
  const others = range(clitics - last.length).map(() => ["L"]);
  const patterns = [...rng.shuffle([...rows, ...others]).flat(), ...last];
  return patterns.map((pattern) => spell(rng, pattern));
}

export default class ClashingFeet extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "ClashingFeet",
    slug: "clashing-feet",
    title: "Clashing Feet",
    domain: "language-analysis",
    description:
      "A phrase of an invented language is given. Its clitics are joined to other words, its syllables are weighed and grouped into feet, and stresses that collide between neighbouring words are resolved from left to right. The stress of every syllable is asked for. Harder cases have more words and longer chains in which one clash decides the next.",
    answerFormat:
      "for each joined word its digits without spaces, words separated by spaces, on a last line such as Answer: 200 120 020 2 0200",
    parameters: {
      words: { meaning: "number of written words", min: 4, max: 200 },
      clitics: { meaning: "how many of the written words are clitics", min: 1, max: 40 },
      chain: {
        meaning:
          "clashes in a row, at the least, in each of which the right word loses its first stress; there are more words besides clitics than these",
        min: 1,
        max: 20,
      },
    },
    levels: [
      { words: 12, clitics: 2, chain: 5 },
      { words: 22, clitics: 4, chain: 6 },
      { words: 42, clitics: 7, chain: 8 },
      { words: 84, clitics: 14, chain: 10 },
      { words: 150, clitics: 24, chain: 14 },
    ],
  };

  readonly answerFormat = finalLine(list(digits()));

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case = { words: [] };
    let most = -1;
    for (let tries = 0; tries < 200 && most < level.chain + 1; tries++) {
      const drawn: Case = { words: drawWords(rng, level) };
      const { clashes } = solve(drawn);
      const retreats = clashes.some(({ outcome }) => outcome === "left retreats");
      const merit = Math.min(longestChain(clashes), level.chain) + (retreats ? 1 : 0);
      if (merit > most) {
        best = drawn;
        most = merit;
      }
    }
    return best;
  }

  promptFunc({ words }: Case): string {
    return [
      "An invented language stresses its words by feet, and stresses that collide between neighbouring words push each other away. Work out the stress of every syllable of a phrase.",
      "",
      "Letters and syllables:",
      "- The vowels are a, e, i, o, u. A doubled vowel, such as aa, is one long vowel; a single one is short. All other letters are consonants.",
      "- Each vowel, short or long, makes one syllable. A single consonant between two vowels begins the second syllable; of two consonants between two vowels, the first ends the first syllable and the second begins the next one. The consonant at the beginning of a word belongs to its first syllable, and a consonant at the end of a word to its last.",
      "- A syllable is heavy if its vowel is long, or if it ends in a consonant and is not the last syllable of its written word. Every other syllable is light. These weights are settled on the written words and do not change when words are joined.",
      "",
      "Joining:",
      "- A written word that consists of one light syllable (such as ti or tin) is a clitic. It joins the next word that is not a clitic, in front of it; several clitics in a row all join that word and keep their order. If no such word follows, the clitics join the end of the last word that is not a clitic, in their order.",
      '- From here on, "word" means the joined word.',
      "",
      "Feet, in each word from its left end:",
      "- A heavy syllable is a foot by itself and is stressed.",
      "- A light syllable followed by a light syllable forms a foot with it, and the first of the two is stressed.",
      "- A light syllable followed by a heavy one, or by nothing, is skipped: it is in no foot and is unstressed.",
      "- Then go on behind the foot or the skipped syllable.",
      "- The last stressed syllable of a word has main stress (2), the other stressed ones have secondary stress (1), and unstressed syllables are 0.",
      "",
      "Clashes, once all words have their feet: go through the pairs of neighbouring words once, from left to right, each pair with the stresses as they are by then. There is a clash if the last syllable of the left word and the first syllable of the right word are both stressed (1 or 2). Then:",
      "- If the left word has another stressed syllable, its last syllable becomes 0, and its rightmost remaining stressed syllable becomes 2.",
      "- Otherwise, if the first syllable of the right word is 1, it becomes 0.",
      "- Otherwise nothing changes.",
      "",
      "Example: pataroo kaamino ti sanlo guu deerati no",
      "- The joined words are pa-ta-roo, kaa-mi-no, ti-san-lo, guu and dee-ra-ti-no. By their feet they have 102, 120, 020, 2 and 1200.",
      "- pataroo and kaamino clash: pa is stressed too, so pataroo becomes 200. The next two pairs do not clash. guu and deeratino clash: guu has no other stress and dee is 1, so dee becomes 0.",
      "- The result is: 200 120 020 2 0200",
      "",
      "The phrase:",
      words.join(" "),
      "",
      "For each joined word, in order, write the digits of its syllables without spaces; separate the words by single spaces, all on one line.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(solve(instance).after));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    return answer.join(" ") === written(solve(instance).after) ? 1 : 0;
  }

  /** The syllables, weights, feet and clashes, word by word, and the answer. */
  workedSolution(instance: Case): string {
    const { joined, before, clashes } = solve(instance);
    const name = (index: number): string =>
      at(joined, index)
        .map(({ letters }) => letters)
        .join("-");
    const reasons = {
      "left retreats": "the left word has another stress, so its last syllable becomes 0 and its rightmost other stress 2.",
      "right loses": "the left word has no other stress and the right one begins with 1, which becomes 0.",
      nothing: "the left word has no other stress and the right one begins with its main stress, so nothing changes.",
    };
    return [
      "The joined words with their weights (H heavy, L light) and their stresses by feet:",
      ...joined.map(
        (word, index) =>
          `${name(index)}: ${word.map(({ heavy }) => (heavy ? "H" : "L")).join("")}, ${at(before, index).join("")}`,
      ),
      "The clashes from left to right:",
      ...clashes.map(({ left, outcome }) => `${name(left)} and ${name(left + 1)}: ${reasons[outcome]}`),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Syllables to be weighed and grouped, and clashes to be resolved. */
  hardness(instance: Case): number {
    const { joined, clashes } = solve(instance);
    return joined.flat().length + clashes.length;
  }
}
