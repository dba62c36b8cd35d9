import { closeSync, openSync, readSync, statSync } from "node:fs";
import { extname } from "node:path";
import { visibleJson } from "../../core/text/visible-text.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { requireRun } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { print, printNoticeLine } from "../output/print.ts";
import { composeReport } from "../../report/compose-report.ts";
import { makeRunReport } from "../../report/make-run-report.ts";
import { readRecordedRun } from "../../report/read-recorded-run.ts";
import { renderHtml } from "../../report/render-html.ts";
import { renderMarkdown, renderText } from "../../report/render-lines.ts";
import { REPORT_MARK, type RunReport } from "../../report/run-report.ts";
import { writeAtomically } from "../../files/write-atomically.ts";

/** The formats of a report. */

export type ReportFormat = "text" | "md" | "html" | "json";

export type ReportFlags = {
  readonly db: string;
  readonly run?: number;
  readonly format?: ReportFormat;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
};

/** Prints the report on a run, or writes it into a file. */
export function report(flags: ReportFlags): number {
  const format = chooseFormat(flags);
  if (flags.out !== undefined && flags.force !== true) refuseToOverwrite(flags.out);
  const store = readRecord(flags.db);
  try {
    const run = requireRun(store, flags.run);
    const text = RENDERERS[format](makeRunReport(readRecordedRun(store, run, flags.db)));
    if (flags.out === undefined) print(text);
    else save(flags.out, text);
    return EXIT.done;
  } finally {
    store.close();
  }
}

const RENDERERS: Readonly<Record<ReportFormat, (report: RunReport) => string>> = {
  text: (found) => renderText(composeReport(found)),
  md: (found) => renderMarkdown(composeReport(found)),
  html: (found) => renderHtml(composeReport(found)),
  json: (found) => `${visibleJson(found, 2)}\n`,
};

const BY_EXTENSION: Readonly<Record<string, ReportFormat>> = {
  ".txt": "text",
  ".md": "md",
  ".html": "html",
  ".json": "json",
};

/** What is asked for, else what the file's name says, else Markdown. */
function chooseFormat({ format, json, out }: ReportFlags): ReportFormat {
  if (format !== undefined) return format;
  if (json === true) return "json";
  return BY_EXTENSION[extname(out ?? "").toLowerCase()] ?? "md";
}

/** Enough for the mark of every format. */
const FIRST_BYTES = 200;

/** An earlier report may be replaced; anything else may be what nobody meant to lose. */
function refuseToOverwrite(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isFile() && (found.size === 0 || readBeginning(file).toLowerCase().includes(REPORT_MARK))) return;
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

function save(file: string, text: string): void {
  try {
    writeAtomically(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      EXIT.usage,
      `${file}: cannot be written: ${reason}. Name another file with --out`,
      {
        cause: error,
      },
    );
  }
  printNoticeLine(`wrote ${file}`);
}
