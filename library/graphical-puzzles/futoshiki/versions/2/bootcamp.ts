import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  grid,
  integer,
  makeGrid,
  neighbours,
  range,
  renderGrid,
  type Rng,
  sortNumbers,
} from "campforge/bootcamp";

/** An inequality between two neighbouring cells: the number at `smaller` is less than the one at `larger`. */
type Sign = { readonly smaller: Cell; readonly larger: Cell };
type Cell = { readonly row: number; readonly column: number };

type Case = {
  readonly size: number;
  /** 0 stands for an empty cell. */
  readonly given: readonly (readonly number[])[];
  readonly signs: readonly Sign[];
};

type Level = { readonly size: number; readonly givenShare: number; readonly signs: number };

/** A Latin square, row by row: by Hall's theorem, its first rows can always be completed. */
function drawLatinSquare(rng: Rng, size: number): number[][] {
  const square: number[][] = [];
  while (square.length < size) square.push(drawRow(rng, square, size));
  return square;
}

/** A row that repeats no number of a column; the column with the fewest numbers left comes first. */
function drawRow(rng: Rng, above: readonly (readonly number[])[], size: number): number[] {
  const numbers = range(size).map((column) =>
    rng.shuffle(range(1, size + 1).filter((number) => above.every((row) => at(row, column) !== number))),
  );
  const row = range(size).map(() => 0);
  const left = (column: number): number[] => at(numbers, column).filter((number) => !row.includes(number));
  const fill = (): boolean => {
    const open = range(size).filter((column) => at(row, column) === 0);
    const first = open[0];
    if (first === undefined) return true;
    const tightest = open.reduce((best, column) => (left(column).length < left(best).length ? column : best), first);
    for (const number of left(tightest)) {
      row[tightest] = number;
      if (fill()) return true;
      row[tightest] = 0;
    }
    return false;
  };
  fill();
  return row;
}

/** Every pair of cells that share a side, the one with the smaller number first. */
function signsOf(square: readonly (readonly number[])[]): Sign[] {
  const size = square.length;
  const signs: Sign[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (const next of neighbours({ row, column }, size, size)) {
        if (at(at(square, row), column) < at(at(square, next.row), next.column)) {
          signs.push({ smaller: { row, column }, larger: next });
        }
      }
    }
  }
  return signs;
}

/**
 * Fills the empty cells so that every rule holds, always the cell with the fewest numbers left; undefined if nothing
 * fits. `note` is told of every number that is tried.
 */
function solve({ size, given, signs }: Case, note: () => void = () => {}): number[][] | undefined {
  const numbers = range(1, size + 1);
  const cells = given.flat();
  const bounds = cells.map((_, index) => ({
    above: signs.filter(({ smaller }) => indexOf(smaller, size) === index).map(({ larger }) => indexOf(larger, size)),
    below: signs.filter(({ larger }) => indexOf(larger, size) === index).map(({ smaller }) => indexOf(smaller, size)),
  }));
  // What a row or a column holds already, a bit for each number.
  const inRow = range(size).map(() => 0);
  const inColumn = range(size).map(() => 0);
  const put = (index: number, value: number, isThere: boolean): void => {
    cells[index] = isThere ? value : 0;
    const [row, column] = [Math.floor(index / size), index % size];
    inRow[row] = at(inRow, row) ^ (1 << value);
    inColumn[column] = at(inColumn, column) ^ (1 << value);
  };
  for (const [index, value] of given.flat().entries()) if (value > 0) put(index, value, true);
  const numbersFor = (index: number): number[] => {
    const held = at(inRow, Math.floor(index / size)) | at(inColumn, index % size);
    const { above, below } = at(bounds, index);
    const highest = Math.min(size, ...above.map((other) => (at(cells, other) || size) - 1));
    const lowest = Math.max(1, ...below.map((other) => (at(cells, other) || 1) + 1));
    return numbers.filter((value) => value >= lowest && value <= highest && (held & (1 << value)) === 0);
  };
  const fill = (): boolean => {
    let tightest: { readonly index: number; readonly left: readonly number[] } | undefined;
    for (const [index, value] of cells.entries()) {
      if (value > 0 || tightest?.left.length === 0) continue;
      const left = numbersFor(index);
      if (tightest === undefined || left.length < tightest.left.length) tightest = { index, left };
    }
    if (tightest === undefined) return true;
    const { index, left } = tightest;
    for (const value of left) {
      note();
      put(index, value, true);
      if (fill()) return true;
      put(index, value, false);
    }
    return false;
  };
  return fill() ? makeGrid(size, size, (row, column) => at(cells, row * size + column)) : undefined;
}

const indexOf = ({ row, column }: Cell, size: number): number => row * size + column;

/** Each empty cell in turn with its number, and what its row, its column and its inequalities leave. */
function steps(instance: Case, square: readonly (readonly number[])[]): string[] {
  const filled = instance.given.map((row) => [...row]);
  const value = (cell: Cell): number => at(at(filled, cell.row), cell.column);
  return instance.given.flatMap((cells, row) =>
    cells.flatMap((given, column) => {
      if (given !== 0) return [];
      const cell = { row, column };
      const inRow = at(filled, row).filter((one) => one > 0);
      const inColumn = filled.map((line) => at(line, column)).filter((one) => one > 0);
      const larger = instance.signs.filter((sign) => isSameCell(sign.smaller, cell) && value(sign.larger) > 0);
      const smaller = instance.signs.filter((sign) => isSameCell(sign.larger, cell) && value(sign.smaller) > 0);
      const number = at(at(square, row), column);
      at(filled, row)[column] = number;
      const known = [
        `its row has ${inRow.length === 0 ? "no number yet" : inRow.join(", ")}`,
        `its column ${inColumn.length === 0 ? "none" : inColumn.join(", ")}`,
        ...larger.map((sign) => `it is less than the ${value(sign.larger)} at ${nameOf(sign.larger)}`),
        ...smaller.map((sign) => `it is more than the ${value(sign.smaller)} at ${nameOf(sign.smaller)}`),
      ];
      return [`- ${nameOf(cell)}: ${known.join("; ")}. So ${number}, with which the rest can be filled.`];
    }),
  );
}

const isSameCell = (one: Cell, other: Cell): boolean => one.row === other.row && one.column === other.column;

const nameOf = (cell: Cell): string => `row ${cell.row + 1} column ${cell.column + 1}`;

export default class Futoshiki extends Bootcamp<Case, readonly (readonly number[])[], Level> {
  static readonly card: Card<Level> = {
    name: "Futoshiki",
    slug: "futoshiki",
    title: "Futoshiki",
    domain: "graphical-puzzles",
    description:
      "A square is to be filled so that each row and each column contains every number once and every inequality between two neighbouring cells holds. Some cells are given. Any filling that follows the rules is correct.",
    answerFormat: "a fenced block with one row of the square per line, numbers separated by spaces",
    parameters: {
      size: { meaning: "rows and columns of the square", min: 3, max: 9 },
      givenShare: { meaning: "share of the cells that are given", min: 0, max: 0.9 },
      signs: { meaning: "inequalities between neighbouring cells", min: 0, max: 60 },
    },
    levels: [
      { size: 4, givenShare: 0.4, signs: 4 },
      { size: 5, givenShare: 0.3, signs: 9 },
      { size: 6, givenShare: 0.25, signs: 14 },
      { size: 7, givenShare: 0.25, signs: 20 },
      { size: 8, givenShare: 0.25, signs: 28 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const square = drawLatinSquare(rng, level.size);
    const cells = rng.shuffle(square.flatMap((row, y) => row.map((_, x) => ({ row: y, column: x }))));
    const shown = cells.slice(0, Math.round(level.givenShare * cells.length));
    const given = makeGrid(level.size, level.size, (row, column) =>
      shown.some((cell) => isSameCell(cell, { row, column })) ? at(at(square, row), column) : 0,
    );
    return { size: level.size, given, signs: rng.sample(signsOf(square), level.signs) };
  }

  promptFunc(instance: Case): string {
    const { size, given, signs } = instance;
    const shown = renderGrid(given.map((row) => row.map((value) => (value === 0 ? "." : value))));
    const rules = signs.map(({ smaller, larger }) => `- ${nameOf(smaller)} < ${nameOf(larger)}`);
    return [
      `Fill a square of ${size} by ${size} cells with the numbers 1 to ${size}.`,
      "",
      "Rules:",
      `1. Each row contains each number from 1 to ${size} exactly once.`,
      `2. Each column contains each number from 1 to ${size} exactly once.`,
      "3. The given numbers stay where they are.",
      "4. Each of the inequalities below holds. Rows are counted from the top and columns from the left, both from 1.",
      "",
      "The square, with a dot for each empty cell:",
      shown,
      "",
      "Inequalities:",
      ...rules,
      "",
      "Any filling that follows all the rules is correct. Write the whole square, one row per line, with spaces between",
      `the numbers. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const square = solve(instance);
    return this.answerFormat.wrap(square === undefined ? "no filling" : renderGrid(square));
  }

  override workedSolution(instance: Case): string {
    const square = solve(instance) ?? instance.given;
    return [
      "Fill the empty cells one after the other, row by row. For each of them, see which numbers its row, its column",
      "and its inequalities leave; where a choice leads nowhere later on, go back to it.",
      ...steps(instance, square),
      "",
      "The square:",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Numbers that the search tries, those included that it has to take back. */
  override hardness(instance: Case): number {
    let tried = 0;
    solve(instance, () => tried++);
    return tried;
  }

  verifyCorrection(answer: readonly (readonly number[])[], instance: Case): number {
    const { size, given, signs } = instance;
    const value = (cell: Cell): number => answer[cell.row]?.[cell.column] ?? NaN;
    const hasEachOnce = (line: readonly number[]): boolean =>
      sortNumbers(line).join() === range(1, size + 1).join();
    const rows = answer.every(hasEachOnce);
    const columns = range(size).every((column) => hasEachOnce(answer.map((_, row) => value({ row, column }))));
    const keeps = given.every((row, y) =>
      row.every((number, x) => number === 0 || number === value({ row: y, column: x })),
    );
    const holds = signs.every(({ smaller, larger }) => value(smaller) < value(larger));
    return rows && columns && keeps && holds ? 1 : 0;
  }
}
