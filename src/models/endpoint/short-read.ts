import type { Message } from "../../core/calls/completion.ts";

/**
 * Characters that no tokenizer in use puts into one token on average, runs of white space counted once: English,
 * Russian and code take about five with o200k and cl100k, other scripts fewer.
 */
const CHARACTERS_A_TOKEN = 8;

/** Below so many tokens an average says little. */
const SHORTEST_PROMPT = 500;

/** No server has so short a context: such a count is made up. */
const SHORTEST_CONTEXT = 256;

/** How much of a prompt was read, and how much there was at least, in tokens. */
export type ShortRead = { readonly read: number; readonly fewest: number };

/** Whether an endpoint that counted `read` tokens has read less than messages hold. */
export function findShortRead(read: number | undefined, messages: readonly Message[]): ShortRead | undefined {
  if (read === undefined || read < SHORTEST_CONTEXT) return undefined;
  const characters = messages.reduce((sum, { text }) => sum + text.replace(/\s+/g, " ").length, 0);
  const fewest = Math.floor(characters / CHARACTERS_A_TOKEN);
  return fewest >= SHORTEST_PROMPT && read < fewest ? { read, fewest } : undefined;
}
