import { extname } from "node:path";
import { readLibraryMap } from "../../atlas/read-library-map.ts";
import { visibleJson } from "../../core/text/visible-text.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { requireRun } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { print, printNoticeLine } from "../output/print.ts";
import { lineWidth } from "../output/terminal-size.ts";
import { refuseToOverwrite, saveReport } from "../output/save-report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { makeRunReport } from "../../report/make-run-report.ts";
import { reportMap } from "../../report/report-map.ts";
import { readRecordedRun } from "../../report/read-recorded-run.ts";
import { renderHtml } from "../../report/render-html.ts";
import { renderMarkdown, renderText } from "../../report/render-lines.ts";
import { REPORT_MARK, type RunReport } from "../../report/run-report.ts";

/** The formats of a report. */

export type ReportFormat = "text" | "md" | "html" | "json";

export type ReportFlags = {
  readonly db: string;
  readonly run?: number;
  readonly format?: ReportFormat;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  /** For the map. */
  readonly library?: string;
};

/** Prints the report on a run, or writes it into a file. */
export function report(flags: ReportFlags): number {
  const format = chooseFormat(flags);
  if (flags.out !== undefined && flags.force !== true) refuseToOverwrite(flags.out, [REPORT_MARK]);
  const store = readRecord(flags.db);
  try {
    const run = requireRun(store, flags.run);
    const map = readLibraryMap(flags.library, store, printNoticeLine);
    const made = makeRunReport(readRecordedRun(store, run, flags.db));
    const found = map === undefined ? made : { ...made, map: reportMap(map) };
    const text = RENDERERS[format](found, flags.out === undefined ? lineWidth() : Infinity);
    if (flags.out === undefined) print(text);
    else saveReport(flags.out, text);
    return EXIT.done;
  } finally {
    store.close();
  }
}

const RENDERERS: Readonly<Record<ReportFormat, (report: RunReport, width: number) => string>> = {
  text: (found, width) => renderText(composeReport(found), width),
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

/** What is asked for, else what the file's name says, else Markdown. Throws a CommandError for a name that says neither. */
function chooseFormat({ format, json, out }: ReportFlags): ReportFormat {
  if (format !== undefined) return format;
  if (json === true) return "json";
  if (out === undefined) return "md";
  const named = BY_EXTENSION[extname(out).toLowerCase()];
  if (named !== undefined) return named;
  throw new CommandError(
    EXIT.usage,
    `--out ${out}: a report is written as .txt, .md, .html or .json; name the file so, or give --format`,
  );
}
