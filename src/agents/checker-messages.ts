import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { fenceFor } from "./fence-off.ts";
import { listPrompts } from "./solver-messages.ts";

/** What the author of a blind checker gets: rendered prompts and the toolkit, and no answer to any of them. */
export function checkerMessages(shown: readonly string[], prompts: Prompts): readonly Message[] {
  const text = listPrompts(shown);
  return [
    { role: "system", text: fillSlots(prompts.checker.system, { toolkit: prompts.toolkit }) },
    { role: "user", text: fillSlots(prompts.checker.user, { fence: fenceFor("data", text), prompts: text }) },
  ];
}
