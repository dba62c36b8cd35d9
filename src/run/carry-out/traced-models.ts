import type { Role } from "../../core/calls/completion.ts";
import { endpointsOf, type RoleConfig, rolesOf } from "../../core/calls/model-config.ts";
import type { TracedModel } from "../../tracing/trace-complete.ts";
import type { Plan } from "../../core/run/plan.ts";

/** How traces name the model of each role: host and port of its endpoint, and nothing that could hold a key. */
export function describeModels(plan: Plan): Readonly<Record<Role, TracedModel>> {
  const describe = (role: RoleConfig): TracedModel => describeModel(role, plan.endpoints);
  const { author, judge, solver, critic, adversary } = rolesOf(plan);
  const writer = describe(author);
  const blind = describe(solver);
  return {
    author: writer,
    refiner: writer,
    solver: blind,
    arbiter: blind,
    critic: describe(critic),
    adversary: describe(adversary),
    judge: describe(judge),
    verifier: plan.verifier === undefined ? writer : describe(plan.verifier),
    // Whom a run never asks.
    proposer: writer,
    checker: writer,
    teacher: writer,
    candidate: writer,
  };
}

/** Every endpoint is asked by OpenAI's protocol; the conventions then name that provider, and the server tells more. */
function describeModel(role: RoleConfig, endpoints: Plan["endpoints"]): TracedModel {
  if (role.kind === "recorded")
    return { provider: "recorded", model: "recorded", server: null, maxTokens: null, temperature: null };
  const { model, maxTokens, temperature = null } = role;
  const [name = "", ...others] = endpointsOf(role);
  // Which of several will answer is not known beforehand.
  const endpoint = others.length === 0 ? endpoints[name] : undefined;
  return {
    provider: "openai",
    model,
    maxTokens,
    temperature,
    server: endpoint === undefined ? null : serverOf(endpoint.baseUrl),
  };
}

function serverOf(baseUrl: string): TracedModel["server"] {
  const { hostname, port, protocol } = new URL(baseUrl);
  return { address: hostname, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
}
