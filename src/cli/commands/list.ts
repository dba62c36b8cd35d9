import { EXIT } from "../exit-codes.ts";
import { requireRun } from "../find-task.ts";
import { readRecord } from "../open-record.ts";
import { renderTaskTable } from "../render-summary.ts";
import { summarizeTasks } from "../summarize-run.ts";
import { print, printJson } from "../print.ts";

/** Lists the tasks of a run. */
export function list(options: {
  readonly db: string;
  readonly run?: number;
  readonly json?: boolean;
}): number {
  const store = readRecord(options.db);
  try {
    const run = requireRun(store, options.run);
    const tasks = summarizeTasks(store, run.id);
    if (options.json === true) printJson(tasks, 2);
    else print(`Run ${run.id}, begun ${run.startedAt}, ${run.status}\n\n${renderTaskTable(tasks)}\n`);
    return EXIT.done;
  } finally {
    store.close();
  }
}
