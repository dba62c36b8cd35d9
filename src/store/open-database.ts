import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database from "better-sqlite3";
import { StoreFault } from "../core/run/store-fault.ts";
import { checkPages } from "./check-integrity.ts";
import { explainFault } from "./explain-fault.ts";
import { checkVersion, migrate, type Upgrade } from "./migrate.ts";
import { latestSchema } from "./migrations.ts";
import { makeDurable, prepareWriter } from "./prepare-writer.ts";

/** "CFRG" in ASCII: marks a file as a record of Campforge. */
const APPLICATION_ID = 0x43465247;

export type OpenDatabase = {
  readonly database: Database.Database;
  /** Not null when opening it has changed its schema. */
  readonly upgrade: Upgrade | null;
  readonly close: () => void;
};

/**
 * Opens the record. A writer makes it when it is not there, brings its schema up to date, and holds the lock
 * beside it by an open transaction, so that a killed process leaves no stale lock. Beside a writer, others
 * may add what people decide and ask for, in transactions of a few milliseconds. Throws a StoreFault.
 */
export function openDatabase(file: string, mode: "read" | "write" | "beside"): OpenDatabase {
  let lock: Database.Database | undefined;
  try {
    if (existsSync(file)) checkFile(file, mode);
    else if (mode !== "write") {
      throw new StoreFault(
        "no record",
        `${file}: no record yet. Start one with campforge run, or name another with --db.`,
      );
    }
    if (mode === "read") return openToRead(file);
    if (mode === "beside") return openBeside(file);
    makeFolder(dirname(resolve(file)));
    lock = takeLock(file);
    return openToWrite(file, lock);
  } catch (error) {
    lock?.close();
    throw explainFault(error, file);
  }
}

function openToRead(file: string): OpenDatabase {
  const database = connectToRead(file);
  try {
    checkHeader(database, file);
    if (checkVersion(database, file) === 0) {
      throw new StoreFault(
        "no record",
        `${file}: is empty: its creation was interrupted. Start a run with campforge run, or name another file with --db.`,
      );
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, upgrade: null, close: () => database.close() };
}

function openToWrite(file: string, lock: Database.Database): OpenDatabase {
  const endedUncleanly = isFilled(`${file}-wal`);
  const database = new Database(file);
  try {
    checkHeader(database, file);
    makeDurable(database);
    if (endedUncleanly) checkAfterCrash(database, file);
    const upgrade = migrate(database, { file, applicationId: APPLICATION_ID });
    prepareWriter(database);
    return {
      database,
      upgrade,
      close: () => {
        database.close();
        lock.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The record of a schema that only the holder of the lock may change is brought up to date first. */
function openBeside(file: string): OpenDatabase {
  const upgrade = isBehind(file) ? upgradeAlone(file) : null;
  const database = new Database(file);
  try {
    checkHeader(database, file);
    checkVersion(database, file);
    prepareWriter(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, upgrade, close: () => database.close() };
}

function upgradeAlone(file: string): Upgrade | null {
  const { upgrade, close } = openDatabase(file, "write");
  close();
  return upgrade;
}

function isBehind(file: string): boolean {
  const { database, close } = openToRead(file);
  try {
    return checkVersion(database, file) < latestSchema();
  } finally {
    close();
  }
}

/**
 * SQLite wants to write beside a record that it reads, for the log's index. Where it may not, on a read-only
 * disk, a record without a log is read into memory instead.
 */
function connectToRead(file: string): Database.Database {
  const database = new Database(file, { readonly: true });
  try {
    database.pragma("user_version");
    return database;
  } catch (error) {
    database.close();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!/^SQLITE_(?:CANTOPEN|READONLY)/.test(code) || isFilled(`${file}-wal`)) throw error;
    const bytes = readFileSync(file);
    bytes.fill(1, 18, 20); // a database in memory has no log: this says so in its header
    return new Database(bytes, { readonly: true });
  }
}

/** Asks the nearest folder that is there first, since making a folder tells less of why it cannot. */
function makeFolder(folder: string): void {
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) {
    throw new StoreFault(
      "unusable",
      `${nearest}: is not a folder, so it cannot hold a record. Name another file with --db.`,
    );
  }
  accessSync(nearest, constants.W_OK);
  mkdirSync(folder, { recursive: true });
}

const isFilled = (file: string): boolean => existsSync(file) && statSync(file).size > 0;

function checkFile(file: string, mode: "read" | "write" | "beside"): void {
  const { size, isFolder, isFile } = look(file);
  if (!isFile) {
    const what = isFolder
      ? "is a folder; a record is a file, such as record.sqlite in it"
      : "is not a regular file";
    throw new StoreFault("not a record", `${file}: ${what}. Name a file with --db.`);
  }
  if (size === 0) {
    throw new StoreFault(
      "not a record",
      `${file}: is empty and thus no record. Move it away, or name another file with --db.`,
    );
  }
  accessSync(file, mode === "read" ? constants.R_OK : constants.R_OK | constants.W_OK);
}

function look(file: string): { readonly size: number; readonly isFolder: boolean; readonly isFile: boolean } {
  const found = statSync(file);
  return { size: found.size, isFolder: found.isDirectory(), isFile: found.isFile() };
}

function checkHeader(database: Database.Database, file: string): void {
  const id = database.pragma("application_id", { simple: true });
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

/** A log that was left behind says that the last writer did not close the record: power may have failed. */
function checkAfterCrash(database: Database.Database, file: string): void {
  const [first] = checkPages(database, "quick_check");
  if (first === undefined) return;
  throw new StoreFault(
    "damaged",
    `${file}: was not closed, and is damaged since (${first.problem}). List the damage with campforge db check; restore a backup, or name another file with --db.`,
  );
}

function takeLock(file: string): Database.Database {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec("begin exclusive");
    return lock;
  } catch (error) {
    lock.close();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!/^SQLITE_(?:BUSY|LOCKED)/.test(code)) throw explainFault(error, `${file}.lock`);
    throw new StoreFault(
      "held by another process",
      `${file}: another campforge is writing to it. Wait for it or stop it, or name another file with --db.`,
      { cause: error },
    );
  }
}

/** Whether a process has the record open for writing. Only looks, and takes nothing from who comes next. */
export function isRecordHeld(file: string): boolean {
  if (!existsSync(`${file}.lock`)) return false;
  const lock = new Database(`${file}.lock`, { readonly: true, timeout: 0 });
  try {
    tableCount(lock);
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) return true;
    throw error;
  } finally {
    lock.close();
  }
}
