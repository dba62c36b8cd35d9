import type { Completion } from "../core/calls/completion.ts";
import { cutText } from "../core/text/cut-text.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";

/** The longest statement that is kept, in characters, and how many of a reply are. */
const LONGEST = 300;
const MOST = 3;

/** What a blind author says that the prompts leave open: its lines before the module that begin with "Open:". */
export function readOpen(reply: Completion): readonly string[] {
  if (reply.status !== "complete") return [];
  const [before = ""] = reply.text.split(/^ {0,3}(?:`{3}|~{3})/m, 1);
  const lines = [...before.matchAll(/^[\s>*_#`-]*open[*_`]*:[*_`]*[^\S\n]*(\S.*)$/gim)];
  return lines
    .map(([, said = ""]) => cutText(makeVisibleLine(said.trim()), LONGEST))
    .filter((said) => !/^(?:none|nothing)\b/i.test(said))
    .slice(0, MOST);
}
