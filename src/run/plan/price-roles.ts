import type { LineRole, Role } from "../../core/calls/completion.ts";
import { type EndpointConfig, endpointsOf, type RoleConfig, rolesOf } from "../../core/calls/model-config.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Plan } from "../../core/run/plan.ts";
import type { Measured } from "../../store/read-measured.ts";
import type { PricedRole } from "./estimate-run.ts";

/** What each role of a plan costs, but for those that are recorded. Throws a CommandError for an unknown endpoint. */
export function priceRoles(
  plan: Plan,
  measured: readonly Measured[],
): Readonly<Partial<Record<LineRole, PricedRole>>> {
  const { author, judge, solver, critic, adversary } = rolesOf(plan);
  const players = { author, refiner: author, solver, arbiter: solver, critic, adversary, judge };
  const roles: Partial<Record<LineRole, PricedRole>> = {};
  for (const role of ["author", "refiner", "solver", "arbiter", "adversary", "critic", "judge"] as const) {
    const one = priceRole(role, players[role], { endpoints: plan.endpoints, measured });
    if (one !== undefined) roles[role] = one;
  }
  return roles;
}

/** What one role costs; undefined where it is recorded. Throws a CommandError for an unknown endpoint. */
export function priceRole(
  role: Role,
  player: RoleConfig,
  { endpoints, measured }: { readonly endpoints: Plan["endpoints"]; readonly measured: readonly Measured[] },
): PricedRole | undefined {
  if (player.kind === "recorded") return undefined;
  const { model, maxTokens } = player;
  const endpoint = endpointsOf(player).join(",");
  const found = endpointsOf(player).map((name) => requireConfigured(name, endpoints));
  const known = measured.find((one) => one.role === role && one.endpoint === endpoint && one.model === model);
  const slots = found.reduce((sum, { concurrency }) => sum + concurrency, 0);
  return { endpoint, slots, maxTokens, prices: dearest(found), measured: known };
}

function requireConfigured(name: string, endpoints: Plan["endpoints"]): EndpointConfig {
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
