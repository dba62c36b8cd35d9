import { EXIT } from "../exit-codes.ts";
import { requireRun } from "../find-task.ts";
import { readRecord } from "../open-record.ts";
import { readStoredRound } from "../read-round.ts";
import { renderReport, type RunReport } from "../render-report.ts";
import { countRounds } from "../count-rounds.ts";
import { summarizeRun } from "../summarize-run.ts";
import { print, printJson } from "../print.ts";

/** Prints the report on a run as Markdown, or as JSON. */
export function report(options: {
  readonly db: string;
  readonly run?: number;
  readonly json?: boolean;
}): number {
  const store = readRecord(options.db);
  try {
    const run = requireRun(store, options.run);
    const versions: unknown = JSON.parse(run.versions);
    const { startedAt, finishedAt, status } = run;
    const rounds = countRounds(store.rounds(run.id).map(readStoredRound));
    const found: RunReport = {
      ...summarizeRun(store, run.id),
      startedAt,
      finishedAt,
      status,
      versions,
      rounds,
    };
    if (options.json === true) printJson(found, 2);
    else print(renderReport(found, options.db));
    return EXIT.done;
  } finally {
    store.close();
  }
}
