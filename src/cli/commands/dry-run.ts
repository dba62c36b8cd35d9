import { existsSync } from "node:fs";
import type { Role } from "../../core/calls/completion.ts";
import { estimateRun, type PricedRole } from "../../run/plan/estimate-run.ts";
import {
  type EndpointConfig,
  endpointsOf,
  replyTokensOf,
  type RoleConfig,
  rolesOf,
} from "../../core/calls/model-config.ts";
import type { Measured } from "../../store/read-measured.ts";
import { readConfig } from "../../files/read-config.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readRecord } from "../../record/open-record.ts";
import { print, printJson, printNoticeLine } from "../output/print.ts";
import { openBreadth } from "../../run/steering/breadth.ts";
import { readPrompts } from "../../files/read-prompts.ts";
import { estimateFields, renderEstimate } from "../../run/plan/render-estimate.ts";
import { type Plan, modelsOf } from "../../core/run/plan.ts";
import { prepareRun } from "../../run/plan/prepare-run.ts";
import type { RunFlags } from "../../run/plan/run-flags.ts";
import { openWorkshop } from "../../workshop/workshop.ts";

/** Says what a run would take, from its real descriptions and prompts; sends nothing and writes nothing. */
export async function dryRun(paths: readonly string[], flags: RunFlags): Promise<number> {
  if (flags.resume === true)
    throw new CommandError(EXIT.usage, "--dry-run is for a new run: remove --resume");
  const config = readConfig(flags.config);
  const { plan, tasks } = prepareRun(paths, flags, { config, noticeLine: printNoticeLine });
  const measured = readMeasured(flags.db);
  const run = {
    tasks,
    prompts: readPrompts(await readToolkit(), replyTokensOf(plan)),
    roles: priceRoles(plan, measured),
    options: { ...plan, ...plan.gates, parallel: openBreadth(plan, modelsOf(plan)).parallel() },
  };
  const estimate = estimateRun(run);
  const shown = { tasks: tasks.length, plan, estimate };
  if (flags.json === true) printJson(estimateFields(shown));
  else print(renderEstimate(shown));
  return EXIT.done;
}

async function readToolkit(): Promise<string> {
  const { compiler, close } = openWorkshop();
  try {
    return (await compiler.documentation()).markdown;
  } finally {
    close();
  }
}

function readMeasured(db: string): readonly Measured[] {
  if (!existsSync(db)) return [];
  const store = readRecord(db);
  try {
    return store.measured();
  } finally {
    store.close();
  }
}

function priceRoles(plan: Plan, measured: readonly Measured[]): Partial<Record<Role, PricedRole>> {
  const { author, judge, solver, critic, adversary } = rolesOf(plan);
  const players = { author, refiner: author, solver, arbiter: solver, critic, adversary, judge };
  const priced = (role: Role, player: RoleConfig): PricedRole | undefined => {
    if (player.kind === "recorded") return undefined;
    const { model, maxTokens } = player;
    const endpoint = endpointsOf(player).join(",");
    const found = endpointsOf(player).map((name) => requireConfigured(name, plan));
    const known = measured.find(
      (one) => one.role === role && one.endpoint === endpoint && one.model === model,
    );
    const slots = found.reduce((sum, { concurrency }) => sum + concurrency, 0);
    return { endpoint, slots, maxTokens, prices: dearest(found), measured: known };
  };
  const roles: Partial<Record<Role, PricedRole>> = {};
  for (const role of ["author", "refiner", "solver", "arbiter", "adversary", "critic", "judge"] as const) {
    const one = priced(role, players[role]);
    if (one !== undefined) roles[role] = one;
  }
  return roles;
}

function requireConfigured(name: string, { endpoints }: Plan): EndpointConfig {
  const found = endpoints[name];
  if (found !== undefined) return found;
  const names = Object.keys(endpoints).join(", ") || "none";
  throw new CommandError(
    EXIT.configuration,
    `the endpoint ${name} is not configured. Configured are: ${names}.`,
  );
}

/** Of several endpoints each may answer: the highest of their prices; none where one of them has none. */
function dearest(endpoints: readonly EndpointConfig[]): EndpointConfig["prices"] {
  const prices = endpoints.flatMap((one) => (one.prices === undefined ? [] : [one.prices]));
  if (prices.length < endpoints.length) return undefined;
  return {
    prompt: Math.max(...prices.map(({ prompt }) => prompt)),
    completion: Math.max(...prices.map(({ completion }) => completion)),
  };
}
