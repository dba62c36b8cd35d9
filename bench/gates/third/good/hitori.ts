import {
  at,
  Bootcamp,
  type Card,
  type Cell,
  cell,
  list,
  makeGrid,
  neighbours,
  renderGrid,
  type Rng,
  tagged,
} from "campforge/bootcamp";

type Case = { readonly numbers: readonly (readonly number[])[] };

type Level = { readonly size: number; readonly shaded: number };

type Shading = readonly (readonly boolean[])[];

const isShaded = (shading: Shading, { row, column }: Cell): boolean => at(at(shading, row), column);

/** Every cell of a square, row by row. */
const cellsOf = (size: number): Cell[] =>
  Array.from({ length: size * size }, (_, index) => ({ row: Math.floor(index / size), column: index % size }));

/** Whether the cells that are not shaded hang together by their sides. */
function hangsTogether(shading: Shading): boolean {
  const size = shading.length;
  const open = cellsOf(size).filter((one) => !isShaded(shading, one));
  const [first] = open;
  if (first === undefined) return false;
  const reached = new Set([first.row * size + first.column]);
  const waiting = [first];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const next of neighbours(one, size, size)) {
      const key = next.row * size + next.column;
      if (isShaded(shading, next) || reached.has(key)) continue;
      reached.add(key);
      waiting.push(next);
    }
  }
  return reached.size === open.length;
}

const touchesShaded = (shading: Shading, one: Cell): boolean =>
  neighbours(one, shading.length, shading.length).some((next) => isShaded(shading, next));

/** Two open cells of one row or column with the same number; undefined where there are none. */
function clash({ numbers }: Case, shading: Shading): readonly [Cell, Cell] | undefined {
  const open = cellsOf(numbers.length).filter((one) => !isShaded(shading, one));
  for (const [index, one] of open.entries()) {
    const number = at(at(numbers, one.row), one.column);
    const other = open
      .slice(index + 1)
      .find(
        (next) =>
          (next.row === one.row || next.column === one.column) && at(at(numbers, next.row), next.column) === number,
      );
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** Shades one cell of each clash, going back where that leads nowhere. */
function solve(instance: Case): Shading | undefined {
  const size = instance.numbers.length;
  const shading = makeGrid(size, size, () => false);
  const kept = makeGrid(size, size, () => false);
  const tryShading = (one: Cell): boolean => {
    if (isShaded(kept, one) || touchesShaded(shading, one)) return false;
    at(shading, one.row)[one.column] = true;
    if (hangsTogether(shading) && settle()) return true;
    at(shading, one.row)[one.column] = false;
    return false;
  };
  const settle = (): boolean => {
    const [one, other] = clash(instance, shading) ?? [];
    if (one === undefined || other === undefined) return true;
    if (tryShading(one)) return true;
    // As shading the first cell leads nowhere, it stays open, and the other one must go.
    const wasKept = isShaded(kept, one);
    at(kept, one.row)[one.column] = true;
    if (tryShading(other)) return true;
    at(kept, one.row)[one.column] = wasKept;
    return false;
  };
  return settle() ? shading : undefined;
}

/** As many shaded cells as asked for, if they can be placed: no two side by side, and the others hang together. */
function drawShading(rng: Rng, level: Level): boolean[][] {
  const shading = makeGrid(level.size, level.size, () => false);
  let count = 0;
  for (const one of rng.shuffle(cellsOf(level.size))) {
    if (count === level.shaded) break;
    if (touchesShaded(shading, one)) continue;
    at(shading, one.row)[one.column] = true;
    if (hangsTogether(shading)) count++;
    else at(shading, one.row)[one.column] = false;
  }
  return shading;
}

export default class Hitori extends Bootcamp<Case, readonly Cell[], Level> {
  static readonly card: Card<Level> = {
    name: "Hitori",
    slug: "hitori",
    title: "Hitori",
    domain: "graphical-puzzles",
    description:
      "Cells of a square of numbers are to be shaded so that no number is left twice in a row or column, no two shaded cells share a side, and the others hang together. Larger squares are harder. Any shading that follows the rules is correct.",
    answerFormat: "the shaded cells as (row,column), separated by commas, between <answer> and </answer>",
    parameters: {
      size: { meaning: "rows and columns of the square", min: 3, max: 9 },
      shaded: { meaning: "cells that are shaded in the square as it was drawn", min: 1, max: 25 },
    },
    levels: [
      { size: 4, shaded: 3 },
      { size: 5, shaded: 5 },
      { size: 6, shaded: 8 },
      { size: 7, shaded: 12 },
      { size: 8, shaded: 15 },
    ],
  };

  readonly answerFormat = tagged(list(cell()));

  caseGenerator(rng: Rng, level: Level): Case {
    const { size } = level;
    const order = Array.from({ length: size }, (_, index) => index);
    const [rows, columns, symbols] = [rng.shuffle(order), rng.shuffle(order), rng.shuffle(order)];
    const shading = drawShading(rng, level);
    const numbers = makeGrid(size, size, (row, column) => at(symbols, (at(rows, row) + at(columns, column)) % size) + 1);
    // A shaded cell repeats the number of an open one in its row or column, which it alone can give up.
    const shown = numbers.map((line, row) =>
      line.map((number, column) => {
        if (!isShaded(shading, { row, column })) return number;
        const inRow = order.filter((one) => !isShaded(shading, { row, column: one })).map((one) => at(line, one));
        const inColumn = order
          .filter((one) => !isShaded(shading, { row: one, column }))
          .map((one) => at(at(numbers, one), column));
        return rng.choice([...inRow, ...inColumn]);
      }),
    );
    return { numbers: shown };
  }

  promptFunc(instance: Case): string {
    const { numbers } = instance;
    return [
      `Shade some cells of this ${numbers.length} by ${numbers.length} square:`,
      "",
      renderGrid(numbers),
      "",
      "Rules:",
      "1. Among the cells that are not shaded, no number stands twice in a row, and none twice in a column.",
      "2. No two shaded cells share a side. They may touch at a corner.",
      "3. The cells that are not shaded hang together: from each of them one can get to each other one through cells that",
      "   are not shaded, by steps from a cell to one that shares a side with it.",
      "",
      "Any shading that follows all the rules is correct. List the shaded cells, each once and in any order, as",
      "(row,column), with rows counted from the top and columns from the left, both from 1, as in (9,4), (2,9).",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const shading = solve(instance) ?? [];
    const shaded = cellsOf(shading.length).filter((one) => isShaded(shading, one));
    return this.answerFormat.wrap(shaded.map(({ row, column }) => `(${row + 1},${column + 1})`).join(", "));
  }

  verifyCorrection(answer: readonly Cell[], instance: Case): number {
    const size = instance.numbers.length;
    const shading = makeGrid(size, size, () => false);
    for (const { row, column } of answer) {
      if (row < 1 || row > size || column < 1 || column > size) return 0;
      if (at(at(shading, row - 1), column - 1)) return 0;
      at(shading, row - 1)[column - 1] = true;
    }
    const hasNeighbours = cellsOf(size).some((one) => isShaded(shading, one) && touchesShaded(shading, one));
    if (hasNeighbours || clash(instance, shading) !== undefined) return 0;
    return hangsTogether(shading) ? 1 : 0;
  }
}
