import Database from "better-sqlite3";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { StoreFault } from "../core/run/store-fault.ts";
import { checkIntegrity, type Integrity } from "./check-integrity.ts";

/**
 * Copies the record as one commit left it into a new file, also while another process writes. The copy
 * appears whole, on the disk and checked, or not at all; a file that is there is never overwritten. Throws
 * a StoreFault, or what the file system says.
 */
export function copyRecord(database: Database.Database, to: string): Integrity {
  const partial = `${to}.partial-${process.pid}`;
  rmSync(partial, { force: true });
  try {
    database.prepare("vacuum into :partial").run({ partial });
    sync(partial);
    const integrity = checkCopy(partial);
    place(partial, to);
    sync(dirname(to));
    return integrity;
  } finally {
    rmSync(partial, { force: true });
  }
}

function checkCopy(file: string): Integrity {
  const copy = new Database(file, { readonly: true });
  try {
    const integrity = checkIntegrity(copy);
    const [first] = integrity.damage;
    if (first === undefined) return integrity;
    throw new StoreFault(
      "damaged",
      `the copy does not pass its check (${first.table} ${first.key}: ${first.problem}), so it was not kept. ` +
        "Look at the record itself with campforge db check.",
    );
  } finally {
    copy.close();
  }
}

/** Gives the copy its name, which must be free. A hard link does both at once, where the file system has them. */
function place(partial: string, to: string): void {
  try {
    linkSync(partial, to);
  } catch (error) {
    if (existsSync(to)) throw new StoreFault("unusable", `${to}: already exists. Name another file.`);
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "EMLINK") throw error;
    renameSync(partial, to);
  }
}

/** Has a file, or the names in a folder, written to the disk. */
function sync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
