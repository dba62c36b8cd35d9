import type { CallMemo, Completion, CompletionRequest } from "../../src/core/calls/completion.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { createModels, type Models, type ModelsSetup } from "../../src/models/create-models.ts";
import { type EndpointConfig, endpointSchema } from "../../src/core/calls/model-config.ts";
import type { Timing } from "../../src/models/endpoint/timing.ts";
import { NO_LEDGER } from "./no-ledger.ts";

/** Short enough for tests; nothing is asserted about how long anything took. */
export const HASTY: Timing = { retryDelayMs: 1, coolDownMs: 5, unavailableAfterMs: 60_000, notReadyMs: 0 };

/** A memo in memory, with what it holds. */
export function aMemo(): CallMemo & { readonly replies: ReadonlyMap<string, Completion> } {
  const replies = new Map<string, Completion>();
  return {
    replies,
    find: ({ key }) => replies.get(key),
    begin: () => {},
    finish: ({ key }, completion) => void replies.set(key, completion),
    kept: () => Promise.resolve(),
  };
}

/** An endpoint's configuration. */
export function anEndpoint(baseUrl: string, overrides: object = {}): EndpointConfig {
  return endpointSchema.parse({
    baseUrl,
    apiKeyEnv: "KEY",
    concurrency: 4,
    timeoutSeconds: 30,
    ...overrides,
  });
}

/** Models with one endpoint for every role, or with those that are given, in this order. */
export function openModels(
  endpoints: string | Readonly<Record<string, EndpointConfig>>,
  overrides: Partial<ModelsSetup> = {},
): Models {
  const configured = typeof endpoints === "string" ? { e: anEndpoint(endpoints) } : endpoints;
  const names = Object.keys(configured);
  const [only = ""] = names;
  const endpoint = names.length === 1 ? only : names;
  const role = { kind: "endpoint", endpoint, model: "m", maxTokens: 100 } as const;
  return createModels({
    config: { endpoints: configured, roles: { author: role, judge: role } },
    memo: aMemo(),
    keyOf: () => "a-secret-key",
    warn: () => {},
    recorder: undefined,
    batches: null,
    ledger: NO_LEDGER,
    timing: HASTY,
    ...overrides,
  });
}

/** A judge's call; each sample is another one. */
export function aRequest(sample = 1, overrides: Partial<CompletionRequest> = {}): CompletionRequest {
  const address = {
    role: "judge",
    task: taskId("t"),
    line: 1,
    round: 1,
    level: 0,
    index: 0,
    caseHash: "c",
    attempt: sample,
  } as const;
  return { address, messages: [{ role: "user", text: "What is 6 * 7?" }], sample, seed: 7, ...overrides };
}
