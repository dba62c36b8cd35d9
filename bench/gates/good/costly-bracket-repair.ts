import {
  at,
  Bootcamp,
  type Card,
  parsed,
  refine,
  renderGrid,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

type Case = {
  readonly brackets: string;
  /** What it costs to put another bracket at each place, whichever it is. */
  readonly costs: readonly number[];
  /** The kinds that may be used, each an opening and its closing bracket. */
  readonly kinds: readonly string[];
  /** At most this many brackets are open at once. */
  readonly deepest: number;
};

type Level = {
  readonly length: number;
  readonly kinds: number;
  readonly deepest: number;
  readonly damaged: number;
};

const KINDS = ["()", "[]", "{}"];

/** A row of brackets that keeps the rules, and what it costs to get there. */
type Repair = { readonly cost: number; readonly text: string };

/**
 * A cheapest repair. A repaired part is empty, or its first bracket is closed somewhere: the brackets
 * between the two have one level of depth less, those behind them as many as before.
 */
function repair({ brackets, costs, kinds, deepest }: Case): Repair {
  const known = new Map<string, Repair>();
  const change = (place: number, to: string): number => (brackets[place] === to ? 0 : at(costs, place));
  const cheapest = (from: number, to: number, depth: number): Repair => {
    if (from === to) return { cost: 0, text: "" };
    const key = `${from} ${to} ${depth}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let best: Repair = { cost: Infinity, text: "" };
    for (let closing = from + 1; closing < to; closing += 2) {
      if (depth === 1 && closing > from + 1) break;
      const inside = cheapest(from + 1, closing, depth - 1);
      const behind = cheapest(closing + 1, to, depth);
      for (const kind of kinds) {
        const [open = "", close = ""] = kind;
        const cost = change(from, open) + inside.cost + change(closing, close) + behind.cost;
        if (cost < best.cost) best = { cost, text: open + inside.text + close + behind.text };
      }
    }
    known.set(key, best);
    return best;
  };
  return cheapest(0, brackets.length, deepest);
}

/** True when every bracket is closed by one of its kind, none too late, and never too many are open. */
function isWellFormed(row: string, kinds: readonly string[], deepest: number): boolean {
  const awaited: string[] = [];
  for (const bracket of row) {
    const kind = kinds.find(([open]) => open === bracket);
    if (kind !== undefined) awaited.push(kind.slice(1));
    else if (awaited.pop() !== bracket) return false;
    if (awaited.length > deepest) return false;
  }
  return awaited.length === 0;
}

/** What the changes cost that turn the given row into another of the same length. */
function costOf(row: string, { brackets, costs }: Case): number {
  return costs.reduce((sum, cost, place) => sum + (row[place] === brackets[place] ? 0 : cost), 0);
}

/** A row of nested brackets. It may be one level deeper than the limit, so that the limit is felt. */
function drawNested(rng: Rng, length: number, kinds: readonly string[], deepest: number): string {
  const awaited: string[] = [];
  let row = "";
  while (row.length < length) {
    const mustOpen = awaited.length === 0;
    const mustClose = awaited.length > deepest || awaited.length === length - row.length;
    if (mustOpen || (!mustClose && rng.boolean(0.55))) {
      const kind = rng.choice(kinds);
      row += kind.slice(0, 1);
      awaited.push(kind.slice(1));
    } else row += awaited.pop() ?? "";
  }
  return row;
}

function drawDamaged(rng: Rng, level: Level): Case {
  const kinds = KINDS.slice(0, level.kinds);
  const row = [...drawNested(rng, level.length, kinds, level.deepest)];
  const places = rng.sample(
    row.map((_, place) => place),
    level.damaged,
  );
  for (const place of places) {
    row[place] = rng.choice([...kinds.join("")].filter((bracket) => bracket !== row[place]));
  }
  const costs = row.map(() => rng.integer(1, 9));
  return { brackets: row.join(""), costs, kinds, deepest: level.deepest };
}

const numberOfChanges = (instance: Case): number => {
  const { text: repaired } = repair(instance);
  return [...repaired].filter((bracket, place) => bracket !== instance.brackets[place]).length;
};

export default class CostlyBracketRepair extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "CostlyBracketRepair",
    slug: "costly-bracket-repair",
    title: "Costly Bracket Repair",
    domain: "character-puzzles",
    description:
      "A row of brackets of two or three kinds is damaged. Brackets are to be replaced, each place at its own cost, until the row is well-formed and not nested deeper than allowed, at the least possible cost in total. Every row of that cost is right.",
    answerFormat: "the whole repaired row of brackets between <answer> and </answer>",
    parameters: {
      length: { meaning: "brackets in the row, an even number", min: 6, max: 60 },
      kinds: { meaning: "kinds of brackets that may be used", min: 2, max: 3 },
      deepest: { meaning: "how many brackets may be open at once", min: 1, max: 6 },
      damaged: { meaning: "brackets that are replaced at random to damage the row", min: 2, max: 20 },
    },
    levels: [
      { length: 10, kinds: 2, deepest: 2, damaged: 3 },
      { length: 16, kinds: 2, deepest: 3, damaged: 5 },
      { length: 24, kinds: 3, deepest: 3, damaged: 8 },
      { length: 34, kinds: 3, deepest: 4, damaged: 12 },
    ],
  };

  // Spaces between the brackets mean nothing; people put them there to count.
  readonly answerFormat = tagged(refine(text(), (row) => parsed(row.replaceAll(" ", ""))));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = drawDamaged(rng, level);
    // Damage can mend itself, as when ( becomes [ and its partner ] as well.
    while (numberOfChanges(drawn) < level.damaged / 2) drawn = drawDamaged(rng, level);
    return drawn;
  }

  promptFunc(instance: Case): string {
    const { brackets, costs, kinds, deepest } = instance;
    const names = kinds.map(([open = "", close = ""]) => `${open} and ${close}`).join(", ");
    const table = renderGrid([
      ["place:  ", ...costs.map((_, place) => place + 1)],
      ["bracket:", ...brackets],
      ["cost:   ", ...costs],
    ]);
    return [
      `A row of ${brackets.length} brackets is damaged:`,
      "",
      brackets,
      "",
      "Here it is again with places counted from 1, and under each bracket what it costs to replace it:",
      "",
      table,
      "",
      "Repair the row by replacing brackets:",
      `1. The kinds of brackets are: ${names}. In each pair the first opens and the second closes.`,
      "2. At any place the bracket that stands there may be replaced by any other opening or closing bracket of these kinds. That costs the cost of the place, whichever bracket is put there. Brackets that stay cost nothing.",
      "3. Nothing is inserted, removed or moved.",
      "4. The repaired row is well-formed: every opening bracket is closed by a later bracket of the same kind, every closing bracket closes an opening one, and between an opening bracket and the one that closes it stands nothing, or a well-formed row.",
      `5. The repaired row is nested at most ${deepest} deep: read from left to right, never more than ${deepest} brackets are open at once.`,
      "",
      "The sum of the costs is to be as small as possible. If several repaired rows have the smallest sum, any of them is right.",
      `Give the whole repaired row. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(repair(instance).text);
  }

  verifyCorrection(answer: string, instance: Case): number {
    if (answer.length !== instance.brackets.length) return 0;
    if (!isWellFormed(answer, instance.kinds, instance.deepest)) return 0;
    return costOf(answer, instance) === repair(instance).cost ? 1 : 0;
  }
}
