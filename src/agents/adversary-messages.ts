import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { cutText } from "../core/text/cut-text.ts";
import { fenceFor } from "./fence-off.ts";
import { listPrompts } from "./list-prompts.ts";

/** What whoever looks for a shortcut gets: rendered prompts and the toolkit, never the class. */
export function adversaryMessages(shown: readonly string[], prompts: Prompts): readonly Message[] {
  const text = listPrompts(shown, prompts);
  const { adversary, toolkit } = prompts;
  return [
    { role: "system", text: fillSlots(adversary.system, { toolkit }) },
    { role: "user", text: fillSlots(adversary.user, { fence: fenceFor("data", text), prompts: text }) },
  ];
}

/** The longest trick that is kept, in characters. */
const MOST = 400;

/** The sentence that states a shortcut; where it is not marked, the first words before the program. */
export function readTrick(text: string): string {
  const marked = /^[\s*_#>-]*shortcut[\s*_]*:[\s*_]*(\S.*)$/im.exec(text)?.[1];
  const first = text
    .split(/^ {0,3}(?:`{3,}|~{3,})/m)[0]
    ?.trim()
    .split(/\n\s*\n/)[0];
  return cutText((marked ?? first ?? "").replace(/\s+/g, " ").replace(/[\s*_]+$/, ""), MOST);
}
