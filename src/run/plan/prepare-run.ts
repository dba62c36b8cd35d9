import { joinWaivers } from "../../core/checks/waivers.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Plan } from "../../core/run/plan.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { Config } from "../../files/read-config.ts";
import { readDescriptions } from "../../files/read-descriptions.ts";
import type { KeyOf } from "../../models/endpoint/require-models.ts";
import { makePlan } from "./make-plan.ts";
import type { RunFlags } from "./run-flags.ts";

/** What a new run will do. */
export type Prepared = { readonly plan: Plan; readonly tasks: readonly TaskDescription[] };

/** The configuration that a plan begins with, where keys are, and whom to tell of what is left out. */
export type PlanSource = {
  readonly config: Config;
  readonly keyOf: KeyOf;
  readonly noticeLine: (text: string) => void;
};

/** Resolves flags and configuration and reads the descriptions, before anything is opened. */
export function prepareRun(
  paths: readonly string[],
  flags: RunFlags,
  { config, noticeLine }: Pick<PlanSource, "config" | "noticeLine">,
): Prepared {
  const plan = makePlan(flags, config);
  const named = paths.length > 0 ? paths : config.tasks;
  if (named.length === 0) {
    throw new CommandError(
      EXIT.usage,
      "no descriptions: name files or folders (campforge run tasks/), or list them under tasks in the configuration",
    );
  }
  const { tasks, problems } = readDescriptions(named);
  for (const problem of problems) noticeLine(`skipped ${problem}`);
  if (tasks.length === 0)
    throw new CommandError(EXIT.usage, "none of the descriptions can be used; see above");
  // The command line goes before a description's own waivers.
  const waivers = flags.waive ?? [];
  return { plan, tasks: tasks.map((task) => ({ ...task, waivers: joinWaivers(waivers, task.waivers) })) };
}
