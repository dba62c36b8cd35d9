import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { MAX_EVIDENCE } from "./feedback.ts";

/** As many whole pieces as evidence may have room for, and how many are left out. */
export function joinEvidence(pieces: readonly string[], { refine }: Prompts): string {
  let joined = "";
  for (const [index, piece] of pieces.entries()) {
    const next = joined === "" ? piece : `${joined}\n\n${piece}`;
    if (next.length > MAX_EVIDENCE) {
      const rest = fillSlots(refine.omitted, { count: pieces.length - index });
      return cutText(joined === "" ? piece : `${joined}\n\n${rest}`, MAX_EVIDENCE);
    }
    joined = next;
  }
  return joined;
}
