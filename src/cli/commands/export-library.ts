import { lstatSync } from "node:fs";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { exportApproved, type ExportEnd, readApproved } from "../../export/export-approved.ts";
import { takeLibrary } from "../../export/take-library.ts";
import { readLibrary } from "../../export/read-library.ts";
import { type Exported, exportFields, type ExportOutcome, renderExport } from "../../export/render-export.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { readRecord } from "../../record/open-record.ts";
import { dbFlag, type NextStep, renderNext } from "../../record/render-next.ts";
import { print, printJson, printNotice } from "../output/print.ts";

export type ExportLibraryOptions = {
  readonly db: string;
  readonly run?: number | "all";
  readonly to: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly theirs?: boolean;
  readonly json?: boolean;
};

/**
 * Promotes the approved bootcamps of a run, or of all runs, into a library. Writes everything or nothing.
 * Returns 0, 7 when something stands in the way, and with `check` 8 when there would be something to write.
 */
export async function exportLibrary(options: ExportLibraryOptions): Promise<number> {
  const { to } = options;
  checkTarget(to);
  const store = readRecord(options.db);
  try {
    const approved = await readApproved(store, { run: options.run, theirs: options.theirs === true });
    const held = options.dryRun === true || options.check === true ? null : takeLibrary(to);
    try {
      return conclude(exportApproved(readLibrary(to), approved, held), options);
    } finally {
      held?.release();
    }
  } finally {
    store.close();
  }
}

/** Says what was done. */
function conclude(
  { exported, outcome, diffs, isCutShort }: ExportEnd,
  { to, db, json, check }: ExportLibraryOptions,
): number {
  if (isCutShort) printNotice(`${to}: an export was cut short; campforge export library finishes it`);
  if (json === true) printJson(exportFields(exported, { to, outcome, diffs }), 2);
  else {
    print(renderExport(exported, { to, outcome, diffs }));
    print(renderNext(nextSteps(exported, outcome, { to, db })));
  }
  if (outcome === "conflict") return EXIT.conflict;
  return check === true && (outcome === "due" || isCutShort) ? EXIT.checkFailed : EXIT.done;
}

function nextSteps(
  { changes }: Exported,
  outcome: ExportOutcome,
  { to, db }: { readonly to: string; readonly db: string },
): readonly NextStep[] {
  const flag = dbFlag(db);
  const folder = quoteForShell(to);
  if (changes.length === 0)
    return [
      [`campforge list --state open${flag}`, "nothing is approved yet: what waits for a person"],
      [`campforge approve TASK${flag}`, "approves it"],
    ];
  if (outcome === "conflict") return [];
  if (outcome === "due") return [[`campforge export library --to ${folder}${flag}`, "writes it"]];
  return [
    [`campforge verify-library ${folder}`, "is each class what its card says?"],
    [`campforge export verl --library ${folder} --to data`, "its cases for a trainer; also trl, openrlhf …"],
    [`campforge serve ${folder}`, "rewards and cases over HTTP"],
  ];
}

function checkTarget(to: string): void {
  const found = lstatSync(to, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true)
    throw new CommandError(EXIT.conflict, `${to}: is a symbolic link, which an export does not follow`);
  if (found !== undefined && !found.isDirectory())
    throw new CommandError(EXIT.usage, `${to}: is not a folder; name one with --to`);
}
