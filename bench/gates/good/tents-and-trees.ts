import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  characterGrid,
  fencedBlock,
  makeGrid,
  neighbours,
  type Rng,
} from "campforge/bootcamp";

type Case = {
  readonly size: number;
  readonly trees: readonly Cell[];
  /** How many tents stand in each row and in each column. */
  readonly rowCounts: readonly number[];
  readonly columnCounts: readonly number[];
};

type Level = { readonly size: number; readonly trees: number };

const TREE = "T";
const TENT = "A";
const EMPTY = ".";

const isSame = (one: Cell, other: Cell): boolean => one.row === other.row && one.column === other.column;

const touches = (one: Cell, other: Cell): boolean =>
  Math.abs(one.row - other.row) <= 1 && Math.abs(one.column - other.column) <= 1;

const countIn = (cells: readonly Cell[], line: "row" | "column", size: number): number[] =>
  Array.from({ length: size }, (_, place) => cells.filter((cell) => cell[line] === place).length);

/**
 * True when trees and tents can be paired off so that the two of each pair share a side. Tree after tree
 * takes a tent, and one whose tents are taken asks their owners to move on (augmenting paths).
 */
function canBePaired(trees: readonly Cell[], tents: readonly Cell[], size: number): boolean {
  const owners = tents.map(() => -1);
  const reach = trees.map((tree) => {
    const beside = neighbours(tree, size, size);
    return tents.flatMap((tent, place) => (beside.some((cell) => isSame(cell, tent)) ? [place] : []));
  });
  const settle = (tree: number, asked: Set<number>): boolean =>
    at(reach, tree).some((tent) => {
      if (asked.has(tent)) return false;
      asked.add(tent);
      const owner = at(owners, tent);
      if (owner >= 0 && !settle(owner, asked)) return false;
      owners[tent] = tree;
      return true;
    });
  return trees.length === tents.length && trees.every((_, tree) => settle(tree, new Set()));
}

/** Gives each tree a tent, always the tree with the fewest places left next; undefined when it cannot be done. */
function pitch({ size, trees, rowCounts, columnCounts }: Case): readonly Cell[] | undefined {
  const rows = [...rowCounts];
  const columns = [...columnCounts];
  const tents: Cell[] = [];
  const options = (tree: Cell): Cell[] =>
    neighbours(tree, size, size).filter(
      (cell) =>
        at(rows, cell.row) > 0 &&
        at(columns, cell.column) > 0 &&
        !trees.some((other) => isSame(other, cell)) &&
        !tents.some((tent) => touches(tent, cell)),
    );
  const move = (cell: Cell, by: number): void => {
    rows[cell.row] = at(rows, cell.row) + by;
    columns[cell.column] = at(columns, cell.column) + by;
  };
  const place = (open: readonly Cell[]): boolean => {
    if (open.length === 0) return true;
    const choices = open.map((tree) => ({ tree, cells: options(tree) }));
    const free = choices.flatMap(({ cells }) => cells);
    const isShort = (left: number, line: "row" | "column", index: number): boolean =>
      left > 0 && !free.some((cell) => cell[line] === index);
    if (rows.some((left, index) => isShort(left, "row", index))) return false;
    if (columns.some((left, index) => isShort(left, "column", index))) return false;
    const tightest = choices.reduce((best, one) => (one.cells.length < best.cells.length ? one : best));
    for (const cell of tightest.cells) {
      tents.push(cell);
      move(cell, -1);
      if (place(open.filter((tree) => tree !== tightest.tree))) return true;
      tents.pop();
      move(cell, 1);
    }
    return false;
  };
  return place(trees) ? tents : undefined;
}

/** Tents that do not touch, each with a tree of its own beside it; undefined when the camp fills up too early. */
function drawCamp(rng: Rng, { size, trees: wanted }: Level): { trees: Cell[]; tents: Cell[] } | undefined {
  const trees: Cell[] = [];
  const tents: Cell[] = [];
  const isTaken = (cell: Cell): boolean => [...trees, ...tents].some((other) => isSame(other, cell));
  for (const cell of rng.shuffle(makeGrid(size, size, (row, column) => ({ row, column })).flat())) {
    if (tents.length === wanted) break;
    if (isTaken(cell) || tents.some((tent) => touches(tent, cell))) continue;
    const beside = neighbours(cell, size, size).filter((one) => !isTaken(one));
    if (beside.length === 0) continue;
    tents.push(cell);
    trees.push(rng.choice(beside));
  }
  return tents.length === wanted ? { trees, tents } : undefined;
}

function drawing(size: number, trees: readonly Cell[], tents: readonly Cell[]): string[] {
  return makeGrid(size, size, (row, column) => {
    if (trees.some((tree) => isSame(tree, { row, column }))) return TREE;
    return tents.some((tent) => isSame(tent, { row, column })) ? TENT : EMPTY;
  }).map((cells) => cells.join(" "));
}

export default class TentsAndTrees extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "TentsAndTrees",
    slug: "tents-and-trees",
    title: "Tents and Trees",
    domain: "graphical-puzzles",
    description:
      "In a square with trees, a tent is to be put up beside each tree so that no two tents touch, not even at a corner, and every row and column holds the stated number of tents. Any camp that keeps the rules is right.",
    answerFormat: "a fenced block with the whole square, a row a line, of the characters T, A and .",
    parameters: {
      size: { meaning: "rows and columns of the square", min: 4, max: 16 },
      trees: { meaning: "trees, and as many tents", min: 2, max: 50 },
    },
    levels: [
      { size: 6, trees: 7 },
      { size: 8, trees: 12 },
      { size: 10, trees: 19 },
      { size: 12, trees: 28 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(TREE + TENT + EMPTY));

  caseGenerator(rng: Rng, level: Level): Case {
    let camp = drawCamp(rng, level);
    while (camp === undefined) camp = drawCamp(rng, level);
    return {
      size: level.size,
      // In reading order: the order in which they were drawn would tell how tents and trees belong together.
      trees: camp.trees.toSorted((a, b) => a.row - b.row || a.column - b.column),
      rowCounts: countIn(camp.tents, "row", level.size),
      columnCounts: countIn(camp.tents, "column", level.size),
    };
  }

  promptFunc(instance: Case): string {
    const { size, trees, rowCounts, columnCounts } = instance;
    return [
      `A camp is a square of ${size} by ${size} cells. ${TREE} is a tree, ${EMPTY} an empty cell:`,
      "",
      ...drawing(size, trees, []),
      "",
      `Put up ${trees.length} tents, one for each of the ${trees.length} trees. Rules:`,
      "1. A tent stands in an empty cell, at most one in a cell. Trees stay where they are.",
      "2. Trees and tents can be paired off, each tree with one tent and each tent with one tree, so that the cells of the two in a pair share a side. A tent may also stand beside trees of other pairs.",
      "3. No two tents stand in cells that share a side or a corner.",
      "4. Each row and each column holds exactly the stated number of tents.",
      "",
      `Tents in the rows, from the top: ${rowCounts.join(", ")}`,
      `Tents in the columns, from the left: ${columnCounts.join(", ")}`,
      "",
      "Any camp that keeps all the rules is right. Draw the whole square, a row a line, in the same way as above,",
      `with ${TENT} for each tent. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(drawing(instance.size, instance.trees, pitch(instance) ?? []).join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const { size, trees, rowCounts, columnCounts } = instance;
    if (answer.length !== size || answer.some((row) => row.length !== size)) return 0;
    const cells = answer.flatMap((symbols, row) =>
      symbols.map((symbol, column) => ({ symbol, row, column })),
    );
    const tents = cells.filter(({ symbol }) => symbol === TENT);
    const shown = cells.filter(({ symbol }) => symbol === TREE);
    const keepsTrees =
      shown.length === trees.length && shown.every((cell) => trees.some((tree) => isSame(tree, cell)));
    const apart = tents.every((one) => tents.every((other) => one === other || !touches(one, other)));
    const counted =
      countIn(tents, "row", size).every((count, row) => count === at(rowCounts, row)) &&
      countIn(tents, "column", size).every((count, column) => count === at(columnCounts, column));
    return keepsTrees && apart && counted && canBePaired(trees, tents, size) ? 1 : 0;
  }
}
