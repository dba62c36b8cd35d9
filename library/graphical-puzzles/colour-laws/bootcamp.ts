import { at, Bootcamp, type Card, characterGrid, fencedBlock, permutations, range, type Rng } from "campforge/bootcamp";

type Voice = "lab" | "puzzle" | "brief";

/** Rows of a grid; a full stop is an empty cell, and, in a picture without colours, # one that is not. */
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

const SIDES = [[-1, 0], [1, 0], [0, -1], [0, 1]] as const;

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

/** A grid as a picture without colours shows it. */
const greyOf = ({ size, cells }: Cells): Cells => ({ size, cells: cells.map((cell) => (cell === EMPTY ? EMPTY : "#")) });

/** Cells in which a grid that was worked out does not fit a picture without colours; those of one colour only, if it is given. */
function misfit({ cells }: Cells, picture: Cells, colour?: string): number {
  let sum = 0;
  for (let index = 0; index < cells.length; index++) {
    const isEmpty = picture.cells[index] === EMPTY;
    if (colour === undefined ? (cells[index] === EMPTY) !== isEmpty : isEmpty && cells[index] === colour) sum++;
  }
  return sum;
}

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
  // Whoever has acted is changed by nobody afterwards: a law is wrong at once where the picture has an empty cell.
  const visit = (left: string, befores: readonly Cells[], tested: Cells): void => {
    if (left === "") {
      if (befores.some((before, index) => misfit(before, at(afters, index)) > 0)) return;
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
          if (misfit({ size: before.size, cells }, at(afters, index), colour) > 0) break;
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

/** Whether each colour does something in a grid, and the reverse order would do something else. */
function isTelling(grid: Cells, turns: readonly Turn[]): boolean {
  const after = play(grid, turns);
  const isMoved = turns.every(({ colour }) => !agree(grid.cells, after.cells, colour));
  return isMoved && rowsOf(play(grid, turns.toReversed())).join() !== rowsOf(after).join();
}

/**
 * Whether rules of thumb find the result: each law is chosen as if its colour acted alone, by all cells or by its own, then
 * the order that fits best, then each law once more while the others stand, and the order again; or one colour after the
 * other takes the turn after which most fits, before those that were taken or behind them.
 */
function fallsToThumb({ colours, laws, examples, test }: Omit<Case, "voice">, result: Rows): boolean {
  const pairs = examples.map(({ before, after }) => ({ grid: cellsOf(before), picture: cellsOf(after) }));
  const best = (ways: readonly (readonly Turn[])[], own?: string): readonly Turn[] => {
    const losses = ways.map((way) =>
      pairs.reduce((sum, { grid, picture }) => sum + misfit(play(grid, way), picture, own), 0),
    );
    return at(ways, losses.indexOf(Math.min(...losses)));
  };
  const choices = LAWS.slice(0, laws);
  const isFound = (turns: readonly Turn[]): boolean => rowsOf(play(cellsOf(test), turns)).join() === result.join();
  const isFoundInTurn = [true, false].some((isBefore) => {
    let turns: readonly Turn[] = [];
    while (turns.length < colours.length) {
      const taken = turns;
      const left = [...colours].filter((colour) => taken.every((turn) => turn.colour !== colour));
      const next = left.flatMap((colour) => choices.map((law) => ({ colour, law })));
      turns = best(next.map((turn) => (isBefore ? [turn, ...taken] : [...taken, turn])));
    }
    return isFound(turns);
  });
  if (isFoundInTurn) return true;
  return [false, true].some((isOwn) => {
    let turns: readonly Turn[] = [...colours].flatMap((colour) =>
      best(choices.map((law) => [{ colour, law }]), isOwn ? colour : undefined),
    );
    for (const round of range(2)) {
      for (const place of range(round === 0 ? 0 : colours.length))
        turns = best(choices.map((law) => turns.map((turn, index) => (index === place ? { ...turn, law } : turn))));
      turns = best(permutations(turns));
      if (isFound(turns)) return true;
    }
    return false;
  });
}

const shown = (rows: Rows): string[] => rows.map((row) => [...row].join(" "));

export default class ColourLaws extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "ColourLaws",
    slug: "colour-laws",
    title: "Laws of the Colours",
    domain: "graphical-puzzles",
    description:
      "On grids of coloured cells every colour acts once, by a law of its own, and the colours act in an order that is always the same. Laws and order are to be found from a grid before, in colours, and after, in a picture without colours, and a further grid is to be worked out; the pictures leave one result only. Harder cases have more colours, more laws to choose from and larger grids, and the laws that look likeliest one by one are mostly not all right.",
    answerFormat: "a fenced block with one row of the grid per line, cells separated by spaces",
    parameters: {
      size: { meaning: "rows and columns of the grids", min: 4, max: 16 },
      colours: { meaning: "number of colours", min: 2, max: 4 },
      laws: { meaning: "laws to choose from", min: 3, max: 10 },
      examples: { meaning: "examples of a grid before and after", min: 1, max: 4 },
      filled: { meaning: "of a hundred cells, how many have a colour, about", min: 10, max: 60 },
    },
    levels: [
      { size: 5, colours: 2, laws: 4, examples: 1, filled: 35 },
      { size: 6, colours: 3, laws: 4, examples: 1, filled: 45 },
      { size: 6, colours: 3, laws: 7, examples: 1, filled: 45 },
      { size: 7, colours: 3, laws: 10, examples: 1, filled: 45 },
      { size: 7, colours: 4, laws: 7, examples: 1, filled: 50 },
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
        return { before: rowsOf(before), after: rowsOf(greyOf(play(before, turns))) };
      });
      const test = drawGrid(rng, level, colours);
      if (!isTelling(test, turns)) continue;
      const drawn = { colours, laws: level.laws, examples, test: rowsOf(test) };
      // Some cases that rules of thumb solve are kept, so that what these find is no hint at what is wrong.
      if (!rng.boolean(0.03) && fallsToThumb(drawn, rowsOf(play(test, turns)))) continue;
      if (solve(drawn).results.length === 1) return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ colours, laws, examples, test, voice }: Case): string {
    const named = [...colours].join(", ");
    const opening = {
      lab: `In a laboratory, grids of coloured cells change overnight. The colours ${named} obey laws that have to be found out.`,
      puzzle: `Each of the colours ${named} has a law, and they act one after the other. Find out what they do, and work out one more grid.`,
      brief: `Infer the laws of the colours ${named} and their order from what a picture without colours shows, and apply them.`,
    }[voice];
    return [
      opening,
      "",
      "How a grid changes:",
      "1. Each colour acts exactly once. The colours act one after the other, in an order that is not known but the same for all grids below.",
      "2. Each colour acts by one of the following laws, the same for all grids; several colours may have the same law. A full stop is an empty cell, and whatever a colour does, cells of the other colours stay as they are.",
      ...LAWS.slice(0, laws).map(({ name, meaning }) => `   - ${name}: ${meaning}`),
      "",
      "A small example with other colours: where X sinks and then Y grows, the rows X Y . / . . . / . . . become Y Y Y / . Y . / X . . in the end. In the other order they would become . Y Y / . Y . / X . ., because X is still in the corner when Y grows. In a picture without colours the first result is # # # / . # . / # . . and the second . # # / . # . / # . . instead.",
      "",
      "Of grids afterwards there are only pictures without colours: # is a cell that has a colour, whichever it is, and a full stop an empty one.",
      ...examples.flatMap(({ before, after }, index) => [
        "",
        `Grid ${index + 1} before:`,
        ...shown(before),
        `Grid ${index + 1} after, without colours:`,
        ...shown(after),
      ]),
      "",
      `By the same laws and in the same order, what becomes of this grid? All laws and orders that agree with what is shown above give the same result.`,
      ...shown(test),
      "",
      `Give the whole grid with its colours, a row a line, with full stops for empty cells. ${this.answerFormat.instruction}`,
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
