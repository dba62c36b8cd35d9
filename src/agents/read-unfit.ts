import type { Completion } from "../core/calls/completion.ts";
import { cutText } from "../core/text/cut-text.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";

/** The longest reason that is kept, in characters. */
const LONGEST_REASON = 400;

/** Why no way leads from the prompts to a description's input and back; undefined where a reply does not say so. */
export const readUnfit = (reply: Completion): string | undefined =>
  reply.status === "complete" ? findUnfit(reply.text) : undefined;

/** Why whoever replied holds what was asked for unfit; undefined where the text does not say so. */
export function findUnfit(text: string): string | undefined {
  const said = /^[\s>*_#`-]*UNFIT[*_`]*:[*_`]*\s*(\S.*)$/m.exec(text)?.[1];
  return said === undefined ? undefined : cutText(makeVisibleLine(said.trim()), LONGEST_REASON);
}
