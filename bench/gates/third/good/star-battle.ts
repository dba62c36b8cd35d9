import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  characterGrid,
  fencedBlock,
  makeGrid,
  neighbours,
  renderGrid,
  type Rng,
} from "campforge/bootcamp";

type Case = {
  /** The number of its region for each cell. */
  readonly regions: readonly (readonly number[])[];
};

type Level = { readonly size: number; readonly growths: number };

const LETTERS = "ABCDEFGHIJKL";
const MOST_COUNTED = 40;

/** Columns of the stars, row by row; at most as many arrangements as are asked for. */
function solutions(regions: Case["regions"], most: number): number[][] {
  const size = regions.length;
  const found: number[][] = [];
  const columns: number[] = [];
  const taken = new Set<number>();
  const place = (): void => {
    const row = columns.length;
    if (row === size) {
      found.push([...columns]);
      return;
    }
    for (let column = 0; column < size && found.length < most; column++) {
      const region = at(at(regions, row), column);
      const above = columns.at(-1);
      if (columns.includes(column) || taken.has(region)) continue;
      if (above !== undefined && Math.abs(above - column) <= 1) continue;
      columns.push(column);
      taken.add(region);
      place();
      columns.pop();
      taken.delete(region);
    }
  };
  place();
  return found;
}

/** A star in each row and column, no two touching; such an arrangement exists from four rows on. */
function drawStars(rng: Rng, size: number): number[] {
  const all = Array.from({ length: size }, (_, column) => column);
  for (;;) {
    const columns = rng.shuffle(all);
    const isApart = columns.every((column, row) => row === 0 || Math.abs(column - at(columns, row - 1)) > 1);
    if (isApart) return columns;
  }
}

/** Regions that grow from one star each, cell by cell, until the square is full. */
function growRegions(rng: Rng, stars: readonly number[]): number[][] {
  const size = stars.length;
  const regions = makeGrid(size, size, (row, column) => (at(stars, row) === column ? row : -1));
  const border: { cell: Cell; region: number }[] = [];
  const open = (cell: Cell, region: number): void => {
    for (const next of neighbours(cell, size, size)) border.push({ cell: next, region });
  };
  stars.forEach((column, row) => open({ row, column }, row));
  while (border.length > 0) {
    const index = rng.integer(0, border.length - 1);
    const { cell, region } = at(border, index);
    border[index] = at(border, border.length - 1);
    border.pop();
    if (at(at(regions, cell.row), cell.column) >= 0) continue;
    at(regions, cell.row)[cell.column] = region;
    open(cell, region);
  }
  return regions;
}

export default class StarBattle extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "StarBattle",
    slug: "star-battle",
    title: "Star Battle",
    domain: "graphical-puzzles",
    description:
      "A square is divided into as many connected regions as it has rows. Stars are to be placed so that each row, each column and each region holds exactly one and no two stars touch, not even at a corner. Any such placement is correct.",
    answerFormat: "a fenced block with one row of the square per line, * for a star and . for an empty cell",
    parameters: {
      size: { meaning: "rows and columns of the square, and regions", min: 4, max: 12 },
      growths: { meaning: "divisions that are tried; the one with the fewest solutions is taken", min: 1, max: 40 },
    },
    levels: [
      { size: 6, growths: 4 },
      { size: 7, growths: 8 },
      { size: 8, growths: 16 },
      { size: 10, growths: 24 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("*."));

  caseGenerator(rng: Rng, level: Level): Case {
    let regions: number[][] = [];
    let fewest = Infinity;
    for (let growth = 0; growth < level.growths && fewest > 1; growth++) {
      const drawn = growRegions(rng, drawStars(rng, level.size));
      const count = solutions(drawn, MOST_COUNTED).length;
      if (count >= fewest) continue;
      fewest = count;
      regions = drawn;
    }
    // The regions were numbered by the rows of their stars, which the letters must not tell.
    const order = rng.shuffle(Array.from({ length: level.size }, (_, index) => index));
    return { regions: regions.map((row) => row.map((region) => at(order, region))) };
  }

  promptFunc(instance: Case): string {
    const { regions } = instance;
    const size = regions.length;
    return [
      `A square of ${size} by ${size} cells is divided into ${size} regions. Each letter below is a cell, and cells with the same letter`,
      "belong to the same region:",
      "",
      renderGrid(regions.map((row) => row.map((region) => LETTERS.charAt(region)))),
      "",
      `Place ${size} stars in cells of the square so that all of these rules hold:`,
      "1. Each row holds exactly one star.",
      "2. Each column holds exactly one star.",
      "3. Each region holds exactly one star.",
      "4. No two stars stand in cells that share a side or a corner.",
      "",
      "Any placement that follows all the rules is correct. Write the square with one row per line, with * for a star and",
      ". for an empty cell, without spaces or with one space between cells. A row of five cells could be `..*..`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const columns = solutions(instance.regions, 1)[0] ?? [];
    const rows = columns.map((star) => columns.map((_, column) => (column === star ? "*" : ".")).join(""));
    return this.answerFormat.wrap(rows.join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const { regions } = instance;
    const size = regions.length;
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    const stars = answer.flatMap((row, y) =>
      row.flatMap((symbol, x) => (symbol === "*" ? [{ row: y, column: x }] : [])),
    );
    if (stars.length !== size) return 0;
    const rows = new Set(stars.map(({ row }) => row));
    const columns = new Set(stars.map(({ column }) => column));
    const starred = new Set(stars.map(({ row, column }) => at(at(regions, row), column)));
    if (rows.size !== size || columns.size !== size || starred.size !== size) return 0;
    const touches = stars.some((star) =>
      neighbours(star, size, size, "sides and corners").some(
        ({ row, column }) => at(at(answer, row), column) === "*",
      ),
    );
    return touches ? 0 : 1;
  }
}
