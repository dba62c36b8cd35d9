import type { Compat } from "../../core/calls/compat.ts";
import type { Message } from "../../core/calls/completion.ts";
import type { EndpointConfig } from "../../core/calls/model-config.ts";
import { breakChatTokens } from "./chat-tokens.ts";
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
  const isStream = compat.stream === true;
  const limit = compat.tokenLimit ?? (isReasoning ? "max_completion_tokens" : "max_tokens");
  return {
    url: `${config.baseUrl.replace(/\/$/, "")}/chat/completions`,
    method: "POST",
    headers: {
      accept: isStream ? "text/event-stream" : "application/json",
      authorization: `Bearer ${setup.apiKey}`,
      "content-type": "application/json",
      "user-agent": "campforge",
    },
    body: JSON.stringify({
      model,
      temperature,
      stream: isStream,
      stream_options: isStream ? { include_usage: true } : undefined,
      seed: compat.seed === false ? undefined : seed,
      service_tier: config.serviceTier,
      [limit]: Math.min(maxTokens, compat.mostTokens ?? Infinity),
      messages: (compat.system === false ? withoutSystem(messages) : messages).map(({ role, text }) => ({
        role: role === "system" && isReasoning ? "developer" : role,
        content: breakChatTokens(text),
      })),
    }),
  };
}

/** The same messages for a model that knows no system: what it would say is what the user says first. */
function withoutSystem(messages: readonly Message[]): readonly Message[] {
  const instructions = messages.filter(({ role }) => role === "system").map(({ text }) => text);
  const others = messages.filter(({ role }) => role !== "system");
  const first = others.findIndex(({ role }) => role === "user");
  if (instructions.length === 0) return messages;
  if (first < 0) return [{ role: "user", text: instructions.join("\n\n") }, ...others];
  return others.map((message, index) =>
    index === first ? { role: "user", text: [...instructions, message.text].join("\n\n") } : message,
  );
}

/** OpenAI's reasoning models, by their names: they call the system a developer and a reply's limit otherwise. */
function isReasoningModel(model: string): boolean {
  return /^o\d/.test(model) || /^gpt-[56](?!-chat)/.test(model);
}
