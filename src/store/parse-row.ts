import type Database from "better-sqlite3";
import type { z } from "zod";
import { StoreFault } from "../core/run/store-fault.ts";

/** Which table of which record is read. */
export type Table = { readonly database: Database.Database; readonly table: string };

/** Reads the columns of rows. Throws a StoreFault that names the table and the first row that is not as it should be. */
export function parseRows<Row>(schema: z.ZodType<Row>, rows: readonly unknown[], of: Table): readonly Row[] {
  return rows.map((row) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    throw damagedRow(of, row, describe(parsed.error));
  });
}

/** Reads a row's JSON, `more` of the row being put beside it. Throws a StoreFault that names table and row. */
export function parseColumn<Value>(
  schema: z.ZodType<Value>,
  { text, row, more = {} }: { readonly text: string; readonly row: unknown; readonly more?: object },
  of: Table,
): Value {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damagedRow(of, row, error instanceof Error ? error.message : String(error));
  }
  const whole = Object.keys(more).length === 0 ? json : { ...more, ...(isObject(json) ? json : {}) };
  const parsed = schema.safeParse(whole);
  if (parsed.success) return parsed.data;
  throw damagedRow(of, row, describe(parsed.error));
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function describe({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
}

/** The columns that name a row, those of any table. */
const KEYS = ["run", "id", "task", "line", "round", "gate", "level", "index", "attempt"];

function damagedRow({ database, table }: Table, row: unknown, problem: string): StoreFault {
  const columns = isObject(row) ? Object.entries(row) : [];
  const key = columns.filter(([name]) => KEYS.includes(name)).map(([name, value]) => `${name}=${value}`);
  return new StoreFault(
    "damaged",
    `${database.name}: is damaged: the row ${key.join(" ")} of ${table} is not what Campforge writes (${problem}). See the rest with campforge db check; restore a backup, or name another file with --db.`,
  );
}
