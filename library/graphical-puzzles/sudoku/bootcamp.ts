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

/** Cells are numbered row by row; a unit is a row, a column or a box. The tables are flat, for speed. */
type Board = {
  readonly size: number;
  readonly cellCount: number;
  /** The bits of all numbers. */
  readonly full: number;
  readonly cellsOfUnit: Int32Array;
  /** For each cell where a state has its three units. */
  readonly unitsOfCell: Int32Array;
  /** For each cell the `peerCount` others of its units. */
  readonly peers: Int32Array;
  readonly peerCount: number;
};

/**
 * Numbers as bits: for each cell those that it may still hold, or `FILLED` and the one that it holds, and behind the
 * cells, for each unit, what it holds already.
 */
type State = Int32Array;

/** Two bits above those of all numbers, so that a filled cell never looks like one with a single number left. */
const FILLED = 3 << 16;

/** Guesses after which a search is given up; the cell that it was about then stays given. */
const MOST_GUESSES = 120;

const FORMAT = fencedBlock(grid(integer()));

function makeBoard(boxRows: number, boxColumns: number): Board {
  const size = boxRows * boxColumns;
  const cellCount = size * size;
  const unitsOfCell = new Int32Array(3 * cellCount);
  const cellsOfUnit = new Int32Array(3 * cellCount);
  const filled = new Int32Array(3 * size);
  for (let cell = 0; cell < cellCount; cell++) {
    const [row, column] = [Math.floor(cell / size), cell % size];
    const box = row - (row % boxRows) + Math.floor(column / boxColumns);
    for (let kind = 0; kind < 3; kind++) {
      const unit = kind * size + (kind === 0 ? row : kind === 1 ? column : box);
      unitsOfCell[3 * cell + kind] = cellCount + unit;
      const held = filled[unit] ?? 0;
      cellsOfUnit[unit * size + held] = cell;
      filled[unit] = held + 1;
    }
  }
  const peerCount = 3 * size - boxRows - boxColumns - 1;
  return {
    size,
    cellCount,
    full: (1 << size) - 1,
    cellsOfUnit,
    unitsOfCell,
    peers: peersOf({ size, cellCount, cellsOfUnit, unitsOfCell, peerCount }),
    peerCount,
  };
}

function peersOf(board: Omit<Board, "full" | "peers">): Int32Array {
  const { size, cellCount, cellsOfUnit, unitsOfCell, peerCount } = board;
  const peers = new Int32Array(cellCount * peerCount);
  const seenBy = new Int32Array(cellCount).fill(-1);
  let index = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    seenBy[cell] = cell;
    for (let kind = 3 * cell; kind < 3 * cell + 3; kind++) {
      const start = ((unitsOfCell[kind] ?? 0) - cellCount) * size;
      for (let place = start; place < start + size; place++) {
        const other = cellsOfUnit[place] ?? 0;
        if (seenBy[other] === cell) continue;
        seenBy[other] = cell;
        peers[index++] = other;
      }
    }
  }
  return peers;
}

/** Each number as it is written, padded; a dot for none. */
const labelsOf = (size: number): string[] =>
  range(size + 1).map((number) => (number === 0 ? "." : `${number}`).padStart(`${size}`.length));

const numberOf = (cell: number): number => (cell < FILLED ? 0 : 32 - Math.clz32(cell & ~FILLED));

/** How many of sixteen bits are set: of pairs, fours and eights at once. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >> 1) & 0x5555);
  const fours = (pairs & 0x3333) + ((pairs >> 2) & 0x3333);
  const eights = (fours + (fours >> 4)) & 0x0f0f;
  return (eights + (eights >> 8)) & 0x1f;
}

/** Places numbers by singles and, where these give out, by guesses. */
class Solver {
  readonly board: Board;
  /** Memory of the search: a state for each number of guesses that are open. */
  readonly #states: State[] = [];
  /** Where the search found its last filling. */
  #filling: State;
  #found = 0;
  #guesses = 0;
  /** Numbers placed, those of guesses that failed among them. */
  #placed = 0;

  constructor(board: Board) {
    this.board = board;
    this.#filling = this.empty();
  }

  /** The state in which every cell is empty. */
  empty(): State {
    const { size, cellCount, full } = this.board;
    return new Int32Array(cellCount + 3 * size).fill(full, 0, cellCount);
  }

  /** The state with the given numbers, 0 where there is none; undefined where two of them meet in a unit. */
  start(given: readonly (readonly number[])[]): State | undefined {
    const { size, cellCount } = this.board;
    const state = this.empty();
    for (let cell = 0; cell < cellCount; cell++) {
      const value = given[Math.floor(cell / size)]?.[cell % size] ?? 0;
      if (value === 0) continue;
      const bit = 1 << (value - 1);
      if (((state[cell] ?? 0) & bit) === 0) return undefined;
      this.place(state, cell, bit);
    }
    return state;
  }

  place(state: State, cell: number, bit: number): void {
    const { unitsOfCell, peers, peerCount } = this.board;
    this.#placed++;
    const end = (cell + 1) * peerCount;
    for (let index = cell * peerCount; index < end; index++) {
      const peer = peers[index] ?? 0;
      state[peer] = (state[peer] ?? 0) & ~bit;
    }
    state[cell] = FILLED | bit;
    for (let index = 3 * cell; index < 3 * cell + 3; index++) {
      const unit = unitsOfCell[index] ?? 0;
      state[unit] = (state[unit] ?? 0) | bit;
    }
  }

  /** Takes the number off a filled cell, in a state in which nothing was placed but the givens. */
  lift(state: State, cell: number): void {
    const { unitsOfCell, peers, peerCount } = this.board;
    const bit = (state[cell] ?? 0) & ~FILLED;
    for (let index = 3 * cell; index < 3 * cell + 3; index++) {
      const unit = unitsOfCell[index] ?? 0;
      state[unit] = (state[unit] ?? 0) & ~bit;
    }
    state[cell] = this.#free(state, cell);
    for (let index = cell * peerCount; index < (cell + 1) * peerCount; index++) {
      const peer = peers[index] ?? 0;
      if ((state[peer] ?? 0) < FILLED) state[peer] = this.#free(state, peer);
    }
  }

  /** The numbers that none of a cell's units holds. */
  #free(state: State, cell: number): number {
    const { unitsOfCell, full } = this.board;
    const row = state[unitsOfCell[3 * cell] ?? 0] ?? 0;
    const column = state[unitsOfCell[3 * cell + 1] ?? 0] ?? 0;
    const box = state[unitsOfCell[3 * cell + 2] ?? 0] ?? 0;
    return full & ~(row | column | box);
  }

  /** Whether a number is the only one for an empty cell, or has only this cell left in a unit. */
  #isSingle(state: State, cell: number, bit: number): boolean {
    if (state[cell] === bit) return true;
    const { size, cellCount, cellsOfUnit, unitsOfCell } = this.board;
    for (let index = 3 * cell; index < 3 * cell + 3; index++) {
      const start = ((unitsOfCell[index] ?? 0) - cellCount) * size;
      let others = 0;
      for (let place = start; place < start + size; place++) {
        const other = cellsOfUnit[place] ?? 0;
        if (other !== cell) others |= state[other] ?? 0;
      }
      if ((others & bit) === 0) return true;
    }
    return false;
  }

  /** Places singles until there are none, or until the wanted cell is filled; false at a contradiction. */
  #settle(state: State, wanted = -1): boolean {
    const { cellCount } = this.board;
    for (;;) {
      const before = this.#placed;
      for (let cell = 0; cell < cellCount; cell++) {
        const free = state[cell] ?? 0;
        if ((free & (free - 1)) !== 0) continue;
        if (free === 0) return false;
        this.place(state, cell, free);
      }
      if (this.#placed === before && !this.#placeHidden(state)) return false;
      if (this.#placed === before || (wanted >= 0 && (state[wanted] ?? 0) >= FILLED)) return true;
    }
  }

  /** Goes once through the units, placing what has only one cell there; false where a number has none, or a cell two. */
  #placeHidden(state: State): boolean {
    const { size, cellCount, cellsOfUnit, full } = this.board;
    for (let unit = cellCount, start = 0; unit < state.length; unit++, start += size) {
      if (state[unit] === full) continue;
      let once = 0;
      let twice = 0;
      for (let index = start; index < start + size; index++) {
        const free = state[cellsOfUnit[index] ?? 0] ?? 0;
        twice |= once & free;
        once |= free;
      }
      if ((full & ~once) !== 0) return false;
      const single = full & ~twice & ~(state[unit] ?? 0);
      if (single === 0) continue;
      for (let index = start; index < start + size; index++) {
        const cell = cellsOfUnit[index] ?? 0;
        const bit = (state[cell] ?? 0) & single;
        if (bit === 0) continue;
        if ((bit & (bit - 1)) !== 0) return false;
        this.place(state, cell, bit);
      }
    }
    return true;
  }

  /** The empty cell with the fewest numbers left; -1 where none is empty. */
  #tightest(state: State): number {
    const { cellCount } = this.board;
    let best = -1;
    let fewest = Infinity;
    for (let cell = 0; cell < cellCount && fewest > 2; cell++) {
      const free = state[cell] ?? 0;
      if (free >= FILLED) continue;
      const count = countBits(free);
      if (count < fewest) [best, fewest] = [cell, count];
    }
    return best;
  }

  /** A copy of a state, until the next one for as many open guesses. */
  #copy(state: State, depth: number): State {
    const copy = (this.#states[depth] ??= this.empty());
    copy.set(state);
    return copy;
  }

  /** How many fillings there are, counted up to `most`, in an order of numbers that may be drawn; 0 when it is given up. */
  #count(state: State, most: number, rng?: Rng): number {
    this.#found = 0;
    this.#guesses = 0;
    this.#placed = 0;
    return this.#search(state, 1, most, rng) ? this.#found : 0;
  }

  #search(state: State, depth: number, most: number, rng: Rng | undefined): boolean {
    if (!this.#settle(state)) return true;
    const cell = this.#tightest(state);
    if (cell < 0) {
      this.#found++;
      this.#filling = state;
      return true;
    }
    const bits: number[] = [];
    for (let free = state[cell] ?? 0; free !== 0; free &= free - 1) bits.push(free & -free);
    for (const bit of rng === undefined ? bits : rng.shuffle(bits)) {
      if (++this.#guesses > MOST_GUESSES) return false;
      const next = this.#copy(state, depth);
      this.place(next, cell, bit);
      if (!this.#search(next, depth + 1, most, rng)) return false;
      if (this.#found === most) return true;
    }
    return true;
  }

  /** The first filling, until the next search; undefined when the search is given up, or there is none. */
  filling(from: State | undefined, rng?: Rng): State | undefined {
    return from !== undefined && this.#count(this.#copy(from, 0), 1, rng) === 1 ? this.#filling : undefined;
  }

  /** Numbers placed until the only filling is found and it is seen that there is no other; 0 where there is another. */
  work(given: readonly (readonly number[])[]): number {
    const state = this.start(given);
    return state !== undefined && this.#count(state, 2) === 1 ? this.#placed : 0;
  }

  /** Whether there is still only one filling when an empty cell held the given number before. */
  staysUnique(from: State, cell: number, bit: number, guesses: boolean): boolean {
    // Where singles give the number back, the rest is solved just as before.
    if (this.#isSingle(from, cell, bit)) return true;
    const state = this.#copy(from, 0);
    this.#settle(state, cell);
    const free = state[cell] ?? 0;
    if (free >= FILLED || !guesses) return free >= FILLED;
    // A filling with another number there is soon found; only where none is found all of the search is needed.
    state[cell] = free & ~bit;
    return this.#count(state, 1) === 0 && this.#count(this.#copy(from, 0), 2) === 1;
  }
}

const solverFor = (boxRows: number, boxColumns: number): Solver => new Solver(makeBoard(boxRows, boxColumns));

/** Takes numbers off a drawn filling, cell by cell in a random order, wherever the rest still has only one filling. */
function dig(rng: Rng, solver: Solver, { fewestGiven, guesses }: Level): number[][] {
  const { size, cellCount } = solver.board;
  let filling: State | undefined;
  while (filling === undefined) filling = solver.filling(solver.empty(), rng);
  const state = filling.slice();
  let count = cellCount;
  for (const cell of rng.shuffle(range(cellCount))) {
    if (count === fewestGiven) break;
    const bit = (state[cell] ?? 0) & ~FILLED;
    solver.lift(state, cell);
    if (solver.staysUnique(state, cell, bit, guesses)) count--;
    else solver.place(state, cell, bit);
  }
  return makeGrid(size, size, (row, column) => numberOf(state[row * size + column] ?? 0));
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

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const { boxRows, boxColumns, candidates } = level;
    const solver = solverFor(boxRows, boxColumns);
    const puzzles = range(candidates).map(() => {
      const given = dig(rng, solver, level);
      return { given, placed: candidates === 1 ? 0 : solver.work(given) };
    });
    const { given } = puzzles.reduce((hardest, one) => (one.placed > hardest.placed ? one : hardest));
    return { boxRows, boxColumns, given };
  }

  promptFunc({ boxRows, boxColumns, given }: Case): string {
    const size = boxRows * boxColumns;
    const labels = labelsOf(size);
    const written = (value: number, column: number): string =>
      (column === 0 ? "" : column % boxColumns === 0 ? " | " : " ") + (labels[value] ?? "");
    const barred = given.map((row) => row.map(written).join(""));
    const rule = "-".repeat(at(barred, 0).length);
    return [
      `Solve this sudoku with ${size} rows and ${size} columns. It is divided into boxes of ${boxRows} rows and ${boxColumns} columns each; lines show where one box ends and the next begins.`,
      "",
      "Rules:",
      `1. Each cell holds one of the numbers 1 to ${size}.`,
      "2. No number occurs twice in a row, in a column, or in a box.",
      "3. The given numbers stay where they are; a dot stands for an empty cell.",
      "",
      ...barred.map((line, row) => (row > 0 && row % boxRows === 0 ? `${rule}\n${line}` : line)),
      "",
      "Exactly one filling follows the rules. Write it as the whole square, one row per line, with spaces between the numbers and without the lines between the boxes.",
      FORMAT.instruction,
    ].join("\n");
  }

  referenceAnswer({ boxRows, boxColumns, given }: Case): string {
    const solver = solverFor(boxRows, boxColumns);
    const { size } = solver.board;
    const labels = labelsOf(size);
    const filling = solver.filling(solver.start(given));
    if (filling === undefined) return FORMAT.wrap(renderGrid(makeGrid(size, size, () => 0)));
    let square = "";
    for (let cell = 0; cell < size * size; cell++) {
      square += (labels[numberOf(filling[cell] ?? 0)] ?? "") + ((cell + 1) % size === 0 ? "\n" : " ");
    }
    return FORMAT.wrap(square.slice(0, -1));
  }

  verifyCorrection(answer: readonly (readonly number[])[], { boxRows, boxColumns, given }: Case): number {
    const size = boxRows * boxColumns;
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    // What each row, column and box holds, as bits: all numbers where no two are equal.
    const held = new Int32Array(3 * size);
    const full = (1 << size) - 1;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const number = answer[row]?.[column] ?? 0;
        const wanted = given[row]?.[column] ?? 0;
        if (number < 1 || number > size || (wanted !== 0 && wanted !== number)) return 0;
        const bit = 1 << (number - 1);
        const box = 2 * size + row - (row % boxRows) + Math.floor(column / boxColumns);
        held[row] = (held[row] ?? 0) | bit;
        held[size + column] = (held[size + column] ?? 0) | bit;
        held[box] = (held[box] ?? 0) | bit;
      }
    }
    return held.every((bits) => bits === full) ? 1 : 0;
  }

  /** Numbers that a search by singles and guesses places until it knows the only filling, dead ends included. */
  override hardness({ boxRows, boxColumns, given }: Case): number {
    return solverFor(boxRows, boxColumns).work(given);
  }
}
