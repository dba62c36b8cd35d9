import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import type { Message } from "../../core/calls/completion.ts";

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
