import { StoreFault, type StoreProblem } from "../core/run/store-fault.ts";

/** What SQLite and the system say, by what it means for the record; the first prefix that fits decides. */
const MEANINGS: readonly (readonly [prefix: string, problem: StoreProblem])[] = [
  ["SQLITE_FULL", "full disk"],
  // The index of the write-ahead log cannot grow: its file is all that is written there.
  ["SQLITE_IOERR_SHMSIZE", "full disk"],
  ["ENOSPC", "full disk"],
  ["EDQUOT", "full disk"],
  ["EFBIG", "full disk"],
  ["SQLITE_READONLY", "read-only"],
  ["EROFS", "read-only"],
  ["SQLITE_CORRUPT", "damaged"],
  ["SQLITE_NOTADB", "not a record"],
  ["SQLITE_PERM", "no permission"],
  ["SQLITE_AUTH", "no permission"],
  ["EACCES", "no permission"],
  ["EPERM", "no permission"],
  ["SQLITE_BUSY", "held by another process"],
  ["SQLITE_LOCKED", "held by another process"],
  ["SQLITE_CANTOPEN", "unusable"],
  ["SQLITE_IOERR", "failing disk"],
  ["SQLITE_PROTOCOL", "unusable"],
  ["SQLITE_SCHEMA", "unusable"],
  ["SQLITE_TOOBIG", "unusable"],
  ["SQLITE_NOMEM", "unusable"],
  ["EISDIR", "unusable"],
  ["ENOTDIR", "unusable"],
  ["ENOENT", "unusable"],
  ["EEXIST", "unusable"],
  ["EIO", "failing disk"],
  ["EMFILE", "unusable"],
];

/**
 * Turns what SQLite or the file system threw into a StoreFault that says what to do; anything else, such as
 * a mistake in a statement, comes back as it is. `other` is what the user may do instead.
 */
export function explainFault(error: unknown, file: string, other = "name another file with --db"): unknown {
  if (error instanceof StoreFault || !(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  const [, problem] = MEANINGS.find(([prefix]) => code.startsWith(prefix)) ?? [];
  if (problem === undefined) return error;
  return new StoreFault(problem, `${file}: ${describe(problem, error.message, other)}`, { cause: error });
}

/** Runs something on the record; what goes wrong with the file is thrown as a StoreFault. */
export function explained<Value>(file: string, work: () => Value, other?: string): Value {
  try {
    return work();
  } catch (error) {
    throw explainFault(error, file, other);
  }
}

/** Makes of a function on the record one that throws what goes wrong with the file as a StoreFault. */
export type Guard = <Args extends readonly unknown[], Value>(
  call: (...args: Args) => Value,
) => (...args: Args) => Value;

/** The guard of a record's functions, which are called later. */
export const guardOf =
  (file: string): Guard =>
  (call) =>
  (...args) =>
    explained(file, () => call(...args));

function describe(problem: StoreProblem, reason: string, other: string): string {
  switch (problem) {
    case "full disk":
      return (
        "the disk is full, or a limit on the file's size is reached. What was recorded before is whole. " +
        "Make room (campforge db gc may find some), then do the same again."
      );
    case "read-only":
      return `cannot be written: the file or its disk is read-only (${reason}). Make it writable, or ${other}.`;
    case "no permission":
      return `this user may not open it (${reason}). Change the permissions of the file and its folder, or ${other}.`;
    case "damaged":
      return `is damaged (${reason}). List the damage with campforge db check; restore a backup, or ${other}.`;
    case "held by another process":
      return "another process has been writing to it for too long. Wait for it or stop it, then do the same again.";
    case "failing disk":
      return `the disk, or a limit on the size of files (ulimit -f), refused to read or write (${reason}). What was recorded before is whole if the disk is. Look at both, then do the same again, or ${other}.`;
    case "not a record":
      return `is damaged or not an SQLite file. Restore a backup, or ${other}.`;
    case "no record":
    case "newer schema":
    case "unusable":
      return `cannot be used (${reason}). Check the path and the disk, or ${other}.`;
  }
}
