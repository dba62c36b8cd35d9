import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  grid,
  integer,
  makeGrid,
  range,
  renderGrid,
  type Rng,
} from "campforge/bootcamp";

type Case = {
  /** Rows and columns of a box. */
  readonly boxRows: number;
  readonly boxColumns: number;
  /** 0 stands for an empty cell. */
  readonly given: readonly (readonly number[])[];
};

type Level = {
  readonly boxRows: number;
  readonly boxColumns: number;
  /** At least so many cells are given. */
  readonly fewestGiven: number;
  readonly guesses: boolean;
  /** Puzzles of which the hardest is taken. */
  readonly candidates: number;
};

/** Cells are numbered row by row; a unit is a row, a column or a box. */
type Board = {
  readonly size: number;
  readonly units: readonly (readonly number[])[];
  /** For each cell its three units. */
  readonly unitsOfCell: readonly (readonly number[])[];
};

/** Numbers as bits: what each cell holds (0 for none), and what each unit holds already. */
type State = { readonly cells: number[]; readonly units: number[] };

/** Guesses after which a search is given up; the cell that it was about then stays given. */
const MOST_GUESSES = 120;

function makeBoard(boxRows: number, boxColumns: number): Board {
  const size = boxRows * boxColumns;
  const lines = range(size);
  const units = [
    ...lines.map((row) => lines.map((column) => row * size + column)),
    ...lines.map((column) => lines.map((row) => row * size + column)),
    ...lines.map((box) => {
      const top = Math.floor(box / boxRows) * boxRows;
      const left = (box % boxRows) * boxColumns;
      return lines.map((one) => (top + Math.floor(one / boxColumns)) * size + left + (one % boxColumns));
    }),
  ];
  const unitsOfCell = range(size * size).map((cell) => {
    const [row, column] = [Math.floor(cell / size), cell % size];
    const box = Math.floor(row / boxRows) * boxRows + Math.floor(column / boxColumns);
    return [row, size + column, 2 * size + box];
  });
  return { size, units, unitsOfCell };
}

/** Places numbers by singles and, where these give out, by guesses. */
class Solver {
  readonly #board: Board;
  readonly #full: number;
  /** Numbers placed, those of guesses that failed among them. */
  placed = 0;
  guesses = 0;

  constructor(board: Board) {
    this.#board = board;
    this.#full = 2 ** board.size - 1;
  }

  /** The state with the given numbers, 0 where there is none; undefined where two of them meet in a unit. */
  start(given: readonly number[]): State | undefined {
    const { units, unitsOfCell } = this.#board;
    const state: State = { cells: given.map(() => 0), units: units.map(() => 0) };
    for (const [cell, value] of given.entries()) {
      if (value === 0) continue;
      const bit = 1 << (value - 1);
      if (at(unitsOfCell, cell).some((unit) => (at(state.units, unit) & bit) !== 0)) return undefined;
      this.#place(state, cell, bit);
    }
    return state;
  }

  #free({ units }: State, cell: number): number {
    const [row = 0, column = 0, box = 0] = at(this.#board.unitsOfCell, cell);
    return this.#full & ~(at(units, row) | at(units, column) | at(units, box));
  }

  #place({ cells, units }: State, cell: number, bit: number): void {
    cells[cell] = bit;
    this.placed++;
    for (const unit of at(this.#board.unitsOfCell, cell)) units[unit] = at(units, unit) | bit;
  }

  /** Places every number that is the only one for its cell, or has only one cell left in a unit; false at a contradiction. */
  #settle(state: State): boolean {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (let cell = 0; cell < state.cells.length; cell++) {
        if (state.cells[cell] !== 0) continue;
        const free = this.#free(state, cell);
        if (free === 0) return false;
        if ((free & (free - 1)) !== 0) continue;
        this.#place(state, cell, free);
        isMoving = true;
      }
      if (isMoving) continue;
      for (const [index, unit] of this.#board.units.entries()) {
        let once = at(state.units, index);
        let twice = once;
        for (const cell of unit) {
          if (state.cells[cell] !== 0) continue;
          const free = this.#free(state, cell);
          twice |= once & free;
          once |= free;
        }
        if (once !== this.#full) return false;
        const single = once & ~twice;
        if (single === 0) continue;
        isMoving = true;
        for (const cell of unit) {
          const bit = state.cells[cell] === 0 ? this.#free(state, cell) & single : 0;
          if (bit === 0) continue;
          if ((bit & (bit - 1)) !== 0) return false;
          this.#place(state, cell, bit);
        }
      }
    }
    return true;
  }

  /** The empty cell with the fewest numbers left; -1 where none is empty. */
  #tightest(state: State): number {
    let best = -1;
    let fewest = Infinity;
    for (let cell = 0; cell < state.cells.length && fewest > 2; cell++) {
      if (state.cells[cell] !== 0) continue;
      let count = 0;
      for (let free = this.#free(state, cell); free !== 0; free &= free - 1) count++;
      if (count < fewest) [best, fewest] = [cell, count];
    }
    return best;
  }

  /** The first fillings, at most `most`, in an order of numbers that may be drawn; undefined when it is given up. */
  fillings(from: State | undefined, most: number, rng?: Rng): readonly State[] | undefined {
    const found: State[] = [];
    const limit = this.guesses + MOST_GUESSES;
    const visit = (state: State): boolean => {
      if (!this.#settle(state)) return true;
      const cell = this.#tightest(state);
      if (cell < 0) found.push(state);
      if (cell < 0 || found.length === most) return true;
      const free = this.#free(state, cell);
      const bits = range(this.#board.size).map((value) => 1 << value).filter((bit) => (free & bit) !== 0);
      for (const bit of rng === undefined ? bits : rng.shuffle(bits)) {
        if (++this.guesses > limit) return false;
        const next: State = { cells: state.cells.slice(), units: state.units.slice() };
        this.#place(next, cell, bit);
        if (!visit(next)) return false;
        if (found.length === most) return true;
      }
      return true;
    };
    return from === undefined || visit(from) ? found : undefined;
  }
}

const numbersOf = ({ cells }: State): number[] => [...cells].map((bit) => (bit === 0 ? 0 : Math.log2(bit) + 1));

function drawFilling(rng: Rng, board: Board): number[] {
  for (;;) {
    const solver = new Solver(board);
    const empty = range(board.size ** 2).map(() => 0);
    const [filling] = solver.fillings(solver.start(empty), 1, rng) ?? [];
    if (filling !== undefined) return numbersOf(filling);
  }
}

/** What it takes to find the only filling and to see that there is no other; undefined where there is another. */
function work(board: Board, given: readonly number[]): { readonly placed: number; readonly guesses: number } | undefined {
  const solver = new Solver(board);
  const start = solver.start(given);
  solver.placed = 0;
  const fillings = solver.fillings(start, 2);
  return fillings?.length === 1 ? { placed: solver.placed, guesses: solver.guesses } : undefined;
}

/** Takes numbers off a filling, cell by cell in a random order, wherever the rest still has only one filling. */
function dig(rng: Rng, board: Board, { fewestGiven, guesses }: Level): number[] {
  const given = drawFilling(rng, board);
  let count = given.length;
  for (const cell of rng.shuffle(range(given.length))) {
    if (count === fewestGiven) break;
    const value = at(given, cell);
    given[cell] = 0;
    const needed = work(board, given);
    if (needed === undefined || (!guesses && needed.guesses > 0)) given[cell] = value;
    else count--;
  }
  return given;
}

export default class Sudoku extends Bootcamp<Case, readonly (readonly number[])[], Level> {
  static readonly card: Card<Level> = {
    name: "Sudoku",
    slug: "sudoku",
    title: "Sudoku",
    domain: "graphical-puzzles",
    description:
      "A sudoku, from 6 by 6 to 12 by 12 cells, with exactly one filling. Easier cases are solved by singles alone; harder ones have as few given numbers as their filling allows, or need branching.",
    answerFormat: "a fenced block with one row of the square per line, numbers separated by spaces",
    parameters: {
      boxRows: { meaning: "rows of a box", min: 2, max: 4 },
      boxColumns: { meaning: "columns of a box", min: 2, max: 4 },
      fewestGiven: { meaning: "cells that are given at the least", min: 4, max: 200 },
      guesses: { meaning: "whether a puzzle may need more than naked and hidden singles" },
      candidates: { meaning: "puzzles of which the hardest is taken", min: 1, max: 10 },
    },
    levels: [
      { boxRows: 2, boxColumns: 3, fewestGiven: 10, guesses: false, candidates: 1 },
      { boxRows: 3, boxColumns: 3, fewestGiven: 34, guesses: false, candidates: 1 },
      { boxRows: 3, boxColumns: 3, fewestGiven: 20, guesses: false, candidates: 1 },
      { boxRows: 3, boxColumns: 3, fewestGiven: 20, guesses: true, candidates: 2 },
      { boxRows: 3, boxColumns: 4, fewestGiven: 56, guesses: true, candidates: 1 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const { boxRows, boxColumns, candidates } = level;
    const board = makeBoard(boxRows, boxColumns);
    const puzzles = range(candidates).map(() => {
      const given = dig(rng, board, level);
      return { given, placed: candidates === 1 ? 0 : (work(board, given)?.placed ?? 0) };
    });
    const { given } = puzzles.reduce((hardest, one) => (one.placed > hardest.placed ? one : hardest));
    const { size } = board;
    return { boxRows, boxColumns, given: makeGrid(size, size, (row, column) => at(given, row * size + column)) };
  }

  promptFunc({ boxRows, boxColumns, given }: Case): string {
    const size = boxRows * boxColumns;
    const width = `${size}`.length;
    const barred = given.map((row) => {
      const cells = row.map((value) => (value === 0 ? "." : `${value}`).padStart(width));
      return range(boxRows)
        .map((box) => cells.slice(box * boxColumns, (box + 1) * boxColumns).join(" "))
        .join(" | ");
    });
    const rule = "-".repeat(at(barred, 0).length);
    return [
      `Solve this sudoku with ${size} rows and ${size} columns. It is divided into boxes of ${boxRows} rows and ${boxColumns} columns each; lines show where one box ends and the next begins.`,
      "",
      "Rules:",
      `1. Each cell holds one of the numbers 1 to ${size}.`,
      "2. No number occurs twice in a row, in a column, or in a box.",
      "3. The given numbers stay where they are; a dot stands for an empty cell.",
      "",
      ...barred.flatMap((line, row) => (row > 0 && row % boxRows === 0 ? [rule, line] : [line])),
      "",
      "Exactly one filling follows the rules. Write it as the whole square, one row per line, with spaces between the numbers and without the lines between the boxes.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ boxRows, boxColumns, given }: Case): string {
    const solver = new Solver(makeBoard(boxRows, boxColumns));
    const [filling] = solver.fillings(solver.start(given.flat()), 1) ?? [];
    const numbers = filling === undefined ? [] : numbersOf(filling);
    const size = given.length;
    return this.answerFormat.wrap(renderGrid(makeGrid(size, size, (row, column) => numbers[row * size + column] ?? 0)));
  }

  verifyCorrection(answer: readonly (readonly number[])[], { boxRows, boxColumns, given }: Case): number {
    const { size, units } = makeBoard(boxRows, boxColumns);
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    const numbers = answer.flat();
    const isValid = numbers.every((number) => number >= 1 && number <= size);
    const differ = units.every((unit) => new Set(unit.map((cell) => at(numbers, cell))).size === size);
    const keeps = given.flat().every((number, cell) => number === 0 || number === at(numbers, cell));
    return isValid && differ && keeps ? 1 : 0;
  }

  /** Numbers that a search by singles and guesses places until it knows the only filling, dead ends included. */
  override hardness({ boxRows, boxColumns, given }: Case): number {
    return work(makeBoard(boxRows, boxColumns), given.flat())?.placed ?? 0;
  }
}
