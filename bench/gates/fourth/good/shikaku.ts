import { at, Bootcamp, type Card, characterGrid, fencedBlock, makeGrid, range, renderGrid, type Rng } from "campforge/bootcamp";

type Clue = { readonly row: number; readonly column: number; readonly area: number };

type Case = {
  readonly rows: number;
  readonly columns: number;
  /** In reading order: the first is a, the second b, and so on. */
  readonly clues: readonly Clue[];
};

type Level = { readonly rows: number; readonly columns: number; readonly largest: number };

type Rectangle = { readonly row: number; readonly column: number; readonly height: number; readonly width: number };

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const FREE = "";

const areaOf = ({ height, width }: Rectangle): number => height * width;

const cellsOf = ({ row, column, height, width }: Rectangle) =>
  range(height).flatMap((down) => range(width).map((across) => ({ row: row + down, column: column + across })));

const isWithin = (clue: Clue, { row, column, height, width }: Rectangle): boolean =>
  clue.row >= row && clue.row < row + height && clue.column >= column && clue.column < column + width;

/** The rectangles that have a free cell as their upper left corner and lie on free cells only. */
function fitting(cells: readonly (readonly string[])[], row: number, column: number, largest: number): Rectangle[] {
  const found: Rectangle[] = [];
  let widest = largest;
  for (let height = 1; row + height <= cells.length && height <= largest; height++) {
    const line = at(cells, row + height - 1);
    let width = 0;
    while (width < widest && line[column + width] === FREE) width++;
    widest = width;
    for (let wide = 1; wide <= widest && wide * height <= largest; wide++) found.push({ row, column, height, width: wide });
  }
  return found;
}

function firstFree(cells: readonly (readonly string[])[]): readonly [number, number] | undefined {
  const row = cells.findIndex((line) => line.includes(FREE));
  return row < 0 ? undefined : [row, at(cells, row).indexOf(FREE)];
}

/** Cuts a board into random rectangles of two cells at least; undefined where a single cell is left. */
function drawCut(rng: Rng, { rows, columns, largest }: Level): Rectangle[] | undefined {
  const cells = makeGrid(rows, columns, () => FREE);
  const cut: Rectangle[] = [];
  for (let free = firstFree(cells); free !== undefined; free = firstFree(cells)) {
    const options = fitting(cells, ...free, largest).filter((rectangle) => areaOf(rectangle) > 1);
    if (options.length === 0) return undefined;
    // Rectangles of more than one row and column are less rare then.
    const chosen = rng.weightedChoice(options.map((option) => [option, Math.min(option.height, option.width) ** 2 * areaOf(option)] as const));
    for (const { row, column } of cellsOf(chosen)) at(cells, row)[column] = "#";
    cut.push(chosen);
  }
  return cut;
}

/** The cuts that follow the clues, at most `most` of them, each as a board of letters; and the rectangles that were tried. */
function solve({ rows, columns, clues }: Case, most: number): { readonly boards: readonly string[][][]; readonly tried: number } {
  const boards: string[][][] = [];
  const cells = makeGrid(rows, columns, () => FREE);
  const largest = Math.max(...clues.map(({ area }) => area));
  let tried = 0;
  const visit = (): void => {
    const free = firstFree(cells);
    if (free === undefined) {
      boards.push(cells.map((line) => [...line]));
      return;
    }
    for (const rectangle of fitting(cells, ...free, largest)) {
      const inside = clues.flatMap((clue, index) => (isWithin(clue, rectangle) ? [index] : []));
      const [index] = inside;
      if (inside.length !== 1 || index === undefined || at(clues, index).area !== areaOf(rectangle)) continue;
      tried++;
      for (const { row, column } of cellsOf(rectangle)) at(cells, row)[column] = LETTERS.charAt(index);
      visit();
      for (const { row, column } of cellsOf(rectangle)) at(cells, row)[column] = FREE;
      if (boards.length >= most) return;
    }
  };
  visit();
  return { boards, tried };
}

export default class Shikaku extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "Shikaku",
    slug: "shikaku",
    title: "Shikaku",
    domain: "graphical-puzzles",
    description:
      "A board is to be cut into rectangles along the lines between its cells so that each holds exactly one of the numbers on the board and has as many cells as that number says. Harder boards are larger, have larger rectangles, and leave more to try.",
    answerFormat: "the board with the letter of its rectangle in every cell, a row a line, in a fenced block",
    parameters: {
      rows: { meaning: "rows of the board", min: 3, max: 12 },
      columns: { meaning: "columns of the board", min: 3, max: 12 },
      largest: { meaning: "cells of a rectangle at the most", min: 3, max: 20 },
    },
    levels: [
      { rows: 4, columns: 5, largest: 6 },
      { rows: 6, columns: 6, largest: 6 },
      { rows: 7, columns: 8, largest: 8 },
      { rows: 9, columns: 9, largest: 9 },
      { rows: 10, columns: 11, largest: 12 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(LETTERS));

  caseGenerator(rng: Rng, level: Level): Case {
    const { rows, columns } = level;
    for (;;) {
      const cut = drawCut(rng, level);
      if (cut === undefined || cut.length > LETTERS.length) continue;
      const clues = cut
        .map((rectangle) => ({ ...rng.choice(cellsOf(rectangle)), area: areaOf(rectangle) }))
        .toSorted((one, other) => one.row - other.row || one.column - other.column);
      if (solve({ rows, columns, clues }, 2).tried >= cut.length + rows / 2) return { rows, columns, clues };
    }
  }

  promptFunc({ rows, columns, clues }: Case): string {
    const board = makeGrid(rows, columns, (row, column) => {
      const index = clues.findIndex((clue) => clue.row === row && clue.column === column);
      return index < 0 ? "." : `${LETTERS.charAt(index)}${at(clues, index).area}`;
    });
    return [
      `Cut a board of ${rows} rows and ${columns} columns into rectangles, along the lines between its cells. Some cells hold a letter and a number; the others are shown as dots:`,
      "",
      renderGrid(board),
      "",
      "Rules:",
      "1. Every cell of the board belongs to exactly one rectangle. Squares and strips one cell wide are rectangles, too.",
      "2. Every rectangle holds exactly one cell with a number.",
      "3. A rectangle has as many cells as its number says.",
      "",
      "At least one cut follows the rules; if there are several, any of them will do.",
      "",
      `Write the board as ${rows} lines of ${columns} letters: in every cell the letter that stands beside the number of the rectangle to which the cell belongs. For the small board`,
      "",
      "a2 .",
      ".  b2",
      "",
      "this would be, for instance,",
      "",
      "aa",
      "bb",
      "",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const [board = []] = solve(instance, 1).boards;
    return this.answerFormat.wrap(board.map((line) => line.join("")).join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], { rows, columns, clues }: Case): number {
    if (answer.length !== rows || answer.some((line) => line.length !== columns)) return 0;
    const cells = range(rows).flatMap((row) => range(columns).map((column) => ({ row, column, letter: at(at(answer, row), column) })));
    const isRight = clues.every((clue, index) => {
      const letter = LETTERS.charAt(index);
      const own = cells.filter((cell) => cell.letter === letter);
      if (own.length !== clue.area || at(at(answer, clue.row), clue.column) !== letter) return false;
      const across = own.map(({ column }) => column);
      const down = own.map(({ row }) => row);
      const width = Math.max(...across) - Math.min(...across) + 1;
      const height = Math.max(...down) - Math.min(...down) + 1;
      return width * height === own.length;
    });
    // The areas add up to the board, so that no cell is left for a letter without a number.
    return isRight ? 1 : 0;
  }

  /** Rectangles that are tried, from the upper left corner on, until it is known whether there is a second cut. */
  override hardness(instance: Case): number {
    return solve(instance, 2).tried;
  }
}
