import Database from "better-sqlite3";
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Damage } from "./damage.ts";
import { addHashColumns } from "./hashed-tables.ts";

/** One step of the schema; the number is that of its file. */
export type Migration = { readonly version: number; readonly sql: string };

/** Every step in its order. */
export function migrations(): readonly Migration[] {
  const folder = new URL("./migrations/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), sql: readFileSync(new URL(name, folder), "utf8") }));
}

/** From this version on every table but that of the texts has a column for the hash of its rows. */
const HASHES_SINCE = 6;

/** Takes one step. A table that it makes gets the column for the hash of its rows. */
export function applyMigration(database: Database.Database, { version, sql }: Migration): void {
  database.exec(sql);
  if (version >= HASHES_SINCE) addHashColumns(database);
}

/** The schema that this Campforge writes. */
export const latestSchema = (): number => migrations().at(-1)?.version ?? 0;

const schemaRow = z.object({ name: z.string(), sql: z.string().nullable() });

/** Where the tables and indices of a record are not those of its schema's number. */
export function compareSchema(database: Database.Database, version: number): readonly Damage[] {
  const model = new Database(":memory:");
  try {
    for (const step of migrations()) if (step.version <= version) applyMigration(model, step);
    const wanted = readSchema(model);
    const found = readSchema(database);
    return [...new Set([...wanted.keys(), ...found.keys()])]
      .filter((name) => wanted.get(name) !== found.get(name))
      .map((key) => ({ table: "schema", key, problem: `is not as schema ${version} has it` }));
  } finally {
    model.close();
  }
}

function readSchema(database: Database.Database): ReadonlyMap<string, string> {
  const rows = database
    .prepare(
      `select type || ' ' || name || ' on ' || tbl_name as name, sql from main.sqlite_schema
       where name not like 'sqlite_%'`,
    )
    .all();
  return new Map(
    z
      .array(schemaRow)
      .parse(rows)
      .map(({ name, sql }) => [name, sql ?? ""]),
  );
}
