import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

/** "CFRG" in ASCII: marks a file as a record of Campforge. */
const APPLICATION_ID = 0x43465247;

/** What is wrong with the file, and which of the documented cases it is. */
export type StoreProblem = "not a record" | "newer schema" | "held by another process" | "unusable";

/** The record cannot be opened; the message says why and what to do. */
export class StoreFault extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "StoreFault";
    this.problem = problem;
  }
}

export type OpenDatabase = { readonly database: Database.Database; readonly close: () => void };

/**
 * Opens the record. A writer makes it when it is not there, brings its schema up to date, and holds the lock
 * beside it by an open transaction, so that a killed process leaves no stale lock. Beside a writer, others
 * may add what people decide and ask for, in transactions of a few milliseconds.
 */
export function openDatabase(file: string, mode: "read" | "write" | "beside"): OpenDatabase {
  if (existsSync(file)) checkFile(file);
  else if (mode !== "write") {
    throw new StoreFault(
      "unusable",
      `${file}: there is no record yet. Start one with campforge run, or name another with --db.`,
    );
  }
  if (mode === "write") mkdirSync(dirname(file), { recursive: true });
  if (mode === "beside" && isBehind(file)) openDatabase(file, "write").close();
  const lock = mode === "write" ? takeLock(file) : undefined;
  try {
    const database = new Database(file, { readonly: mode === "read" });
    try {
      checkHeader(database, file);
      if (mode === "write") migrate(database, file);
      else checkVersion(database, file);
      if (mode === "beside") database.pragma("synchronous = full");
      database.pragma("foreign_keys = on");
    } catch (error) {
      database.close();
      throw error;
    }
    return {
      database,
      close: () => {
        database.close();
        lock?.close();
      },
    };
  } catch (error) {
    lock?.close();
    if (error instanceof StoreFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreFault(
      "unusable",
      `${file}: cannot be opened as a record (${reason}). Check the disk, or name another file with --db.`,
      { cause: error },
    );
  }
}

function checkFile(file: string): void {
  if (statSync(file).size === 0) {
    throw new StoreFault(
      "not a record",
      `${file}: is empty and thus no record. Move it away, or name another file with --db.`,
    );
  }
}

function checkHeader(database: Database.Database, file: string): void {
  let id: unknown;
  try {
    id = database.pragma("application_id", { simple: true });
  } catch (error) {
    throw new StoreFault(
      "not a record",
      `${file}: is damaged or no SQLite file. Restore a backup, or name another file with --db.`,
      { cause: error },
    );
  }
  const isNew =
    id === 0 && database.pragma("user_version", { simple: true }) === 0 && tableCount(database) === 0;
  if (id !== APPLICATION_ID && !isNew) {
    throw new StoreFault(
      "not a record",
      `${file}: is a database of another program. Name another file with --db.`,
    );
  }
}

const tableCount = (database: Database.Database): unknown =>
  database.prepare("select count(*) from sqlite_schema").pluck().get();

function takeLock(file: string): Database.Database {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec("begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    throw new StoreFault(
      "held by another process",
      `${file}: another campforge is writing to it. Wait for it or stop it, or name another file with --db.`,
      { cause: error },
    );
  }
}

type Migration = { readonly version: number; readonly sql: string };

function migrations(): readonly Migration[] {
  const folder = new URL("./migrations/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 4)), sql: readFileSync(new URL(name, folder), "utf8") }));
}

function checkVersion(database: Database.Database, file: string): void {
  const known = migrations().at(-1)?.version ?? 0;
  const found = Number(database.pragma("user_version", { simple: true }));
  if (found > known) {
    throw new StoreFault(
      "newer schema",
      `${file}: was written by a newer Campforge (schema ${found}, this one knows ${known}). Update Campforge, or name another file with --db.`,
    );
  }
}

/** Whether the record is of an older schema, which only the holder of the lock may change. */
function isBehind(file: string): boolean {
  const { database, close } = openDatabase(file, "read");
  try {
    return Number(database.pragma("user_version", { simple: true })) < (migrations().at(-1)?.version ?? 0);
  } finally {
    close();
  }
}

function migrate(database: Database.Database, file: string): void {
  checkVersion(database, file);
  database.pragma("journal_mode = wal");
  database.pragma("synchronous = full");
  const current = Number(database.pragma("user_version", { simple: true }));
  for (const { version, sql } of migrations()) {
    if (version <= current) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${version}`);
      database.pragma(`application_id = ${APPLICATION_ID}`);
    })();
  }
}
