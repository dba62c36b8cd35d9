import type { StoreReader } from "../store/open-store.ts";
import type { RunRow } from "../store/runs.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { listNames } from "../core/text/list-names.ts";
import { nearestName } from "../core/text/nearest-name.ts";
import { summarizeTasks, type TaskSummary } from "./summarize-run.ts";

/** The run that a command is about: the latest unless one is named. Throws a CommandError when it is not there. */
export function requireRun(store: StoreReader, run: number | undefined): RunRow {
  const found = store.findRun(run);
  if (found === undefined) throw noSuchRun(store, run);
  return found;
}

/** Says that a run is not there, and which are. */
export function noSuchRun(store: StoreReader, run: number | undefined): CommandError {
  const ids = store.listRuns().map(({ id }) => id);
  if (run === undefined || ids.length === 0)
    return new CommandError(EXIT.usage, "the record has no runs. Start one with campforge run TASKS");
  const runs = ids.length === 1 ? "only run" : "the runs";
  return new CommandError(
    EXIT.usage,
    `the record has no run ${run}. It has ${runs} ${listNames(ids)}: campforge runs lists them`,
  );
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
  const ids = summarizeTasks(store, run).map((one) => one.id);
  const near = nearestName(wanted, ids) ?? ids.find((one) => wanted !== "" && one.includes(wanted));
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  throw new CommandError(
    EXIT.usage,
    `run ${run} has no task ${wanted}.${hint} Its tasks: ${listNames(ids)} (campforge list --run ${run})`,
  );
}
