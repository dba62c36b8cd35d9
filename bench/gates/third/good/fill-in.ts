import { at, Bootcamp, type Card, fencedBlock, mapping, type Rng, text } from "campforge/bootcamp";

/** A letter of one slot is a letter of another; both are counted from 0. */
type Crossing = {
  readonly slot: number;
  readonly position: number;
  readonly otherSlot: number;
  readonly otherPosition: number;
};

type Case = {
  /** How many letters each slot has. */
  readonly lengths: readonly number[];
  readonly crossings: readonly Crossing[];
  /** In alphabetical order; some may stay over. */
  readonly words: readonly string[];
};

type Level = {
  readonly slots: number;
  readonly crossings: number;
  readonly spare: number;
  readonly letters: number;
};

const ALPHABET = "etaoinsrldmu";

/** Whether a word in a slot agrees with the words that stand in other slots already. */
function agrees(word: string, slot: number, filled: readonly (string | undefined)[], crossings: readonly Crossing[]): boolean {
  return crossings.every((crossing) => {
    const isFirst = crossing.slot === slot;
    if (!isFirst && crossing.otherSlot !== slot) return true;
    const [own, other] = isFirst
      ? [crossing.position, crossing.otherPosition]
      : [crossing.otherPosition, crossing.position];
    const across = filled[isFirst ? crossing.otherSlot : crossing.slot];
    return across === undefined || across.charAt(other) === word.charAt(own);
  });
}

/** A different word for each slot so that all crossings agree; undefined where there is no such choice. */
function fill({ lengths, crossings, words }: Case): string[] | undefined {
  const filled: (string | undefined)[] = lengths.map(() => undefined);
  const used = new Set<string>();
  const optionsOf = (slot: number): string[] =>
    words.filter(
      (word) => word.length === at(lengths, slot) && !used.has(word) && agrees(word, slot, filled, crossings),
    );
  const go = (): boolean => {
    const open = lengths.flatMap((_, slot) =>
      filled[slot] === undefined ? [{ slot, options: optionsOf(slot) }] : [],
    );
    if (open.length === 0) return true;
    const tightest = open.reduce((best, one) => (one.options.length < best.options.length ? one : best));
    for (const word of tightest.options) {
      filled[tightest.slot] = word;
      used.add(word);
      if (go()) return true;
      filled[tightest.slot] = undefined;
      used.delete(word);
    }
    return false;
  };
  return go() ? filled.map((word) => word ?? "") : undefined;
}

/** Crossings between slots, at most one between any two, every slot crossed where there are enough. */
function drawCrossings(rng: Rng, lengths: readonly number[], count: number): Crossing[] {
  const found = new Map<string, Crossing>();
  for (let tries = 0; found.size < count && tries < 50 * count; tries++) {
    // The first ones link each slot to an earlier one.
    const slot = found.size < lengths.length - 1 ? found.size + 1 : rng.integer(1, lengths.length - 1);
    const otherSlot = rng.integer(0, slot - 1);
    if (found.has(`${slot}-${otherSlot}`)) continue;
    const position = rng.integer(0, at(lengths, slot) - 1);
    const otherPosition = rng.integer(0, at(lengths, otherSlot) - 1);
    found.set(`${slot}-${otherSlot}`, { slot, position, otherSlot, otherPosition });
  }
  return [...found.values()];
}

/** Words for the slots, letter by letter; letters that cross are the same. */
function drawPlanted(rng: Rng, lengths: readonly number[], crossings: readonly Crossing[], letters: readonly string[]): string[] {
  const planted = lengths.map((length) => Array.from({ length }, () => rng.choice(letters)));
  // Going over the crossings several times settles letters that several of them share.
  for (let round = 0; round <= crossings.length; round++) {
    for (const { slot, position, otherSlot, otherPosition } of crossings) {
      at(planted, slot)[position] = at(at(planted, otherSlot), otherPosition);
    }
  }
  return planted.map((word) => word.join(""));
}

export default class FillIn extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "FillIn",
    slug: "fill-in",
    title: "Words That Cross",
    domain: "character-puzzles",
    description:
      "Words from a list are to be put into slots of given lengths so that they agree wherever two slots cross, as in a crossword without clues. More slots, crossings and spare words are harder. Any filling that follows the rules is correct.",
    answerFormat: "one line slot=word for each slot, in a fenced block",
    parameters: {
      slots: { meaning: "slots to be filled", min: 3, max: 14 },
      crossings: { meaning: "crossings between slots", min: 2, max: 30 },
      spare: { meaning: "words of the list that stay over", min: 0, max: 30 },
      letters: { meaning: "different letters in the words", min: 3, max: 12 },
    },
    levels: [
      { slots: 4, crossings: 4, spare: 2, letters: 6 },
      { slots: 6, crossings: 7, spare: 4, letters: 6 },
      { slots: 8, crossings: 11, spare: 8, letters: 6 },
      { slots: 10, crossings: 15, spare: 12, letters: 5 },
      { slots: 13, crossings: 21, spare: 18, letters: 5 },
    ],
  };

  readonly answerFormat = fencedBlock(mapping(text(), text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const letters = rng.sample([...ALPHABET], level.letters);
    for (;;) {
      const lengths = Array.from({ length: level.slots }, () => rng.integer(4, 6));
      const crossings = drawCrossings(rng, lengths, level.crossings);
      const planted = drawPlanted(rng, lengths, crossings, letters);
      const agree = planted.every((word, slot) => agrees(word, slot, planted, crossings));
      const words = new Set(planted);
      if (!agree || words.size < planted.length) continue;
      while (words.size < level.slots + level.spare) {
        // A spare word is a planted one with two letters changed.
        const signs = [...rng.choice(planted)];
        for (const position of rng.sample(signs.map((_, index) => index), 2)) signs[position] = rng.choice(letters);
        words.add(signs.join(""));
      }
      return { lengths, crossings: rng.shuffle(crossings), words: [...words].toSorted() };
    }
  }

  promptFunc(instance: Case): string {
    const { lengths, crossings, words } = instance;
    return [
      "Words from a list are to be put into the slots of a puzzle. The slots:",
      "",
      ...lengths.map((length, slot) => `- slot ${slot + 1}: ${length} letters`),
      "",
      "The slots cross, and where they do, they have a letter in common:",
      "",
      ...crossings.map(
        ({ slot, position, otherSlot, otherPosition }) =>
          `- letter ${position + 1} of slot ${slot + 1} is letter ${otherPosition + 1} of slot ${otherSlot + 1}`,
      ),
      "",
      `The list: ${words.join(", ")}`,
      "",
      "Rules:",
      "1. Each slot gets one word of the list, which has exactly as many letters as the slot.",
      "2. No word is used twice. Some words of the list may stay over.",
      "3. Where two slots cross, the two letters are the same. Letters are counted from 1.",
      "",
      "Any filling that follows all the rules is correct. Give one line for each slot, with its number, an equals sign and the",
      "word, as in `99=dance`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const filled = fill(instance) ?? [];
    return this.answerFormat.wrap(filled.map((word, slot) => `${slot + 1}=${word}`).join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    const { lengths, crossings, words } = instance;
    if (answer.size !== lengths.length) return 0;
    const filled = lengths.map((_, slot) => answer.get(String(slot + 1)) ?? "");
    const isListed = filled.every((word, slot) => words.includes(word) && word.length === at(lengths, slot));
    if (!isListed || new Set(filled).size !== filled.length) return 0;
    return filled.every((word, slot) => agrees(word, slot, filled, crossings)) ? 1 : 0;
  }
}
