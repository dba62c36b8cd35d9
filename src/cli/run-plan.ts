import { z } from "zod";
import { bandSchema } from "../core/band.ts";
import { samplingRuleSchema } from "../core/sampling-rule.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { endpointSchema, type RoleConfig, storedRoleSchema } from "../models/model-config.ts";
import type { Store } from "../store/open-store.ts";
import { type Config, readModelOption } from "./config.ts";
import { CommandError, EXIT } from "./exit-codes.ts";
import { readDescriptions } from "./read-descriptions.ts";
import { readVersion } from "./project.ts";
import { readPromptVersions } from "./read-prompts.ts";
import { printNoticeLine } from "./print.ts";
import { joinWaivers, type Waiver } from "../core/waivers.ts";

export type RunFlags = {
  readonly config?: string;
  readonly db?: string;
  readonly model?: string;
  readonly rounds?: number;
  readonly drafts?: number;
  readonly seed?: number;
  readonly parallel?: number;
  readonly judgeSamples?: number;
  /** False leaves the second oracle, or the critic, out. */
  readonly oracle?: boolean;
  readonly critic?: boolean;
  readonly record?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly waive?: readonly Waiver[];
};

/** What a run needs again when it is resumed; kept in the record, without any key. */
const planSchema = z.object({
  endpoints: z.record(z.string(), endpointSchema),
  author: storedRoleSchema,
  judge: storedRoleSchema,
  solver: storedRoleSchema.optional(),
  critic: storedRoleSchema.optional(),
  // Runs from before these gates go on without them.
  gates: z.object({ oracle: z.boolean(), critic: z.boolean() }).default({ oracle: false, critic: false }),
  rounds: z.int(),
  drafts: z.int(),
  seed: z.int(),
  parallel: z.int(),
  rule: samplingRuleSchema,
  band: bandSchema,
});

export type Plan = z.infer<typeof planSchema>;
export type StartedRun = {
  readonly id: number;
  readonly plan: Plan;
  readonly tasks: readonly TaskDescription[];
};

/** What a new run will do. */
export type Prepared = { readonly plan: Plan; readonly tasks: readonly TaskDescription[] };

/** Resolves flags and configuration and reads the descriptions, before anything is opened. */
export function prepareRun(paths: readonly string[], flags: RunFlags, config: Config): Prepared {
  const plan = makePlan(flags, config);
  const named = paths.length > 0 ? paths : config.tasks;
  if (named.length === 0) {
    throw new CommandError(
      EXIT.usage,
      "no descriptions: name files or folders (campforge run tasks/), or list them under tasks in the configuration",
    );
  }
  const { tasks, problems } = readDescriptions(named);
  for (const problem of problems) printNoticeLine(`skipped ${problem}`);
  if (tasks.length === 0)
    throw new CommandError(EXIT.usage, "none of the descriptions can be used; see above");
  // The command line goes before a description's own waivers.
  const waivers = flags.waive ?? [];
  return { plan, tasks: tasks.map((task) => ({ ...task, waivers: joinWaivers(waivers, task.waivers) })) };
}

function makePlan(flags: RunFlags, config: Config): Plan {
  const named = flags.model === undefined ? undefined : readModelOption(flags.model);
  const roleOf = (role: "author" | "judge"): RoleConfig => {
    const found = named ?? config[role];
    if (found !== undefined) return found;
    throw new CommandError(
      EXIT.configuration,
      `no model for the ${role}: write ${role} into ${config.file ?? "a configuration (campforge init makes one)"}, or give --model`,
    );
  };
  return {
    endpoints: config.endpoints,
    author: roleOf("author"),
    judge: roleOf("judge"),
    ...(config.solver === undefined || named !== undefined ? {} : { solver: config.solver }),
    ...(config.critic === undefined || named !== undefined ? {} : { critic: config.critic }),
    gates: {
      oracle: config.gates.oracle && flags.oracle !== false,
      critic: config.gates.critic && flags.critic !== false,
    },
    rounds: flags.rounds ?? config.rounds,
    drafts: flags.drafts ?? config.drafts,
    seed: flags.seed ?? config.seed,
    parallel: flags.parallel ?? config.parallel,
    rule: flags.judgeSamples === undefined ? config.judging : { kind: "fixed", samples: flags.judgeSamples },
    band: config.band,
  };
}

/** Writes the run and its tasks into the record. */
export function beginRun(store: Store, { plan, tasks }: Prepared): StartedRun {
  const id = store.runs.begin({ options: JSON.stringify(plan), versions: JSON.stringify(versions()), tasks });
  return { id, plan, tasks };
}

/** Takes up the latest run that has not ended, where it stopped. */
export function reopenRun(store: Store, flags: RunFlags, config: Config): StartedRun {
  const found = store.findUnfinished() ?? store.findRun();
  if (found === undefined)
    throw new CommandError(
      EXIT.usage,
      "nothing to resume: the record holds no run. Start one with campforge run TASKS",
    );
  const kept = planSchema.parse(JSON.parse(found.options));
  // Where an endpoint is reached may have changed since; which model plays a role may not.
  const plan = {
    ...kept,
    endpoints: { ...kept.endpoints, ...config.endpoints },
    parallel: flags.parallel ?? kept.parallel,
  };
  const tasks = store.tasks(found.id).flatMap(({ task, state }) => (state === "done" ? [] : [task]));
  if (tasks.length === 0) printNoticeLine(`run ${found.id} is complete; nothing is left to do`);
  store.runs.reopen(found.id);
  return { id: found.id, plan, tasks };
}

/** Versions that a result depends on. */
function versions(): Readonly<Record<string, unknown>> {
  const { node, v8 } = process.versions;
  return { campforge: readVersion(), node, v8, prompts: readPromptVersions() };
}
