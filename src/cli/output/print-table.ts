import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { type Column, fitTable, renderCsv, sortRows } from "../../core/text/fit-table.ts";
import { print } from "./print.ts";
import { lineWidth } from "./terminal-size.ts";

/** How somebody wants a table. */
export type TableFlags = {
  /** A column, with a minus before it for the greatest first. */
  readonly sort?: string;
  readonly columns?: readonly string[];
  readonly format?: "table" | "csv" | "json";
  readonly wide?: boolean;
  readonly json?: boolean;
};

/** Whether the rows are wanted as JSON. */
export const isJson = ({ json, format }: TableFlags): boolean => json === true || format === "json";

/**
 * Prints a table, fitted to the terminal unless it is wanted wide, or as CSV; `around` goes before and after a table and
 * not with CSV. Throws a CommandError for a column that there is not, before anything is printed.
 */
export function printTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  about: {
    readonly flags: TableFlags;
    readonly before?: string;
    readonly after?: string;
    readonly empty: string;
  },
): void {
  const { flags, before = "", after = "", empty } = about;
  const chosen = flags.columns?.map((name) => find(columns, name, "--columns")) ?? columns;
  const falling = flags.sort?.startsWith("-") === true;
  const key = flags.sort === undefined ? undefined : find(columns, flags.sort.replace(/^-/, ""), "--sort");
  const sorted = key === undefined ? rows : sortRows(rows, key, falling);
  if (flags.format === "csv") return print(renderCsv(chosen, sorted));
  const width = flags.wide === true ? Infinity : lineWidth();
  const table = rows.length === 0 ? empty : fitTable(chosen, sorted, width).join("\n");
  print(`${before}${table}\n${after}`);
}

function find<Row>(columns: readonly Column<Row>[], name: string, option: string): Column<Row> {
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const known = columns.map((column) => column.name).join(", ");
  throw new CommandError(EXIT.usage, `${option} ${name}: no such column; there are ${known}`);
}
