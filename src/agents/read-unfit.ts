import type { Completion } from "../core/calls/completion.ts";
import { cutText } from "../core/text/cut-text.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";

/** The longest reason that is kept, in characters. */
const LONGEST_REASON = 400;

/** Why no way leads from the prompts to a description's input and back; undefined where a reply does not say so. */
export function readUnfit(reply: Completion): string | undefined {
  if (reply.status !== "complete") return undefined;
  const said = /^[\s>*_#`-]*UNFIT[*_`]*:[*_`]*\s*(\S.*)$/m.exec(reply.text)?.[1];
  return said === undefined ? undefined : cutText(makeVisibleLine(said.trim()), LONGEST_REASON);
}
