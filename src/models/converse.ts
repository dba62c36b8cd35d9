import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import { createAgent, createMiddleware } from "langchain";
import type {
  CallAddress,
  Complete,
  Completion,
  Converse,
  Message,
  NextTurn,
  Opening,
} from "../core/calls/completion.ts";
import { toMessage } from "./exchange/to-langchain.ts";

/** More steps than any conversation of ours takes: three for each reply. */
const MOST_STEPS = 500;

/**
 * Conversations as langchain agents: the model is ours, so that every call goes through the memo, and a
 * middleware runs each reply and jumps back to the model with what was found.
 */
export function createConverse(complete: Complete): Converse {
  return async (opening, onReply) => {
    const model = new MemoizedChatModel(complete, opening);
    const review = createMiddleware({
      name: "ReviewReply",
      afterModel: {
        canJumpTo: ["model", "end"],
        hook: async () => {
          const next: NextTurn = await onReply(model.lastReply());
          if (next.status === "end") return { jumpTo: "end" };
          model.turnTo(next.address);
          return { messages: [new HumanMessage(next.text)], jumpTo: "model" };
        },
      },
    });
    const agent = createAgent({ model, tools: [], middleware: [review] });
    await agent.invoke({ messages: opening.messages.map(toMessage) }, { recursionLimit: MOST_STEPS });
  };
}

/** A langchain model whose every call is a `Complete` of ours. */
class MemoizedChatModel extends BaseChatModel {
  readonly #complete: Complete;
  readonly #opening: Opening;
  #address: CallAddress;
  #last: Completion | undefined;

  constructor(complete: Complete, opening: Opening) {
    super({ maxRetries: 0 });
    this.#complete = complete;
    this.#opening = opening;
    this.#address = opening.address;
  }

  override _llmType(): string {
    return "campforge";
  }

  /** What the next call is made for. */
  turnTo(address: CallAddress): void {
    this.#address = address;
  }

  /** The reply that came last, whole: langchain's message would lose how it ended. */
  lastReply(): Completion {
    if (this.#last === undefined) throw new Error("the conversation has no reply yet");
    return this.#last;
  }

  override bindTools(): this {
    return this; // there are none
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const { sample, seed } = this.#opening;
    const reply = await this.#complete({
      address: this.#address,
      messages: messages.map(fromMessage),
      sample,
      seed,
    });
    this.#last = reply;
    const text = reply.status === "complete" || reply.status === "truncated" ? reply.text : "(no reply)";
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}

function fromMessage(message: BaseMessage): Message {
  const { text, type } = message;
  if (type === "system") return { role: "system", text };
  return { role: type === "ai" ? "assistant" : "user", text };
}
