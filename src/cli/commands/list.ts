import { EXIT } from "../../core/run/exit-codes.ts";
import { requireRun } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { renderTaskTable } from "../../record/render-summary.ts";
import { type ReviewFilter, reviewRows } from "../../review/queue/review-rows.ts";
import { print, printJson } from "../output/print.ts";

/** Lists the tasks of a run, or those that a filter leaves. */
export function list(
  options: ReviewFilter & {
    readonly db: string;
    readonly run?: number;
    readonly json?: boolean;
  },
): number {
  const store = readRecord(options.db);
  try {
    const run = requireRun(store, options.run);
    const tasks = reviewRows(store, run.id, options);
    if (options.json === true) printJson(tasks, 2);
    else if (tasks.length === 0)
      print(`Run ${run.id}, started ${run.startedAt}, ${run.status}\n\nNo task matches.\n`);
    else print(`Run ${run.id}, started ${run.startedAt}, ${run.status}\n\n${renderTaskTable(tasks)}\n`);
    return EXIT.done;
  } finally {
    store.close();
  }
}
