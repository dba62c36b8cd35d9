import { ModelFault } from "../core/calls/completion.ts";
import type { EndpointConfig } from "../core/calls/model-config.ts";
import { EXIT } from "../core/run/exit-codes.ts";
import type { Config } from "../files/read-config.ts";
import type { Proxy } from "../models/endpoint/dispatcher.ts";
import { type KeyOf, requireEndpoint } from "../models/endpoint/require-models.ts";
import { finding, type Finding } from "./finding.ts";

/** What the environment tells of endpoints: their keys, and the proxies on the way to them. */
export type Surroundings = { readonly keyOf: KeyOf; readonly proxy: Proxy };

/** An endpoint as the configuration has it, with its key, or what is missing. */
export type Located =
  | { readonly status: "found"; readonly config: EndpointConfig; readonly key: string }
  | { readonly status: "missing"; readonly finding: Finding };

/** Finds an endpoint and its key as a run does. */
export function locate(name: string, { endpoints }: Config, keyOf: KeyOf): Located {
  const what = `endpoint ${name}`;
  const { apiKeyEnv } = endpoints[name] ?? {};
  if (apiKeyEnv !== undefined && (keyOf(apiKeyEnv) ?? "") === "") {
    const help = `${apiKeyEnv} is not set: set it to the endpoint's key`;
    return { status: "missing", finding: finding(what, false, help, EXIT.configuration) };
  }
  try {
    // Nothing else is looked at: roles may be missing as yet.
    const { config, apiKey } = requireEndpoint(name, { endpoints }, keyOf);
    return { status: "found", config, key: apiKey };
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    return {
      status: "missing",
      finding: finding(what, false, error.message, EXIT.configuration),
    };
  }
}
