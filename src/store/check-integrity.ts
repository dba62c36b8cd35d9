import type Database from "better-sqlite3";
import { z } from "zod";
import { sha256 } from "../core/draft/hash.ts";
import type { Damage } from "./damage.ts";
import { hashedTables, quoted, tableNames } from "./hashed-tables.ts";
import { compareSchema } from "./migrations.ts";
import { findAlteredRows, teachRowHash } from "./row-hash.ts";

/** What a check of the whole record found; `rows` counts those that carry a hash, `bytes` those of the texts. */
export type Integrity = {
  readonly schema: number;
  readonly tables: number;
  readonly rows: number;
  readonly texts: number;
  readonly bytes: number;
  readonly damage: readonly Damage[];
};

/** So many rows are listed for each table and kind of damage. */
const MOST_LISTED = 100;

/**
 * Reads the whole record, in one snapshot: SQLite's own checks, the schema, every reference, the hash of
 * every row and of every text. Never throws for damage: it lists it.
 */
export function checkIntegrity(database: Database.Database): Integrity {
  teachRowHash(database);
  const damage: Damage[] = [];
  const attempt = <Value>(table: string, otherwise: Value, work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      damage.push({ table, key: "", problem: `cannot be read: ${reason}` });
      return otherwise;
    }
  };
  const list = (found: readonly Damage[]): number => damage.push(...found.slice(0, MOST_LISTED));
  return database.transaction(() => {
    const schema = attempt("schema", 0, () =>
      z.int().parse(database.pragma("user_version", { simple: true })),
    );
    attempt("file", 0, () => list(checkPages(database, "integrity_check")));
    attempt("schema", 0, () => list(compareSchema(database, schema)));
    attempt("references", 0, () => list(checkReferences(database)));
    const tables = attempt("schema", [], () => hashedTables(database));
    for (const table of tables) {
      const altered = attempt(table.name, [], () => findAlteredRows(database, table));
      list(altered.map((key) => ({ table: table.name, key, problem: "the row is not what was written" })));
    }
    const rows = tables.reduce((sum, { name }) => sum + attempt(name, 0, () => countRows(database, name)), 0);
    const texts = attempt("blob", { texts: 0, bytes: 0, altered: [] }, () => checkTexts(database));
    list(texts.altered.map((key) => ({ table: "blob", key, problem: "the text is not what was written" })));
    const count = attempt("schema", 0, () => tableNames(database).length);
    return { schema, tables: count, rows, texts: texts.texts, bytes: texts.bytes, damage };
  })();
}

/** What SQLite finds in the pages; the quick check leaves out whether indices agree with their tables. */
export function checkPages(
  database: Database.Database,
  check: "quick_check" | "integrity_check",
): readonly Damage[] {
  const rows = database.pragma(`${check}(${MOST_LISTED})`);
  const said = z
    .array(z.record(z.string(), z.string()))
    .parse(rows)
    .flatMap((row) => Object.values(row).flatMap((text) => text.split("\n")));
  return said
    .filter((line) => line !== "ok" && !line.startsWith("***"))
    .map((line) => ({ table: "file", key: "", problem: line }));
}

const referenceRow = z.object({ table: z.string(), parent: z.string(), count: z.int() });

function checkReferences(database: Database.Database): readonly Damage[] {
  const rows = database
    .prepare(
      `select "table", parent, count(*) as count from pragma_foreign_key_check group by "table", parent`,
    )
    .all();
  return z
    .array(referenceRow)
    .parse(rows)
    .map(({ table, parent, count }) => ({
      table,
      key: "",
      problem: `${count} ${count === 1 ? "row refers" : "rows refer"} to what ${parent} does not hold`,
    }));
}

const countRows = (database: Database.Database, table: string): number =>
  z.int().parse(
    database
      .prepare(`select count(*) from ${quoted(table)}`)
      .pluck()
      .get(),
  );

const textRow = z.object({ hash: z.string(), text: z.string() });

function checkTexts(database: Database.Database): {
  readonly texts: number;
  readonly bytes: number;
  readonly altered: readonly string[];
} {
  let texts = 0;
  let bytes = 0;
  const altered: string[] = [];
  for (const row of database.prepare("select hash, text from blob").iterate()) {
    const { hash, text } = textRow.parse(row);
    texts++;
    bytes += Buffer.byteLength(text);
    if (sha256(text) !== hash) altered.push(hash);
  }
  return { texts, bytes, altered };
}
