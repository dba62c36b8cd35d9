import type { Compat } from "../../core/calls/compat.ts";
import type { Message } from "../../core/calls/completion.ts";
import type { EndpointConfig } from "../../core/calls/model-config.ts";
import type { HttpRequest } from "./exchange.ts";

/** What of a role and its endpoint stands in each request. */
export type RequestSetup = {
  readonly config: Pick<EndpointConfig, "baseUrl" | "serviceTier">;
  readonly apiKey: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly temperature: number | undefined;
  readonly compat: Compat;
};

/**
 * A chat completion as `@langchain/openai` asks for one, body for body: endpoints have seen no other, and servers
 * that cache prompts compare bytes. `test/models/requests.test.ts` holds the two against each other.
 */
export function composeRequest(
  { messages, seed }: { readonly messages: readonly Message[]; readonly seed: number },
  setup: RequestSetup,
): HttpRequest {
  const { config, model, temperature, compat, maxTokens } = setup;
  const isReasoning = isReasoningModel(model);
  const limit = compat.tokenLimit ?? (isReasoning ? "max_completion_tokens" : "max_tokens");
  return {
    url: `${config.baseUrl.replace(/\/$/, "")}/chat/completions`,
    method: "POST",
    headers: {
      accept: "application/json",
      authorization: `Bearer ${setup.apiKey}`,
      "content-type": "application/json",
      "user-agent": "campforge",
    },
    body: JSON.stringify({
      model,
      temperature,
      stream: false,
      seed: compat.seed === false ? undefined : seed,
      service_tier: config.serviceTier,
      [limit]: maxTokens,
      messages: messages.map(({ role, text }) => ({
        role: role === "system" && isReasoning ? "developer" : role,
        content: text,
      })),
    }),
  };
}

/** OpenAI's reasoning models, by their names: they call the system a developer and a reply's limit otherwise. */
function isReasoningModel(model: string): boolean {
  return /^o\d/.test(model) || /^gpt-[56](?!-chat)/.test(model);
}
