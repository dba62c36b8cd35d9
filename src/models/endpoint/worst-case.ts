import type { Message, Usage } from "../../core/calls/completion.ts";
import type { Amount } from "../../core/calls/ledger.ts";

/** Money for a million tokens. */
export type Prices = { readonly prompt: number; readonly completion: number };

/** The most tokens that one request can take. */
export type WorstCase = { readonly promptTokens: number; readonly completionTokens: number };

/** What a chat template puts around each message, and around the whole; templates in use put less. */
const TOKENS_A_MESSAGE = 16;
const TOKENS_A_REQUEST = 64;

/**
 * An upper bound of what a request takes: its prompt by its bytes in UTF-8, since a token of a vocabulary over
 * bytes is one byte at least, and its reply by its limit.
 */
export function worstCase(messages: readonly Message[], maxTokens: number): WorstCase {
  const bytes = messages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const promptTokens = bytes + TOKENS_A_MESSAGE * messages.length + TOKENS_A_REQUEST;
  return { promptTokens, completionTokens: maxTokens };
}

/** The same as an amount of the ledger. */
export function worstAmount(worst: WorstCase, prices: Prices | undefined): Amount {
  return { tokens: worst.promptTokens + worst.completionTokens, cost: costOf(worst, prices) };
}

/** Tokens as a usage with its cost. */
export function priceUsage(counted: Omit<Usage, "cost">, prices: Prices | undefined): Usage {
  return { ...counted, cost: costOf(counted, prices) };
}

function costOf({ promptTokens, completionTokens }: WorstCase, prices: Prices | undefined): number | null {
  if (prices === undefined) return null;
  return (promptTokens * prices.prompt + completionTokens * prices.completion) / 1_000_000;
}
