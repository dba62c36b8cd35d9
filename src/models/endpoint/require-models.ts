import { existsSync } from "node:fs";
import { ModelFault } from "../../core/calls/completion.ts";
import {
  type EndpointConfig,
  endpointsOf,
  type ModelConfig,
  type RoleConfig,
} from "../../core/calls/model-config.ts";

/** The key that belongs to a variable of the environment, or undefined. */
export type KeyOf = (variable: string) => string | undefined;

/** Throws a ModelFault unless every role has an endpoint with its key, or recordings that are there. Asks nobody. */
export function requireModels(config: ModelConfig, keyOf: KeyOf): void {
  const { author, judge, solver, critic, adversary, verifier } = config.roles;
  requireBatchable(config.roles);
  for (const role of [author, judge, solver, critic, adversary, verifier]) {
    if (role === undefined) continue;
    if (role.kind === "recorded") requireRecordings(role.path);
    else for (const name of endpointsOf(role)) requireEndpoint(name, config, keyOf);
  }
}

/** Throws a ModelFault where batches are asked for that cannot be made: those of the judge alone, at one endpoint. */
function requireBatchable({ judge, ...others }: ModelConfig["roles"]): void {
  const takesBatches = (role: RoleConfig | undefined): boolean =>
    role?.kind === "endpoint" && role.batch !== undefined;
  if (Object.values(others).some(takesBatches)) {
    const help = "batch: only the judge is asked by batches. Take it out of the other roles.";
    throw new ModelFault("configuration", help);
  }
  if (judge.kind === "endpoint" && takesBatches(judge) && endpointsOf(judge).length > 1) {
    const help = "judge.batch: batches go to one endpoint. Name one, or take batch out.";
    throw new ModelFault("configuration", help);
  }
}

/** An endpoint by its name, with its key. Throws a ModelFault when either is missing. */
export function requireEndpoint(
  name: string,
  config: Pick<ModelConfig, "endpoints">,
  keyOf: KeyOf,
): { readonly config: EndpointConfig; readonly apiKey: string } {
  const found = config.endpoints[name];
  if (found === undefined) {
    const names = Object.keys(config.endpoints).join(", ") || "none";
    throw new ModelFault(
      "configuration",
      `the endpoint ${name} is not configured. Configured are: ${names}.`,
    );
  }
  const apiKey = found.apiKeyEnv === undefined ? "none" : keyOf(found.apiKeyEnv);
  if (apiKey === undefined || apiKey === "") {
    const help = `the endpoint ${name} needs a key, and ${found.apiKeyEnv} is not set. Set it and run again.`;
    throw new ModelFault("configuration", help);
  }
  requireSendable(name, found.apiKeyEnv ?? "", apiKey);
  return { config: found, apiKey };
}

/** What a header of HTTP can carry (RFC 9110, field values). */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/u;

/** Throws a ModelFault for a key that no request can carry. It names the character, and never the key. */
function requireSendable(endpoint: string, variable: string, key: string): void {
  const found = UNSENDABLE.exec(key);
  const code = found?.[0].codePointAt(0);
  if (found === null || code === undefined) return;
  const character = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const help = `the key of the endpoint ${endpoint} cannot be sent: ${variable} holds ${character} as its character ${found.index + 1}, which no request may carry. Set it to the key alone, without quotes or line ends, and run again.`;
  throw new ModelFault("configuration", help);
}

/** Throws a ModelFault when there are no recordings at a path. */
export function requireRecordings(path: string): void {
  if (existsSync(path)) return;
  throw new ModelFault("configuration", `recorded:${path}: no such file or folder. Check the path.`);
}
