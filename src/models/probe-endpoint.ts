import { createChat } from "./exchange/chat-client.ts";
import { classifyExchange } from "./exchange/classify-exchange.ts";
import { systemClock } from "./endpoint/timer-clock.ts";
import type { Compat } from "../core/calls/compat.ts";
import { createDispatcher, type Proxy } from "./endpoint/dispatcher.ts";
import type { Chat, Exchange } from "./exchange/exchange.ts";
import type { EndpointConfig } from "../core/calls/model-config.ts";
import { readMessage, reasoningField } from "./exchange/read-message.ts";
import { messageOf, type Reply, toCompletion } from "./exchange/reply.ts";
import { createRedact } from "./exchange/redact.ts";

/** What a few tiny calls found out about one model of an endpoint. */
export type Probe =
  | {
      readonly status: "answers";
      readonly compat: Compat;
      /** From the request to its whole answer, the shortest of the calls. */
      readonly latencyMs: number;
      readonly calls: number;
    }
  | { readonly status: "busy"; readonly help: string }
  | { readonly status: "refuses"; readonly help: string };

export type ProbeSetup = {
  readonly name: string;
  readonly config: EndpointConfig;
  readonly apiKey: string;
  readonly model: string;
  readonly proxy: Proxy;
};

const PROMPT = [{ role: "user", text: "What is 1 + 1? Answer with the number only." }] as const;
const MOST_TOKENS = 64;
const LONGEST_CALL_MS = 60_000;

/** Ways of asking, the one that is right for most first; the first that is answered is the profile. */
const WAYS: readonly Compat[] = [
  { seed: true },
  { seed: true, tokenLimit: "max_completion_tokens" },
  { seed: false },
  { seed: false, tokenLimit: "max_completion_tokens" },
];

/**
 * Asks a model the same small question in one way after the other, until it is answered: usually one call,
 * at most four, of at most 64 tokens each. Throws nothing an endpoint could cause.
 */
export async function probeEndpoint(setup: ProbeSetup): Promise<Probe> {
  const { name, config, apiKey, model } = setup;
  const redact = createRedact([apiKey]);
  const deadlineMs = Math.min(config.timeoutSeconds * 1000, LONGEST_CALL_MS);
  const dispatcher = createDispatcher(config.baseUrl, 1, setup.proxy);
  const about = { dispatcher, clock: systemClock, redact, deadlineMs, config, apiKey, model };
  const open = (compat: Compat): Chat =>
    createChat({ ...about, maxTokens: MOST_TOKENS, temperature: undefined, compat });
  try {
    let refusal = "";
    for (const [tried, way] of WAYS.entries()) {
      const startedMs = systemClock.now();
      const found = await open({ ...way, ...config.compat })(PROMPT, 1);
      const latencyMs = systemClock.now() - startedMs;
      const step = classifyExchange(found, { name, baseUrl: config.baseUrl });
      switch (step.status) {
        case "answered":
          return { status: "answers", compat: profileOf(step.reply, way), latencyMs, calls: tried + 1 };
        case "fail-item":
          refusal = step.reason; // perhaps for a field that the next way does without
          break;
        case "stop":
          return { status: "refuses", help: redact(step.fault.message) };
        case "pause":
          return { status: "busy", help: busyHelp(found) };
        case "trouble":
          return {
            status: "refuses",
            help: `${step.reason}: check that it is running and that baseUrl is correct`,
          };
      }
    }
    return { status: "refuses", help: `refuses every way of asking (${refusal}): check the model's name` };
  } finally {
    await dispatcher.close();
  }
}

function busyHelp(found: Exchange): string {
  const afterMs = found.status === "refused" ? found.retryAfterMs : null;
  const wait = afterMs === null ? "" : `, and asks to wait ${Math.ceil(afterMs / 1000)} s`;
  return `answers that there are too many requests${wait}; the key is right. A run waits; probe again later`;
}

function profileOf(reply: Reply, way: Compat): Compat {
  const worst = { promptTokens: 1_000, completionTokens: MOST_TOKENS };
  const completion = toCompletion(reply, { worst, prices: undefined, redact: (text) => text });
  return { ...way, reasoning: reasoningOf(reply), usage: !completion.usage.estimated };
}

/** Where the thinking stands in a reply. */
function reasoningOf({ choices: [choice] }: Reply): NonNullable<Compat["reasoning"]> {
  const message = messageOf(choice);
  return reasoningField(message) ?? (readMessage(message).thinking === "" ? "none" : "think tags");
}
