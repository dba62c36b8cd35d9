import { at, Bootcamp, type Card, choiceOf, integer, list, makeGrid, range, record, renderGrid, type Rng, tagged } from "campforge/bootcamp";

type Cell = { readonly row: number; readonly column: number };

const MOVES = ["U", "D", "L", "R"] as const;
type Move = (typeof MOVES)[number];

type Answer = { readonly slides: number; readonly moves: readonly Move[] };

/** Rows of signs: "#" a rock, "." ice. */
type Case = { readonly rows: readonly string[]; readonly start: Cell; readonly goal: Cell };

type Level = { readonly size: number; readonly rocks: number; readonly slides: number };

const MOST_TRIES = 120;

const STEPS: Readonly<Record<Move, readonly [down: number, right: number]>> = { U: [-1, 0], D: [1, 0], L: [0, -1], R: [0, 1] };

const keyOf = ({ row, column }: Cell): string => `${row},${column}`;
const nameOf = ({ row, column }: Cell): string => `(${row + 1},${column + 1})`;

/** Where a slide ends. */
function slide(rows: readonly string[], from: Cell, move: Move): Cell {
  const [down, right] = STEPS[move];
  let { row, column } = from;
  while (rows[row + down]?.[column + right] === ".") {
    row += down;
    column += right;
  }
  return { row, column };
}

/** A shortest way to each cell on which the puck can come to rest. */
function waysFrom(rows: readonly string[], start: Cell): ReadonlyMap<string, { readonly cell: Cell; readonly moves: readonly Move[] }> {
  const ways = new Map([[keyOf(start), { cell: start, moves: [] as readonly Move[] }]]);
  for (const { cell, moves } of ways.values()) {
    for (const move of MOVES) {
      const next = slide(rows, cell, move);
      if (!ways.has(keyOf(next))) ways.set(keyOf(next), { cell: next, moves: [...moves, move] });
    }
  }
  return ways;
}

const shortest = ({ rows, start, goal }: Case): readonly Move[] => waysFrom(rows, start).get(keyOf(goal))?.moves ?? [];

function drawRink(rng: Rng, level: Level): { readonly rows: readonly string[]; readonly start: Cell } {
  const places = range(level.size * level.size);
  const [start = 0, ...rocks] = rng.sample(places, 1 + Math.floor((level.rocks * places.length) / 100));
  const isRock = new Set(rocks);
  const grid = makeGrid(level.size, level.size, (row, column) => (isRock.has(row * level.size + column) ? "#" : "."));
  return { rows: grid.map((line) => line.join("")), start: { row: Math.floor(start / level.size), column: start % level.size } };
}

export default class IceSlide extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "IceSlide",
    slug: "ice-slide",
    title: "Ice Slide",
    domain: "graphical-puzzles",
    description:
      "A puck on ice slides until a rock or the edge stops it. It is to come to rest on a marked cell in as few slides as possible; the number of slides and the slides themselves are asked for, and any shortest way is correct. Harder cases have larger rinks and longer ways.",
    answerFormat: "the number of slides and the slides as two named parts between <answer> and </answer>",
    parameters: {
      size: { meaning: "rows and columns of the rink", min: 4, max: 14 },
      rocks: { meaning: "percent of the cells that are rocks", min: 8, max: 30 },
      slides: { meaning: "slides that are needed, where such a rink is found", min: 2, max: 16 },
    },
    levels: [
      { size: 5, rocks: 16, slides: 3 },
      { size: 7, rocks: 16, slides: 5 },
      { size: 9, rocks: 15, slides: 7 },
      { size: 11, rocks: 14, slides: 9 },
      { size: 13, rocks: 13, slides: 11 },
    ],
  };

  readonly answerFormat = tagged(record({ slides: integer({ min: 0 }), moves: list(choiceOf(MOVES)) }));

  caseGenerator(rng: Rng, level: Level): Case {
    let best: (Case & { readonly far: number }) | undefined;
    for (let tried = 0; ; tried++) {
      const { rows, start } = drawRink(rng, level);
      const ways = [...waysFrom(rows, start).values()].map(({ cell, moves }) => ({ cell, far: moves.length }));
      const wished = ways.filter(({ far }) => far === level.slides);
      if (wished.length > 0) return { rows, start, goal: rng.choice(wished).cell };
      for (const { cell, far } of ways) {
        const isNearer = best === undefined || Math.abs(far - level.slides) < Math.abs(best.far - level.slides);
        if (far > 0 && isNearer) best = { rows, start, goal: cell, far };
      }
      if (tried >= MOST_TRIES && best !== undefined) return { rows: best.rows, start: best.start, goal: best.goal };
    }
  }

  promptFunc({ rows, start, goal }: Case): string {
    const grid = rows.map((line, row) =>
      [...line].map((sign, column) => (keyOf({ row, column }) === keyOf(start) ? "P" : keyOf({ row, column }) === keyOf(goal) ? "G" : sign)),
    );
    return [
      `A puck stands on the cell P of a rink of ${rows.length} rows and ${at(rows, 0).length} columns. # is a rock, . is ice, and G is the goal; the cells of P and G are ice, too:`,
      "",
      renderGrid(grid),
      "",
      `Rows are counted from 1 at the top and columns from 1 on the left, so P is at ${nameOf(start)} and G at ${nameOf(goal)}.`,
      "",
      "One slide moves the puck up (U), down (D), left (L) or right (R). It goes on in this direction over the ice until the next cell would be a rock or outside of the rink; there it comes to rest. It does not stop earlier, also not on the goal: passing over the goal is not enough, the puck must come to rest on it.",
      "",
      "Find a way from P to G with as few slides as possible. If there are several, any of them is correct.",
      "Give the number of slides, and the slides in order, separated by commas, in this form:",
      "slides: (number)",
      "moves: (letters)",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const moves = shortest(instance);
    return this.answerFormat.wrap(`slides: ${moves.length}\nmoves: ${moves.join(", ")}`);
  }

  verifyCorrection({ slides, moves }: Answer, instance: Case): number {
    const { rows, start, goal } = instance;
    const fewest = shortest(instance).length;
    if (slides !== fewest || moves.length !== fewest) return 0;
    const end = moves.reduce((cell, move) => slide(rows, cell, move), start);
    return keyOf(end) === keyOf(goal) ? 1 : 0;
  }

  /** Cells of rest that are nearer than the goal, times the slides. */
  override hardness(instance: Case): number {
    const fewest = shortest(instance).length;
    const nearer = [...waysFrom(instance.rows, instance.start).values()].filter(({ moves }) => moves.length <= fewest);
    return nearer.length * fewest;
  }
}
