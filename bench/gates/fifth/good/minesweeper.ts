import { at, Bootcamp, type Card, cell, makeGrid, multisetOf, neighbours, range, record, renderGrid, type Rng, tagged } from "campforge/bootcamp";

type Cell = { readonly row: number; readonly column: number };

type Answer = { readonly mines: readonly Cell[]; readonly safe: readonly Cell[] };

/** Rows of signs: a digit for an open cell, "?" for a covered one. */
type Case = { readonly rows: readonly string[] };

type Level = { readonly rows: number; readonly columns: number; readonly mines: number; readonly covered: number; readonly deep: number };

/** Draws after which a board is taken although it does not ask for as much as wished. */
const MOST_TRIES = 150;
const MOST_FRONTIER = 22;

const nameOf = ({ row, column }: Cell): string => `(${row + 1},${column + 1})`;
const keyOf = ({ row, column }: Cell): string => `${row},${column}`;
const signAt = (rows: readonly string[], { row, column }: Cell): string => at(rows, row).charAt(column);

const around = (rows: readonly string[], where: Cell): Cell[] => neighbours(where, rows.length, at(rows, 0).length, "sides and corners");

const cellsOf = (rows: readonly string[]): Cell[] => rows.flatMap((signs, row) => range(signs.length).map((column) => ({ row, column })));

/** A digit and the covered cells around it, as positions in the frontier. */
type Clue = { readonly mines: number; readonly cells: readonly number[] };

/** The covered cells next to an open one, and what the digits say of them. */
function frontierOf(rows: readonly string[]): { readonly frontier: readonly Cell[]; readonly clues: readonly Clue[] } {
  const all = cellsOf(rows);
  const frontier = all.filter((one) => signAt(rows, one) === "?" && around(rows, one).some((next) => signAt(rows, next) !== "?"));
  const places = new Map(frontier.map((one, index) => [keyOf(one), index]));
  const clues = all
    .filter((one) => signAt(rows, one) !== "?")
    .map((one) => ({ mines: Number(signAt(rows, one)), cells: around(rows, one).flatMap((next) => places.get(keyOf(next)) ?? []) }));
  return { frontier, clues: clues.filter(({ cells }) => cells.length > 0) };
}

/** For each cell of the frontier, whether some arrangement of mines has one there, and whether some has none. */
function possibilities(rows: readonly string[]): { readonly where: Cell; readonly mine: boolean; readonly safe: boolean }[] {
  const { frontier, clues } = frontierOf(rows);
  const set = new Array<0 | 1 | undefined>(frontier.length).fill(undefined);
  const cluesOf = range(frontier.length).map((place) => clues.filter(({ cells }) => cells.includes(place)));
  const isPossible = ({ mines, cells }: Clue): boolean => {
    const known = cells.filter((place) => set[place] === 1).length;
    const open = cells.filter((place) => set[place] === undefined).length;
    return known <= mines && mines <= known + open;
  };
  const canGoOn = (place: number): boolean => {
    if (place === frontier.length) return true;
    if (set[place] !== undefined) return canGoOn(place + 1);
    for (const value of [0, 1] as const) {
      set[place] = value;
      if (at(cluesOf, place).every(isPossible) && canGoOn(place + 1)) {
        set[place] = undefined;
        return true;
      }
    }
    set[place] = undefined;
    return false;
  };
  const canBe = (place: number, value: 0 | 1): boolean => {
    set[place] = value;
    const can = at(cluesOf, place).every(isPossible) && canGoOn(0);
    set[place] = undefined;
    return can;
  };
  return frontier.map((where, place) => ({ where, mine: canBe(place, 1), safe: canBe(place, 0) }));
}

function solutionOf(rows: readonly string[]): Answer {
  const all = possibilities(rows);
  return {
    mines: all.filter(({ safe }) => !safe).map(({ where }) => where),
    safe: all.filter(({ mine }) => !mine).map(({ where }) => where),
  };
}

/** How many of the sure cells are found by looking at one digit at a time. */
function plainlyFound(rows: readonly string[]): number {
  const { clues } = frontierOf(rows);
  const set = new Map<number, 0 | 1>();
  for (let before = -1; before < set.size; ) {
    before = set.size;
    for (const { mines, cells } of clues) {
      const open = cells.filter((place) => !set.has(place));
      const left = mines - cells.filter((place) => set.get(place) === 1).length;
      if (left === 0 || left === open.length) for (const place of open) set.set(place, left === 0 ? 0 : 1);
    }
  }
  return set.size;
}

function drawBoard(rng: Rng, level: Level): string[] {
  const places = range(level.rows * level.columns);
  const mines = new Set(rng.sample(places, Math.min(level.mines, places.length - 4)));
  const free = places.filter((place) => !mines.has(place));
  const covered = new Set([...mines, ...rng.sample(free, Math.min(level.covered, free.length - 4))]);
  const signs = makeGrid(level.rows, level.columns, (row, column) => {
    if (covered.has(row * level.columns + column)) return "?";
    const near = neighbours({ row, column }, level.rows, level.columns, "sides and corners");
    return String(near.filter((next) => mines.has(next.row * level.columns + next.column)).length);
  });
  return signs.map((line) => line.join(""));
}

export default class Minesweeper extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "Minesweeper",
    slug: "minesweeper",
    title: "Minesweeper",
    domain: "graphical-puzzles",
    description:
      "A board shows digits that count mines around them and covered cells. All covered cells that certainly hold a mine, and all that certainly hold none, are to be named. Harder cases have larger boards and cells that no single digit decides.",
    answerFormat: "mines and safe cells as two named lists between <answer> and </answer>",
    parameters: {
      rows: { meaning: "rows of the board", min: 3, max: 7 },
      columns: { meaning: "columns of the board", min: 3, max: 7 },
      mines: { meaning: "mines", min: 2, max: 12 },
      covered: { meaning: "covered cells without a mine", min: 2, max: 14 },
      deep: { meaning: "sure cells that no single digit decides, at the least", min: 0, max: 5 },
    },
    levels: [
      { rows: 4, columns: 4, mines: 3, covered: 3, deep: 0 },
      { rows: 5, columns: 4, mines: 5, covered: 5, deep: 1 },
      { rows: 5, columns: 5, mines: 6, covered: 7, deep: 2 },
      { rows: 6, columns: 6, mines: 8, covered: 10, deep: 3 },
      { rows: 7, columns: 7, mines: 11, covered: 12, deep: 4 },
    ],
  };

  readonly answerFormat = tagged(record({ mines: multisetOf(cell()), safe: multisetOf(cell()) }));

  caseGenerator(rng: Rng, level: Level): Case {
    let best: string[] | undefined;
    for (let tried = 0; ; tried++) {
      const rows = drawBoard(rng, level);
      const { frontier } = frontierOf(rows);
      if (frontier.length > MOST_FRONTIER && tried < MOST_TRIES) continue;
      const { mines, safe } = solutionOf(rows);
      if (mines.length > 0 && safe.length > 0) best ??= rows;
      const isWished = mines.length > 0 && safe.length > 0 && mines.length + safe.length - plainlyFound(rows) >= level.deep;
      if (isWished) return { rows };
      if (tried >= MOST_TRIES) return { rows: best ?? rows };
    }
  }

  promptFunc({ rows }: Case): string {
    return [
      `This board of ${rows.length} rows and ${at(rows, 0).length} columns has mines under some of its covered cells, which are shown as "?". All other cells are open and hold no mine; each shows how many of the up to eight cells around it, side by side or corner to corner, hold a mine:`,
      "",
      renderGrid(rows.map((line) => [...line])),
      "",
      "How many mines there are in all is not known; covered cells that touch no open cell may hold a mine or not.",
      "",
      "Which covered cells hold a mine in every arrangement of mines that agrees with all digits, and which hold none in every such arrangement? Name all of both kinds, and no others.",
      "",
      "Write a cell as (row,column), rows counted from 1 at the top and columns from 1 on the left. Write both lists, each in any order, in this form, with `none` for a list without cells:",
      "mines: (row,column), (row,column), …",
      "safe: (row,column), (row,column), …",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ rows }: Case): string {
    const { mines, safe } = solutionOf(rows);
    const listed = (cells: readonly Cell[]): string => (cells.length === 0 ? "none" : cells.map(nameOf).join(", "));
    return this.answerFormat.wrap(`mines: ${listed(mines)}\nsafe: ${listed(safe)}`);
  }

  verifyCorrection(answer: Answer, { rows }: Case): number {
    const truth = solutionOf(rows);
    const same = (cells: readonly Cell[], right: readonly Cell[]): boolean => {
      const names = new Set(right.map(nameOf));
      return cells.length === right.length && new Set(cells.map(({ row, column }) => `(${row},${column})`)).size === cells.length && cells.every(({ row, column }) => names.has(`(${row},${column})`));
    };
    return same(answer.mines, truth.mines) && same(answer.safe, truth.safe) ? 1 : 0;
  }

  /** Cells that have to be decided, those that no single digit decides thrice. */
  override hardness({ rows }: Case): number {
    const { mines, safe } = solutionOf(rows);
    const { frontier } = frontierOf(rows);
    return frontier.length + 2 * (mines.length + safe.length - plainlyFound(rows));
  }
}
