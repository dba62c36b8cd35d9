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

const VOICES: readonly Voice[] = ["puzzle", "board", "brief"];

/** Placements after which a search is given up; the queen that was to be taken off then stays. */
const MOST_PLACEMENTS = 1_500;

/** The columns left in a row, as bits, once a queen stands in another row. */
function without(left: number, column: number, distance: number): number {
  const queen = 1 << column;
  return left & ~(queen | (queen << distance) | (queen >> distance));
}

/** Completes a board row by row, the row with the fewest columns left first. */
class Completion {
  readonly #size: number;
  readonly #limit: number;
  /** Queens put on the board, those that had to be taken back among them. */
  placed = 0;

  constructor(size: number, limit = MOST_PLACEMENTS) {
    this.#size = size;
    this.#limit = limit;
  }

  /** The first boards, at most `most`, a column from 0 for each row; undefined when the search is given up. */
  boards(
    queens: readonly (readonly [row: number, column: number])[],
    most: number,
    rng?: Rng,
  ): readonly (readonly number[])[] | undefined {
    const found: (readonly number[])[] = [];
    const columns = range(this.#size).map(() => -1);
    const all = 2 ** this.#size - 1;
    let left = columns.map(() => all);
    for (const [row, column] of queens) {
      columns[row - 1] = column - 1;
      left = this.#attacked(left, row - 1, column - 1);
    }
    return this.#visit({ columns, left, found, most }, rng) ? found : undefined;
  }

  #attacked(left: readonly number[], row: number, column: number): number[] {
    return left.map((bits, other) => (other === row ? bits : without(bits, column, Math.abs(other - row))));
  }

  /** False when the search is given up. */
  #visit(
    board: { columns: number[]; left: readonly number[]; found: (readonly number[])[]; most: number },
    rng: Rng | undefined,
  ): boolean {
    const { columns, left, found, most } = board;
    let row = -1;
    let fewest = Infinity;
    let taken = 0;
    let open = 0;
    columns.forEach((column, index) => {
      if (column >= 0) {
        taken |= 1 << column;
        return;
      }
      open |= at(left, index);
      const count = range(this.#size).filter((one) => ((at(left, index) >> one) & 1) === 1).length;
      if (count < fewest) [row, fewest] = [index, count];
    });
    if (row < 0) found.push([...columns]);
    // Every column needs a queen, too.
    if (row < 0 || fewest === 0 || (taken | open) !== 2 ** this.#size - 1) return true;
    const choices = range(this.#size).filter((column) => ((at(left, row) >> column) & 1) === 1);
    for (const column of rng === undefined ? choices : rng.shuffle(choices)) {
      if (++this.placed > this.#limit) return false;
      columns[row] = column;
      const isDone = this.#visit({ ...board, left: this.#attacked(left, row, column) }, rng);
      columns[row] = -1;
      if (!isDone) return false;
      if (found.length === most) return true;
    }
    return true;
  }
}

/** The placements that show that there is exactly one completion; undefined where there is not, or it takes too long. */
function work(size: number, queens: readonly (readonly [number, number])[]): number | undefined {
  const completion = new Completion(size);
  return completion.boards(queens, 2)?.length === 1 ? completion.placed : undefined;
}

function drawBoard(rng: Rng, size: number): readonly number[] {
  for (;;) {
    const [board] = new Completion(size, 20 * size).boards([], 1, rng) ?? [];
    if (board !== undefined) return board;
  }
}

/** Queens of a random board, as few as have one completion, and the work of finding it. */
function drawQueens(
  rng: Rng,
  { size, fewestQueens }: Level,
): { readonly queens: readonly (readonly [number, number])[]; readonly placed: number } {
  let queens = drawBoard(rng, size).map((column, row) => [row + 1, column + 1] as const);
  let placed = 0;
  for (const queen of rng.shuffle(queens)) {
    if (queens.length === fewestQueens) break;
    const fewer = queens.filter((one) => one !== queen);
    const needed = work(size, fewer);
    if (needed === undefined) continue;
    queens = fewer;
    placed = needed;
  }
  return { queens, placed };
}

export default class QueensCompletion extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "QueensCompletion",
    slug: "queens-completion",
    title: "Queens Completion",
    domain: "graphical-puzzles",
    description:
      "A few queens stand on a large chessboard, and more are to be added until every row has one and no two attack each other. There is exactly one way; it takes more branching the larger the board and the fewer the queens.",
    answerFormat: "the columns of the queens from row 1 to the last, separated by commas, on a last line `Answer: …`",
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

  readonly answerFormat = finalLine(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const boards = range(level.candidates).map(() => drawQueens(rng, level));
    const { queens } = boards.reduce((hardest, one) => (one.placed > hardest.placed ? one : hardest));
    return { size: level.size, queens, voice: rng.choice(VOICES) };
  }

  promptFunc({ size, queens, voice }: Case): string {
    const places = queens.map(([row, column]) => `row ${row}, column ${column}`);
    const board = range(1, size + 1).map((row) => {
      const column = queens.find(([one]) => one === row)?.[1];
      return range(1, size + 1)
        .map((one) => (one === column ? "Q" : "."))
        .join(" ");
    });
    const task = {
      puzzle: [
        `On a board of ${size} by ${size} squares stand ${queens.length} queens:`,
        ...places.map((place) => `- ${place}`),
        "",
        `Add ${size - queens.length} more, so that there are ${size} queens and none attacks another.`,
      ],
      board: [
        `Complete this board of ${size} by ${size} squares to one with ${size} queens, no two of which attack each other. Q marks a queen that stands there already:`,
        "",
        ...board,
      ],
      brief: [
        `Place ${size} queens on a board of ${size} by ${size} squares, none attacking another. These are fixed: ${places.join("; ")}.`,
      ],
    }[voice];
    return [
      ...task,
      "",
      "Rows are counted from the top and columns from the left, both from 1. A queen attacks every square in its row, in its column and on both of its diagonals, however far away and whatever stands between. The queens given must stay where they are.",
      "",
      `There is exactly one way to do it. Give the column of the queen in each row, from row 1 to row ${size}, as ${size} numbers separated by commas, the given queens included. On a board of 4 by 4, for instance, 2, 4, 1, 3 means queens in row 1 column 2, row 2 column 4, row 3 column 1 and row 4 column 3.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ size, queens }: Case): string {
    const [columns = []] = new Completion(size).boards(queens, 1) ?? [];
    return this.answerFormat.wrap(columns.map((column) => column + 1).join(", "));
  }

  verifyCorrection(answer: readonly number[], { size, queens }: Case): number {
    if (answer.length !== size || answer.some((column) => column < 1 || column > size)) return 0;
    const isApart =
      new Set(answer).size === size &&
      new Set(answer.map((column, row) => column + row)).size === size &&
      new Set(answer.map((column, row) => column - row)).size === size;
    return isApart && queens.every(([row, column]) => answer[row - 1] === column) ? 1 : 0;
  }

  /** Queens that a search puts on the board, the row with the fewest columns left first, until it knows the only way. */
  override hardness({ size, queens }: Case): number {
    return work(size, queens) ?? 0;
  }
}
