import type Database from "better-sqlite3";
import { hash } from "node:crypto";
import { z } from "zod";
import { HASH_COLUMN, type HashedTable, hashedTables, quoted } from "./hashed-tables.ts";

/*
 * Every row but a text's carries a hash of its fields, so that a bit that changed on the disk is noticed.
 * Triggers keep it, on each connection that writes: no statement needs to know of it, and it is computed
 * from what the row holds in the end.
 */

/** Hexadecimal digits of a row's hash: 64 bits, enough against accident; it is not meant against intent. */
const DIGITS = 16;

/** The SQL function: the table's name and the row's fields in, the hash out. */
const FUNCTION = "hash_row";

/** Makes the connection know the function; who only checks needs no more. */
export function teachRowHash(database: Database.Database): void {
  // JSON tells null, numbers and texts apart, and where one field ends.
  database.function(FUNCTION, { varargs: true, deterministic: true }, (...fields: unknown[]) =>
    hash("sha256", JSON.stringify(fields)).slice(0, DIGITS),
  );
}

/** Has this connection keep the hash of each row that it writes. Call it on every connection that writes. */
export function keepRowHashes(database: Database.Database): void {
  teachRowHash(database);
  for (const table of hashedTables(database)) {
    const { name, columns, key } = table;
    const isRow = key.map((column) => `${quoted(column)} = new.${quoted(column)}`).join(" and ");
    const rehash = `update ${quoted(name)} set ${HASH_COLUMN} = ${hashOf(table, "new.")} where ${isRow};`;
    const changes = `update of ${columns.map(quoted).join(", ")}`;
    database.exec(`
      create temp trigger ${quoted(`${name}_inserted`)} after insert on main.${quoted(name)} begin ${rehash} end;
      create temp trigger ${quoted(`${name}_changed`)} after ${changes} on main.${quoted(name)} begin ${rehash} end;
    `);
  }
}

/** Gives every row its hash, for records that had none or whose columns have changed. */
export function hashAllRows(database: Database.Database): void {
  for (const table of hashedTables(database))
    database.exec(`update ${quoted(table.name)} set ${HASH_COLUMN} = ${hashOf(table, "")}`);
}

/** A row by the values of its key, for people: `run=1 task=small-rsa`. */
export type RowKey = string;

/** The rows of a table that are not what was written. Throws what SQLite throws where the table is damaged. */
export function findAlteredRows(database: Database.Database, table: HashedTable): readonly RowKey[] {
  const { name, key } = table;
  const rows = database
    .prepare(
      `select ${key.map(quoted).join(", ")} from ${quoted(name)} where ${HASH_COLUMN} is not ${hashOf(table, "")}`,
    )
    .all();
  return z
    .array(z.record(z.string(), z.unknown()))
    .parse(rows)
    .map((row) =>
      Object.entries(row)
        .map(([column, value]) => `${column}=${String(value)}`)
        .join(" "),
    );
}

function hashOf({ name, columns }: HashedTable, prefix: "new." | ""): string {
  const fields = columns.map((column) => `${prefix}${quoted(column)}`);
  return `${FUNCTION}('${name.replaceAll("'", "''")}', ${fields.join(", ")})`;
}
