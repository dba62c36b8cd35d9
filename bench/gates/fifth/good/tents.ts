import { at, Bootcamp, type Card, characterGrid, fencedBlock, makeGrid, neighbours, range, renderGrid, type Rng } from "campforge/bootcamp";

type Cell = { readonly row: number; readonly column: number };

type Case = {
  /** Rows of signs: "T" for a tree, "." for a free cell. */
  readonly rows: readonly string[];
  /** Tents in each row and column; -1 where it is not told. */
  readonly rowCounts: readonly number[];
  readonly columnCounts: readonly number[];
  /** The tents from which the counts were made. */
  readonly planted: readonly Cell[];
};

type Level = { readonly rows: number; readonly columns: number; readonly tents: number; readonly untold: number };

const keyOf = ({ row, column }: Cell): string => `${row},${column}`;

const isSideBySide = (one: Cell, other: Cell): boolean => Math.abs(one.row - other.row) + Math.abs(one.column - other.column) === 1;

const isTouching = (one: Cell, other: Cell): boolean => Math.abs(one.row - other.row) <= 1 && Math.abs(one.column - other.column) <= 1;

/** True when each tent can be given a tree of its own beside it, with no tree left. */
function canPair(tents: readonly Cell[], trees: readonly Cell[]): boolean {
  if (tents.length !== trees.length) return false;
  const owner = new Map<number, number>();
  const give = (tent: number, seen: Set<number>): boolean =>
    trees.some((tree, index) => {
      if (seen.has(index) || !isSideBySide(at(tents, tent), tree)) return false;
      seen.add(index);
      const before = owner.get(index);
      if (before !== undefined && !give(before, seen)) return false;
      owner.set(index, tent);
      return true;
    });
  return range(tents.length).every((tent) => give(tent, new Set()));
}

const cellsWith = (grid: readonly (readonly string[])[], sign: string): Cell[] =>
  grid.flatMap((signs, row) => signs.flatMap((one, column) => (one === sign ? [{ row, column }] : [])));

const fits = (counts: readonly number[], found: readonly number[]): boolean => counts.every((count, index) => count < 0 || count === found[index]);

/** How many of the cells lie in each row, or column, of so many. */
const countsBy = (cells: readonly Cell[], axis: "row" | "column", size: number): number[] =>
  range(size).map((index) => cells.filter((one) => one[axis] === index).length);

/** Tents that do not touch, each with a tree beside it; as many as find room. */
function drawCamp(rng: Rng, level: Level): { readonly tents: readonly Cell[]; readonly trees: readonly Cell[] } {
  const tents: Cell[] = [];
  const trees: Cell[] = [];
  const places = range(level.rows).flatMap((row) => range(level.columns).map((column) => ({ row, column })));
  for (const place of rng.shuffle(places)) {
    if (tents.length === level.tents) break;
    const taken = new Set([...tents, ...trees].map(keyOf));
    if (taken.has(keyOf(place)) || tents.some((tent) => isTouching(tent, place))) continue;
    const beside = neighbours(place, level.rows, level.columns).filter((next) => !taken.has(keyOf(next)));
    if (beside.length === 0) continue;
    tents.push(place);
    trees.push(rng.choice(beside));
  }
  return { tents, trees };
}

export default class Tents extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "Tents",
    slug: "tents",
    title: "Tents and Trees",
    domain: "graphical-puzzles",
    description:
      "Tents are to be put beside the trees of a meadow, one for each tree, so that no two touch and the counts of rows and columns agree; any such camp is correct. Harder cases have larger meadows, more trees, and some counts that are not told.",
    answerFormat: "the meadow with its trees and tents, a row a line, in a fenced block",
    parameters: {
      rows: { meaning: "rows of the meadow", min: 4, max: 10 },
      columns: { meaning: "columns of the meadow", min: 4, max: 10 },
      tents: { meaning: "tents, at the most", min: 2, max: 20 },
      untold: { meaning: "counts of rows and columns that are not told", min: 0, max: 6 },
    },
    levels: [
      { rows: 5, columns: 5, tents: 4, untold: 0 },
      { rows: 6, columns: 6, tents: 7, untold: 1 },
      { rows: 7, columns: 7, tents: 9, untold: 2 },
      { rows: 8, columns: 8, tents: 12, untold: 3 },
      { rows: 10, columns: 9, tents: 17, untold: 4 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("TA."));

  caseGenerator(rng: Rng, level: Level): Case {
    const { tents, trees } = drawCamp(rng, level);
    const isTree = new Set(trees.map(keyOf));
    const rows = makeGrid(level.rows, level.columns, (row, column) => (isTree.has(keyOf({ row, column })) ? "T" : "."));
    const untold = new Set(rng.sample(range(level.rows + level.columns), level.untold));
    const tell = (counts: readonly number[], from: number): number[] => counts.map((count, index) => (untold.has(from + index) ? -1 : count));
    return {
      rows: rows.map((signs) => signs.join("")),
      rowCounts: tell(countsBy(tents, "row", level.rows), 0),
      columnCounts: tell(countsBy(tents, "column", level.columns), level.rows),
      planted: tents,
    };
  }

  promptFunc({ rows, rowCounts, columnCounts }: Case): string {
    const sign = (count: number): string => (count < 0 ? "?" : String(count));
    const trees = rows.join("").split("T").length - 1;
    return [
      `On this meadow of ${rows.length} rows and ${columnCounts.length} columns, T is a tree and . is grass:`,
      "",
      renderGrid(rows.map((line) => [...line])),
      "",
      `Put up ${trees} tents according to these rules:`,
      "1. Each tent stands on a cell with grass.",
      "2. Tents and trees can be matched so that each tent belongs to exactly one tree and each tree to exactly one tent, and a tent is always directly above, below, left or right of its tree. A tent may also be beside trees that are not its own.",
      "3. No two tents are next to each other, not even diagonally.",
      `4. The rows, from the top, have these numbers of tents: ${rowCounts.map(sign).join(" ")}. The columns, from the left, have these: ${columnCounts.map(sign).join(" ")}. Where there is a question mark, any number will do.`,
      "",
      "There is at least one way to do this; if there are several, any of them is correct.",
      "Give the whole meadow, a row a line, with A for a tent, T for a tree and . for grass without a tent.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ rows, planted }: Case): string {
    const isTent = new Set(planted.map(keyOf));
    const grid = rows.map((line, row) => [...line].map((sign, column) => (isTent.has(keyOf({ row, column })) ? "A" : sign)));
    return this.answerFormat.wrap(renderGrid(grid));
  }

  verifyCorrection(answer: readonly (readonly string[])[], { rows, rowCounts, columnCounts }: Case): number {
    const isShaped = answer.length === rows.length && answer.every((line) => line.length === columnCounts.length);
    if (!isShaped) return 0;
    const tents = cellsWith(answer, "A");
    const trees = cellsWith(rows.map((line) => [...line]), "T");
    const areTreesKept = rows.every((line, row) => [...line].every((sign, column) => (sign === "T") === (answer[row]?.[column] === "T")));
    const areApart = tents.every((tent, index) => tents.slice(index + 1).every((other) => !isTouching(tent, other)));
    const areCounted = fits(rowCounts, countsBy(tents, "row", rows.length)) && fits(columnCounts, countsBy(tents, "column", columnCounts.length));
    return areTreesKept && areApart && areCounted && canPair(tents, trees) ? 1 : 0;
  }

  /** Cells beside trees, in which tents may stand. */
  override hardness({ rows }: Case): number {
    const grid = rows.map((line) => [...line]);
    const trees = cellsWith(grid, "T");
    return cellsWith(grid, ".").filter((place) => trees.some((tree) => isSideBySide(tree, place))).length;
  }
}
