import type Database from "better-sqlite3";
import { z } from "zod";
import { quoted, tableNames } from "./hashed-tables.ts";

/** What nothing refers to, and can go. */
export type Garbage = {
  readonly texts: number;
  /** UTF-8 bytes of these texts. */
  readonly bytes: number;
  /** Calls that were begun and never came back; none while a run is unfinished, which may still go on. */
  readonly intents: number;
};

type Reference = { readonly table: string; readonly column: string };

const measured = z.object({ count: z.int(), bytes: z.int() });

/** Counts what can go; changes nothing. */
export function measureGarbage(database: Database.Database): Garbage {
  const texts = measured.parse(
    database
      .prepare(
        `select count(*) as count, coalesce(sum(octet_length(text)), 0) as bytes from blob where ${unreferenced(database, "blob", "hash")}`,
      )
      .get(),
  );
  const intents = z.int().parse(
    database
      .prepare(`select count(*) from call where ${abandoned(database)}`)
      .pluck()
      .get(),
  );
  return { texts: texts.count, bytes: texts.bytes, intents };
}

/** Removes it, in one transaction, and gives the space back to the disk. The caller holds the record's lock. */
export function collectGarbage(database: Database.Database): Garbage {
  const garbage = database.transaction(() => {
    const found = measureGarbage(database);
    database.exec(`delete from call where ${abandoned(database)}`);
    database.exec(`delete from blob where ${unreferenced(database, "blob", "hash")}`);
    return found;
  })();
  database.exec("vacuum");
  database.pragma("wal_checkpoint(truncate)");
  return garbage;
}

const abandoned = (database: Database.Database): string =>
  `state = 'intent' and not exists (select 1 from run where status <> 'done') and ${unreferenced(database, "call", "key")}`;

/** True for a row that no foreign key of any table names; a table of a later schema is asked as well. */
function unreferenced(database: Database.Database, table: string, key: string): string {
  const references = tableNames(database).flatMap((name) => referencesFrom(database, name, table));
  return references
    .map(
      ({ table: from, column }) =>
        `${quoted(table)}.${quoted(key)} not in (select ${quoted(column)} from ${quoted(from)} where ${quoted(column)} is not null)`,
    )
    .join(" and ");
}

function referencesFrom(database: Database.Database, from: string, to: string): readonly Reference[] {
  const columns = database
    .prepare(`select "from" from pragma_foreign_key_list(:from) where "table" = :to`)
    .pluck()
    .all({ from, to });
  return z
    .array(z.string())
    .parse(columns)
    .map((column) => ({ table: from, column }));
}
