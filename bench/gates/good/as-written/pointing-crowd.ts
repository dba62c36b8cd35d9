import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  fencedBlock,
  grid,
  neighbours,
  range,
  renderGrid,
  type Rng,
} from "campforge/bootcamp";

type Case = {
  /** A number, U, D, L, R, or a dot for a blank cell. */
  readonly rows: readonly (readonly string[])[];
};

type Level = {
  readonly smallest: number;
  readonly largest: number;
  readonly numbers: number;
  readonly given: number;
  readonly thinned: boolean;
};

const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;
const BITS = [UP, DOWN, LEFT, RIGHT];
const ARROWS = ["U", "D", "L", "R"];
const BLANK = ".";
const SIGNS: readonly string[] = [...ARROWS, ...range(13).map(String)];

/** Branches after which a search is given up: while a puzzle is made unique, and while it is thinned. */
const MOST_BRANCHES = 400;
const FEW_BRANCHES = 120;

/** Drafts after which a grid is taken although filling it without taking anything back may do. */
const MOST_DRAFTS = 60;

/** An arrow as a bit; 0 for every other sign. */
const bitOf = (sign: string): number => BITS[ARROWS.indexOf(sign)] ?? 0;
const arrowOf = (bit: number): string => at(ARROWS, BITS.indexOf(bit));

/** A cell, as its number in reading order, and the arrow in it that would point at another cell. */
type Look = readonly [cell: number, bit: number];

/** What follows from the size of a grid alone. */
type Plan = {
  readonly cells: readonly number[];
  /** For each cell, the arrows that would point straight out of the grid. */
  readonly outward: readonly number[];
  /** For each cell, the cells that share an edge with it. */
  readonly beside: readonly (readonly number[])[];
  /** For each cell, from where and by which arrow it can be pointed at. */
  readonly looks: readonly (readonly Look[])[];
};

/** The arrow in one cell that points at another; 0 where there is none. */
function arrowTowards(from: number, to: number, columns: number): number {
  const [row, column] = [Math.floor(from / columns), from % columns];
  const [toRow, toColumn] = [Math.floor(to / columns), to % columns];
  if (from === to) return 0;
  if (column === toColumn) return toRow > row ? DOWN : UP;
  if (row === toRow) return toColumn > column ? RIGHT : LEFT;
  return 0;
}

function planOf(rows: number, columns: number): Plan {
  const cells = range(rows * columns);
  const outward = cells.map((cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const upright = (row === 0 ? UP : 0) | (row === rows - 1 ? DOWN : 0);
    return upright | (column === 0 ? LEFT : 0) | (column === columns - 1 ? RIGHT : 0);
  });
  const beside = cells.map((cell) =>
    neighbours({ row: Math.floor(cell / columns), column: cell % columns }, rows, columns).map(
      ({ row, column }) => row * columns + column,
    ),
  );
  const looks = cells.map((cell) =>
    cells
      .map((other): Look => [other, arrowTowards(other, cell, columns)])
      .filter(([, bit]) => bit !== 0),
  );
  return { cells, outward, beside, looks };
}

/** A number cell: how many of these arrows there are. */
type Clue = { readonly count: number; readonly looks: readonly Look[] };

const isNumber = (sign: string): boolean => sign !== BLANK && bitOf(sign) === 0;

/** Takes away arrows that cannot be, until nothing changes; false where a rule is broken. The arrows that are left in a cell are bits. */
function narrow(beside: Plan["beside"], clues: readonly Clue[], left: number[]): boolean {
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (let cell = 0; cell < left.length; cell++) {
      const bits = at(left, cell);
      if (bits === 0 || (bits & (bits - 1)) !== 0) continue;
      for (const other of at(beside, cell)) {
        const before = at(left, other);
        if ((before & bits) === 0) continue;
        if (before === bits) return false;
        left[other] = before & ~bits;
        isChanged = true;
      }
    }
    for (const { count, looks } of clues) {
      let sure = 0;
      let possible = 0;
      for (const [cell, bit] of looks) {
        const bits = at(left, cell);
        if (bits === bit) sure++;
        else if ((bits & bit) !== 0) possible++;
      }
      if (sure > count || sure + possible < count) return false;
      if (possible === 0 || (sure < count && sure + possible > count)) continue;
      for (const [cell, bit] of looks) {
        const bits = at(left, cell);
        if (bits === bit || (bits & bit) === 0) continue;
        left[cell] = sure === count ? bits & ~bit : bit;
      }
      isChanged = true;
    }
  }
  return true;
}

type Search = {
  readonly beside: Plan["beside"];
  readonly clues: readonly Clue[];
  readonly found: (readonly number[])[];
  readonly most: number;
  readonly limit: number;
  branches: number;
};

const sizeOf = (bits: number): number => BITS.filter((bit) => (bits & bit) !== 0).length;

/** False when the search is given up. */
function visit(search: Search, left: number[]): boolean {
  if (!narrow(search.beside, search.clues, left)) return true;
  let chosen = -1;
  let fewest = 5;
  for (let cell = 0; cell < left.length; cell++) {
    const size = sizeOf(at(left, cell));
    if (size > 1 && size < fewest) [chosen, fewest] = [cell, size];
  }
  if (chosen < 0) {
    search.found.push(left);
    return true;
  }
  for (const bit of BITS) {
    if ((at(left, chosen) & bit) === 0) continue;
    if (++search.branches > search.limit) return false;
    const next = [...left];
    next[chosen] = bit;
    if (!visit(search, next)) return false;
    if (search.found.length === search.most) return true;
  }
  return true;
}

type Outcome = { readonly found: readonly (readonly number[])[]; readonly branches: number };

/** The first solutions, at most `most`, as bits; undefined when the search is given up. */
function solve(plan: Plan, signs: readonly string[], most: number, limit: number): Outcome | undefined {
  const left = signs.map((sign, cell) => (sign === BLANK ? 15 & ~at(plan.outward, cell) : bitOf(sign)));
  const clues = signs.flatMap((sign, cell): Clue[] =>
    isNumber(sign)
      ? [{ count: Number(sign), looks: at(plan.looks, cell).filter(([other]) => left[other] !== 0) }]
      : [],
  );
  const search: Search = { beside: plan.beside, clues, found: [], most, limit, branches: 0 };
  return visit(search, left) ? { found: search.found, branches: search.branches } : undefined;
}

/** A grid full of arrows, no two neighbours equal and none pointing straight out. */
function drawFilling(rng: Rng, { cells, outward, beside }: Plan): readonly number[] {
  for (;;) {
    const filling: number[] = [];
    for (const cell of cells) {
      const taken = at(beside, cell).reduce((bits, other) => bits | (filling[other] ?? 0), at(outward, cell));
      const free = BITS.filter((bit) => (bit & taken) === 0);
      if (free.length === 0) break;
      filling.push(rng.choice(free));
    }
    if (filling.length === cells.length) return filling;
  }
}

/** Which cells of a filling are numbers, and which arrows are given; all others are blank. */
type Choice = { readonly numbers: ReadonlySet<number>; readonly given: ReadonlySet<number> };

function signsOf({ cells, looks }: Plan, filling: readonly number[], { numbers, given }: Choice): string[] {
  return cells.map((cell) => {
    if (numbers.has(cell)) {
      const pointing = at(looks, cell).filter(([other, bit]) => !numbers.has(other) && filling[other] === bit);
      return String(pointing.length);
    }
    return given.has(cell) ? arrowOf(at(filling, cell)) : BLANK;
  });
}

/** Numbers that settle many cells at once. */
const isTelling = (sign: string): boolean => sign === "0" || Number(sign) >= 4;

function drawRows(rng: Rng, level: Level): (readonly string[])[] | undefined {
  const rows = rng.integer(level.smallest, level.largest);
  const columns = rng.integer(level.smallest, level.largest);
  const plan = planOf(rows, columns);
  const { cells } = plan;
  const filling = drawFilling(rng, plan);
  const mostNumbers = Math.round(level.numbers * cells.length);
  let numbers = new Set(rng.sample(cells, Math.round((level.thinned ? 0.6 : 0.9) * mostNumbers)));
  const given = new Set<number>();
  const mostGiven = (): number => Math.round(level.given * (cells.length - numbers.size));

  // Where another solution differs from the filling, a number or a given arrow is put.
  for (;;) {
    const outcome = solve(plan, signsOf(plan, filling, { numbers, given }), 2, MOST_BRANCHES);
    if (outcome === undefined) return undefined;
    const differing = outcome.found
      .map((one) => cells.filter((cell) => one[cell] !== 0 && one[cell] !== filling[cell]))
      .find((places) => places.length > 0);
    if (differing === undefined) break;
    if (numbers.size < mostNumbers) numbers.add(rng.choice(differing));
    else if (given.size < mostGiven()) given.add(rng.choice(differing));
    else return undefined;
  }

  if (level.thinned) {
    const signs = signsOf(plan, filling, { numbers, given });
    const order = rng.shuffle([...numbers]);
    const telling = order.filter((cell) => isTelling(at(signs, cell)));
    for (const cell of [...telling, ...order.filter((one) => !telling.includes(one))]) {
      const fewer = new Set([...numbers].filter((one) => one !== cell));
      const outcome = solve(plan, signsOf(plan, filling, { numbers: fewer, given }), 2, FEW_BRANCHES);
      if (outcome?.found.length === 1) numbers = fewer;
    }
  }
  for (const cell of rng.shuffle(cells)) {
    if (!numbers.has(cell) && given.size < mostGiven()) given.add(cell);
  }
  const signs = signsOf(plan, filling, { numbers, given });
  return range(rows).map((row) => signs.slice(row * columns, (row + 1) * columns));
}

/** The solution of a case and the branches that the search takes. */
function solutionOf({ rows }: Case): Outcome {
  const plan = planOf(rows.length, at(rows, 0).length);
  return solve(plan, rows.flat(), 2, Infinity) ?? { found: [], branches: 0 };
}

/** Fills one blank cell after another for good, each with the arrow whose numbers lack most for the cells that are left; stops where a cell has no arrow. The cell of least rank comes first; its lead is how much its best arrow is ahead. */
function fillForGood(
  { cells, outward, beside, looks }: Plan,
  signs: readonly string[],
  rank: (cell: number, lead: number) => number,
): number[] {
  const filled = signs.map(bitOf);
  const open = new Set(cells.filter((cell) => signs[cell] === BLANK));
  const clues = signs.flatMap((sign, cell): Clue[] =>
    isNumber(sign) ? [{ count: Number(sign), looks: at(looks, cell) }] : [],
  );
  while (open.size > 0) {
    const scores = cells.map((cell) => {
      const taken = at(beside, cell).reduce((bits, other) => bits | at(filled, other), at(outward, cell));
      return BITS.map((bit) => ((taken & bit) === 0 ? 0 : -Infinity));
    });
    for (const clue of clues) {
      const lack = clue.count - clue.looks.filter(([cell, bit]) => filled[cell] === bit).length;
      const able = clue.looks.filter(([cell]) => open.has(cell));
      for (const [cell, bit] of able) {
        const row = at(scores, cell);
        const place = BITS.indexOf(bit);
        row[place] = at(row, place) + (lack > 0 ? lack / able.length : -Infinity);
      }
    }
    let chosen = -1;
    let least = Infinity;
    for (const cell of open) {
      const [best = 0, second = 0] = at(scores, cell).toSorted((one, other) => (one === other ? 0 : other - one));
      const own = rank(cell, second === -Infinity ? Infinity : best - second);
      if (chosen < 0 || own < least) [chosen, least] = [cell, own];
    }
    const row = at(scores, chosen);
    const best = Math.max(...row);
    if (best === -Infinity) return filled;
    filled[chosen] = at(BITS, row.indexOf(best));
    open.delete(chosen);
  }
  return filled;
}

/** Whether the blank cells can be filled one after another, nothing deduced to the end and nothing taken back, in some simple order. */
function isFilledForGood(rows: readonly (readonly string[])[]): boolean {
  const [height, width] = [rows.length, at(rows, 0).length];
  const plan = planOf(height, width);
  const signs = rows.flat();
  const solution = at(solutionOf({ rows }).found, 0);
  const depth = (cell: number): number => {
    const [row, column] = [Math.floor(cell / width), cell % width];
    return Math.min(row, column, height - 1 - row, width - 1 - column);
  };
  const ranks: readonly ((cell: number, lead: number) => number)[] = [
    (_, lead) => -lead,
    (cell) => cell,
    (cell) => -cell,
    depth,
  ];
  return ranks.some((rank) => {
    const filled = fillForGood(plan, signs, rank);
    return signs.every((sign, cell) => sign !== BLANK || filled[cell] === solution[cell]);
  });
}

export default class PointingCrowd extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "PointingCrowd",
    slug: "pointing-crowd",
    title: "Pointing Crowd",
    domain: "graphical-puzzles",
    description:
      "The blank cells of a grid are to be filled with arrows, so that each number cell tells how many arrows point at it, from however far, no two arrow cells that share an edge hold the same arrow, and none on the border points straight out. There is exactly one solution; harder grids are larger, with fewer given arrows and no more numbers than needed.",
    answerFormat: "a fenced block with the whole grid, one row per line, cells separated by spaces",
    parameters: {
      smallest: { meaning: "rows and columns at the least", min: 3, max: 7 },
      largest: { meaning: "rows and columns at the most", min: 3, max: 7 },
      numbers: { meaning: "share of number cells at the most", min: 0.2, max: 0.6 },
      given: { meaning: "share of the arrow cells whose arrow is given", min: 0, max: 0.5 },
      thinned: {
        meaning: "whether number cells that are not needed become blank cells, zeros and large numbers first",
      },
    },
    levels: [
      { smallest: 4, largest: 5, numbers: 0.42, given: 0.25, thinned: false },
      { smallest: 5, largest: 6, numbers: 0.42, given: 0.2, thinned: false },
      { smallest: 6, largest: 6, numbers: 0.45, given: 0.1, thinned: true },
      { smallest: 6, largest: 7, numbers: 0.48, given: 0.04, thinned: true },
      { smallest: 7, largest: 7, numbers: 0.5, given: 0, thinned: true },
    ],
  };

  readonly answerFormat = fencedBlock(grid(choiceOf(SIGNS)));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let drafts = 0; ; drafts++) {
      const rows = drawRows(rng, level);
      if (rows !== undefined && (drafts >= MOST_DRAFTS || !isFilledForGood(rows))) return { rows };
    }
  }

  promptFunc({ rows }: Case): string {
    return [
      `This grid has ${rows.length} rows and ${at(rows, 0).length} columns. Its cells are numbers, arrows that are given (U up, D down, L left, R right), and blank cells, shown as a dot:`,
      "",
      renderGrid(rows),
      "",
      "Put an arrow, U, D, L or R, into every blank cell, so that all of these rules hold:",
      "1. An arrow points at all cells that lie beyond it in its direction, up to the edge of the grid. Nothing blocks it: it points through other arrows and numbers.",
      "2. The number in a number cell is exactly the number of arrows, given or filled in, that point at that cell.",
      "3. Two arrow cells that share an edge never hold the same arrow, whether given or filled in.",
      "4. No arrow in a cell on the border points straight out of the grid: there is no U in the first row, no D in the last row, no L in the first column and no R in the last column.",
      "5. Numbers and given arrows stay as they are.",
      "",
      "There is exactly one solution. Write the whole grid in the same form, one row per line, cells separated by spaces, with no dots left.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { rows } = instance;
    const solution = at(solutionOf(instance).found, 0);
    const columns = at(rows, 0).length;
    const filled = rows.map((row, y) =>
      row.map((sign, x) => (sign === BLANK ? arrowOf(at(solution, y * columns + x)) : sign)),
    );
    return this.answerFormat.wrap(renderGrid(filled));
  }

  verifyCorrection(answer: readonly (readonly string[])[], { rows }: Case): number {
    const columns = at(rows, 0).length;
    if (answer.length !== rows.length || answer.some((row) => row.length !== columns)) return 0;
    const { outward, beside, looks } = planOf(rows.length, columns);
    const signs = answer.flat();
    const bits = signs.map(bitOf);
    const isRight = rows.flat().every((sign, cell) => {
      const bit = at(bits, cell);
      if (isNumber(sign)) {
        const pointing = at(looks, cell).filter(([other, arrow]) => bits[other] === arrow);
        return signs[cell] === sign && pointing.length === Number(sign);
      }
      const isKept = sign === BLANK ? bit !== 0 : signs[cell] === sign;
      const isInside = (bit & at(outward, cell)) === 0;
      return isKept && isInside && at(beside, cell).every((other) => bits[other] !== bit);
    });
    return isRight ? 1 : 0;
  }

  /** Blank cells, and the branches of a search for the solution and for a second one. */
  override hardness(instance: Case): number {
    const blank = instance.rows.flat().filter((sign) => sign === BLANK).length;
    return blank + solutionOf(instance).branches;
  }
}
