import { countNoun } from "../../core/text/count-noun.ts";
import { existsSync } from "node:fs";
import { requireRecord } from "../../record/open-record.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { Damage } from "../../store/damage.ts";
import { type Caretaker, openMaintenance, openToCheck } from "../../store/maintain.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { print, printJson, printLine } from "../output/print.ts";

type RecordFlags = { readonly db: string; readonly json?: boolean };

/** Reads the whole record and lists what is not as it was written; returns 8 when something is not. */
export function checkRecord(options: RecordFlags): number {
  requireRecord(options.db);
  try {
    return checkOpened(openToCheck(options.db), options);
  } catch (error) {
    if (!(error instanceof StoreFault) || error.problem !== "damaged") throw error;
    throw new CommandError(EXIT.checkFailed, error.message, { cause: error }); // not even the beginning is whole
  }
}

function checkOpened(opened: Caretaker, { db, json }: RecordFlags): number {
  try {
    const begun = performance.now();
    const found = opened.check();
    const seconds = (performance.now() - begun) / 1000;
    const isSound = found.damage.length === 0;
    if (json === true) printJson({ file: db, status: isSound ? "sound" : "damaged", ...found }, 2);
    else {
      printLine(
        `${db}: ${isSound ? "sound" : "damaged"}. Schema ${found.schema}, ${countNoun(found.rows, "row")} in ${countNoun(found.tables, "table")}, ${countNoun(found.texts, "text")} (${mebibytes(found.bytes)}), read in ${seconds.toFixed(1)} s`,
      );
      found.damage.map(damageLine).forEach(printLine);
      if (!isSound) print(ADVICE);
    }
    return isSound ? EXIT.done : EXIT.checkFailed;
  } finally {
    opened.close();
  }
}

const ADVICE = `Do not rely on the rows listed. Restore the last backup (campforge db backup makes them), or start a
new record with --db; docs/record.md says what else can be done. Then test the disk and the memory.
`;

const damageLine = ({ table, key, problem }: Damage): string =>
  `  ${[table, key].filter((part) => part !== "").join(" ")}: ${problem}`;

/** Copies the record into a new file, also while a run writes to it. */
export function backUpRecord(to: string, { db, json }: RecordFlags): number {
  requireRecord(db);
  if (existsSync(to)) throw new CommandError(EXIT.usage, `${to}: already exists. Name another file.`);
  const opened = openToCheck(db);
  try {
    const { rows, texts, bytes } = opened.copy(to);
    if (json === true) printJson({ file: db, backup: to, rows, texts });
    else {
      printLine(
        `${to}: a copy of ${db}, checked: ${countNoun(rows, "row")}, ${countNoun(texts, "text")} (${mebibytes(bytes)})`,
      );
    }
    return EXIT.done;
  } finally {
    opened.close();
  }
}

/** Removes what nothing refers to, and gives the space back; with `dryRun` only says what it would remove. */
export function collectRecord(options: RecordFlags & { readonly dryRun?: boolean }): number {
  const { db, json, dryRun = false } = options;
  requireRecord(db);
  const opened = openMaintenance(db, dryRun ? "read" : "write");
  try {
    const before = opened.size();
    const found = dryRun ? opened.measure() : opened.collect();
    const after = dryRun ? before : opened.size();
    if (json === true) printJson({ file: db, dryRun, ...found, before, after });
    else {
      const what = `${countNoun(found.texts, "text")} without references (${mebibytes(found.bytes)}), ${countNoun(found.intents, "unfinished call")}`;
      printLine(`${db}: ${dryRun ? "would remove" : "removed"} ${what}`);
      printLine(dryRun ? `now ${before} bytes` : `${before} bytes before, ${after} after`);
    }
    return EXIT.done;
  } finally {
    opened.close();
  }
}

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
