import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import PQueue from "p-queue";
import pRetry from "p-retry";
import { Agent, fetch as undiciFetch } from "undici";
import { type Completion, type CompletionRequest, type Message, ModelFault } from "../core/completion.ts";
import { classifyError } from "./endpoint-error.ts";
import type { EndpointConfig, EndpointRole } from "./model-config.ts";
import { readRawCompletion } from "./read-raw-completion.ts";

/** What an endpoint needs from outside. */
export type EndpointSetup = {
  readonly name: string;
  readonly config: EndpointConfig;
  readonly apiKey: string;
  /** First pause before a retry; doubles. */
  readonly retryDelayMs: number;
};

/** Asks one endpoint for one role. */
export type Ask = (request: CompletionRequest) => Promise<Completion>;

/** No reply of ours is larger; more is a proxy's page or an attack. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;
const CONNECT_MS = 10_000;

/** An endpoint with its shared queue: every role that uses it takes its turn there. */
export function createEndpoint(setup: EndpointSetup): (role: EndpointRole) => Ask {
  const queue = new PQueue({ concurrency: setup.config.concurrency });
  const agent = new Agent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: 0, // the deadline of the call is the only one
    bodyTimeout: 0,
    maxResponseSize: LARGEST_BODY_BYTES,
  });
  return (role) => {
    const client = createClient(setup, role, agent, role.maxTokens);
    const generous = createClient(setup, role, agent, role.maxTokens * 2);
    const once = (model: ChatOpenAI, request: CompletionRequest): Promise<Completion> =>
      queue.add(() => askWithRetries(model, request, setup));
    return async (request) => {
      const completion = await once(client, request);
      // A reply that was cut off gets one more chance, with twice the room.
      return completion.status === "truncated" ? once(generous, request) : completion;
    };
  };
}

function createClient(setup: EndpointSetup, role: EndpointRole, agent: Agent, maxTokens: number): ChatOpenAI {
  return new ChatOpenAI({
    model: role.model,
    apiKey: setup.apiKey,
    maxTokens,
    maxRetries: 0,
    useResponsesApi: false,
    __includeRawResponse: true,
    ...(role.temperature === undefined ? {} : { temperature: role.temperature }),
    configuration: { baseURL: setup.config.baseUrl, maxRetries: 0, fetch: createFetch(agent) },
  });
}

/** undici's own fetch, without Node's limit of 300 s, following no redirect. */
function createFetch(agent: Agent): typeof fetch {
  // The types of undici's package and of Node's bundled copy differ in name only.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const ours = undiciFetch as unknown as typeof fetch;
  const dispatcher: object = { dispatcher: agent };
  return (input, init) => ours(input, { ...init, ...dispatcher, redirect: "error" });
}

async function askWithRetries(
  model: ChatOpenAI,
  request: CompletionRequest,
  setup: EndpointSetup,
): Promise<Completion> {
  const { name, config, retryDelayMs } = setup;
  const messages = request.messages.map(toMessage);
  const asked = request.messages.reduce((sum, { text }) => sum + text.length, 0);
  let lastReason = "";
  try {
    return await pRetry(
      async () => {
        const signal = AbortSignal.timeout(config.timeoutSeconds * 1000);
        const reply = await invoke(model, messages, { seed: request.seed, signal });
        return readRawCompletion(reply.additional_kwargs["__raw_response"], asked, config.prices);
      },
      {
        retries: 10,
        minTimeout: retryDelayMs,
        maxTimeout: 30_000,
        randomize: true,
        onFailedAttempt: async ({ error, attemptNumber }) => {
          const found = classifyError(error, name);
          if (found.status === "stop") throw found.fault;
          lastReason = found.reason;
          if (found.status === "fail-item" || attemptNumber >= found.tries) throw error;
          if (found.afterMs !== null) await pause(found.afterMs);
        },
      },
    );
  } catch (error) {
    if (error instanceof ModelFault) throw error;
    const found = classifyError(error, name);
    if (found.status === "stop") throw found.fault;
    if (found.status === "fail-item") {
      const usage = {
        promptTokens: 0,
        completionTokens: 0,
        estimated: true,
        cost: config.prices === undefined ? null : 0,
      };
      return { status: "failed", reason: found.reason, usage };
    }
    const help = `${name} (${config.baseUrl}) does not answer as it should: ${lastReason}. Check that it runs and that baseUrl is right, then run again with --resume`;
    throw new ModelFault("unavailable", help, { cause: error });
  }
}

/** The client stumbles with a TypeError over what is no chat completion; that is the endpoint's fault. */
async function invoke(
  model: ChatOpenAI,
  messages: BaseMessage[],
  options: { readonly seed: number; readonly signal: AbortSignal },
): Promise<AIMessage> {
  try {
    return await model.invoke(messages, options);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // oxlint-disable-next-line preserve-caught-error -- where the client stumbled says nothing to anybody
    throw new Error("its reply is no chat completion");
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A message as langchain has it. */
export function toMessage({ role, text }: Message): BaseMessage {
  switch (role) {
    case "system":
      return new SystemMessage(text);
    case "user":
      return new HumanMessage(text);
    case "assistant":
      return new AIMessage(text);
  }
}
