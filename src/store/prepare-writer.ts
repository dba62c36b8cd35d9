import type Database from "better-sqlite3";
import { keepRowHashes } from "./row-hash.ts";

/** How long a commit waits for another process that is committing. */
const BUSY_MS = 10_000;

/** What a connection needs before it changes anything at all: a commit counts once it is on the disk. */
export function makeDurable(database: Database.Database): void {
  database.pragma(`busy_timeout = ${BUSY_MS}`);
  database.pragma("journal_mode = wal");
  database.pragma("synchronous = full");
}

/** What every connection that writes rows needs, once the schema is up to date. */
export function prepareWriter(database: Database.Database): void {
  makeDurable(database);
  database.pragma("foreign_keys = on");
  database.pragma("cell_size_check = on"); // a damaged page is refused before it is followed
  keepRowHashes(database);
}
