import type { Message } from "../../core/calls/completion.ts";

/**
 * Characters that no tokenizer in use puts into one token on average, runs of white space counted once: English,
 * Russian and code take about five with o200k and cl100k, other scripts fewer.
 */
const CHARACTERS_A_TOKEN = 8;

/** Below so many tokens an average says little. */
const SHORTEST = 500;

/** How many tokens messages take at least; 0 where they are too short to tell. An endpoint that counts fewer did not read them all. */
export function fewestTokens(messages: readonly Message[]): number {
  const characters = messages.reduce((sum, { text }) => sum + text.replace(/\s+/g, " ").length, 0);
  const fewest = Math.floor(characters / CHARACTERS_A_TOKEN);
  return fewest < SHORTEST ? 0 : fewest;
}
