import { alignColumns } from "./align-columns.ts";
import { breakLine } from "./break-line.ts";
import { paint } from "./paint.ts";

/** A column of a table of `Row`s. */
export type Column<Row> = {
  /** Its heading, by which it is chosen and sorted by. */
  readonly name: string;
  readonly cell: (row: Row) => string;
  /** What the rows are sorted by; the cell's text where it is left out. */
  readonly by?: (row: Row) => number | string;
  readonly isNumber?: boolean;
  /** Where there is no room, columns go in falling order of this; 0 stays. */
  readonly spare: number;
  /** Whether its cells are broken over lines where there is no room; one column of a table at the most. */
  readonly breaks?: boolean;
  /** Colours the cell of a row, as wide as it is. */
  readonly colour?: (row: Row, cell: string) => string;
};

/** A column that breaks its cells is no narrower. */
const NARROWEST = 20;
const GAP = 2;

/**
 * A table as lines that fit `width` cells where they can: first the column that breaks gives way, then columns are left
 * out. The heading is the first line.
 */
export function fitTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width = Infinity,
): readonly string[] {
  const widthOf = ({ name, cell }: Column<Row>): number =>
    Math.max(name.length, ...rows.map((row) => cell(row).length));
  const least = (column: Column<Row>): number =>
    column.breaks === true ? Math.min(NARROWEST, widthOf(column)) : widthOf(column);
  const kept = leaveOut(columns, (some) => sum(some.map(least)) + GAP * (some.length - 1) <= width);
  const broken = kept.find(({ breaks }) => breaks === true);
  const others = kept.filter((column) => column !== broken);
  const room = Math.max(NARROWEST, width - sum(others.map(widthOf)) - GAP * others.length);
  const lines = rows.flatMap((row) => {
    const pieces = broken === undefined ? [""] : breakLine(broken.cell(row), room);
    return pieces.map((piece, index) => ({
      row,
      cells: kept.map((column) => (column === broken ? piece : index === 0 ? column.cell(row) : "")),
    }));
  });
  const right = kept.flatMap(({ isNumber }, index) => (isNumber === true ? [index] : []));
  const [head = "", ...body] = alignColumns(
    [kept.map(({ name }) => name), ...lines.map(({ cells }) => cells)],
    right,
  );
  return [
    paint("bold", head),
    ...body.map((line, index) => {
      const { row, cells = [] } = lines[index] ?? {};
      return row === undefined ? line : coloured(line, { columns: kept, row, cells });
    }),
  ];
}

/** Colours the first of a line's cells that has a colour, where it stands in the line. */
function coloured<Row>(
  line: string,
  about: { readonly columns: readonly Column<Row>[]; readonly row: Row; readonly cells: readonly string[] },
): string {
  const index = about.columns.findIndex(({ colour }) => colour !== undefined);
  const cell = about.cells[index] ?? "";
  const at =
    cell === "" ? -1 : line.indexOf(cell, sum(about.cells.slice(0, index).map(({ length }) => length)));
  if (at < 0) return line;
  const painted = about.columns[index]?.colour?.(about.row, cell) ?? cell;
  return `${line.slice(0, at)}${painted}${line.slice(at + cell.length)}`;
}

/** Leaves out what can be spared most until the rest fits, or nothing can be spared any more. */
function leaveOut<Row>(
  columns: readonly Column<Row>[],
  fits: (some: readonly Column<Row>[]) => boolean,
): readonly Column<Row>[] {
  let kept = columns;
  while (!fits(kept)) {
    const most = Math.max(...kept.map(({ spare }) => spare));
    if (most === 0) return kept;
    const last = kept.findLastIndex(({ spare }) => spare === most);
    kept = kept.toSpliced(last, 1);
  }
  return kept;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Rows in order of a column, the greatest first where `falling`; equal ones keep theirs. */
export function sortRows<Row>(
  rows: readonly Row[],
  { by, cell }: Pick<Column<Row>, "by" | "cell">,
  falling: boolean,
): readonly Row[] {
  const key = by ?? cell;
  const compare = (one: Row, other: Row): number => {
    const [a, b] = [key(one), key(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
  return rows.toSorted((one, other) => (falling ? compare(other, one) : compare(one, other)));
}

/** A table as CSV by RFC 4180, with a heading; each line ends with a line feed. */
export function renderCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  return lines.map((cells) => `${cells.map(quote).join(",")}\n`).join("");
}
