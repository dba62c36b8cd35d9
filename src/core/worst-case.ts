import type { Message } from "./completion.ts";
import type { Amount } from "./ledger.ts";

/** What an endpoint's template may add to a request and to each message, in tokens; templates in use add fewer. */
const REQUEST_TOKENS = 64;
const MESSAGE_TOKENS = 16;

/**
 * The most that one request may take. A token of a vocabulary over bytes is one byte at least, so that the
 * bytes of the messages bound the prompt's tokens, whichever model counts them. `prices` are money for a
 * million tokens.
 */
export function worstCase(request: {
  readonly messages: readonly Message[];
  readonly maxTokens: number;
  readonly prices: { readonly prompt: number; readonly completion: number } | undefined;
}): Amount {
  const { messages, maxTokens, prices } = request;
  const prompt = messages.reduce(
    (sum, { text }) => sum + Buffer.byteLength(text) + MESSAGE_TOKENS,
    REQUEST_TOKENS,
  );
  const cost =
    prices === undefined ? null : (prompt * prices.prompt + maxTokens * prices.completion) / 1_000_000;
  return { tokens: prompt + maxTokens, cost };
}
