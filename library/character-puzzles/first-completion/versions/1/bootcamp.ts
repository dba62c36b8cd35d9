import { at, Bootcamp, type Card, finalLine, range, type Rng, text } from "campforge/bootcamp";

type Voice = "machine" | "language" | "brief";

/** A kind of brackets, or what lies outside of all of them: which kinds may stand directly inside, and how many pairs. */
type Room = { readonly holds: readonly number[]; readonly most: number };

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

/** Which numbers of pairs are possible, by their number. */
type Sizes = readonly boolean[];

/** Every sum of a number of either side, up to the largest. */
function sums(one: Sizes, other: Sizes): Sizes {
  const found = one.map(() => false);
  for (const [size, isPossible] of one.entries())
    if (isPossible) for (let more = 0; size + more < one.length; more++) if (at(other, more)) found[size + more] = true;
  return found;
}

/** For a room, how many pairs can be put into it: by how many may still stand there directly, and how deep. */
type Fillings = (room: Room, direct: number, depth: number) => Sizes;

/** What can be put into rooms with up to so many pairs in all, from the shallowest to the deepest. */
function tabulate({ inside, outside, deepest }: Rules, pairs: number): Fillings {
  const none: Sizes = range(pairs + 1).map((size) => size === 0);
  const tables = new Map<Room, Sizes[][]>([outside, ...inside].map((room) => [room, []]));
  for (let depth = 0; depth <= deepest; depth++) {
    // A pair counts one more than what it holds.
    const whole = inside.map((room): Sizes => {
      const filled = tables.get(room)?.[depth - 1]?.[room.most];
      return filled === undefined ? [] : [false, ...filled.slice(0, pairs)];
    });
    for (const [room, byDepth] of tables) {
      const one = range(pairs + 1).map((size) => size === 0 || room.holds.some((kind) => at(whole, kind)[size] === true));
      const byDirect = [none];
      for (let direct = 1; direct <= room.most; direct++) byDirect.push(sums(at(byDirect, direct - 1), one));
      byDepth.push(byDirect);
    }
  }
  return (room, direct, depth) => tables.get(room)?.[depth]?.[direct] ?? none;
}

/** An open bracket, or the outside of all: how many pairs may still stand in it, and what fits into those around it. */
type Open = { readonly kind: number; readonly room: Room; readonly direct: number; readonly around: Sizes };

/** Sequences of brackets as they grow, always such that they can be completed to the length. */
class Growth {
  readonly #rules: Rules;
  readonly #length: number;
  readonly #fillings: Fillings;
  readonly #open: Open[];
  text = "";

  constructor(rules: Rules, length: number) {
    this.#rules = rules;
    this.#length = length;
    this.#fillings = tabulate(rules, length / 2);
    const around = range(length / 2 + 1).map((size) => size === 0);
    this.#open = [{ kind: -1, room: rules.outside, direct: rules.outside.most, around }];
  }

  /** What is open once a bracket has been added; undefined where the rules forbid it there. */
  #after(bracket: string): Open[] | undefined {
    const top = at(this.#open, this.#open.length - 1);
    const rest = this.#open.slice(0, -1);
    const kind = this.#rules.kinds.findIndex((pair) => pair.includes(bracket));
    const isOpening = at(this.#rules.kinds, kind).startsWith(bracket);
    if (!isOpening) return kind === top.kind ? rest : undefined;
    if (!top.room.holds.includes(kind) || top.direct === 0 || rest.length >= this.#rules.deepest) return undefined;
    const outer = { ...top, direct: top.direct - 1 };
    const left = this.#fillings(outer.room, outer.direct, this.#rules.deepest - rest.length);
    const room = at(this.#rules.inside, kind);
    return [...rest, outer, { kind, room, direct: room.most, around: sums(outer.around, left) }];
  }

  /** What becomes of a bracket that is added. */
  try(bracket: string): "forbidden" | "trap" | "fine" {
    const open = this.#after(bracket);
    if (open === undefined) return "forbidden";
    const top = at(open, open.length - 1);
    const free = this.#length - this.text.length - 1 - (open.length - 1);
    if (free < 0 || free % 2 !== 0) return "trap";
    const own = this.#fillings(top.room, top.direct, this.#rules.deepest - open.length + 1);
    const pairs = free / 2;
    return range(pairs + 1).some((size) => own[size] === true && top.around[pairs - size] === true) ? "fine" : "trap";
  }

  add(bracket: string): void {
    const open = this.#after(bracket);
    if (open === undefined) return;
    this.#open.splice(0, this.#open.length, ...open);
    this.text += bracket;
  }
}

/** The first completion, with the brackets that were tried for it and those of them that left none. */
function complete({ beginning, length, order, ...rules }: Omit<Case, "voice">): {
  readonly text: string;
  readonly tried: number;
  readonly traps: number;
} {
  const growth = new Growth(rules, length);
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
  const kinds = KINDS.slice(0, level.kinds);
  const all = range(level.kinds);
  const some = (least: number): readonly number[] =>
    rng.sample(all, rng.integer(least, Math.max(least, level.kinds - 1))).toSorted((a, b) => a - b);
  const inside = all.map((): Room => {
    const holds = some(rng.boolean(0.2) ? 0 : 1);
    return { holds, most: holds.length === 0 ? 0 : rng.integer(1, 3) };
  });
  return { kinds, inside, outside: { holds: some(1), most: rng.integer(1, 3) }, deepest: level.deepest };
}

/** A beginning that can be completed, by brackets at random; undefined where there is none. */
function drawBeginning(rng: Rng, rules: Rules, { length, given }: Level): string | undefined {
  const growth = new Growth(rules, length);
  while (growth.text.length < given) {
    const fine = [...rules.kinds.join("")].filter((bracket) => growth.try(bracket) === "fine");
    if (fine.length === 0) return undefined;
    // Rather deep than flat, so that what is open matters.
    const opening = fine.filter((bracket) => rules.kinds.some((pair) => pair.startsWith(bracket)));
    growth.add(rng.choice(opening.length > 0 && rng.boolean(0.6) ? opening : fine));
  }
  return growth.text;
}

const named = (kinds: readonly string[], { holds, most }: Room): string => {
  if (holds.length === 0) return "nothing";
  const names = holds.map((kind) => at(kinds, kind));
  return `${names.length === 1 ? at(names, 0) : `${names.slice(0, -1).join(", ")} or ${at(names, names.length - 1)}`}, at most ${most} ${most === 1 ? "pair" : "pairs"}`;
};

export default class FirstCompletion extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "FirstCompletion",
    slug: "first-completion",
    title: "First Completion of a Bracket Sequence",
    domain: "character-puzzles",
    description:
      "The beginning of a bracket sequence is to be completed to a given length. Rules say which brackets may stand directly inside which, how many pairs of them, and how many may be open at once; of all completions the first one by a given order of the brackets is asked for. Harder cases are longer and have more places where a bracket that the rules allow leaves no completion.",
    answerFormat: "the whole sequence without spaces, on a last line `Answer: …`",
    parameters: {
      kinds: { meaning: "kinds of brackets", min: 2, max: 4 },
      length: { meaning: "brackets of the whole sequence", min: 6, max: 80 },
      given: { meaning: "brackets of the beginning", min: 1, max: 30 },
      deepest: { meaning: "brackets that may be open at the same time", min: 2, max: 10 },
      traps: { meaning: "brackets, at least, that the rules allow before the right one and that leave no completion", min: 0, max: 40 },
    },
    levels: [
      { kinds: 2, length: 10, given: 3, deepest: 3, traps: 1 },
      { kinds: 3, length: 16, given: 4, deepest: 4, traps: 2 },
      { kinds: 3, length: 24, given: 6, deepest: 4, traps: 4 },
      { kinds: 4, length: 34, given: 8, deepest: 5, traps: 6 },
      { kinds: 4, length: 48, given: 10, deepest: 6, traps: 9 },
    ],
  };

  readonly answerFormat = finalLine(text());

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const rules = drawRules(rng, level);
      const beginning = drawBeginning(rng, rules, level);
      if (beginning === undefined) continue;
      const order = rng.shuffle([...rules.kinds.join("")]).join("");
      const drawn = { ...rules, beginning, length: level.length, order };
      if (complete(drawn).traps >= level.traps) return { ...drawn, voice: rng.choice(VOICES) };
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
      "   The number is that of all pairs that stand directly there, of whatever kind.",
      `3. At most ${deepest} brackets are open at the same time.`,
      "",
      "Several sequences of this length may begin so and keep the rules. Wanted is the first of them in the manner of a dictionary: of two sequences the one comes first that has, where they first differ, the bracket that stands earlier in this order:",
      [...order].join(" "),
      "",
      "A small example: let [] stand inside () at most once, nothing inside [], and outside of all brackets () at most 2 pairs; at most 2 brackets are open at once, and the order is ) ( ] [. Then the first completion of ( to 6 brackets is ()([]). To 8 brackets it is ([])([]): the rules would allow a ) at once, but then only the 4 brackets ([]) could follow.",
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
