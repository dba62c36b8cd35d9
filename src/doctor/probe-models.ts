import { authorMessages } from "../agents/author-messages.ts";
import { judgeMessages } from "../agents/judge-messages.ts";
import type { Profiles } from "../core/calls/compat.ts";
import { type Message, ModelFault } from "../core/calls/completion.ts";
import { type EndpointRole, endpointsOf } from "../core/calls/model-config.ts";
import type { Prompts } from "../core/calls/prompts.ts";
import { taskId } from "../core/task/ids.ts";
import { makeTaskDescription } from "../core/task/task-description.ts";
import type { Config } from "../files/read-config.ts";
import { createDispatcher, type Proxy } from "../models/endpoint/dispatcher.ts";
import { describeShortRead } from "../models/open-endpoints.ts";
import type { Probe } from "../models/probe-endpoint.ts";
import { locate, type Surroundings } from "./locate-endpoint.ts";
import { finding, type Finding } from "./finding.ts";

/** What a model is asked for in a run, by whichever role asks most of it. */
type Wanted = {
  readonly model: string;
  readonly maxTokens: number;
  readonly temperature: number | undefined;
  /** Whether it gets the author's instructions, which are by far the longest. */
  readonly writes: boolean;
};

/** The models that the roles want of an endpoint, each once. */
export function wantedOf(name: string, config: Config): readonly Wanted[] {
  const { author, judge, solver, critic, adversary, teacher, candidate, verifier, proposer, checker } =
    config;
  const hunter = adversary === false ? undefined : adversary;
  const roles = [author, solver, critic, hunter, judge, teacher, candidate, verifier, proposer, checker];
  const wanted = roles.flatMap((role): readonly (readonly [EndpointRole, boolean])[] =>
    role?.kind === "endpoint" && endpointsOf(role).includes(name)
      ? [[role, role === author || role === solver]]
      : [],
  );
  return [...Map.groupBy(wanted, ([{ model }]) => model)].map(([model, some]) => ({
    model,
    maxTokens: Math.max(...some.map(([{ maxTokens }]) => maxTokens)),
    temperature: some.find(([{ temperature }]) => temperature !== undefined)?.[0].temperature,
    writes: some.some(([, writes]) => writes),
  }));
}

/** Asks each model that the roles want of an endpoint what a run asks: findings, and what to keep of them. */
export async function probeModels(
  name: string,
  config: Config,
  { keyOf, proxy, prompts }: Surroundings & { readonly prompts: Prompts },
): Promise<{ readonly findings: readonly Finding[]; readonly profiles: Profiles }> {
  const located = locate(name, config, keyOf);
  // What keeps it from being asked is a finding of its own.
  if (located.status === "missing" || !isReachable(located.config.baseUrl, proxy)) return NOTHING;
  const { probeEndpoint } = await import("../models/probe-endpoint.ts");
  const { config: endpoint, key: apiKey } = located;
  const findings: Finding[] = [];
  const models: Profiles[string]["models"] = {};
  for (const { writes, ...wanted } of wantedOf(name, config)) {
    const what = `model ${name}/${wanted.model}`;
    const system = instructions(writes, prompts);
    const probe = await probeEndpoint({ name, config: endpoint, apiKey, proxy, system, ...wanted });
    if (probe.status === "answers") {
      models[wanted.model] = probe.compat;
      findings.push(finding(what, true, describe(name, probe, wanted.maxTokens)));
    } else findings.push(finding(what, probe.status === "busy", probe.help));
  }
  const found = Object.keys(models).length > 0;
  return { findings, profiles: found ? { [name]: { baseUrl: endpoint.baseUrl, models } } : {} };
}

const NOTHING = { findings: [], profiles: {} } as const;

function isReachable(baseUrl: string, proxy: Proxy): boolean {
  try {
    void createDispatcher(baseUrl, 1, proxy).destroy();
    return true;
  } catch (error) {
    if (error instanceof ModelFault) return false;
    throw error;
  }
}

/** The system message of an author, or of a judge. */
function instructions(writes: boolean, prompts: Prompts): string {
  const messages: readonly Message[] = writes
    ? authorMessages(NO_TASK, prompts)
    : judgeMessages("none", prompts);
  return messages.find(({ role }) => role === "system")?.text ?? "";
}

const NO_TASK = makeTaskDescription(
  { domain: "none", description: "none" },
  { fallbackId: taskId("none"), written: null },
);

function describe(
  name: string,
  { compat, latencyMs, calls, shortRead }: Extract<Probe, { status: "answers" }>,
  maxTokens: number,
): string {
  const { mostTokens } = compat;
  const parts = [
    `answers in ${(latencyMs / 1000).toFixed(1)} s`,
    compat.seed === false ? "ignores seeds: equal calls may get equal replies" : "supports seeds",
    compat.tokenLimit === undefined ? "" : `limits replies by ${compat.tokenLimit}`,
    mostTokens === undefined
      ? ""
      : `allows replies of ${count(mostTokens)} tokens and not of ${count(maxTokens)}: a run asks for no more`,
    compat.system === false ? "takes no system message: its text goes before the user's" : "",
    compat.stream === true ? "answers in a stream alone" : "",
    compat.reasoning === "none" ? "returns no reasoning" : `returns reasoning (${compat.reasoning})`,
    compat.usage === false
      ? "reports no token counts: calls are charged at their worst case"
      : "reports token counts",
    calls === 1 ? "" : `(${calls} calls)`,
    shortRead === undefined ? "" : `but ${describeShortRead(name, shortRead)}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const count = (tokens: number): string => tokens.toLocaleString("en-US");
