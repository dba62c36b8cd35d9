import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cell,
  makeGrid,
  neighbours,
  regions,
  renderGrid,
  textTable,
  transpose,
} from "../../src/bootcamp/grids.ts";
import { grid } from "../../src/bootcamp/parse-grid.ts";
import { integer } from "../../src/bootcamp/parse-number.ts";
import { parsed } from "../../src/bootcamp/parser.ts";

const side = fc.integer({ min: 1, max: 7 });
const gridOf = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[][]> =>
  side.chain((columns) =>
    fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 7 }),
  );
const allCells = (rows: number, columns: number): Cell[] =>
  makeGrid(rows, columns, (row, column) => ({ row, column })).flat();
const textOf = (cells: readonly Cell[]): string[] =>
  cells.map(({ row, column }) => `${row} ${column}`).sort();

describe("a grid", () => {
  test("is filled by row and column", () => {
    fc.assert(
      fc.property(side, side, (rows, columns) => {
        const cells = makeGrid(rows, columns, (row, column) => row * columns + column);
        expect(cells.flat()).toEqual([...Array.from({ length: rows * columns }).keys()]);
        expect(cells).toHaveLength(rows);
      }),
    );
    const blank = makeGrid<string[]>(2, 2, () => []);
    blank[0]?.[0]?.push("x");
    expect(blank).toEqual([
      [["x"], []],
      [[], []],
    ]);
  });

  test("turned over has each cell at its mirrored place, and twice is as it was", () => {
    fc.assert(
      fc.property(gridOf(fc.integer()), (cells) => {
        const turned = transpose(cells);
        cells.forEach((row, down) =>
          row.forEach((value, right) => expect(turned[right]?.[down]).toBe(value)),
        );
        expect(transpose(turned)).toEqual(cells);
      }),
    );
  });

  test("is written so that it can be read again, in columns of one width", () => {
    fc.assert(
      fc.property(gridOf(fc.integer({ min: -9_999, max: 9_999 })), (cells) => {
        const written = renderGrid(cells);
        expect(grid(integer())(written)).toEqual(parsed(cells));
        expect(new Set(written.split("\n").map((line) => line.length)).size).toBe(1);
      }),
    );
  });
});

describe("neighbours", () => {
  test("are all cells one step away, inside the grid, each once", () => {
    fc.assert(
      fc.property(side, side, (rows, columns) => {
        for (const cell of allCells(rows, columns)) {
          const apart = (other: Cell): readonly number[] => [
            Math.abs(other.row - cell.row),
            Math.abs(other.column - cell.column),
          ];
          const bySide = allCells(rows, columns).filter(
            (other) => apart(other).reduce((a, b) => a + b) === 1,
          );
          const byCorner = allCells(rows, columns).filter((other) => Math.max(...apart(other)) === 1);
          expect(textOf(neighbours(cell, rows, columns))).toEqual(textOf(bySide));
          expect(textOf(neighbours(cell, rows, columns, "sides and corners"))).toEqual(textOf(byCorner));
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Regions by spreading the smallest number of a region until nothing changes. */
function slowRegions(cells: readonly (readonly unknown[])[]): string[][] {
  const [rows, columns] = [cells.length, cells[0]?.length ?? 0];
  const labels = makeGrid(rows, columns, (row, column) => row * columns + column);
  for (let changed = true; changed;) {
    changed = false;
    for (const { row, column } of allCells(rows, columns)) {
      for (const next of neighbours({ row, column }, rows, columns)) {
        const [own = 0, other = 0] = [labels[row]?.[column], labels[next.row]?.[next.column]];
        if (cells[row]?.[column] !== cells[next.row]?.[next.column] || other >= own) continue;
        labels[row]?.splice(column, 1, other);
        changed = true;
      }
    }
  }
  const byLabel = Map.groupBy(allCells(rows, columns), ({ row, column }) => labels[row]?.[column]);
  return [...byLabel.values()].map(textOf);
}

describe("regions", () => {
  test("are the cells that hang together by sides and hold one value", () => {
    fc.assert(
      fc.property(gridOf(fc.constantFrom("a", "b")), (cells) => {
        expect(regions(cells).map(textOf)).toEqual(slowRegions(cells));
      }),
    );
  });

  test("stand in reading order, and so do the cells of each", () => {
    fc.assert(
      fc.property(gridOf(fc.constantFrom(0, 1, 2)), (cells) => {
        const place = ({ row, column }: Cell): number => row * 7 + column;
        const inOrder = (places: readonly number[]): boolean =>
          places.every((one, at) => at === 0 || one > (places[at - 1] ?? 0));
        const found = regions(cells);
        expect(found.every((region) => inOrder(region.map(place)))).toBe(true);
        expect(inOrder(found.flatMap((region) => region.slice(0, 1).map(place)))).toBe(true);
      }),
    );
  });

  test("of a large grid of one value are one", () => {
    const cells = makeGrid(300, 300, () => "x");
    expect(regions(cells).map((region) => region.length)).toEqual([90_000]);
    expect(regions([])).toEqual([]);
  });
});

describe("a table for a prompt", () => {
  test("has its bars one under the other, and every cell as given", () => {
    const cell = fc.stringMatching(/^[a-zé0-9]{1,8}$/);
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(table, ([heading = [], ...rows]) => {
        const [top = "", rule = "", ...lines] = textTable(heading, rows).split("\n");
        const cellsOf = (line: string): string[] => line.split("|").map((one) => one.trim());
        expect([top, ...lines].map(cellsOf)).toEqual([heading, ...rows]);
        const bars = (line: string): readonly number[] =>
          [...line].flatMap((symbol, index) => (symbol === "|" ? [index] : []));
        expect(new Set([top, rule, ...lines].map((line) => bars(line).join())).size).toBe(1);
        expect(rule).toMatch(/^[-|]+$/);
      }),
    );
  });
});
