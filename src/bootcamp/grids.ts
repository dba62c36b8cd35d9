import { at } from "./at.ts";

/** A place in a grid, counted from 0. */
export type Cell = { readonly row: number; readonly column: number };

/**
 * A grid filled by a function of row and column.
 *
 * @example makeGrid(2, 2, (row, column) => row * 2 + column) // → [[0, 1], [2, 3]]
 */
export function makeGrid<Value>(
  rows: number,
  columns: number,
  fill: (row: number, column: number) => Value,
): Value[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => fill(row, column)),
  );
}

const SIDES: readonly (readonly [number, number])[] = [
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, 0],
];
const CORNERS: readonly (readonly [number, number])[] = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];

/**
 * The cells that share a side with a cell, or with `"sides and corners"` also a corner, inside the grid.
 *
 * @example neighbours({ row: 0, column: 0 }, 2, 2) // → [{ row: 0, column: 1 }, { row: 1, column: 0 }]
 */
export function neighbours(
  cell: Cell,
  rows: number,
  columns: number,
  by: "sides" | "sides and corners" = "sides",
): Cell[] {
  const steps = by === "sides" ? SIDES : [...SIDES, ...CORNERS];
  return steps
    .map(([down, right]) => ({ row: cell.row + down, column: cell.column + right }))
    .filter(({ row, column }) => row >= 0 && row < rows && column >= 0 && column < columns);
}

/**
 * Groups of cells that are connected by their sides and hold equal values, each in reading order.
 *
 * @example regions([["a", "a"], ["b", "a"]]).length // → 2
 */
export function regions(cells: readonly (readonly unknown[])[]): Cell[][] {
  const rows = cells.length;
  const columns = cells[0]?.length ?? 0;
  const seen = makeGrid(rows, columns, () => false);
  const found: Cell[][] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (at(at(seen, row), column)) continue;
      const value = at(at(cells, row), column);
      const region: Cell[] = [];
      const waiting: Cell[] = [{ row, column }];
      at(seen, row)[column] = true;
      for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
        region.push(cell);
        for (const next of neighbours(cell, rows, columns)) {
          if (at(at(seen, next.row), next.column) || at(at(cells, next.row), next.column) !== value) continue;
          at(seen, next.row)[next.column] = true;
          waiting.push(next);
        }
      }
      found.push(region.toSorted((a, b) => a.row - b.row || a.column - b.column));
    }
  }
  return found;
}

/**
 * Rows become columns.
 *
 * @example transpose([[1, 2], [3, 4]]) // → [[1, 3], [2, 4]]
 */
export function transpose<Value>(cells: readonly (readonly Value[])[]): Value[][] {
  return makeGrid(cells[0]?.length ?? 0, cells.length, (row, column) => at(at(cells, column), row));
}

/**
 * A grid as text, a row a line, cells separated by one space, each column padded on the left to its widest cell.
 *
 * @example renderGrid([[1, 10], [2, 3]]) // → "1 10\n2  3"
 */
export function renderGrid(cells: readonly (readonly (string | number)[])[]): string {
  const columns = cells[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => String(row[column]).length)),
  );
  return cells
    .map((row) => row.map((cell, column) => String(cell).padStart(widths[column] ?? 0)).join(" "))
    .join("\n");
}

/**
 * A table for a prompt: a heading, a rule, a row a line, columns padded.
 *
 * @example textTable(["item", "kg"], [["ox", 7]]) // → "item | kg\n-----|---\nox   | 7"
 */
export function textTable(
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const all = [heading, ...rows.map((row) => row.map(String))];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd();
  const rule = widths.map((width, column) =>
    "-".repeat(width + (column === 0 || column === widths.length - 1 ? 1 : 2)),
  );
  return [line(heading), rule.join("|"), ...all.slice(1).map(line)].join("\n");
}
