import { CallbackManager } from "@langchain/core/callbacks/manager";
import { awaitAllCallbacks } from "@langchain/core/callbacks/promises";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import type { Chat, Exchange } from "./exchange.ts";
import { readMessage } from "./read-message.ts";
import type { Redact } from "./redact.ts";
import { messageOf } from "./reply.ts";
import { toMessage } from "./to-langchain.ts";

type Traced = {
  readonly model: string;
  readonly maxTokens: number;
  readonly temperature: number | undefined;
  readonly redact: Redact;
};

/** Whether langchain has somebody to tell of calls, such as LangSmith by its variables. */
export function isChatTraced(): boolean {
  return CallbackManager.configure() !== undefined;
}

/** What a tracer that does not answer may keep a process from ending. */
const MOST_WAIT_MS = 10_000;

let sendsRest = false;

/** Tracers write and send by threads and timers that keep no process alive: what is left is sent before this one ends. */
function sendRestBeforeExit(): void {
  if (sendsRest) return;
  sendsRest = true;
  process.once("beforeExit", () => {
    const alive = setTimeout(() => {}, MOST_WAIT_MS);
    void awaitAllCallbacks().finally(() => clearTimeout(alive));
  });
}

/** The same calls, each told as the call of a langchain model, without keys. It costs as much as the call itself. */
export function traceChat(chat: Chat, about: Traced): Chat {
  sendRestBeforeExit();
  return async (messages, seed) => {
    const told = new ToldCall(() => chat(messages, seed), about);
    try {
      await told.invoke(messages.map(toMessage));
    } catch (error) {
      // Whatever langchain makes of it, what came of the exchange is known.
      if (told.found === undefined) throw error;
    }
    if (told.found === undefined) throw new Error("the call was not made");
    return told.found;
  };
}

/** A langchain model whose one call is an exchange of ours. */
class ToldCall extends BaseChatModel {
  readonly #send: () => Promise<Exchange>;
  readonly #about: Traced;
  found: Exchange | undefined;

  constructor(send: () => Promise<Exchange>, about: Traced) {
    super({ maxRetries: 0 });
    this.#send = send;
    this.#about = about;
  }

  /** Traces are read by the name that langchain gives to models behind OpenAI's protocol. */
  static override lc_name(): string {
    return "ChatOpenAI";
  }

  override _llmType(): string {
    return "openai";
  }

  override invocationParams(): object {
    const { model, maxTokens, temperature } = this.#about;
    return { model, max_tokens: maxTokens, temperature };
  }

  override async _generate(_: BaseMessage[]): Promise<ChatResult> {
    this.found = await this.#send();
    if (this.found.status !== "answered") throw new Error(`the endpoint's answer is ${this.found.status}`);
    const text = this.#about.redact(readMessage(messageOf(this.found.reply.choices[0])).text);
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}
