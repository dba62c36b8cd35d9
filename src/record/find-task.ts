import type { StoreReader } from "../store/open-store.ts";
import type { RunRow } from "../store/runs.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { summarizeTasks, type TaskSummary } from "./summarize-run.ts";

/** The run that a command is about: the latest unless one is named. Throws a CommandError when it is not there. */
export function requireRun(store: StoreReader, run: number | undefined): RunRow {
  const found = store.findRun(run);
  if (found !== undefined) return found;
  const what = run === undefined ? "the record has no runs" : `the record has no run ${run}`;
  throw new CommandError(EXIT.usage, `${what}. Start one with campforge run TASKS`);
}

/** A task of the latest run by its id, or of a certain run as `RUN/ID`. Throws a CommandError when it is not there. */
export function requireTask(
  store: StoreReader,
  id: string,
): { readonly run: number; readonly task: TaskSummary } {
  const slash = id.indexOf("/");
  const named = slash < 0 ? undefined : Number(id.slice(0, slash));
  if (named !== undefined && !Number.isSafeInteger(named)) {
    throw new CommandError(EXIT.usage, `${id}: expected an id, or RUN/ID with the number of a run`);
  }
  const run = requireRun(store, named).id;
  const wanted = id.slice(slash + 1);
  const [task] = summarizeTasks(store, run, wanted);
  if (task !== undefined) return { run, task };
  const near = summarizeTasks(store, run)
    .filter((one) => one.id.startsWith(wanted.slice(0, 3)))
    .map((one) => one.id);
  const hint = near.length > 0 ? ` Near it: ${near.join(", ")}.` : "";
  throw new CommandError(EXIT.usage, `run ${run} has no task ${wanted}.${hint} campforge list shows all`);
}
