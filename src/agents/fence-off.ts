import { sha256 } from "../core/hash.ts";

/**
 * A line that cannot stand in the text it encloses, because it holds that text's own hash; and the same
 * in every run, because a request must be.
 */
export function fenceFor(...texts: readonly string[]): string {
  return `=== data ${sha256(texts.join("\n")).slice(0, 24)} ===`;
}
