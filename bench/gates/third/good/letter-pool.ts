import { Bootcamp, bracketed, type Card, type Rng, setOf, text } from "campforge/bootcamp";

type Case = {
  /** Every letter that must be used up, in alphabetical order, as often as it must. */
  readonly pool: string;
  readonly words: readonly string[];
};

type Level = { readonly words: number; readonly chosen: number; readonly decoys: number };

const WORDS = (
  "amber anchor apple arrow badge basket beacon bishop bottle branch bridge bronze butter button camel candle carbon " +
  "castle cedar cherry circle clover cobalt copper coral cotton cradle crater desert dragon eagle ember engine fabric " +
  "falcon feather ferry fiddle finger forest galaxy garden ginger goblet granite hammer harbor hazel helmet honey " +
  "hunter indigo insect island ivory jacket jasper jungle kennel kettle ladder lantern lemon linen lizard magnet " +
  "mantle maple marble meadow melon mirror monkey mortar napkin needle nickel nutmeg olive onion orbit orchid otter " +
  "oyster paddle palace parrot pebble pencil pepper pigeon pillow planet pocket quartz quiver rabbit raven ribbon " +
  "river rocket saddle salmon shadow silver spider spring stable summer tablet temple thread timber tunnel turtle " +
  "umbra valley velvet violet walnut wander willow window winter yarrow yellow zephyr zircon"
).split(" ");
const ATTEMPTS = 60;

const initial = (word: string): string => word.charAt(0);
const sorted = (letters: string): string => [...letters].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join("");

/** The pool without the letters of a word; undefined where they are not all there. Both are in order. */
function without(pool: string, word: string): string | undefined {
  let rest = pool;
  for (const letter of word) {
    const place = rest.indexOf(letter);
    if (place < 0) return undefined;
    rest = rest.slice(0, place) + rest.slice(place + 1);
  }
  return rest;
}

/** Words that use up the pool, no two with the same initial; each letter of the pool must be in some word. */
function solve({ pool, words }: Case): string[] | undefined {
  if (pool === "") return [];
  // The rarest letter leaves the fewest words to try.
  const letters = [...new Set(pool)];
  const holders = letters.map((letter) => words.filter((word) => word.includes(letter)));
  const fewest = holders.reduce((best, one) => (one.length < best.length ? one : best));
  for (const word of fewest) {
    const rest = without(pool, word);
    if (rest === undefined) continue;
    const others = words.filter(
      (other) => initial(other) !== initial(word) && without(rest, other) !== undefined,
    );
    const more = solve({ pool: rest, words: others });
    if (more !== undefined) return [word, ...more];
  }
  return undefined;
}

/** Words that fit into the pool by themselves tempt most. */
function drawWords(rng: Rng, pool: string, chosen: readonly string[], level: Level): string[] {
  const others = rng.shuffle(WORDS.filter((word) => !chosen.includes(word)));
  const tempting = others.filter((word) => without(pool, word) !== undefined).slice(0, level.decoys);
  const rest = others.filter((word) => !tempting.includes(word));
  const needed = level.words - chosen.length - tempting.length;
  return rng.shuffle([...chosen, ...tempting, ...rest.slice(0, needed)]);
}

function drawChosen(rng: Rng, count: number): string[] {
  const chosen: string[] = [];
  for (const word of rng.shuffle(WORDS)) {
    if (chosen.length === count) break;
    if (!chosen.some((other) => initial(other) === initial(word))) chosen.push(word);
  }
  return chosen;
}

export default class LetterPool extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "LetterPool",
    slug: "letter-pool",
    title: "Using Up the Letters",
    domain: "character-puzzles",
    description:
      "Some words of a list are to be chosen so that their letters together are exactly the letters of a pool, each as often as it stands there, and no two begin with the same letter. Any such choice is correct.",
    answerFormat: "the chosen words in any order, separated by commas, between [answer] and [/answer]",
    parameters: {
      words: { meaning: "words in the list", min: 4, max: 60 },
      chosen: { meaning: "words whose letters make up the pool", min: 2, max: 12 },
      decoys: { meaning: "other words that the pool has letters for", min: 0, max: 50 },
    },
    levels: [
      { words: 8, chosen: 3, decoys: 1 },
      { words: 14, chosen: 4, decoys: 5 },
      { words: 22, chosen: 5, decoys: 12 },
      { words: 36, chosen: 7, decoys: 26 },
    ],
  };

  readonly answerFormat = bracketed(setOf(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const chosen = drawChosen(rng, level.chosen);
      const pool = sorted(chosen.join(""));
      const words = drawWords(rng, pool, chosen, level);
      const tempting = words.filter((word) => !chosen.includes(word) && without(pool, word) !== undefined);
      if (tempting.length >= level.decoys || attempt >= ATTEMPTS) return { pool, words };
    }
  }

  promptFunc(instance: Case): string {
    const { pool, words } = instance;
    const letters = [...new Set(pool)].map((letter) => {
      const count = [...pool].filter((other) => other === letter).length;
      return `${letter} ${count}`;
    });
    return [
      `A pool holds ${pool.length} letters. Each is given with how often it stands in the pool:`,
      "",
      letters.join(", "),
      "",
      "Choose words from this list:",
      "",
      words.join(", "),
      "",
      "Rules:",
      "1. The letters of the chosen words, taken together, are exactly the letters of the pool: every letter is used as",
      "   often as it stands there, neither more nor less.",
      "2. No word is chosen twice.",
      "3. No two chosen words begin with the same letter.",
      "",
      "There is at least one such choice, and any one is correct. How many words are chosen is left to you.",
      "Give the chosen words in any order, separated by commas, written like [answer]house, mouse[/answer].",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap((solve(instance) ?? []).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { pool, words } = instance;
    if (answer.some((word) => !words.includes(word))) return 0;
    if (new Set(answer).size !== answer.length) return 0;
    if (new Set(answer.map(initial)).size !== answer.length) return 0;
    return sorted(answer.join("")) === pool ? 1 : 0;
  }
}
