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

/** A Latin square: a cyclic one with its rows, columns and symbols shuffled. */
function drawLatinSquare(rng: Rng, size: number): number[][] {
  const numbers = Array.from({ length: size }, (_, index) => index);
  const rows = rng.shuffle(numbers);
  const columns = rng.shuffle(numbers);
  const symbols = rng.shuffle(numbers);
  return makeGrid(size, size, (row, column) => at(symbols, (at(rows, row) + at(columns, column)) % size) + 1);
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

/** Fills the empty cells so that every rule holds, trying numbers cell by cell; undefined if nothing fits. */
function solve(instance: Case): number[][] | undefined {
  const square = instance.given.map((row) => [...row]);
  const empty: Cell[] = [];
  square.forEach((cells, row) =>
    cells.forEach((value, column) => value === 0 && empty.push({ row, column })),
  );

  const fits = (cell: Cell, value: number): boolean => {
    for (let other = 0; other < instance.size; other++) {
      if (at(at(square, cell.row), other) === value || at(at(square, other), cell.column) === value)
        return false;
    }
    return instance.signs.every(({ smaller, larger }) => {
      const low = isSameCell(smaller, cell) ? value : at(at(square, smaller.row), smaller.column);
      const high = isSameCell(larger, cell) ? value : at(at(square, larger.row), larger.column);
      return low === 0 || high === 0 || low < high;
    });
  };
  const fill = (position: number): boolean => {
    const cell = empty[position];
    if (cell === undefined) return true;
    const row = at(square, cell.row);
    for (let value = 1; value <= instance.size; value++) {
      if (!fits(cell, value)) continue;
      row[cell.column] = value;
      if (fill(position + 1)) return true;
      row[cell.column] = 0;
    }
    return false;
  };
  return fill(0) ? square : undefined;
}

/** Each empty cell in turn with its number, and why no smaller one does: the steps of `solve` that were not undone. */
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
      `Fill a ${size} by ${size} square with the numbers 1 to ${size}.`,
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
