import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  parsed,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Kind = { readonly name: string; readonly open: string; readonly close: string };

type Case = {
  /** How many kinds of brackets there are, from the beginning of the list of kinds. */
  readonly kinds: number;
  readonly beginning: string;
  /** How many pairs of each kind the whole word holds. */
  readonly pairs: readonly number[];
  readonly deepest: number;
};

type Level = { readonly kinds: number; readonly pairs: number; readonly deepest: number };

const KINDS: readonly Kind[] = [
  { name: "round", open: "(", close: ")" },
  { name: "square", open: "[", close: "]" },
  { name: "curly", open: "{", close: "}" },
  { name: "angle", open: "<", close: ">" },
];
const BRACKETS = KINDS.map(({ open, close }) => open + close).join("");

const kindOpenedBy = (bracket: string): number => KINDS.findIndex(({ open }) => open === bracket);
const kindClosedBy = (bracket: string): number => KINDS.findIndex(({ close }) => close === bracket);

/** What a word leaves open, innermost last, and what it opened; undefined when it breaks a rule. */
function readWord(
  word: string,
  kinds: number,
  deepest: number,
): { readonly open: readonly number[]; readonly opened: readonly number[] } | undefined {
  const open: number[] = [];
  const opened = Array.from({ length: kinds }, () => 0);
  for (const bracket of word) {
    const opening = kindOpenedBy(bracket);
    if (opening >= 0) {
      if (opening >= kinds || open.at(-1) === opening || open.length === deepest) return undefined;
      open.push(opening);
      opened[opening] = at(opened, opening) + 1;
    } else if (open.pop() !== kindClosedBy(bracket)) return undefined;
  }
  return { open, opened };
}

/** A whole word that keeps the rules, bracket by bracket at random. */
function drawWord(rng: Rng, level: Level): string {
  const open: number[] = [];
  let word = "";
  let left = level.pairs;
  while (left > 0 || open.length > 0) {
    const canOpen = left > 0 && open.length < level.deepest;
    if (canOpen && (open.length === 0 || rng.boolean(0.62))) {
      const parent = open.at(-1);
      const possible = KINDS.slice(0, level.kinds).flatMap((_, kind) => (kind === parent ? [] : [kind]));
      const kind = rng.choice(possible);
      open.push(kind);
      word += at(KINDS, kind).open;
      left--;
    } else word += at(KINDS, open.pop() ?? 0).close;
  }
  return word;
}

/** Closes what is open, the innermost first, and then adds the missing pairs side by side. */
function complete({ kinds, beginning, pairs, deepest }: Case): string {
  const state = readWord(beginning, kinds, deepest);
  if (state === undefined) return "";
  const closing = state.open.map((kind) => at(KINDS, kind).close).reverse();
  const added = pairs.flatMap((count, kind) => {
    const { open, close } = at(KINDS, kind);
    return Array.from({ length: count - at(state.opened, kind) }, () => open + close);
  });
  return [...closing, ...added].join("");
}

export default class DyckCompletion extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "DyckCompletion",
    slug: "dyck-completion",
    title: "Dyck Completion",
    domain: "logical-reasoning",
    description:
      "The beginning of a word of brackets is to be completed so that the brackets close properly, the whole word holds a given number of pairs of each kind, stays within a depth and never puts a pair directly inside one of its own kind. Any completion that keeps the rules is right.",
    answerFormat: "the missing brackets alone, in a fenced block",
    parameters: {
      kinds: { meaning: "kinds of brackets", min: 2, max: 4 },
      pairs: { meaning: "pairs of brackets in the whole word", min: 4, max: 60 },
      deepest: {
        meaning: "how many pairs may lie inside one another, the outermost included",
        min: 2,
        max: 20,
      },
    },
    levels: [
      { kinds: 2, pairs: 10, deepest: 4 },
      { kinds: 3, pairs: 14, deepest: 6 },
      { kinds: 4, pairs: 24, deepest: 8 },
      { kinds: 4, pairs: 40, deepest: 12 },
    ],
  };

  readonly answerFormat = fencedBlock(
    refine(text(), (written) => {
      const word = written.replaceAll(" ", "");
      const strange = [...word].some((bracket) => !BRACKETS.includes(bracket));
      return strange ? unparsable("expected brackets and nothing else") : parsed(word);
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const word = drawWord(rng, level);
    const kept = rng.integer(Math.ceil(word.length * 0.4), Math.floor(word.length * 0.7));
    // The beginning ends with an opening bracket, so that something is always left to close.
    const cut = Math.max(
      0,
      ...[...word].map((bracket, place) => (place < kept && kindOpenedBy(bracket) >= 0 ? place : 0)),
    );
    const pairs = KINDS.slice(0, level.kinds).map(
      ({ open }) => [...word].filter((bracket) => bracket === open).length,
    );
    return { kinds: level.kinds, beginning: word.slice(0, cut + 1), pairs, deepest: level.deepest };
  }

  promptFunc(instance: Case): string {
    const { kinds, beginning, pairs, deepest } = instance;
    const used = KINDS.slice(0, kinds);
    return [
      "This is the beginning of a word of brackets:",
      "",
      beginning,
      "",
      `The brackets are of ${kinds} kinds: ${used.map(({ name, open, close }) => `${name} ${open} ${close}`).join(", ")}.`,
      "Write what must follow, so that the beginning and your brackets together make a whole word with these rules:",
      "1. Every opening bracket is closed later by a closing one of its kind, and pairs never cross: what is",
      "   opened last is closed first. Nothing is closed that is not open, and nothing stays open at the end.",
      `2. The whole word, its beginning included, holds exactly ${pairs.map((count, kind) => `${count} ${at(KINDS, kind).name}`).join(", ")} pairs.`,
      `3. At no place are more than ${deepest} brackets open at the same time.`,
      "4. A pair never stands directly inside a pair of its own kind: the pair that immediately encloses it is of",
      "   another kind. Pairs of one kind may stand side by side.",
      "",
      "Any continuation that keeps the rules is right. For example, with 2 round and 2 square pairs and at most 3",
      "brackets open, the beginning [( can be followed by )]()[]. It cannot be followed by )[]](), because a square",
      "pair would then stand directly inside a square one.",
      "",
      "Write only the brackets that follow, without the beginning; spaces do not matter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(complete(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    const { kinds, beginning, pairs, deepest } = instance;
    if (beginning.length + answer.length !== 2 * pairs.reduce((sum, count) => sum + count, 0)) return 0;
    const state = readWord(beginning + answer, kinds, deepest);
    if (state === undefined || state.open.length > 0) return 0;
    return pairs.every((count, kind) => at(state.opened, kind) === count) ? 1 : 0;
  }
}
