import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { listNames } from "../../core/text/list-names.ts";
import { nearestName } from "../../core/text/nearest-name.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import { requireRun } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import type { RunFlags } from "./run-flags.ts";

/** Tasks of an earlier run that are wanted again, by their ids, with their descriptions as that run had them. */
export type Again = {
  readonly ids: ReadonlySet<string>;
  readonly described: readonly TaskDescription[];
};

/**
 * Reads which tasks of an earlier run --failed and --stopped name: those that were rejected, those without a verdict. With
 * --only alone the run is read where no descriptions are named otherwise. Undefined where none of it is asked for. Throws a CommandError where there is no such run, or no such task in it.
 */
export function readAgain(flags: RunFlags, isDescribed: boolean): Again | undefined {
  const { failed, stopped, only, run, db } = flags;
  const isAsked = failed === true || stopped === true;
  if (!isAsked && (only === undefined || isDescribed)) return undefined;
  const store = readRecord(db);
  try {
    const { id } = requireRun(store, run);
    const results = store
      .results(id)
      .filter(({ verdict }) =>
        verdict === null ? stopped === true : failed === true && verdict.status === "rejected",
      );
    if (isAsked && results.length === 0) {
      const kinds = [...(failed === true ? ["rejected"] : []), ...(stopped === true ? ["stopped"] : [])];
      throw new CommandError(
        EXIT.usage,
        `run ${id} has no task that was ${kinds.join(" or ")}; campforge list --run ${id} shows them`,
      );
    }
    const ids = new Set(results.map((one) => one.id));
    const described = store.tasks(id).map(({ task }) => task);
    return { ids, described };
  } finally {
    store.close();
  }
}

/** Of some tasks those that --only and an earlier run name; all where nothing is named. Throws for an id that is not there. */
export function chooseTasks<Task extends { readonly id: string }>(
  tasks: readonly Task[],
  { only = [], again }: { readonly only?: readonly string[] | undefined; readonly again?: Again | undefined },
): readonly Task[] {
  if (only.length === 0 && again === undefined) return tasks;
  const ids = tasks.map(({ id }) => id);
  for (const wanted of [...only, ...(again?.ids ?? [])]) {
    if (ids.includes(wanted)) continue;
    const near = nearestName(wanted, ids);
    const hint = near === undefined ? "" : ` Did you mean ${near}?`;
    throw new CommandError(
      EXIT.usage,
      `${wanted}: no such task among the descriptions.${hint} There are: ${listNames(ids)}`,
    );
  }
  const wanted = new Set([...only, ...(again?.ids ?? [])]);
  return tasks.filter(({ id }) => wanted.has(id));
}
