import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  fencedBlock,
  grid,
  makeGrid,
  parsed,
  range,
  refine,
  renderGrid,
  type Rng,
  text,
  UnionFind,
  unparsable,
} from "campforge/bootcamp";

/** A tile as a sum of its openings: 1 north, 2 east, 4 south, 8 west. */
type Tiles = readonly (readonly number[])[];

type Case = {
  readonly tiles: Tiles;
  /** The tiles turned to the tree that they come from: one solution. */
  readonly planted: Tiles;
};

type Level = {
  readonly rows: number;
  readonly columns: number;
  readonly winding: number;
  readonly choices: number;
};

type Side = {
  readonly name: string;
  readonly bit: number;
  readonly opposite: number;
  readonly down: number;
  readonly right: number;
};

const SIDES: readonly Side[] = [
  { name: "N", bit: 1, opposite: 4, down: -1, right: 0 },
  { name: "E", bit: 2, opposite: 8, down: 0, right: 1 },
  { name: "S", bit: 4, opposite: 1, down: 1, right: 0 },
  { name: "W", bit: 8, opposite: 2, down: 0, right: -1 },
];

/** How many trees are drawn at most until one has enough choices. */
const DRAWS = 150;

const written = (tile: number): string =>
  SIDES.filter(({ bit }) => (tile & bit) !== 0)
    .map(({ name }) => name)
    .join("");

const beside = ({ row, column }: Cell, { down, right }: Side): Cell => ({
  row: row + down,
  column: column + right,
});

/** The tile at a cell, or undefined off the grid. */
const tileAt = (tiles: Tiles, { row, column }: Cell): number | undefined => tiles[row]?.[column];

const turned = (tile: number): number => ((tile << 1) | (tile >> 3)) & 15;

/** The different positions to which a tile can be turned. */
const turnsOf = (tile: number): number[] => [
  ...new Set([tile, turned(tile), turned(turned(tile)), turned(turned(turned(tile)))]),
];

const cellsOf = (tiles: Tiles): Cell[] =>
  tiles.flatMap((line, row) => line.map((_, column) => ({ row, column })));

/** A random spanning tree of the grid as tiles; `winding` is how often it grows from its newest cell. */
function drawTree(rng: Rng, { rows, columns, winding }: Level): number[][] {
  const tiles = makeGrid(rows, columns, () => 0);
  const growing: Cell[] = [{ row: rng.integer(0, rows - 1), column: rng.integer(0, columns - 1) }];
  while (growing.length > 0) {
    const place = rng.boolean(winding) ? growing.length - 1 : rng.integer(0, growing.length - 1);
    const cell = at(growing, place);
    const open = SIDES.filter((side) => tileAt(tiles, beside(cell, side)) === 0);
    if (open.length === 0) {
      growing.splice(place, 1);
      continue;
    }
    const side = rng.choice(open);
    const next = beside(cell, side);
    at(tiles, cell.row)[cell.column] = at(at(tiles, cell.row), cell.column) | side.bit;
    at(tiles, next.row)[next.column] = side.opposite;
    growing.push(next);
  }
  return tiles;
}

/**
 * How many tiles stay open when the grid is filled from one corner: those that can be turned in several ways though
 * the edge and the neighbours on the two sides towards that corner are respected.
 */
function choicesFrom(tiles: Tiles, towards: readonly Side[]): number {
  return cellsOf(tiles).filter((cell) => {
    const tile = at(at(tiles, cell.row), cell.column);
    const known = SIDES.filter(
      (side) => towards.includes(side) || tileAt(tiles, beside(cell, side)) === undefined,
    );
    const left = turnsOf(tile).filter((turn) => known.every(({ bit }) => (turn & bit) === (tile & bit)));
    return left.length > 1;
  }).length;
}

/** The same from the corner from which it is least. */
function leastChoices(tiles: Tiles): number {
  const corners = SIDES.map((side, index) => [side, at(SIDES, (index + 1) % SIDES.length)]);
  return Math.min(...corners.map((towards) => choicesFrom(tiles, towards)));
}

const isSame = (one: Tiles, other: Tiles): boolean =>
  one.every((line, row) => line.every((tile, column) => tile === at(at(other, row), column)));

/** What follows step by step from borders and neighbours alone: a line for each tile that becomes certain. */
function forcedSteps(tiles: Tiles): string[] {
  const options = tiles.map((line) => line.map(turnsOf));
  const optionsAt = ({ row, column }: Cell): readonly number[] | undefined => options[row]?.[column];
  const allows = (cell: Cell, tile: number): boolean =>
    SIDES.every((side) => {
      const isOpen = (tile & side.bit) !== 0;
      const other = optionsAt(beside(cell, side));
      return other === undefined ? !isOpen : other.some((one) => ((one & side.opposite) !== 0) === isOpen);
    });
  const steps: string[] = [];
  const narrow = (cell: Cell): boolean => {
    const now = optionsAt(cell) ?? [];
    const left = now.filter((tile) => allows(cell, tile));
    if (left.length === now.length) return false;
    at(options, cell.row)[cell.column] = left;
    if (left.length === 1) {
      steps.push(
        `- row ${cell.row + 1}, column ${cell.column + 1}: only ${written(at(left, 0))} fits the border and its neighbours`,
      );
    }
    return true;
  };
  const cells = cellsOf(tiles);
  while (cells.filter(narrow).length > 0);
  return steps;
}

const rendered = (tiles: Tiles): string => renderGrid(tiles.map((line) => line.map(written)));

export default class PipeTurning extends Bootcamp<Case, Tiles, Level> {
  static readonly card: Card<Level> = {
    name: "PipeTurning",
    slug: "pipe-turning",
    title: "Pipe Turning",
    domain: "graphical-puzzles",
    description:
      "The tiles of a grid carry pipes with one to four openings. Each tile may be turned by multiples of 90 degrees, so that all openings meet and all tiles form one connected network without a loop. Any such grid is correct.",
    answerFormat:
      "a fenced block with one row of the grid per line, each tile as the letters of its openings, separated by spaces",
    parameters: {
      rows: { meaning: "rows of the grid", min: 2, max: 14 },
      columns: { meaning: "columns of the grid", min: 2, max: 14 },
      winding: {
        meaning: "how often the network grows from its newest tile, which makes long winding pipes",
        min: 0,
        max: 1,
      },
      choices: {
        meaning:
          "tiles that the edge and two neighbours leave open, from whichever corner the grid is filled; fewer only where no tree drawn has so many",
        min: 0,
        max: 20,
      },
    },
    levels: [
      { rows: 4, columns: 4, winding: 0.2, choices: 4 },
      { rows: 5, columns: 5, winding: 0.3, choices: 5 },
      { rows: 6, columns: 7, winding: 0.4, choices: 7 },
      { rows: 8, columns: 8, winding: 0.5, choices: 9 },
      { rows: 10, columns: 11, winding: 0.6, choices: 12 },
    ],
  };

  readonly answerFormat = fencedBlock(
    grid(
      refine(text({ letterCase: "upper" }), (letters) => {
        const tile = SIDES.reduce((sum, { name, bit }) => sum + (letters.includes(name) ? bit : 0), 0);
        const isTile = /^[NESW]+$/.test(letters) && written(tile).length === letters.length;
        return isTile ? parsed(tile) : unparsable("a tile is one to four different letters of N, E, S, W");
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let planted = drawTree(rng, level);
    let most = leastChoices(planted);
    for (let draws = 1; draws < DRAWS && most < level.choices; draws++) {
      const other = drawTree(rng, level);
      const choices = leastChoices(other);
      if (choices > most) {
        planted = other;
        most = choices;
      }
    }
    const solution = planted;
    for (;;) {
      const tiles = solution.map((line) =>
        line.map((tile) => range(rng.integer(0, 3)).reduce((now) => turned(now), tile)),
      );
      if (!isSame(tiles, solution)) return { tiles, planted: solution };
    }
  }

  promptFunc(instance: Case): string {
    const { tiles } = instance;
    return [
      `A grid of ${tiles.length} rows and ${at(tiles, 0).length} columns is covered with pipe tiles. Each tile is written as the letters of the sides to`,
      "which it is open: N (up), E (right), S (down), W (left). A tile with one letter is an end, one with two opposite",
      "letters a straight pipe, one with two other letters a corner, one with three letters a tee, and NESW a cross.",
      "",
      "Turn the tiles. Rules:",
      "1. Each tile stays in its cell and may be turned by 0, 90, 180 or 270 degrees. Turning it by 90 degrees clockwise",
      "   moves every opening from N to E, from E to S, from S to W, and from W to N.",
      "2. No opening leads off the grid.",
      "3. Each opening meets an opening of the neighbouring tile on that side: a tile is open to the east exactly if the tile",
      "   to the right of it is open to the west, and open to the south exactly if the tile below it is open to the north.",
      "4. All tiles together form one connected network, which contains no loop.",
      "",
      "The grid before turning:",
      rendered(tiles),
      "",
      "Any grid that follows the rules is correct. Write the whole grid after turning in the same notation, one row per line,",
      "with spaces between the tiles; the order of the letters within a tile does not matter.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(rendered(instance.planted));
  }

  override workedSolution(instance: Case): string {
    return [
      "Start at the border, where no opening may lead outwards, and strike out the positions of each tile that fit no",
      "position of a neighbour. One after the other, these tiles become certain:",
      ...forcedSteps(instance.tiles),
      "Where several positions are left, choose so that nothing is cut off from the rest and no loop is closed:",
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    return cellsOf(instance.tiles).length;
  }

  verifyCorrection(answer: Tiles, instance: Case): number {
    const { tiles } = instance;
    const columns = at(tiles, 0).length;
    if (answer.length !== tiles.length || answer.some((line) => line.length !== columns)) return 0;
    const sets = new UnionFind(tiles.length * columns);
    const cells = cellsOf(tiles);
    const isTurned = cells.every(({ row, column }) =>
      turnsOf(at(at(tiles, row), column)).includes(at(at(answer, row), column)),
    );
    const isMet = cells.every((cell) =>
      SIDES.every((side) => {
        if ((at(at(answer, cell.row), cell.column) & side.bit) === 0) return true;
        const next = beside(cell, side);
        const other = tileAt(answer, next) ?? 0;
        if ((other & side.opposite) === 0) return false;
        sets.union(cell.row * columns + cell.column, next.row * columns + next.column);
        return true;
      }),
    );
    // Turned tiles have as many openings as the tree, so that a connected network of them has no loop.
    return isTurned && isMet && sets.groups().length === 1 ? 1 : 0;
  }
}
