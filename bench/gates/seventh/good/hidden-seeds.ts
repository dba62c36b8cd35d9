import { at, Bootcamp, type Card, fencedBlock, grid, integer, makeGrid, neighbours, range, renderGrid, type Rng } from "campforge/bootcamp";

type Cells = readonly (readonly number[])[];

type Case = {
  /** Seeds in a pot and its side neighbours together; null where the gardener has not counted. */
  readonly sums: readonly (readonly (number | null)[])[];
  readonly most: number;
  /** The seeds in each row and in each column where they are told, in order; null where not. */
  readonly rows: readonly (number | null)[];
  readonly planted: Cells;
  readonly voice: Voice;
};

type Voice = "garden" | "brief";

type Level = {
  readonly rows: number;
  readonly columns: number;
  readonly most: number;
  readonly hidden: number;
  readonly totals: number;
};

const VOICES: readonly Voice[] = ["garden", "brief"];
const MOST_TRIES = 20;

/** The seeds in each cell and its side neighbours together. */
function sumsOf(cells: Cells): number[][] {
  const rows = cells.length;
  const columns = at(cells, 0).length;
  return makeGrid(rows, columns, (row, column) =>
    neighbours({ row, column }, rows, columns).reduce(
      (sum, other) => sum + at(at(cells, other.row), other.column),
      at(at(cells, row), column),
    ),
  );
}

/** True where no two side neighbours hold the same number. */
const differs = (cells: Cells): boolean =>
  cells.every((line, row) =>
    line.every((seeds, column) => line[column + 1] !== seeds && cells[row + 1]?.[column] !== seeds),
  );

const rowTotal = (line: readonly number[]): number => line.reduce((sum, seeds) => sum + seeds, 0);

/** Cells drawn one after the other in reading order, each different from those above and to the left. */
function drawCells(rng: Rng, { rows, columns, most }: Level): Cells {
  const cells: number[][] = [];
  for (const row of range(rows)) {
    const line: number[] = [];
    for (const column of range(columns)) {
      const taken = [line[column - 1], cells[row - 1]?.[column]];
      line.push(rng.choice(range(most + 1).filter((seeds) => !taken.includes(seeds))));
    }
    cells.push(line);
  }
  return cells;
}

/** How well even shares of each sum, rounded, meet the cells: the share of cells that are right. */
function shareGuessed(cells: Cells, most: number): number {
  const sums = sumsOf(cells);
  const rows = cells.length;
  const columns = at(cells, 0).length;
  const right = cells.flatMap((line, row) =>
    line.filter((seeds, column) => {
      const count = neighbours({ row, column }, rows, columns).length + 1;
      return Math.min(most, Math.round(at(at(sums, row), column) / count)) === seeds;
    }),
  );
  return right.length / (rows * columns);
}

export default class HiddenSeeds extends Bootcamp<Case, Cells, Level> {
  static readonly card: Card<Level> = {
    name: "HiddenSeeds",
    slug: "hidden-seeds",
    title: "Hidden Seeds",
    domain: "graphical-puzzles",
    description:
      "Pots in a grid hold small numbers of seeds. For most pots the seeds in it and its neighbours together are told, and for some rows the total. Neighbours hold different numbers. Any grid that agrees with everything told is correct.",
    answerFormat: "a grid of numbers, a row a line, in a fenced block",
    parameters: {
      rows: { meaning: "rows of pots", min: 3, max: 8 },
      columns: { meaning: "columns of pots", min: 3, max: 8 },
      most: { meaning: "seeds in a pot at most", min: 3, max: 9 },
      hidden: { meaning: "pots for which no sum is told", min: 0, max: 16 },
      totals: { meaning: "rows of which the total is told", min: 0, max: 8 },
    },
    levels: [
      { rows: 3, columns: 3, most: 4, hidden: 3, totals: 1 },
      { rows: 3, columns: 4, most: 5, hidden: 4, totals: 1 },
      { rows: 4, columns: 4, most: 6, hidden: 6, totals: 2 },
      { rows: 4, columns: 5, most: 7, hidden: 7, totals: 2 },
      { rows: 5, columns: 6, most: 8, hidden: 10, totals: 3 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    let planted = drawCells(rng, level);
    for (let tried = 1; tried < MOST_TRIES && shareGuessed(planted, level.most) > 0.4; tried++) planted = drawCells(rng, level);
    const hidden = rng.sample(range(level.rows * level.columns), level.hidden);
    const told = rng.sample(range(level.rows), level.totals);
    return {
      sums: sumsOf(planted).map((line, row) => line.map((sum, column) => (hidden.includes(row * level.columns + column) ? null : sum))),
      most: level.most,
      rows: planted.map((line, row) => (told.includes(row) ? rowTotal(line) : null)),
      planted,
      voice: rng.choice(VOICES),
    };
  }

  promptFunc({ sums, most, rows, voice }: Case): string {
    const columns = at(sums, 0).length;
    const size = `${sums.length} rows of ${columns}`;
    const opening = {
      garden: `A gardener has sown seeds in pots that stand in ${size}. Every pot got from 0 to ${most} seeds. For each pot the gardener then wrote down how many seeds lie in this pot and in the pots that share a side with it, all together, but some of these notes are lost (?):`,
      brief: `Find a grid of ${size} whole numbers from 0 to ${most}. For each cell, the grid below gives the sum of the number in this cell and of the numbers in the cells that share a side with it; ? means that the sum is not known.`,
    }[voice];
    const totals = rows.flatMap((total, row) => (total === null ? [] : [`- Row ${row + 1}, counted from the top, holds ${total} in total.`]));
    return [
      opening,
      "",
      renderGrid(sums.map((line) => line.map((sum) => sum ?? "?"))),
      "",
      "Moreover:",
      "- Two places that share a side never hold the same number.",
      "- Places at the edge simply have fewer neighbours; places that only touch at a corner do not count.",
      ...totals,
      "",
      "How many are there in each place? If several grids agree with all of this, any of them is correct.",
      "",
      `Give the whole grid, ${sums.length} lines of ${columns} numbers separated by spaces, from top to bottom and from left to right.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(planted.map((line) => line.join(" ")).join("\n"));
  }

  verifyCorrection(answer: Cells, { sums, most, rows }: Case): number {
    const isShaped = answer.length === sums.length && answer.every((line, row) => line.length === at(sums, row).length);
    if (!isShaped || !differs(answer)) return 0;
    if (answer.some((line) => line.some((seeds) => seeds < 0 || seeds > most))) return 0;
    const found = sumsOf(answer);
    const agrees =
      sums.every((line, row) => line.every((sum, column) => sum === null || sum === at(at(found, row), column))) &&
      rows.every((total, row) => total === null || total === rowTotal(at(answer, row)));
    return agrees ? 1 : 0;
  }

  /** Pots, each weighted by what may lie in it, and those without a sum once more. */
  override hardness({ sums, most }: Case): number {
    const pots = sums.flat();
    return pots.length * Math.log2(most + 1) + 2 * pots.filter((sum) => sum === null).length;
  }
}
