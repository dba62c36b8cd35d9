import { z } from "zod";
import { bandSchema } from "../../core/judging/band.ts";
import { samplingRuleSchema } from "../../core/judging/sampling-rule.ts";
import { type Budget, budgetSchema, NO_BUDGET } from "../../core/calls/spending.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import {
  endpointSchema,
  endpointsOf,
  type ModelConfig,
  type RoleConfig,
  storedRoleSchema,
} from "../../core/calls/model-config.ts";
import { reviewState } from "../../core/review/decision.ts";
import type { Store } from "../../store/open-store.ts";
import type { RunRow } from "../../store/runs.ts";
import { type Config, readModelOption } from "../../files/read-config.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readDescriptions } from "../../files/read-descriptions.ts";
import { readVersion } from "../../files/project.ts";
import { readPromptVersions } from "../../files/read-prompts.ts";
import { joinWaivers, type Waiver } from "../../core/checks/waivers.ts";

export type RunFlags = {
  readonly config?: string;
  readonly db: string;
  readonly model?: string;
  readonly rounds?: number;
  readonly drafts?: number;
  readonly seed?: number;
  readonly parallel?: number | "auto";
  readonly judgeSamples?: number;
  readonly budget?: Partial<Budget>;
  readonly until?: string;
  /** False leaves the second oracle, or the critic, out. */
  readonly oracle?: boolean;
  readonly critic?: boolean;
  /** Shows the descriptions' solutions to the authors of classes, too. */
  readonly shareReference?: boolean;
  readonly record?: string;
  /** Where each decided task gets a folder of its own; false for nowhere. */
  readonly generated?: string | false;
  readonly resume?: boolean;
  /** Which run to resume; the latest that has something left to do when none is named. */
  readonly run?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Whether traces hold what is said to models and what they say. */
  readonly traceContent?: boolean;
  /** A line for each event also of a large run; false for `live` draws nothing anew. */
  readonly verbose?: boolean;
  readonly live?: boolean;
  /** Starts the same command in the background, in a session of its own. */
  readonly detach?: boolean;
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
  sharesReference: z.boolean().default(false),
  rounds: z.int(),
  drafts: z.int(),
  seed: z.int(),
  /** Tasks under way at once; `auto` follows from what the endpoints take at once. */
  parallel: z.union([z.int(), z.literal("auto")]),
  rule: samplingRuleSchema,
  band: bandSchema,
  budget: budgetSchema.default(NO_BUDGET),
  /** Where each decided task gets a folder of its own; null for nowhere. */
  generated: z.string().nullable().default(null),
});

export type Plan = z.infer<typeof planSchema>;
export type StartedRun = {
  readonly id: number;
  readonly plan: Plan;
  readonly tasks: readonly TaskDescription[];
};

/** What a new run will do. */
export type Prepared = { readonly plan: Plan; readonly tasks: readonly TaskDescription[] };

/** The configuration that a plan begins with, and whom to tell of what is left out. */
type PlanSource = { readonly config: Config; readonly noticeLine: (text: string) => void };

/** Resolves flags and configuration and reads the descriptions, before anything is opened. */
export function prepareRun(
  paths: readonly string[],
  flags: RunFlags,
  { config, noticeLine }: PlanSource,
): Prepared {
  const plan = makePlan(flags, config);
  requirePrices(plan);
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
    sharesReference: flags.shareReference === true,
    rounds: flags.rounds ?? config.rounds,
    drafts: flags.drafts ?? config.drafts,
    seed: flags.seed ?? config.seed,
    parallel: flags.parallel ?? config.parallel,
    rule: flags.judgeSamples === undefined ? config.judging : { kind: "fixed", samples: flags.judgeSamples },
    band: config.band,
    budget: { ...config.budget, ...flags.budget },
    generated: generatedFolder(flags, config.generated),
  };
}

/** The folder that the command line names, else `other`; null where the command line wants none. */
const generatedFolder = ({ generated }: RunFlags, other: string | null): string | null =>
  generated === undefined ? other : generated === false ? null : generated;

/** Throws a CommandError where a budget in money could not be kept, because an endpoint has no prices. */
function requirePrices({ budget, endpoints, ...roles }: Plan): void {
  if (budget.money === null) return;
  for (const player of ["author", "judge", "solver", "critic"] as const) {
    const role = roles[player];
    const unpriced = role?.kind === "endpoint" ? endpointsOf(role) : [];
    const name = unpriced.find((one) => endpoints[one]?.prices === undefined);
    if (name === undefined) continue;
    throw new CommandError(
      EXIT.configuration,
      `a budget in money (${budget.money}) cannot be kept: the endpoint ${name}, which the ${player} uses, has no prices. Give it prices in the configuration, or give the budget in tokens, such as --budget 20Mtok`,
    );
  }
}

/** The models of a plan. */
export const modelsOf = ({ endpoints, author, judge, solver, critic }: Plan): ModelConfig => ({
  endpoints,
  roles: { author, judge, solver, critic },
});

/** Writes the run and its tasks into the record. */
export function beginRun(store: Store, { plan, tasks }: Prepared): StartedRun {
  const id = store.runs.begin({
    options: JSON.stringify(plan),
    versions: JSON.stringify(softwareVersions()),
    tasks,
  });
  return { id, plan, tasks };
}

/** Takes up a run where it stopped, the rounds included that reviewers have asked for since. */
export function reopenRun(store: Store, flags: RunFlags, { config, noticeLine }: PlanSource): StartedRun {
  const found = findRunToResume(store, flags.run);
  if (found === undefined) {
    const what = flags.run === undefined ? "the record holds no run" : `the record holds no run ${flags.run}`;
    throw new CommandError(EXIT.usage, `nothing to resume: ${what}. Start one with campforge run TASKS`);
  }
  const kept = planSchema.parse(JSON.parse(found.options));
  // Where an endpoint is reached may have changed since; which model plays a role may not.
  const plan = {
    ...kept,
    endpoints: { ...kept.endpoints, ...config.endpoints },
    parallel: flags.parallel ?? kept.parallel,
    budget: { ...kept.budget, ...flags.budget },
    generated: generatedFolder(flags, kept.generated),
  };
  requirePrices(plan);
  if (flags.budget !== undefined)
    store.runs.replan(found.id, JSON.stringify({ ...kept, budget: plan.budget }));
  const wanted = findSentBack(store, found.id);
  const tasks = store
    .tasks(found.id)
    .flatMap(({ task, state }) => (state !== "done" || wanted.has(task.id) ? [task] : []));
  for (const task of wanted) store.runs.requeue(found.id, task);
  if (tasks.length === 0) noticeLine(`run ${found.id} is complete; nothing is left to do`);
  store.runs.reopen(found.id);
  return { id: found.id, plan, tasks };
}

/** Where a run writes a folder for each decided task; null for nowhere. */
export const readGeneratedFolder = ({ options }: RunRow): string | null =>
  planSchema.pick({ generated: true }).parse(JSON.parse(options)).generated;

/** The tasks whose reviewers wait for another round. */
function findSentBack(store: Store, run: number): ReadonlySet<string> {
  const decisions = Map.groupBy(store.decisions(run), ({ task }) => task);
  const waiting = [...store.reviewables(run)].filter(
    ([task, { seen }]) => reviewState(decisions.get(task) ?? [], seen) === "sent-back",
  );
  return new Set(waiting.map(([task]) => task));
}

/** The run to go on with: the one that is named, else the latest that has something left to do. */
function findRunToResume(store: Store, named: number | undefined): RunRow | undefined {
  if (named !== undefined) return store.findRun(named);
  const latest = store.findRun();
  for (let id = latest?.id ?? 0; id > 0; id--) {
    const run = store.findRun(id);
    if (run !== undefined && (run.status !== "done" || findSentBack(store, id).size > 0)) return run;
  }
  return latest;
}

/** Versions that a result depends on, as the record keeps them. */
export function softwareVersions(): Readonly<Record<string, unknown>> {
  const { node, v8 } = process.versions;
  return { campforge: readVersion(), node, v8, prompts: readPromptVersions() };
}
