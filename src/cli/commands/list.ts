import { EXIT } from "../exit-codes.ts";
import { requireRun } from "../find-task.ts";
import { readRecord } from "../open-record.ts";
import { renderTaskTable } from "../render-summary.ts";
import { summarizeRun } from "../summarize-run.ts";

/** Lists the tasks of a run. */
export function list(options: {
  readonly db: string;
  readonly run?: number;
  readonly json?: boolean;
}): number {
  const store = readRecord(options.db);
  try {
    const run = requireRun(store, options.run);
    const { tasks } = summarizeRun(store, run.id);
    if (options.json === true) process.stdout.write(`${JSON.stringify(tasks, null, 2)}\n`);
    else
      process.stdout.write(
        `Run ${run.id}, begun ${run.startedAt}, ${run.status}\n\n${renderTaskTable(tasks)}\n`,
      );
    return EXIT.done;
  } finally {
    store.close();
  }
}
