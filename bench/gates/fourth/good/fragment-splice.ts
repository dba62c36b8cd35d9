import { at, Bootcamp, type Card, finalLine, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Case = {
  /** Different pieces, none of which stands within another. */
  readonly fragments: readonly string[];
};

type Level = {
  readonly fragments: number;
  readonly shortest: number;
  readonly longest: number;
  readonly letters: number;
  /** Whether joining the two pieces with the largest overlap first must fail. */
  readonly trap: boolean;
};

const ALPHABET = [..."ABCDEFGHKLMNPRSTUVWXYZ"];

/** The greatest number of letters at the end of one text that begin the other. */
function overlap(one: string, other: string): number {
  for (let size = Math.min(one.length, other.length) - 1; size > 0; size--) {
    if (one.endsWith(other.slice(0, size))) return size;
  }
  return 0;
}

/**
 * The number of letters of a shortest text that holds the fragments of a set (as bits) and begins with one of them, at
 * the place set * size + first; Infinity where the set lacks it.
 */
function leastLengths(fragments: readonly string[]): Float64Array {
  const size = fragments.length;
  const shared = fragments.flatMap((one) => fragments.map((other) => overlap(one, other)));
  const lengths = new Float64Array(2 ** size * size).fill(Infinity);
  for (let set = 1; set < 2 ** size; set++) {
    for (let first = 0; first < size; first++) {
      const rest = set & ~(1 << first);
      if (rest === set) continue;
      let behind = rest === 0 ? 0 : Infinity;
      for (let next = 0; next < size; next++) {
        if (((rest >> next) & 1) === 0) continue;
        behind = Math.min(behind, (lengths[rest * size + next] ?? 0) - (shared[first * size + next] ?? 0));
      }
      lengths[set * size + first] = at(fragments, first).length + behind;
    }
  }
  return lengths;
}

const shortestLength = (fragments: readonly string[]): number =>
  Math.min(...leastLengths(fragments).slice(-fragments.length));

/** A shortest text that holds every fragment. */
function shortestText(fragments: readonly string[]): string {
  const lengths = leastLengths(fragments);
  let set = 2 ** fragments.length - 1;
  let made = "";
  while (set !== 0) {
    // The next fragment is the one with which the whole comes out shortest.
    const start = set * fragments.length;
    const cost = (next: number): number =>
      (lengths[start + next] ?? Infinity) - (made === "" ? 0 : overlap(made, at(fragments, next)));
    const next = range(fragments.length).reduce((best, one) => (cost(one) < cost(best) ? one : best));
    made += at(fragments, next).slice(made === "" ? 0 : overlap(made, at(fragments, next)));
    set &= ~(1 << next);
  }
  return made;
}

/** What comes of joining, again and again, the two texts with the largest overlap. */
function greedyText(fragments: readonly string[]): string {
  let texts = [...fragments];
  while (texts.length > 1) {
    let pair = [0, 1];
    let most = -1;
    for (const one of range(texts.length)) {
      for (const other of range(texts.length)) {
        if (one === other) continue;
        const size = overlap(at(texts, one), at(texts, other));
        if (size > most) [pair, most] = [[one, other], size];
      }
    }
    const joined = at(texts, at(pair, 0)) + at(texts, at(pair, 1)).slice(most);
    texts = [...texts.filter((_, index) => !pair.includes(index)), joined];
  }
  return at(texts, 0);
}

function drawFragments(rng: Rng, level: Level): string[] | undefined {
  const letters = rng.sample(ALPHABET, level.letters);
  let source = "";
  const fragments: string[] = [];
  for (const _ of range(level.fragments)) {
    const size = rng.integer(level.shortest, level.longest);
    const kept = source === "" ? 0 : rng.integer(0, Math.min(level.shortest - 1, 3));
    const fresh = range(size - kept)
      .map(() => rng.choice(letters))
      .join("");
    source += fresh;
    fragments.push(source.slice(-size));
  }
  const isInside = fragments.some((one, index) =>
    fragments.some((other, place) => place !== index && other.includes(one)),
  );
  return isInside ? undefined : rng.shuffle(fragments);
}

export default class FragmentSplice extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "FragmentSplice",
    slug: "fragment-splice",
    title: "Fragment Splice",
    domain: "character-puzzles",
    description:
      "Some strings of letters are to be covered by one text that is as short as possible and holds each of them as an unbroken piece. Any shortest text is correct. Harder cases have more and longer pieces, and joining the pair with the largest overlap first leads astray.",
    answerFormat: "the text in capital letters on a last line `Answer: …`",
    parameters: {
      fragments: { meaning: "pieces to cover", min: 2, max: 9 },
      shortest: { meaning: "least length of a piece", min: 2, max: 8 },
      longest: { meaning: "greatest length of a piece", min: 2, max: 9 },
      letters: { meaning: "different letters to draw from", min: 2, max: 8 },
      trap: { meaning: "whether joining the largest overlap first must give too long a text" },
    },
    levels: [
      { fragments: 4, shortest: 3, longest: 4, letters: 4, trap: false },
      { fragments: 5, shortest: 3, longest: 5, letters: 4, trap: true },
      { fragments: 6, shortest: 4, longest: 5, letters: 3, trap: true },
      { fragments: 7, shortest: 4, longest: 6, letters: 3, trap: true },
      { fragments: 8, shortest: 4, longest: 6, letters: 2, trap: true },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "upper" }), (written) => {
      const letters = written.replaceAll(" ", "");
      return /^[A-Z]+$/.test(letters) ? parsed(letters) : unparsable("not a text of letters");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const fragments = drawFragments(rng, level);
      if (fragments === undefined) continue;
      const least = shortestLength(fragments);
      // At least two letters must be saved, and writing the pieces as they stand must not do.
      if (least > fragments.join("").length - 2) continue;
      const asListed = fragments.reduce((made, next) => made + next.slice(overlap(made, next)));
      if (asListed.length === least) continue;
      if (level.trap && greedyText(fragments).length === least) continue;
      return { fragments };
    }
  }

  promptFunc({ fragments }: Case): string {
    return [
      `A strip of paper with letters was copied, and the copies were cut up. These ${fragments.length} pieces are left:`,
      "",
      ...fragments.map((fragment, index) => `${index + 1}. ${fragment}`),
      "",
      "Find a text that the strip may have carried. The text must hold each piece as an unbroken run of letters, read from",
      "left to right; pieces may overlap and may be used in any order. No piece may be turned round.",
      "The text must be as short as possible: no shorter text holds all the pieces. If there are several shortest texts, any",
      "one of them is correct.",
      "",
      "An example: for the pieces IJO, OQI and JOQ the text IJOQI, of 5 letters, holds all three, and none with 4 letters does.",
      "",
      "Write the whole text in capital letters, without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ fragments }: Case): string {
    return this.answerFormat.wrap(shortestText(fragments));
  }

  override hardness({ fragments }: Case): number {
    const pairs = fragments.flatMap((one) => fragments.map((other) => (one === other ? 0 : overlap(one, other))));
    return fragments.length ** 2 + pairs.filter((size) => size > 0).length;
  }

  verifyCorrection(answer: string, { fragments }: Case): number {
    if (answer.length !== shortestLength(fragments)) return 0;
    return fragments.every((fragment) => answer.includes(fragment)) ? 1 : 0;
  }
}
