import type Database from "better-sqlite3";
import { z } from "zod";

/** A table whose rows carry a hash of their own fields. */
export type HashedTable = {
  readonly name: string;
  /** Every column but the hash itself, in the order of the table. */
  readonly columns: readonly string[];
  /** The columns that name a row. */
  readonly key: readonly string[];
};

/** The column that holds the hash. */
export const HASH_COLUMN = "row_hash";

const columnRow = z.object({ name: z.string(), pk: z.int() });

/** The tables that have the column, as the record itself says: a table of a later schema is found as well. */
export function hashedTables(database: Database.Database): readonly HashedTable[] {
  return tableNames(database).flatMap((name) => {
    const columns = z
      .array(columnRow)
      .parse(database.prepare("select name, pk from pragma_table_info(:name)").all({ name }));
    if (!columns.some((column) => column.name === HASH_COLUMN)) return [];
    const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    return {
      name,
      columns: columns.map((column) => column.name).filter((column) => column !== HASH_COLUMN),
      key: key.length === 0 ? ["rowid"] : key.map((column) => column.name),
    };
  });
}

/** Texts have their hash as their key. */
const TEXTS = "blob";

/** Gives every table that has none the column, but that of the texts. */
export function addHashColumns(database: Database.Database): void {
  const hashed = new Set(hashedTables(database).map(({ name }) => name));
  for (const name of tableNames(database)) {
    if (name !== TEXTS && !hashed.has(name))
      database.exec(`alter table ${quoted(name)} add column ${HASH_COLUMN} text`);
  }
}

/** Every table of the record but SQLite's own, by name. */
export function tableNames(database: Database.Database): readonly string[] {
  const names = database
    .prepare(
      "select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all();
  return z.array(z.string()).parse(names);
}

/** A name as SQL takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
