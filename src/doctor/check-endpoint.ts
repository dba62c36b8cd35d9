import { fetch } from "undici";
import { z } from "zod";
import type { Profiles } from "../core/calls/compat.ts";
import { createDispatcher, type Proxy } from "../models/endpoint/dispatcher.ts";
import { type EndpointConfig, endpointsOf } from "../core/calls/model-config.ts";
import type { Probe } from "../models/probe-endpoint.ts";
import { createRedact } from "../models/exchange/redact.ts";
import type { Config } from "../files/read-config.ts";
import { EXIT } from "../core/run/exit-codes.ts";
import { finding, type Finding } from "./finding.ts";
import type { KeyOf } from "../models/endpoint/require-models.ts";

const LISTING_MS = 10_000;

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** An endpoint as the configuration has it, with its key, or what is missing. */
type Located =
  | { readonly status: "found"; readonly config: EndpointConfig; readonly key: string }
  | { readonly status: "missing"; readonly finding: Finding };

/** What the environment tells of endpoints: their keys, and the proxies on the way to them. */
export type Surroundings = { readonly keyOf: KeyOf; readonly proxy: Proxy };

function locate(name: string, config: Config, keyOf: KeyOf): Located {
  const what = `endpoint ${name}`;
  const endpoint = config.endpoints[name];
  if (endpoint === undefined)
    return {
      status: "missing",
      finding: finding(what, false, "not configured: add it to endpoints", EXIT.configuration),
    };
  const key = endpoint.apiKeyEnv === undefined ? "none" : (keyOf(endpoint.apiKeyEnv) ?? "");
  if (key !== "") return { status: "found", config: endpoint, key };
  const help = `${endpoint.apiKeyEnv} is not set: set it to the endpoint's key`;
  return { status: "missing", finding: finding(what, false, help, EXIT.configuration) };
}

/** The models that the roles want of an endpoint. */
function modelsOf(name: string, config: Config): readonly string[] {
  const wanted = [config.author, config.judge, config.solver, config.critic].flatMap((role) =>
    role?.kind === "endpoint" && endpointsOf(role).includes(name) ? [role.model] : [],
  );
  return [...new Set(wanted)];
}

/** Asks an endpoint for its list of models, which costs nothing. */
export async function checkEndpoint(
  name: string,
  config: Config,
  { keyOf, proxy }: Surroundings,
): Promise<Finding> {
  const what = `endpoint ${name}`;
  const located = locate(name, config, keyOf);
  if (located.status === "missing") return located.finding;
  const { baseUrl } = located.config;
  const redact = createRedact([located.key]);
  const dispatcher = createDispatcher(baseUrl, 1, proxy);
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: { authorization: `Bearer ${located.key}` },
      redirect: "error",
      signal: AbortSignal.timeout(LISTING_MS),
      dispatcher,
    });
    if (!response.ok)
      return finding(what, false, `${baseUrl} answers ${response.status}: check the key and baseUrl`);
    const models = modelsSchema.safeParse(await response.json());
    const known = models.success ? models.data.data.map(({ id }) => redact(id)) : [];
    const unknown = modelsOf(name, config).filter((model) => known.length > 0 && !known.includes(model));
    if (unknown.length > 0) {
      const help = `${baseUrl} lists no model ${unknown.join(", ")}; it lists ${known.slice(0, 8).join(", ")}`;
      return finding(what, false, help, EXIT.configuration);
    }
    return finding(what, true, `${baseUrl} answers${known.length > 0 ? `, ${known.length} models` : ""}`);
  } catch (error) {
    const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const help = `${baseUrl} does not answer (${redact(reason) || "refused"}): check that it is running and that baseUrl is correct`;
    return finding(what, false, help);
  } finally {
    await dispatcher.destroy();
  }
}

/** Asks each model that the roles want of an endpoint a few tiny questions: findings, and what to keep of them. */
export async function probeModels(
  name: string,
  config: Config,
  { keyOf, proxy }: Surroundings,
): Promise<{ readonly findings: readonly Finding[]; readonly profiles: Profiles }> {
  const located = locate(name, config, keyOf);
  if (located.status === "missing") return { findings: [], profiles: {} };
  const { probeEndpoint } = await import("../models/probe-endpoint.ts");
  const { config: endpoint, key: apiKey } = located;
  const findings: Finding[] = [];
  const models: Profiles[string]["models"] = {};
  for (const model of modelsOf(name, config)) {
    const what = `model ${name}/${model}`;
    const probe = await probeEndpoint({ name, config: endpoint, apiKey, model, proxy });
    if (probe.status === "answers") {
      models[model] = probe.compat;
      findings.push(finding(what, true, describe(probe)));
    } else findings.push(finding(what, probe.status === "busy", probe.help));
  }
  const found = Object.keys(models).length > 0;
  return { findings, profiles: found ? { [name]: { baseUrl: endpoint.baseUrl, models } } : {} };
}

function describe({ compat, latencyMs, calls }: Extract<Probe, { status: "answers" }>): string {
  const parts = [
    `answers in ${(latencyMs / 1000).toFixed(1)} s`,
    compat.seed === false ? "ignores seeds: equal calls may get equal replies" : "supports seeds",
    compat.tokenLimit === undefined ? "" : `limits replies by ${compat.tokenLimit}`,
    compat.reasoning === "none" ? "returns no reasoning" : `returns reasoning (${compat.reasoning})`,
    compat.usage === false
      ? "reports no token counts: calls are charged at their worst case"
      : "reports token counts",
    calls === 1 ? "" : `(${calls} calls)`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
