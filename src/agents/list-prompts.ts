import { fillSlots, type Prompts } from "../core/calls/prompts.ts";

/** Prompts of cases as the author of a blind program is shown them. */
export function listPrompts(shown: readonly string[], { quoting }: Prompts): string {
  return shown.map((prompt, index) => fillSlots(quoting.prompt, { number: index + 1, prompt })).join("\n\n");
}
