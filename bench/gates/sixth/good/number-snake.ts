import { at, Bootcamp, type Card, type Cell, fencedBlock, grid, integer, makeGrid, neighbours, range, renderGrid, type Rng } from "campforge/bootcamp";

type Grid = readonly (readonly number[])[];

type Case = {
  /** A number that is given, "o" for a multiple of three, or "." for an open cell. */
  readonly board: readonly (readonly string[])[];
  /** The numbers of the snake from which the board was made. */
  readonly planted: Grid;
  readonly voice: Voice;
};

type Voice = "snake" | "walk";

type Level = {
  readonly rows: number;
  readonly columns: number;
  readonly given: number;
  readonly circles: number;
};

const VOICES: readonly Voice[] = ["snake", "walk"];

/** What a circle stands for. */
const FACTOR = 3;

const isNext = (one: Cell, other: Cell): boolean =>
  Math.abs(one.row - other.row) + Math.abs(one.column - other.column) === 1;

/** True when a sign of the board allows a number. */
function allows(sign: string, number: number): boolean {
  if (sign === ".") return true;
  return sign === "o" ? number % FACTOR === 0 : String(number) === sign;
}

/** True when the numbers agree with the board and every number is beside the one that follows it. */
function isRight({ board }: Case, numbers: Grid): boolean {
  const [rows, columns] = [board.length, at(board, 0).length];
  if (numbers.length !== rows || numbers.some((row) => row.length !== columns)) return false;
  const places = new Map<number, Cell>();
  for (const [row, signs] of board.entries()) {
    for (const [column, sign] of signs.entries()) {
      const number = at(at(numbers, row), column);
      if (!allows(sign, number)) return false;
      places.set(number, { row, column });
    }
  }
  const snake = range(1, rows * columns + 1).map((number) => places.get(number));
  return snake.every((cell, index) => {
    const before = index === 0 ? cell : snake[index - 1];
    return cell !== undefined && before !== undefined && (index === 0 || isNext(before, cell));
  });
}

/** A walk through all cells: to and fro at first, then bent at its two ends many times. */
function drawWalk(rng: Rng, rows: number, columns: number): readonly Cell[] {
  let walk: Cell[] = range(rows).flatMap((row) => {
    const cells = range(columns).map((column) => ({ row, column }));
    return row % 2 === 0 ? cells : cells.toReversed();
  });
  for (let bent = 0; bent < rows * columns * 6; bent++) {
    if (rng.boolean()) walk.reverse();
    const end = at(walk, walk.length - 1);
    const { row, column } = rng.choice(neighbours(end, rows, columns));
    const place = walk.findIndex((cell) => cell.row === row && cell.column === column);
    walk = [...walk.slice(0, place + 1), ...walk.slice(place + 1).toReversed()];
  }
  return walk;
}

export default class NumberSnake extends Bootcamp<Case, Grid, Level> {
  static readonly card: Card<Level> = {
    name: "NumberSnake",
    slug: "number-snake",
    title: "Number Snake",
    domain: "graphical-puzzles",
    description:
      "A grid is to be filled with the numbers from 1 on so that each is beside the next. Some numbers are given, and circles mark cells that hold a multiple of three. Any filling that agrees is correct. Harder cases have larger grids, in which fewer cells are given and more are circles.",
    answerFormat: "the grid of numbers in a fenced block",
    parameters: {
      rows: { meaning: "rows of the grid", min: 3, max: 8 },
      columns: { meaning: "columns of the grid", min: 3, max: 8 },
      given: { meaning: "numbers that are given", min: 2, max: 20 },
      circles: { meaning: "cells marked as multiples of three, as far as there are any that are not given", min: 0, max: 12 },
    },
    levels: [
      { rows: 4, columns: 4, given: 6, circles: 2 },
      { rows: 5, columns: 5, given: 8, circles: 4 },
      { rows: 6, columns: 5, given: 8, circles: 6 },
      { rows: 6, columns: 6, given: 8, circles: 8 },
      { rows: 7, columns: 7, given: 9, circles: 11 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer()));

  caseGenerator(rng: Rng, { rows, columns, given, circles }: Level): Case {
    const walk = drawWalk(rng, rows, columns);
    const numbers = rng.shuffle(range(1, walk.length + 1));
    const shown = numbers.slice(0, given);
    const marked = numbers.filter((number) => number % FACTOR === 0 && !shown.includes(number)).slice(0, circles);
    const planted = makeGrid(rows, columns, () => 0);
    const board = makeGrid<string>(rows, columns, () => ".");
    for (const [index, { row, column }] of walk.entries()) {
      const number = index + 1;
      at(planted, row)[column] = number;
      if (shown.includes(number)) at(board, row)[column] = String(number);
      if (marked.includes(number)) at(board, row)[column] = "o";
    }
    return { board, planted, voice: rng.choice(VOICES) };
  }

  promptFunc({ board, voice }: Case): string {
    const [rows, columns] = [board.length, at(board, 0).length];
    const cells = rows * columns;
    const opening = {
      snake: `A snake lies in a grid of ${rows} rows and ${columns} columns. It covers every cell, and its ${cells} segments are numbered from 1 at the head to ${cells} at the tail. Some of the numbers can be seen:`,
      walk: `Somebody walked through all cells of a grid of ${rows} rows and ${columns} columns and numbered them from 1 to ${cells} on the way. Some of the numbers are left:`,
    }[voice];
    return [
      opening,
      "",
      renderGrid(board),
      "",
      "A dot is a cell whose number is unknown; an o is a cell whose number is unknown but is a multiple of 3. Other multiples of 3 need not be marked.",
      `Fill in the grid: every number from 1 to ${cells} occurs exactly once, the given numbers stay where they are, and every two consecutive numbers stand in cells that share a side (not only a corner).`,
      "There is at least one such filling; if there are several, any of them is correct.",
      "",
      `Give the whole grid, ${rows} lines of ${columns} numbers separated by spaces, the given ones included. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(renderGrid(planted));
  }

  verifyCorrection(answer: Grid, instance: Case): number {
    return isRight(instance, answer) ? 1 : 0;
  }
}
