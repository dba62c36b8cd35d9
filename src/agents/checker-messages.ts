import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { fenceFor } from "./fence-off.ts";
import { listPrompts } from "./list-prompts.ts";

/** What the author of a blind checker gets: rendered prompts and the toolkit, and no answer to any of them. */
export function checkerMessages(shown: readonly string[], prompts: Prompts): readonly Message[] {
  const text = listPrompts(shown, prompts);
  const { checker, toolkit } = prompts;
  return [
    { role: "system", text: fillSlots(checker.system, { toolkit }) },
    { role: "user", text: fillSlots(checker.user, { fence: fenceFor("data", text), prompts: text }) },
  ];
}
