import { at, Bootcamp, type Card, finalLine, integer, list, range, type Rng } from "campforge/bootcamp";

type Voice = "puzzle" | "board" | "brief";

type Case = {
  readonly size: number;
  /** Row and column of each queen that stands already, from 1, in order of the rows. */
  readonly queens: readonly (readonly [row: number, column: number])[];
  readonly voice: Voice;
};

type Level = {
  readonly size: number;
  /** Queens are taken off while one completion is left, but not below this number. */
  readonly fewestQueens: number;
  readonly candidates: number;
};

const FORMAT = finalLine(list(integer()));

const VOICES: readonly Voice[] = ["puzzle", "board", "brief"];

/** Placements after which a search is given up; the queen that was to be taken off then stays. */
const MOST_PLACEMENTS = 1_500;

/** The column of the queen in each row, from 0, and -1 where there is none yet. */
type Board = readonly number[];

type Search = {
  /** How many boards are wanted at most, and after how many placements it is given up. */
  readonly most: number;
  readonly limit: number;
  /** Has the columns of a row tried in a random order. */
  readonly rng?: Rng;
};

/** The columns that a queen leaves in another row, of those left there, as bits. */
function without(left: number, column: number, distance: number): number {
  const queen = 1 << column;
  return left & ~(queen | (queen << distance) | (queen >> distance));
}

/** How many bits are set: neighbouring bits are added up, then pairs, then groups of four, then bytes. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The place of the lowest bit that is set. */
const lowestOf = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** The places of all bits that are set, from the lowest. */
function placesOf(bits: number): number[] {
  const places: number[] = [];
  for (let rest = bits; rest !== 0; rest &= rest - 1) places.push(lowestOf(rest));
  return places;
}

/** Completes boards of a size row by row, the row with the fewest columns left first; one serves for many searches. */
class Completion {
  readonly #size: number;
  readonly #all: number;
  #columns: number[] = [];
  /** The columns left in each row, as bits: first those of the board as given, then those behind each queen put on it. */
  readonly #left: number[] = [];
  #search: Search = { most: 0, limit: 0 };
  #found: Board[] = [];
  /** Queens put on the board in the last search, those that had to be taken back among them. */
  placed = 0;

  constructor(size: number) {
    this.#size = size;
    this.#all = 2 ** size - 1;
  }

  /** The first boards that complete one; undefined when the search is given up. */
  boards(given: Board, search: Search): readonly Board[] | undefined {
    this.#columns = [...given];
    this.#search = search;
    this.#found = [];
    this.placed = 0;
    let taken = 0;
    for (const column of given) if (column >= 0) taken |= 1 << column;
    for (let row = 0; row < this.#size; row++) this.#left[row] = at(given, row) < 0 ? this.#leftIn(row) : 0;
    this.#visit(0, taken);
    return this.placed > search.limit ? undefined : this.#found;
  }

  #leftIn(row: number): number {
    let left = this.#all;
    for (let other = 0; other < this.#size; other++) {
      const column = this.#columns[other] ?? -1;
      if (column >= 0) left = without(left, column, Math.abs(other - row));
    }
    return left;
  }

  get #isOver(): boolean {
    return this.#found.length === this.#search.most || this.placed > this.#search.limit;
  }

  /** Goes on with a board where the columns left stand from a place on, and of which some have a queen, as bits. */
  #visit(start: number, taken: number): void {
    let row = -1;
    let fewest = 32;
    let open = 0;
    for (let index = 0; index < this.#size; index++) {
      if ((this.#columns[index] ?? -1) >= 0) continue;
      const bits = this.#left[start + index] ?? 0;
      const count = countBits(bits);
      open |= bits;
      if (count < fewest) [row, fewest] = [index, count];
    }
    if (row < 0) this.#found.push([...this.#columns]);
    // Every column needs a queen, too.
    if (row < 0 || (taken | open) !== this.#all) return;
    const left = this.#left[start + row] ?? 0;
    const { rng } = this.#search;
    if (rng === undefined) {
      for (let rest = left; rest !== 0 && !this.#isOver; rest &= rest - 1) {
        this.#put(start, row, lowestOf(rest), taken);
      }
    } else {
      for (const column of rng.shuffle(placesOf(left)))
        if (!this.#isOver) this.#put(start, row, column, taken);
    }
  }

  #put(start: number, row: number, column: number, taken: number): void {
    if (++this.placed > this.#search.limit) return;
    this.#columns[row] = column;
    if (this.#attack(start, row, column)) this.#visit(start + this.#size, taken | (1 << column));
    this.#columns[row] = -1;
  }

  /** Notes what a queen leaves in the other rows; false if it is nothing in one of them. */
  #attack(start: number, row: number, column: number): boolean {
    const next = start + this.#size;
    for (let other = 0; other < this.#size; other++) {
      const left = without(this.#left[start + other] ?? 0, column, Math.abs(other - row));
      this.#left[next + other] = left;
      if (left === 0 && (this.#columns[other] ?? -1) < 0) return false;
    }
    return true;
  }
}

/** The placements that show that there is exactly one completion; undefined where there is not, or it takes too long. */
function work(completion: Completion, given: Board): number | undefined {
  const boards = completion.boards(given, { most: 2, limit: MOST_PLACEMENTS });
  return boards?.length === 1 ? completion.placed : undefined;
}

function drawBoard(rng: Rng, size: number, completion: Completion): Board {
  const empty = range(size).map(() => -1);
  for (;;) {
    const [board] = completion.boards(empty, { most: 1, limit: 20 * size, rng }) ?? [];
    if (board !== undefined) return board;
  }
}

/** Queens of a random board, as few as have one completion, and the work of finding it. */
function drawQueens(
  rng: Rng,
  { size, fewestQueens }: Level,
  completion: Completion,
): { readonly board: Board; readonly placed: number } {
  const board = [...drawBoard(rng, size, completion)];
  let queens = size;
  let placed = 0;
  for (const row of rng.shuffle(range(size))) {
    if (queens === fewestQueens) break;
    const column = at(board, row);
    board[row] = -1;
    const needed = work(completion, board);
    if (needed === undefined) board[row] = column;
    else {
      queens--;
      placed = needed;
    }
  }
  return { board, placed };
}

/** The board on which the queens of a case stand. */
function boardOf({ size, queens }: Case): Board {
  const board = range(size).map(() => -1);
  for (const [row, column] of queens) board[row - 1] = column - 1;
  return board;
}

/** The board as lines of text, with Q for a queen. */
const draw = (board: Board): string[] =>
  board.map((queen) => board.map((_, column) => (column === queen ? "Q" : ".")).join(" "));

/** What is to be done, in the words of the case's voice. */
function task(instance: Case): string[] {
  const { size, queens, voice } = instance;
  const places = queens.map(([row, column]) => `row ${row}, column ${column}`);
  switch (voice) {
    case "puzzle":
      return [
        `On a board of ${size} by ${size} squares stand ${queens.length} queens:`,
        ...places.map((place) => `- ${place}`),
        "",
        `Add ${size - queens.length} more, so that there are ${size} queens and none attacks another.`,
      ];
    case "board":
      return [
        `Complete this board of ${size} by ${size} squares to one with ${size} queens, no two of which attack each other. Q marks a queen that stands there already:`,
        "",
        ...draw(boardOf(instance)),
      ];
    case "brief":
      return [
        `Place ${size} queens on a board of ${size} by ${size} squares, none attacking another. These are fixed: ${places.join("; ")}.`,
      ];
  }
}

export default class QueensCompletion extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "QueensCompletion",
    slug: "queens-completion",
    title: "Queens Completion",
    domain: "graphical-puzzles",
    description:
      "A few queens stand on a large chessboard, and more are to be added until every row has one and no two attack each other. There is exactly one way; it takes more branching the larger the board and the fewer the queens.",
    answerFormat:
      "the columns of the queens from row 1 to the last, separated by commas, on a last line `Answer: …`",
    parameters: {
      size: { meaning: "rows and columns of the board", min: 6, max: 24 },
      fewestQueens: { meaning: "queens given at the least", min: 1, max: 20 },
      candidates: { meaning: "boards of which the one that takes most work is taken", min: 1, max: 20 },
    },
    levels: [
      { size: 9, fewestQueens: 3, candidates: 1 },
      { size: 11, fewestQueens: 3, candidates: 4 },
      { size: 13, fewestQueens: 3, candidates: 10 },
      { size: 15, fewestQueens: 4, candidates: 10 },
      { size: 18, fewestQueens: 4, candidates: 10 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const completion = new Completion(level.size);
    const boards = range(level.candidates).map(() => drawQueens(rng, level, completion));
    const { board } = boards.reduce((hardest, one) => (one.placed > hardest.placed ? one : hardest));
    const queens = board.flatMap((column, row) => (column < 0 ? [] : [[row + 1, column + 1] as const]));
    return { size: level.size, queens, voice: rng.choice(VOICES) };
  }

  promptFunc(instance: Case): string {
    const { size } = instance;
    return [
      ...task(instance),
      "",
      "Rows are counted from the top and columns from the left, both from 1. A queen attacks every square in its row, in its column and on both of its diagonals, however far away and whatever stands between. The queens given must stay where they are.",
      "",
      `There is exactly one way to do it. Give the column of the queen in each row, from row 1 to row ${size}, as ${size} numbers separated by commas, the given queens included. On a board of 4 by 4, for instance, 2, 4, 1, 3 means queens in row 1 column 2, row 2 column 4, row 3 column 1 and row 4 column 3.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const search = { most: 1, limit: MOST_PLACEMENTS };
    const [columns = []] = new Completion(instance.size).boards(boardOf(instance), search) ?? [];
    return this.answerFormat.wrap(columns.map((column) => column + 1).join(", "));
  }

  verifyCorrection(answer: readonly number[], { size, queens }: Case): number {
    if (answer.length !== size || answer.some((column) => column < 1 || column > size)) return 0;
    for (let row = 1; row < size; row++) {
      for (let other = 0; other < row; other++) {
        const apart = Math.abs((answer[row] ?? 0) - (answer[other] ?? 0));
        if (apart === 0 || apart === row - other) return 0;
      }
    }
    return queens.every(([row, column]) => answer[row - 1] === column) ? 1 : 0;
  }

  /** Queens that a search puts on the board, the row with the fewest columns left first, until it knows the only way. */
  override hardness(instance: Case): number {
    return work(new Completion(instance.size), boardOf(instance)) ?? 0;
  }
}
