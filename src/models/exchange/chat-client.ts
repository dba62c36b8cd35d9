import type { Message } from "../../core/calls/completion.ts";
import { composeRequest, type RequestSetup } from "./compose-request.ts";
import { exchange, type Exchange, type ExchangeSetup } from "./exchange.ts";

/** How one model of one endpoint is asked. */
export type ChatSetup = ExchangeSetup & RequestSetup;

/** Sends one request and says what came of it. Throws nothing an endpoint could cause. */
export type Chat = (messages: readonly Message[], seed: number) => Promise<Exchange>;

/** A model of an endpoint. A call goes straight to HTTP: no client of a provider stands between. */
export function createChat(setup: ChatSetup): Chat {
  return (messages, seed) => exchange(composeRequest({ messages, seed }, setup), setup);
}
