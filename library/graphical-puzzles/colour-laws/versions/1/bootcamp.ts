import { at, Bootcamp, type Card, characterGrid, fencedBlock, range, type Rng } from "campforge/bootcamp";

type Voice = "lab" | "puzzle" | "brief";

/** Rows of a grid; a full stop is an empty cell. */
type Rows = readonly string[];

type Case = {
  readonly colours: string;
  /** How many of the laws there are to choose from. */
  readonly laws: number;
  readonly examples: readonly { readonly before: Rows; readonly after: Rows }[];
  readonly test: Rows;
  readonly voice: Voice;
};

type Level = {
  readonly size: number;
  readonly colours: number;
  readonly laws: number;
  readonly examples: number;
  /** Of a hundred cells, how many have a colour. */
  readonly filled: number;
};

const VOICES: readonly Voice[] = ["lab", "puzzle", "brief"];
const COLOURS = "ABCDEF";
const EMPTY = ".";

/** A square grid as one list of cells. */
type Cells = { readonly size: number; readonly cells: readonly string[] };

type Law = { readonly name: string; readonly meaning: string; readonly act: (grid: Cells, colour: string) => string[] };

/** The cells of a grid in the order in which they may move, and how far the next cell on their way lies. */
function fall({ size, cells }: Cells, colour: string, [row, column]: readonly [number, number]): string[] {
  const moved = [...cells];
  // Those in front move first: the way is free where they were.
  const lines = row + column > 0 ? range(size).toReversed() : range(size);
  for (const line of lines)
    for (let across = 0; across < size; across++) {
      let [r, c] = row === 0 ? [across, line] : [line, across];
      if (moved[r * size + c] !== colour) continue;
      moved[r * size + c] = EMPTY;
      while (isFree(moved, size, r + row, c + column)) [r, c] = [r + row, c + column];
      moved[r * size + c] = colour;
    }
  return moved;
}

const isFree = (cells: readonly string[], size: number, row: number, column: number): boolean =>
  row >= 0 && row < size && column >= 0 && column < size && cells[row * size + column] === EMPTY;

const SIDES = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

/** Whether one of the cells beside a cell has a colour. */
function isBeside({ size, cells }: Cells, index: number, colour: string): boolean {
  const [row, column] = [Math.floor(index / size), index % size];
  return SIDES.some(([down, right]) => {
    const [r, c] = [row + down, column + right];
    return r >= 0 && r < size && c >= 0 && c < size && cells[r * size + c] === colour;
  });
}

/** Every cell of a colour moves to its image, where that is empty. */
function mirror({ cells }: Cells, colour: string, imageOf: (index: number) => number): string[] {
  const moved = [...cells];
  for (const [index, cell] of cells.entries()) {
    const image = imageOf(index);
    if (cell !== colour || cells[image] !== EMPTY) continue;
    moved[index] = EMPTY;
    moved[image] = colour;
  }
  return moved;
}

/** Every cell of a colour paints the empty cells in a direction, up to the first one that is not. */
function reach({ size, cells }: Cells, colour: string, [row, column]: readonly [number, number]): string[] {
  const painted = [...cells];
  for (const [index, cell] of cells.entries()) {
    if (cell !== colour) continue;
    let [r, c] = [Math.floor(index / size) + row, (index % size) + column];
    while (isFree(cells, size, r, c)) {
      painted[r * size + c] = colour;
      [r, c] = [r + row, c + column];
    }
  }
  return painted;
}

const LAWS: readonly Law[] = [
  {
    name: "sinks",
    meaning: "every cell of the colour falls straight down until the cell below it is not empty or it is in the lowest row; the lower ones fall first",
    act: (grid, colour) => fall(grid, colour, [1, 0]),
  },
  {
    name: "drifts",
    meaning: "every cell of the colour moves to the right until the cell to its right is not empty or it is in the last column; those further right move first",
    act: (grid, colour) => fall(grid, colour, [0, 1]),
  },
  {
    name: "grows",
    meaning: "every empty cell that shares a side with a cell of the colour takes the colour, all at once and only once",
    act: (grid, colour) =>
      grid.cells.map((cell, index) => (cell === EMPTY && isBeside(grid, index, colour) ? colour : cell)),
  },
  {
    name: "fades",
    meaning: "every cell of the colour that shares no side with another cell of the colour becomes empty, all at once",
    act: (grid, colour) =>
      grid.cells.map((cell, index) => (cell === colour && !isBeside(grid, index, colour) ? EMPTY : cell)),
  },
  {
    name: "mirrors",
    meaning: "every cell of the colour moves within its row to the cell that is as far from the right edge as it was from the left edge, if that cell is empty; otherwise it stays",
    act: (grid, colour) => mirror(grid, colour, (index) => index - (index % grid.size) * 2 + grid.size - 1),
  },
  {
    name: "reaches",
    meaning: "every cell of the colour paints the empty cells to its right with its colour, up to the first cell that is not empty or to the edge",
    act: (grid, colour) => reach(grid, colour, [0, 1]),
  },
  {
    name: "rises",
    meaning: "every cell of the colour moves straight up until the cell above it is not empty or it is in the top row; the upper ones move first",
    act: (grid, colour) => fall(grid, colour, [-1, 0]),
  },
  {
    name: "flips",
    meaning: "every cell of the colour moves within its column to the cell that is as far from the lower edge as it was from the upper edge, if that cell is empty; otherwise it stays",
    act: (grid, colour) =>
      mirror(grid, colour, (index) => (grid.size - 1 - Math.floor(index / grid.size)) * grid.size + (index % grid.size)),
  },
  {
    name: "hangs",
    meaning: "every cell of the colour paints the empty cells below it with its colour, down to the first cell that is not empty or to the edge",
    act: (grid, colour) => reach(grid, colour, [1, 0]),
  },
  {
    name: "retreats",
    meaning: "every cell of the colour moves to the left until the cell to its left is not empty or it is in the first column; those further left move first",
    act: (grid, colour) => fall(grid, colour, [0, -1]),
  },
];

const cellsOf = (rows: Rows): Cells => ({ size: rows.length, cells: rows.flatMap((row) => [...row]) });

const rowsOf = ({ size, cells }: Cells): Rows =>
  range(size).map((row) => cells.slice(row * size, (row + 1) * size).join(""));

/** Whether two grids have one colour in the same cells. */
const agree = (one: readonly string[], other: readonly string[], colour: string): boolean =>
  one.every((cell, index) => (cell === colour) === (other[index] === colour));

/** Every result of the test that the examples leave possible, up to two, and how many laws were tried on the way. */
function solve({ colours, laws, examples, test }: Omit<Case, "voice">): {
  readonly results: readonly Rows[];
  readonly tried: number;
} {
  const afters = examples.map(({ after }) => cellsOf(after));
  const results = new Map<string, Rows>();
  let tried = 0;
  // Whoever has acted is changed by nobody afterwards, so that each law is seen to be wrong at once.
  const visit = (left: string, befores: readonly Cells[], tested: Cells): void => {
    if (left === "") {
      const rows = rowsOf(tested);
      results.set(rows.join("/"), rows);
      return;
    }
    for (const colour of left)
      for (const { act } of LAWS.slice(0, laws)) {
        if (results.size > 1) return;
        tried++;
        const next: Cells[] = [];
        for (const [index, before] of befores.entries()) {
          const cells = act(before, colour);
          if (!agree(cells, at(afters, index).cells, colour)) break;
          next.push({ size: before.size, cells });
        }
        if (next.length === befores.length)
          visit(left.replace(colour, ""), next, { size: tested.size, cells: act(tested, colour) });
      }
  };
  visit(
    colours,
    examples.map(({ before }) => cellsOf(before)),
    cellsOf(test),
  );
  return { results: [...results.values()], tried };
}

/** A grid in which every colour occurs. */
function drawGrid(rng: Rng, { size, filled }: Level, colours: string): Cells {
  const cells = range(size * size).map(() => (rng.boolean(filled / 100) ? rng.choice([...colours]) : EMPTY));
  for (const [index, place] of rng.distinctIntegers(2 * colours.length, 0, size * size - 1).entries())
    cells[place] = at([...colours, ...colours], index);
  return { size, cells };
}

type Turn = { readonly colour: string; readonly law: Law };

const play = (grid: Cells, turns: readonly Turn[]): Cells =>
  turns.reduce(({ size, cells }, { colour, law }): Cells => ({ size, cells: law.act({ size, cells }, colour) }), grid);

/** Whether each colour does something in a grid, and every two neighbours in the order would do something else the other way round. */
function isTelling(grid: Cells, turns: readonly Turn[]): boolean {
  const after = play(grid, turns);
  const isMoved = turns.every(({ colour }) => !agree(grid.cells, after.cells, colour));
  return isMoved && rowsOf(play(grid, turns.toReversed())).join() !== rowsOf(after).join();
}

const shown = (rows: Rows): string[] => rows.map((row) => [...row].join(" "));

export default class ColourLaws extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "ColourLaws",
    slug: "colour-laws",
    title: "Laws of the Colours",
    domain: "graphical-puzzles",
    description:
      "On grids of coloured cells every colour acts once, by a law of its own, and the colours act in an order that is always the same. Laws and order are to be found from examples of grids before and after, and a further grid is to be worked out; the examples leave one result only. Harder cases have more colours, more laws to choose from and larger grids.",
    answerFormat: "a fenced block with one row of the grid per line, cells separated by spaces",
    parameters: {
      size: { meaning: "rows and columns of the grids", min: 4, max: 16 },
      colours: { meaning: "number of colours", min: 2, max: 5 },
      laws: { meaning: "laws to choose from", min: 3, max: 10 },
      examples: { meaning: "examples of a grid before and after", min: 1, max: 4 },
      filled: { meaning: "of a hundred cells, how many have a colour, about", min: 10, max: 60 },
    },
    levels: [
      { size: 5, colours: 2, laws: 4, examples: 2, filled: 25 },
      { size: 6, colours: 2, laws: 7, examples: 2, filled: 25 },
      { size: 7, colours: 3, laws: 8, examples: 2, filled: 30 },
      { size: 8, colours: 4, laws: 9, examples: 2, filled: 30 },
      { size: 10, colours: 5, laws: 10, examples: 2, filled: 30 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(`${EMPTY}${COLOURS}`));

  caseGenerator(rng: Rng, level: Level): Case {
    const colours = COLOURS.slice(0, level.colours);
    for (;;) {
      const turns = rng.shuffle([...colours]).map((colour): Turn => ({
        colour,
        law: rng.choice(LAWS.slice(0, level.laws)),
      }));
      const examples = range(level.examples).map(() => {
        const before = drawGrid(rng, level, colours);
        return { before: rowsOf(before), after: rowsOf(play(before, turns)) };
      });
      const test = drawGrid(rng, level, colours);
      if (!isTelling(test, turns)) continue;
      const drawn = { colours, laws: level.laws, examples, test: rowsOf(test) };
      if (solve(drawn).results.length === 1) return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ colours, laws, examples, test, voice }: Case): string {
    const named = [...colours].join(", ");
    const opening = {
      lab: `In a laboratory, grids of coloured cells change overnight. The colours ${named} obey laws that have to be found out.`,
      puzzle: `Each of the colours ${named} has a law, and they act one after the other. Find the laws and the order, and work out one more grid.`,
      brief: `Infer the laws of the colours ${named} and their order from examples, and apply them.`,
    }[voice];
    return [
      opening,
      "",
      "How a grid changes:",
      "1. Each colour acts exactly once. The colours act one after the other, in an order that is not known but the same for all grids below.",
      "2. Each colour acts by one of the following laws, the same for all grids; several colours may have the same law. A full stop is an empty cell, and whatever a colour does, cells of the other colours stay as they are.",
      ...LAWS.slice(0, laws).map(({ name, meaning }) => `   - ${name}: ${meaning}`),
      "",
      "A small example with other colours: where X sinks and then Y grows, the rows X Y . / . . . / . . . become Y Y Y / . Y . / X . . in the end. In the other order they would become . Y Y / . Y . / X . ., because X is still in the corner when Y grows.",
      ...examples.flatMap(({ before, after }, index) => [
        "",
        `Grid ${index + 1} before:`,
        ...shown(before),
        `Grid ${index + 1} after:`,
        ...shown(after),
      ]),
      "",
      `By the same laws and in the same order, what becomes of this grid? All laws and orders that agree with the grids above give the same result.`,
      ...shown(test),
      "",
      `Give the whole grid, a row a line, with full stops for empty cells. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const [rows = []] = solve(instance).results;
    return this.answerFormat.wrap(shown(rows).join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    const [rows = []] = solve(instance).results;
    return answer.map((row) => row.join("")).join("/") === rows.join("/") ? 1 : 0;
  }

  /** Laws that are tried, colour by colour, until all that agree with the examples are known. */
  override hardness(instance: Case): number {
    return solve(instance).tried;
  }
}
