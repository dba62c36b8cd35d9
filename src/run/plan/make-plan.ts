import { endpointsOf, type RoleConfig } from "../../core/calls/model-config.ts";
import type { SamplingRule } from "../../core/judging/sampling-rule.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Plan } from "../../core/run/plan.ts";
import { type Config, readModelOption } from "../../files/read-config.ts";
import type { RunFlags } from "./run-flags.ts";

/**
 * The plan of a new run: what its flags say, else its configuration. Throws a CommandError where a role has no
 * model, or where a budget in money could not be kept.
 */
export function makePlan(flags: RunFlags, config: Config): Plan {
  const named = flags.model === undefined ? undefined : readModelOption(flags.model);
  const roleOf = (role: "author" | "judge"): RoleConfig => {
    const found = named ?? config[role];
    if (found !== undefined) return found;
    throw new CommandError(
      EXIT.configuration,
      `no model for the ${role}: write ${role} into ${config.file ?? "a configuration (campforge init creates one)"}, or give --model`,
    );
  };
  const plan: Plan = {
    endpoints: config.endpoints,
    author: roleOf("author"),
    judge: roleOf("judge"),
    ...(config.solver === undefined || named !== undefined ? {} : { solver: config.solver }),
    ...(config.critic === undefined || named !== undefined ? {} : { critic: config.critic }),
    ...(config.adversary === undefined || config.adversary === false || named !== undefined
      ? {}
      : { adversary: config.adversary }),
    // Not the model that --model names: it is calibrated, and a class is admitted on that.
    ...(config.verifier === undefined ? {} : { verifier: config.verifier }),
    gates: {
      oracle: config.gates.oracle && flags.oracle !== false,
      critic: config.gates.critic && flags.critic !== false,
      adversary: config.adversary !== false && flags.adversary !== false,
      judge: flags.judge !== false,
    },
    sharesReference: flags.shareReference === true,
    rounds: flags.rounds ?? config.rounds,
    drafts: flags.drafts ?? config.drafts,
    seed: flags.seed ?? config.seed,
    parallel: flags.parallel ?? config.parallel,
    rule: ruleOf(flags) ?? config.judging,
    band: config.band,
    budget: { ...config.budget, ...flags.budget },
    generated: generatedFolder(flags, config.generated),
  };
  requirePrices(plan);
  return plan;
}

/** The judge's rule that the command line names. Throws a CommandError where it names two. */
function ruleOf({ judgeSamples, judgeMean }: RunFlags): SamplingRule | undefined {
  if (judgeSamples !== undefined && judgeMean !== undefined)
    throw new CommandError(
      EXIT.usage,
      "--judge-samples and --judge-mean are two rules of judging: give one of them",
    );
  if (judgeMean !== undefined) return { kind: "mean", samples: judgeMean };
  return judgeSamples === undefined ? undefined : { kind: "fixed", samples: judgeSamples };
}

/** The folder that the command line names, else `other`; null where the command line wants none. */
export const generatedFolder = ({ generated }: RunFlags, other: string | null): string | null =>
  generated === undefined ? other : generated === false ? null : generated;

/** Throws a CommandError where a budget in money could not be kept, because an endpoint has no prices. */
export function requirePrices({ budget, endpoints, ...plan }: Plan): void {
  const { author, judge, solver, critic, adversary, verifier } = plan;
  requirePricesOf({ author, judge, solver, critic, adversary, verifier }, { budget, endpoints });
}

/** The same for any roles, by their names. */
export function requirePricesOf(
  roles: Readonly<Record<string, RoleConfig | undefined>>,
  { budget, endpoints }: Pick<Plan, "budget" | "endpoints">,
): void {
  if (budget.money === null) return;
  for (const [player, role] of Object.entries(roles)) {
    const unpriced = role?.kind === "endpoint" ? endpointsOf(role) : [];
    const name = unpriced.find((one) => endpoints[one]?.prices === undefined);
    if (name === undefined) continue;
    throw new CommandError(
      EXIT.configuration,
      `a budget in money (${budget.money}) cannot be kept: the endpoint ${name}, which the ${player} uses, has no prices. Give it prices in the configuration, or give the budget in tokens, such as --budget 20Mtok`,
    );
  }
}
