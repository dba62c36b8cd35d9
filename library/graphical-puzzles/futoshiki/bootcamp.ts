import { at, Bootcamp, type Card, fencedBlock, grid, integer, range, type Rng } from "campforge/bootcamp";

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

const FORMAT = fencedBlock(grid(integer()));

/** The numbers 1 to `size` as bits, 1 as the lowest. */
const allNumbers = (size: number): number => (1 << size) - 1;

/** The number whose bit this is. */
const numberOf = (bit: number): number => 32 - Math.clz32(bit);

/** How many of the lowest 16 bits are set: neighbouring bits are added up, then pairs, then groups of four. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >> 1) & 0x5555);
  const fours = (pairs & 0x3333) + ((pairs >> 2) & 0x3333);
  return ((((fours + (fours >> 4)) & 0x0f0f) * 0x0101) >> 8) & 0x1f;
}

/** A Latin square, row by row: by Hall's theorem, its first rows can always be completed. Numbers are bits in here. */
class LatinSquare {
  readonly #size: number;
  /** The numbers that each column has not got yet, and in which order these are tried, one column after the other. */
  readonly #missing: number[] = [];
  readonly #orders: number[] = [];
  readonly rows: number[][] = [];

  constructor(rng: Rng, size: number) {
    this.#size = size;
    for (let column = 0; column < size; column++) this.#missing.push(allNumbers(size));
    for (let row = 0; row < size; row++) this.rows.push(this.#drawRow(rng));
  }

  /** A row that repeats no number of a column. */
  #drawRow(rng: Rng): number[] {
    const row: number[] = [];
    for (let column = 0; column < this.#size; column++) {
      this.#drawOrder(rng, column);
      row.push(0);
    }
    this.#fill(row, allNumbers(this.#size));
    for (let column = 0; column < this.#size; column++) {
      const bit = row[column] ?? 0;
      this.#missing[column] = (this.#missing[column] ?? 0) ^ bit;
      row[column] = numberOf(bit);
    }
    return row;
  }

  /** The draws of `rng.shuffle`, without an array for each column of each row. */
  #drawOrder(rng: Rng, column: number): void {
    const first = column * this.#size;
    let end = first;
    for (let rest = this.#missing[column] ?? 0; rest !== 0; rest &= rest - 1)
      this.#orders[end++] = rest & -rest;
    for (let last = end - 1; last > first; last--) {
      const other = first + rng.integer(0, last - first);
      const bit = this.#orders[last] ?? 0;
      this.#orders[last] = this.#orders[other] ?? 0;
      this.#orders[other] = bit;
    }
  }

  /** Fills a row with bits out of `left`; the column with the fewest of them comes first. False if nothing fits. */
  #fill(row: number[], left: number): boolean {
    let tightest = -1;
    let fewest = 32;
    for (let column = 0; column < this.#size; column++) {
      if (row[column] !== 0) continue;
      const count = countBits((this.#missing[column] ?? 0) & left);
      if (count < fewest) [tightest, fewest] = [column, count];
    }
    if (tightest < 0) return true;
    const first = tightest * this.#size;
    const end = first + this.#size - this.rows.length;
    for (let index = first; index < end; index++) {
      const bit = (this.#orders[index] ?? 0) & left;
      if (bit === 0) continue;
      row[tightest] = bit;
      if (this.#fill(row, left ^ bit)) return true;
    }
    row[tightest] = 0;
    return false;
  }
}

/**
 * Every pair of cells that share a side as one whole number, the index of the cell with the smaller number times that
 * of all cells, and the index of the other: most pairs are only drawn from.
 */
function pairsOf(square: readonly (readonly number[])[]): number[] {
  const size = square.length;
  const numbers = square.flat();
  const pairs: number[] = [];
  for (let cell = 0; cell < numbers.length; cell++) {
    const number = numbers[cell] ?? 0;
    const column = cell % size;
    const pair = cell * numbers.length + cell;
    if (cell >= size && number < (numbers[cell - size] ?? 0)) pairs.push(pair - size);
    if (column > 0 && number < (numbers[cell - 1] ?? 0)) pairs.push(pair - 1);
    if (column < size - 1 && number < (numbers[cell + 1] ?? 0)) pairs.push(pair + 1);
    if (cell + size < numbers.length && number < (numbers[cell + size] ?? 0)) pairs.push(pair + size);
  }
  return pairs;
}

const signOf = (pair: number, size: number): Sign => {
  const larger = pair % (size * size);
  return { smaller: cellOf((pair - larger) / (size * size), size), larger: cellOf(larger, size) };
};

const cellOf = (index: number, size: number): Cell => {
  const column = index % size;
  return { row: (index - column) / size, column };
};

const indexOf = ({ row, column }: Cell, size: number): number => row * size + column;

/** Fills the empty cells so that every rule holds, always the cell with the fewest numbers left. Numbers are bits in here. */
class Search {
  readonly #size: number;
  readonly #largest: number;
  /** The number of each cell, 0 where it is empty, and what its signs leave it. */
  readonly #cells: number[] = [];
  readonly #between: number[] = [];
  /** What a row or a column holds already. */
  readonly #inRow: number[] = [];
  readonly #inColumn: number[] = [];
  /**
   * The signs at each cell as a chain: the first of them, and behind each the next, -1 for none. Two links make a sign:
   * the even one leads from the cell with the smaller number to the other, the odd one back.
   */
  readonly #firstLink: number[] = [];
  readonly #nextLink: number[] = [];
  readonly #leadsTo: number[] = [];
  /** Numbers that were tried, those included that had to be taken back. */
  tried = 0;

  constructor({ size, given, signs }: Case) {
    this.#size = size;
    this.#largest = 1 << (size - 1);
    for (let line = 0; line < size; line++) {
      this.#inRow.push(0);
      this.#inColumn.push(0);
    }
    for (let cell = 0; cell < size * size; cell++) {
      this.#cells.push(0);
      this.#between.push(allNumbers(size));
      this.#firstLink.push(-1);
    }
    for (const { smaller, larger } of signs) {
      this.#link(indexOf(smaller, size), indexOf(larger, size));
      this.#link(indexOf(larger, size), indexOf(smaller, size));
    }
    for (let cell = 0; cell < size * size; cell++) {
      const column = cell % size;
      const number = at(at(given, (cell - column) / size), column);
      if (number > 0) this.#put(cell, 1 << (number - 1));
      else this.#bound(cell);
    }
  }

  #link(from: number, to: number): void {
    this.#nextLink.push(at(this.#firstLink, from));
    this.#firstLink[from] = this.#leadsTo.length;
    this.#leadsTo.push(to);
  }

  /** Puts a number in a cell in the place of what is there, 0 to empty it. */
  #put(cell: number, bit: number): void {
    const column = cell % this.#size;
    const row = (cell - column) / this.#size;
    const change = (this.#cells[cell] ?? 0) ^ bit;
    this.#cells[cell] = bit;
    this.#inRow[row] = (this.#inRow[row] ?? 0) ^ change;
    this.#inColumn[column] = (this.#inColumn[column] ?? 0) ^ change;
    for (let link = this.#firstLink[cell] ?? -1; link >= 0; link = this.#nextLink[link] ?? -1) {
      this.#bound(this.#leadsTo[link] ?? 0);
    }
  }

  /** Sees what the signs of a cell leave it, where an empty neighbour may hold the largest and the smallest number. */
  #bound(cell: number): void {
    let left = 2 * this.#largest - 1;
    for (let link = this.#firstLink[cell] ?? -1; link >= 0; link = this.#nextLink[link] ?? -1) {
      const other = this.#cells[this.#leadsTo[link] ?? 0] ?? 0;
      left &= (link & 1) === 0 ? (other || this.#largest) - 1 : -2 * (other || 1);
    }
    this.#between[cell] = left;
  }

  /** False if nothing fits; else every cell has its number. */
  fill(): boolean {
    let tightest = -1;
    let fewest = 32;
    let choices = 0;
    for (let row = 0, cell = 0; row < this.#size; row++) {
      const inRow = this.#inRow[row] ?? 0;
      for (let column = 0; column < this.#size; column++, cell++) {
        if (this.#cells[cell] !== 0) continue;
        const left = (this.#between[cell] ?? 0) & ~(inRow | (this.#inColumn[column] ?? 0));
        if (left === 0) return false;
        const count = countBits(left);
        if (count < fewest) [tightest, fewest, choices] = [cell, count, left];
      }
    }
    if (tightest < 0) return true;
    for (; choices !== 0; choices &= choices - 1) {
      this.tried++;
      this.#put(tightest, choices & -choices);
      if (this.fill()) return true;
    }
    this.#put(tightest, 0);
    return false;
  }

  get square(): number[][] {
    const lines = range(this.#size);
    return lines.map((row) => lines.map((column) => numberOf(at(this.#cells, row * this.#size + column))));
  }
}

/** The first filling by which every rule holds; undefined if there is none. */
function solve(instance: Case): number[][] | undefined {
  const search = new Search(instance);
  return search.fill() ? search.square : undefined;
}

/** The square as text. No number has two digits, so that nothing needs padding. */
function render(square: readonly (readonly number[])[]): string {
  let text = "";
  for (const row of square) {
    if (text !== "") text += "\n";
    for (let column = 0; column < row.length; column++) {
      if (column > 0) text += " ";
      text += row[column] || ".";
    }
  }
  return text;
}

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
      const larger = instance.signs.filter(
        (sign) => isSameCell(sign.smaller, cell) && value(sign.larger) > 0,
      );
      const smaller = instance.signs.filter(
        (sign) => isSameCell(sign.larger, cell) && value(sign.smaller) > 0,
      );
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

/** The names of all cells of the largest square. */
const NAMES = range(9).map((row) => range(9).map((column) => `row ${row + 1} column ${column + 1}`));

const nameOf = ({ row, column }: Cell): string => at(at(NAMES, row), column);

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

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const { size } = level;
    const square = new LatinSquare(rng, size).rows;
    const cells = rng.shuffle(range(size * size));
    const given = square.map((row) => row.map(() => 0));
    for (const index of cells.slice(0, Math.round(level.givenShare * cells.length))) {
      const { row, column } = cellOf(index, size);
      at(given, row)[column] = at(at(square, row), column);
    }
    const signs = rng.sample(pairsOf(square), level.signs).map((pair) => signOf(pair, size));
    return { size, given, signs };
  }

  promptFunc(instance: Case): string {
    const { size, given, signs } = instance;
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
      render(given),
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
    return this.answerFormat.wrap(square === undefined ? "no filling" : render(square));
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
    const search = new Search(instance);
    search.fill();
    return search.tried;
  }

  verifyCorrection(answer: readonly (readonly number[])[], instance: Case): number {
    const { size, given, signs } = instance;
    if (answer.length !== size) return 0;
    const inColumn = range(size).map(() => 0);
    for (let row = 0; row < size; row++) {
      const numbers = at(answer, row);
      if (numbers.length !== size) return 0;
      let inRow = 0;
      for (let column = 0; column < size; column++) {
        const number = numbers[column] ?? 0;
        const shown = given[row]?.[column] ?? 0;
        if (number < 1 || number > size || (shown !== 0 && shown !== number)) return 0;
        inRow |= 1 << (number - 1);
        inColumn[column] = (inColumn[column] ?? 0) | (1 << (number - 1));
      }
      if (inRow !== allNumbers(size)) return 0;
    }
    if (inColumn.some((numbers) => numbers !== allNumbers(size))) return 0;
    const value = (cell: Cell): number => answer[cell.row]?.[cell.column] ?? NaN;
    return signs.every(({ smaller, larger }) => value(smaller) < value(larger)) ? 1 : 0;
  }
}
