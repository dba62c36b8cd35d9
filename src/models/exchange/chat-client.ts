import { ChatOpenAI } from "@langchain/openai";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Message } from "../../core/calls/completion.ts";
import type { Compat } from "../../core/calls/compat.ts";
import { exchange, type Exchange, type ExchangeSetup } from "./exchange.ts";
import type { EndpointConfig } from "../../core/calls/model-config.ts";
import { toMessage } from "./to-langchain.ts";

/** How one model of one endpoint is asked. */
export type ChatClientSetup = ExchangeSetup & {
  readonly config: EndpointConfig;
  readonly apiKey: string;
  readonly model: string;
  readonly maxTokens: number;
  readonly temperature: number | undefined;
  readonly compat: Compat;
};

/** Sends one request and says what came of it. Throws only when the client itself is at fault. */
export type Chat = (messages: readonly Message[], seed: number) => Promise<Exchange>;

/** The SDK's own timer must never be first: the deadline is ours. */
const SDK_TIMEOUT_MARGIN_MS = 60_000;

/**
 * A langchain model over an HTTP exchange of ours. langchain composes the request and traces the call; what
 * the endpoint answered is judged before its client sees it, since that would lose how it went.
 */
export function createChat(setup: ChatClientSetup): Chat {
  const { config, compat } = setup;
  const underWay = new AsyncLocalStorage<{ exchange: Exchange | undefined }>();
  const send: typeof globalThis.fetch = async (input, init) => {
    const request = {
      url: input instanceof Request ? input.url : String(input),
      method: init?.method ?? "POST",
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: limitBy(compat.tokenLimit, typeof init?.body === "string" ? init.body : ""),
    };
    const found = await exchange(request, setup);
    const call = underWay.getStore();
    if (call !== undefined) call.exchange = found;
    if (found.status !== "answered") throw new Error(`the endpoint's answer is ${found.status}`);
    return new Response(found.text, { headers: { "content-type": "application/json" } });
  };
  const model = new ChatOpenAI({
    model: setup.model,
    apiKey: setup.apiKey,
    maxTokens: setup.maxTokens,
    maxRetries: 0,
    timeout: setup.deadlineMs + SDK_TIMEOUT_MARGIN_MS,
    useResponsesApi: false,
    ...(setup.temperature === undefined ? {} : { temperature: setup.temperature }),
    ...(config.serviceTier === undefined ? {} : { modelKwargs: { service_tier: config.serviceTier } }),
    configuration: { baseURL: config.baseUrl, maxRetries: 0, fetch: send },
  });
  return async (messages, seed) => {
    const call: { exchange: Exchange | undefined } = { exchange: undefined };
    const options = compat.seed === false ? {} : { seed };
    try {
      await underWay.run(call, () => model.invoke(messages.map(toMessage), options));
    } catch (error) {
      // Whatever the client makes of it, what came of the exchange is known.
      if (call.exchange === undefined) throw error;
    }
    if (call.exchange === undefined) throw new Error("the client sent nothing");
    return call.exchange;
  };
}

/** The body with its limit in the field that the endpoint takes; the client chooses it by the model's name. */
function limitBy(field: Compat["tokenLimit"], body: string): string {
  if (field === undefined || body.includes(`"${field}":`)) return body;
  const other = field === "max_tokens" ? "max_completion_tokens" : "max_tokens";
  const fields: unknown = JSON.parse(body);
  if (typeof fields !== "object" || fields === null) return body;
  const named = Object.entries(fields).map(([name, value]) => [name === other ? field : name, value]);
  return JSON.stringify(Object.fromEntries(named));
}
