import { EXIT } from "../../core/run/exit-codes.ts";
import { requireRun } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { dbFlag, type NextStep, renderNext } from "../../record/render-next.ts";
import { TASK_COLUMNS } from "../../record/task-columns.ts";
import { type ReviewFilter, type ReviewRow, reviewRows } from "../../review/queue/review-rows.ts";
import { printJson } from "../output/print.ts";
import { isJson, printTable, type TableFlags } from "../output/print-table.ts";

/** Lists the tasks of a run, or those that a filter leaves. */
export function list(
  options: ReviewFilter & TableFlags & { readonly db: string; readonly run?: number },
): number {
  const store = readRecord(options.db);
  try {
    const run = requireRun(store, options.run);
    const tasks = reviewRows(store, run.id, options);
    if (isJson(options)) {
      printJson(tasks, 2);
      return EXIT.done;
    }
    const before = `Run ${run.id}, started ${run.startedAt}, ${run.status}\n\n`;
    const steps = nextSteps(tasks, options.db);
    const after = steps.length === 0 ? "" : `\n${renderNext(steps)}`;
    const all = store.tasks(run.id).length;
    const empty = all === 0 ? "The run has no tasks." : `No task matches; without filters there are ${all}.`;
    printTable(TASK_COLUMNS, tasks, { flags: options, before, after, empty });
    return EXIT.done;
  } finally {
    store.close();
  }
}

/** Which of the tasks that wait for a person is shown first. */
const FIRST_SHOWN = ["flagged", "accepted", "rejected"];

/** What may be done about a task that waits for a person, else with those that are approved. */
function nextSteps(tasks: readonly ReviewRow[], db: string): readonly NextStep[] {
  const waiting = tasks.filter(({ review }) => review === "open");
  const open = FIRST_SHOWN.flatMap((one) => waiting.filter(({ verdict }) => verdict === one))[0];
  const flag = dbFlag(db);
  if (open !== undefined)
    return [
      [
        `campforge show ${open.run}/${open.id}${flag}`,
        `one that waits for a person: ${open.verdict ?? "undecided"}`,
      ],
      [`campforge review${flag}`, "decide about them, in a browser"],
    ];
  return tasks.some(({ review }) => review === "approved")
    ? [[`campforge export library --dry-run${flag}`, "approved bootcamps become a library"]]
    : [];
}
