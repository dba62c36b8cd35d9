import { at, Bootcamp, type Card, finalLine, range, type Rng, text } from "campforge/bootcamp";

type Voice = "machine" | "language" | "brief";

/** A kind of brackets, or what lies outside of all of them: which kinds may stand directly inside, and how many pairs there may be. */
type Room = { readonly holds: readonly number[]; readonly counts: readonly number[] };

type Rules = {
  /** Pairs of brackets, such as (). */
  readonly kinds: readonly string[];
  readonly inside: readonly Room[];
  readonly outside: Room;
  /** Brackets that may be open at the same time. */
  readonly deepest: number;
};

type Case = Rules & {
  readonly beginning: string;
  readonly length: number;
  /** All brackets, from the one that comes first. */
  readonly order: string;
  readonly voice: Voice;
};

type Level = {
  readonly kinds: number;
  readonly length: number;
  readonly given: number;
  readonly deepest: number;
  /** Brackets that the rules allow and that leave no completion, which come before the right one. */
  readonly traps: number;
};

const VOICES: readonly Voice[] = ["machine", "language", "brief"];
const KINDS = ["()", "[]", "{}", "<>"];

/** How many pairs may stand directly inside a kind of brackets, and outside of all: with gaps, so that not every number in between fits. */
const COUNTS: readonly (readonly number[])[] = [[0], [0], [0, 2], [0, 3], [0, 3], [1, 3], [2], [1, 4], [0, 4]];
const COUNTS_OUTSIDE: readonly (readonly number[])[] = [[2], [3], [1, 3], [2, 3], [2, 4]];

/** Which numbers of pairs are possible: the bit of value 2^n stands for n pairs. */
type Sizes = number;

const has = (sizes: Sizes, pairs: number): boolean => ((sizes >> pairs) & 1) === 1;
const join = (all: readonly Sizes[]): Sizes => all.reduce((joined, sizes) => joined | sizes, 0);

/** Every sum of a number of either side, up to the largest. */
function sums(one: Sizes, other: Sizes, most: number): Sizes {
  let found = 0;
  for (let size = 0; size <= most; size++) if (has(one, size)) found |= other << size;
  return found & (2 ** (most + 1) - 1);
}

/** For a room, how many pairs can still be put into it: by how many stand there directly already, and how deep one may go. */
type Fillings = (room: Room, used: number, depth: number) => Sizes;

/** What can be put into rooms with up to so many pairs in all, from the shallowest to the deepest. */
function tabulate({ inside, outside, deepest }: Rules, pairs: number): Fillings {
  const tables = new Map<Room, Sizes[][]>([outside, ...inside].map((room) => [room, []]));
  for (let depth = 0; depth <= deepest + BEYOND; depth++) {
    // A pair counts one more than what it holds.
    const whole = inside.map((room) => sums(2, depth === 0 ? 0 : (tables.get(room)?.[depth - 1]?.[0] ?? 0), pairs));
    for (const [{ holds, counts }, byDepth] of tables) {
      const one = join(holds.map((kind) => at(whole, kind)));
      const most = Math.max(...counts);
      const bySteps = [1];
      for (let more = 1; more <= most; more++) bySteps.push(sums(at(bySteps, more - 1), one, pairs));
      byDepth.push(range(most + 1).map((used) => join(counts.map((count) => bySteps[count - used] ?? 0))));
    }
  }
  return (room, used, depth) => tables.get(room)?.[depth]?.[used] ?? 0;
}

/** How it is told whether what is missing still fits: in full, or by an estimate that leaves something out. */
type Method = {
  /** In which rooms gaps between the possible numbers are minded: in all, or in two of them. */
  readonly gaps: "all" | "innermost" | "outermost";
  /** Whether the limit of depth is minded; "short" looks one bracket less deep than it allows. */
  readonly depth: "exact" | "ignored" | "short";
};

const IN_FULL: Method = { gaps: "all", depth: "exact" };
const ESTIMATES: readonly Method[] = [
  { gaps: "innermost", depth: "exact" },
  { gaps: "outermost", depth: "exact" },
  { gaps: "all", depth: "short" },
  { gaps: "all", depth: "ignored" },
];
/** So much deeper than the limit an estimate looks that ignores it. */
const BEYOND = 2;

/** Every number from the least to the largest, as if there were no gaps. */
const withoutGaps = (sizes: Sizes): Sizes => (sizes === 0 ? 0 : 2 ** (Math.floor(Math.log2(sizes)) + 1) - (sizes & -sizes));

/** An open bracket, or the outside of all: how many pairs stand in it directly. */
type Open = { readonly kind: number; readonly room: Room; readonly used: number };

type Means = { readonly fillings?: Fillings; readonly method?: Method };

/** Sequences of brackets as they grow, always such that they can be completed to the length, as far as the method tells. */
class Growth {
  readonly #rules: Rules;
  readonly #length: number;
  readonly #fillings: Fillings;
  readonly #method: Method;
  #open: readonly Open[];
  text = "";

  constructor(rules: Rules, length: number, { fillings = tabulate(rules, length / 2), method = IN_FULL }: Means = {}) {
    this.#rules = rules;
    this.#length = length;
    this.#fillings = fillings;
    this.#method = method;
    this.#open = [{ kind: -1, room: rules.outside, used: 0 }];
  }

  /** What is open once a bracket has been added; undefined where the rules forbid it there. */
  #after(bracket: string): readonly Open[] | undefined {
    const top = at(this.#open, this.#open.length - 1);
    const rest = this.#open.slice(0, -1);
    const kind = this.#rules.kinds.findIndex((pair) => pair.includes(bracket));
    const isOpening = at(this.#rules.kinds, kind).startsWith(bracket);
    if (!isOpening) return kind === top.kind && top.room.counts.includes(top.used) ? rest : undefined;
    const isFull = top.used >= Math.max(...top.room.counts) || rest.length >= this.#rules.deepest;
    if (isFull || !top.room.holds.includes(kind)) return undefined;
    return [...rest, { ...top, used: top.used + 1 }, { kind, room: at(this.#rules.inside, kind), used: 0 }];
  }

  /** How many pairs fit into an open bracket, by the method. */
  #fillingOf({ room, used }: Open, index: number, open: readonly Open[]): Sizes {
    const { deepest } = this.#rules;
    const { gaps, depth } = this.#method;
    const left = { exact: deepest - index, short: Math.min(deepest - index, deepest - 1), ignored: deepest + BEYOND }[depth];
    const sizes = this.#fillings(room, used, left);
    const minded = gaps === "all" || (gaps === "innermost" ? index >= open.length - 2 : index <= 1);
    return minded ? sizes : withoutGaps(sizes);
  }

  /** What becomes of a bracket that is added. */
  try(bracket: string): "forbidden" | "trap" | "fine" {
    const open = this.#after(bracket);
    if (open === undefined) return "forbidden";
    const pairs = (this.#length - this.text.length - open.length) / 2;
    if (pairs < 0) return "trap";
    const possible = open.map((one, index) => this.#fillingOf(one, index, open)).reduce((all, sizes) => sums(all, sizes, pairs), 1);
    return has(possible, pairs) ? "fine" : "trap";
  }

  add(bracket: string): void {
    const open = this.#after(bracket);
    if (open === undefined) return;
    this.#open = open;
    this.text += bracket;
  }
}

type Completion = { readonly text: string; readonly tried: number; readonly traps: number };

/** The first completion, with the brackets that were tried for it and those of them that left none. */
function complete({ beginning, length, order, ...rules }: Omit<Case, "voice">, means: Means = {}): Completion {
  const growth = new Growth(rules, length, means);
  for (const bracket of beginning) growth.add(bracket);
  let [tried, traps] = [0, 0];
  for (let grown = -1; grown < growth.text.length && growth.text.length < length; ) {
    grown = growth.text.length;
    for (const bracket of order) {
      const became = growth.try(bracket);
      if (became === "forbidden") continue;
      tried++;
      if (became === "trap") traps++;
      else {
        growth.add(bracket);
        break;
      }
    }
  }
  return { text: growth.text, tried, traps };
}

function drawRules(rng: Rng, level: Level): Rules {
  const all = range(level.kinds);
  const some = (): readonly number[] => rng.sample(all, rng.integer(1, Math.max(1, level.kinds - 1))).toSorted((a, b) => a - b);
  const inside = all.map((): Room => {
    const counts = rng.choice(COUNTS);
    return { holds: Math.max(...counts) === 0 ? [] : some(), counts };
  });
  const outside = { holds: some(), counts: rng.choice(COUNTS_OUTSIDE) };
  return { kinds: KINDS.slice(0, level.kinds), inside, outside, deepest: level.deepest };
}

/** A beginning that can be completed, by brackets at random; undefined where there is none. */
function drawBeginning(rng: Rng, rules: Rules, { length, given }: Level, fillings: Fillings): string | undefined {
  const growth = new Growth(rules, length, { fillings });
  while (growth.text.length < given) {
    const fine = [...rules.kinds.join("")].filter((bracket) => growth.try(bracket) === "fine");
    if (fine.length === 0) return undefined;
    // Rather deep than flat, so that what is open matters.
    const opening = fine.filter((bracket) => rules.kinds.some((pair) => pair.startsWith(bracket)));
    growth.add(rng.choice(opening.length > 0 && rng.boolean(0.6) ? opening : fine));
  }
  return growth.text;
}

/** Whether an estimate, in which no choice is taken back, leads to the first completion. */
function isEstimated(drawn: Omit<Case, "voice">, fillings: Fillings, right: string): boolean {
  return ESTIMATES.some((method) => complete(drawn, { fillings, method }).text === right);
}

const listed = (items: readonly (string | number)[]): string =>
  items.length === 1 ? String(at(items, 0)) : `${items.slice(0, -1).join(", ")} or ${at(items, items.length - 1)}`;

const named = (kinds: readonly string[], { holds, counts }: Room): string => {
  if (holds.length === 0) return "nothing";
  const numbers = listed(counts.map((count) => (count === 0 ? "no" : count)));
  return `${numbers} ${counts.at(-1) === 1 ? "pair" : "pairs"}, each ${listed(holds.map((kind) => at(kinds, kind)))}`;
};

/** From so many draws on, cases are taken in which an estimate does. */
const MOST_DRAWS = 250;
/** Beginnings and orders that are tried with the same rules. */
const TRIALS = 8;

export default class FirstCompletion extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "FirstCompletion",
    slug: "first-completion",
    title: "First Completion of a Bracket Sequence",
    domain: "character-puzzles",
    description:
      "The beginning of a bracket sequence is to be completed to a given length. Rules say which brackets may stand directly inside which, in what numbers of pairs, and how many may be open at once; of all completions the first one by a given order of the brackets is asked for. Harder cases are longer and have more places where a bracket that the rules allow leaves no completion. As numbers in between are not allowed, an estimate of what still fits goes wrong.",
    answerFormat: "the whole sequence without spaces, on a last line `Answer: …`",
    parameters: {
      kinds: { meaning: "kinds of brackets", min: 2, max: 4 },
      length: { meaning: "brackets of the whole sequence, an even number", min: 6, max: 60 },
      given: { meaning: "brackets of the beginning", min: 1, max: 30 },
      deepest: { meaning: "brackets that may be open at the same time", min: 2, max: 10 },
      traps: { meaning: "brackets, at least, that the rules allow before the right one and that leave no completion", min: 0, max: 40 },
    },
    levels: [
      { kinds: 3, length: 14, given: 2, deepest: 3, traps: 1 },
      { kinds: 3, length: 20, given: 3, deepest: 3, traps: 2 },
      { kinds: 3, length: 28, given: 4, deepest: 4, traps: 4 },
      { kinds: 4, length: 38, given: 5, deepest: 4, traps: 6 },
      { kinds: 4, length: 54, given: 6, deepest: 4, traps: 9 },
    ],
  };

  readonly answerFormat = finalLine(text());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let draw = 1; ; draw++) {
      const rules = drawRules(rng, level);
      const fillings = tabulate(rules, level.length / 2);
      for (let trial = 0; trial < TRIALS; trial++) {
        const beginning = drawBeginning(rng, rules, level, fillings);
        if (beginning === undefined) break;
        const order = rng.shuffle([...rules.kinds.join("")]).join("");
        const drawn = { ...rules, beginning, length: level.length, order };
        const right = complete(drawn, { fillings });
        if (right.traps < level.traps) continue;
        if (draw >= MOST_DRAWS || !isEstimated(drawn, fillings, right.text)) return { ...drawn, voice: rng.choice(VOICES) };
      }
    }
  }

  promptFunc({ kinds, inside, outside, deepest, beginning, length, order, voice }: Case): string {
    const opening = {
      machine: `A machine has printed the first ${beginning.length} brackets of a sequence and stopped. Print the rest.`,
      language: `The words of a formal language are sequences of brackets. Here is the beginning of one of them; find the word.`,
      brief: `Complete a bracket sequence by the rules below.`,
    }[voice];
    return [
      opening,
      "",
      `The beginning: ${beginning}`,
      `The length of the whole sequence: ${length} brackets`,
      "",
      "Rules:",
      "1. Every opening bracket is closed by its own partner, and what was opened last is closed first. At the end nothing is open.",
      `2. What may stand directly inside a pair, that is, in no pair further inside:`,
      ...inside.map((room, kind) => `   - inside ${at(kinds, kind)}: ${named(kinds, room)}`),
      `   - outside of all brackets: ${named(kinds, outside)}`,
      "   A number is that of all pairs that stand directly there, of whatever kind; no other number is allowed.",
      `3. At most ${deepest} brackets are open at the same time.`,
      "",
      "Several sequences of this length may begin so and keep the rules. Wanted is the first of them in the manner of a dictionary: of two sequences the one comes first that has, where they first differ, the bracket that stands earlier in this order:",
      [...order].join(" "),
      "",
      "A small example: let no or 2 pairs stand inside (), each [], nothing inside [], and outside of all brackets 1 or 2 pairs, each (); at most 2 brackets are open at once, and the order is ) ( ] [. Then the first completion of ( to 8 brackets is ()([][]). To 6 brackets it is ([][]): the rules would allow a ) at once, but then nothing with just 4 brackets could follow.",
      "",
      `Give the whole sequence of ${length} brackets, the beginning included, without spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(complete(instance).text);
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === complete(instance).text ? 1 : 0;
  }

  /** Brackets that are tried, in their order, where the rules allow them; each that leaves no completion has to be seen through. */
  override hardness(instance: Case): number {
    const { tried, traps } = complete(instance);
    return tried + traps;
  }
}
