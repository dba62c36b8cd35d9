import type { Plan } from "../../core/run/plan.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { Store } from "../../store/open-store.ts";
import type { Prepared } from "./prepare-run.ts";
import { softwareVersions } from "./software-versions.ts";

/** A run that the record knows, with the tasks that are left to do. */
export type StartedRun = {
  readonly id: number;
  readonly plan: Plan;
  readonly tasks: readonly TaskDescription[];
};

/** Writes the run and its tasks into the record. */
export function beginRun(store: Store, { plan, tasks }: Prepared): StartedRun {
  return { id: store.runs.begin({ plan, versions: softwareVersions(), tasks }), plan, tasks };
}
