import { sha256 } from "../core/draft/hash.ts";

/**
 * A line around a text, and what the text is. It cannot stand in the text, because it holds the text's own
 * hash; and it is the same in every run, because a request must be.
 */
export function fenceFor(what: string, ...texts: readonly string[]): string {
  return `=== ${what} ${sha256(texts.join("\n")).slice(0, 24)} ===`;
}
