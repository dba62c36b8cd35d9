import { composeRequest, type RequestSetup } from "./compose-request.ts";
import { isChatTraced, traceChat } from "./traced-chat.ts";
import { type Chat, exchange, type ExchangeSetup } from "./exchange.ts";

/** How one model of one endpoint is asked. */
export type ChatSetup = ExchangeSetup & RequestSetup;

/** A model of an endpoint. A call goes straight to HTTP; langchain hears of it only where it traces calls. */
export function createChat(setup: ChatSetup): Chat {
  const chat: Chat = (messages, seed) => exchange(composeRequest({ messages, seed }, setup), setup);
  return isChatTraced() ? traceChat(chat, setup) : chat;
}
