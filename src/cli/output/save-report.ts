import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { writeAtomically } from "../../files/write-atomically.ts";
import { printNoticeLine } from "./print.ts";

/** Enough for the mark of every format. */
const FIRST_BYTES = 200;

/**
 * Throws a CommandError for a file that may not be written: an earlier report, which begins with one of these marks, may
 * be replaced; anything else may be what nobody meant to lose.
 */
export function refuseToOverwrite(file: string, marks: readonly string[]): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    if (existsSync(dirname(file))) return;
    throw new CommandError(
      EXIT.usage,
      `${file}: cannot be written: there is no folder ${dirname(file)}. Name another file with --out`,
    );
  }
  const beginning = found.isFile() ? readBeginning(file).toLowerCase() : undefined;
  if (beginning === "" || marks.some((mark) => beginning?.includes(mark) === true)) return;
  throw new CommandError(
    EXIT.usage,
    `${file}: already exists and is not a report. Name another file with --out, or replace it with --force`,
  );
}

function readBeginning(file: string): string {
  const opened = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(FIRST_BYTES);
    return bytes.toString("utf8", 0, readSync(opened, bytes));
  } finally {
    closeSync(opened);
  }
}

/** Writes a report as a whole and says so. Throws a CommandError where it cannot be written. */
export function saveReport(file: string, text: string): void {
  try {
    writeAtomically(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${file}: cannot be written: ${reason}. Name another file with --out`;
    throw new CommandError(EXIT.usage, message, { cause: error });
  }
  printNoticeLine(`wrote ${file}`);
}
