import { joinWaivers } from "../../core/checks/waivers.ts";
import { findUndecidable } from "../../core/judging/decidable.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Plan } from "../../core/run/plan.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { Config } from "../../files/read-config.ts";
import { readDescriptions } from "../../files/read-descriptions.ts";
import { breakChatTokens, findChatTokens } from "../../models/exchange/chat-tokens.ts";
import type { KeyOf } from "../../models/endpoint/require-models.ts";
import { chooseTasks, readAgain } from "./choose-tasks.ts";
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
  const judging = findUndecidable(plan.rule, plan.band);
  if (judging.status === "decides nothing") throw new CommandError(EXIT.configuration, judging.text);
  if (judging.status === "decides too little") noticeLine(judging.text);
  const named = paths.length > 0 ? paths : config.tasks;
  const again = readAgain(flags, named.length > 0);
  if (named.length === 0 && again === undefined) {
    throw new CommandError(
      EXIT.usage,
      "no descriptions: name files or folders (campforge run tasks/), or list them under tasks in the configuration",
    );
  }
  // Where none are named, an earlier run still has its own.
  const { tasks: found, problems } =
    named.length === 0 ? { tasks: again?.described ?? [], problems: [] } : readDescriptions(named);
  for (const problem of problems) noticeLine(`skipped ${problem}`);
  if (found.length === 0)
    throw new CommandError(EXIT.usage, "none of the descriptions can be used; see above");
  const tasks = chooseTasks(found, { only: flags.only, again });
  for (const task of tasks) noteChatTokens(task, noticeLine);
  // The command line goes before a description's own waivers.
  const waivers = flags.waive ?? [];
  return { plan, tasks: tasks.map((task) => ({ ...task, waivers: joinWaivers(waivers, task.waivers) })) };
}

/** Says where a description would act on servers that read the tokens of their chat template in any text. */
function noteChatTokens(task: TaskDescription, noticeLine: (text: string) => void): void {
  const { id, title, description, examples, referenceSolution } = task;
  const examined = [title, description, referenceSolution?.code ?? "", ...examples.flatMap(Object.values)];
  const found = findChatTokens(examined.join("\n"));
  const [first] = found;
  if (first === undefined) return;
  const all = found.slice(0, 5).join(", ");
  noticeLine(
    `${id}: its description holds what servers may read as the end of a turn (${all}); it is sent with a space in it, ${breakChatTokens(first)}`,
  );
}
