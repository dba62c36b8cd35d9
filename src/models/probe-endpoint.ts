import type { Compat } from "../core/calls/compat.ts";
import type { Message } from "../core/calls/completion.ts";
import { describeNoText } from "../core/calls/describe-no-text.ts";
import { formatDuration } from "../core/text/format-duration.ts";
import type { EndpointConfig } from "../core/calls/model-config.ts";
import { createDispatcher, type Proxy } from "./endpoint/dispatcher.ts";
import { DEFAULT_TIMING } from "./endpoint/timing.ts";
import { findShortRead, type ShortRead } from "./endpoint/short-read.ts";
import { systemClock } from "./endpoint/timer-clock.ts";
import { worstCase } from "./endpoint/worst-case.ts";
import { createChat } from "./exchange/chat-client.ts";
import { classifyExchange } from "./exchange/classify-exchange.ts";
import type { Chat, Exchange } from "./exchange/exchange.ts";
import { readMessage, reasoningField } from "./exchange/read-message.ts";
import { createRedact, type Redact } from "./exchange/redact.ts";
import { countedPrompt, messageOf, type Reply, toCompletion } from "./exchange/reply.ts";
import { FIRST_WAY, nextWay, smallerWay } from "./ways-of-asking.ts";

/** What a few calls found out about one model of an endpoint. */
export type Probe =
  | {
      readonly status: "answers";
      readonly compat: Compat;
      /** From the request to its whole answer. */
      readonly latencyMs: number;
      readonly calls: number;
      /** Where it counted fewer tokens of the prompt than that has at least. */
      readonly shortRead: ShortRead | undefined;
    }
  | { readonly status: "busy"; readonly help: string }
  | { readonly status: "refuses"; readonly help: string };

export type ProbeSetup = {
  readonly name: string;
  readonly config: EndpointConfig;
  readonly apiKey: string;
  readonly model: string;
  readonly proxy: Proxy;
  /** The instructions that a run sends first. */
  readonly system: string;
  /** What a run limits a reply to, and how it draws it. */
  readonly maxTokens: number;
  readonly temperature: number | undefined;
};

const QUESTION =
  "This only tests the connection: write nothing of what is described above. What is 1 + 1? Answer with the number alone.";
const LONGEST_CALL_MS = 120_000;

/** More refusals than there are ways of asking; each costs nothing. */
const MOST_CALLS = 12;

/**
 * Asks a model a small question as a run asks, with its instructions and the configured limit, in one way after the
 * other until it is answered: usually one call. Throws nothing an endpoint could cause.
 */
export async function probeEndpoint(setup: ProbeSetup): Promise<Probe> {
  const { name, config, apiKey, model, maxTokens, temperature } = setup;
  const redact = createRedact([apiKey]);
  const deadlineMs = Math.min(config.timeoutSeconds * 1000, LONGEST_CALL_MS);
  const dispatcher = createDispatcher(config.baseUrl, 1, setup.proxy);
  const about = { dispatcher, clock: systemClock, redact, deadlineMs, config, apiKey, model };
  const open = (compat: Compat): Chat => createChat({ ...about, maxTokens, temperature, compat });
  const messages = [
    { role: "system", text: setup.system },
    { role: "user", text: QUESTION },
  ] as const;
  try {
    const refusals: string[] = [];
    const tried: Compat[] = [];
    for (let way: Compat | undefined = FIRST_WAY; way !== undefined && tried.length < MOST_CALLS;) {
      tried.push(way);
      const startedMs = systemClock.now();
      const found = await open({ ...way, ...config.compat })(messages, 1);
      const latencyMs = systemClock.now() - startedMs;
      const step = classifyExchange(found, { name, baseUrl: config.baseUrl, hasAnswered: false });
      switch (step.status) {
        case "answered":
          return readAnswer(step.reply, { way, latencyMs, calls: tried.length, messages, setup, redact });
        case "fail-item":
          refusals.push(step.reason);
          way = (step.cause === "size" ? smallerWay : nextWay)(way, { words: step.reason, maxTokens }, tried);
          break;
        case "filtered":
          return {
            status: "refuses",
            help: `its content filter objects to what a run asks (${step.reason})`,
          };
        case "stop":
          return { status: "refuses", help: redact(step.fault.message) };
        case "pause":
          return { status: "busy", help: busyHelp(found) };
        case "trouble":
          if (step.isPassing) return { status: "busy", help: notReadyHelp(step.reason) };
          return {
            status: "refuses",
            help: `${step.reason}. ${step.remedy}`,
          };
      }
    }
    const said = [...new Set(refusals)].slice(0, 3).join("; ");
    const how = tried.length === 1 ? "refuses what a run asks" : "refuses every way of asking";
    return { status: "refuses", help: `${how} (${said})` };
  } finally {
    await dispatcher.close();
  }
}

/** What an answer says of a model: that it can play its role, or why it cannot. */
function readAnswer(
  reply: Reply,
  about: Pick<Extract<Probe, { status: "answers" }>, "latencyMs" | "calls"> & {
    readonly way: Compat;
    readonly messages: readonly Message[];
    readonly setup: ProbeSetup;
    readonly redact: Redact;
  },
): Probe {
  const { way, latencyMs, calls, messages, setup, redact } = about;
  const worst = worstCase(messages, setup.maxTokens);
  const completion = toCompletion(reply, { worst, prices: undefined, redact });
  const isMute = completion.status === "truncated" && completion.text === "";
  if (completion.status === "empty" || completion.status === "refused" || isMute) {
    const help = `gives no answer: ${describeNoText(completion)}. A run needs one: raise maxTokens, let the model think less, or choose another`;
    return { status: "refuses", help };
  }
  return {
    status: "answers",
    compat: { ...way, reasoning: reasoningOf(reply), usage: !completion.usage.estimated },
    latencyMs,
    calls,
    shortRead: findShortRead(countedPrompt(reply), messages),
  };
}

function notReadyHelp(reason: string): string {
  const most = formatDuration(DEFAULT_TIMING.notReadyMs);
  return `is not ready (${reason}). A run waits for that, for ${most} at most; probe again later`;
}

function busyHelp(found: Exchange): string {
  const afterMs = found.status === "refused" ? found.retryAfterMs : null;
  const wait = afterMs === null ? "" : `, and asks to wait ${Math.ceil(afterMs / 1000)} s`;
  return `answers that there are too many requests${wait}; the key is right. A run waits; probe again later`;
}

/** Where the thinking stands in a reply. */
function reasoningOf({ choices: [choice] }: Reply): NonNullable<Compat["reasoning"]> {
  const message = messageOf(choice);
  return reasoningField(message) ?? (readMessage(message).thinking === "" ? "none" : "think tags");
}
