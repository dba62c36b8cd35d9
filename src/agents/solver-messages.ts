import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { fenceFor } from "./fence-off.ts";

/**
 * What the author of a blind solver gets: rendered prompts and the toolkit, never the class, nor the
 * description and its solution: those have a comparison of their own.
 */
export function solverMessages(shown: readonly string[], prompts: Prompts): readonly Message[] {
  const text = listPrompts(shown);
  return [
    { role: "system", text: fillSlots(prompts.solver.system, { toolkit: prompts.toolkit }) },
    {
      role: "user",
      text: fillSlots(prompts.solver.user, {
        fence: fenceFor("data", text),
        prompts: text,
      }),
    },
  ];
}

/** Prompts as the author of a blind program is shown them. */
export function listPrompts(shown: readonly string[]): string {
  return shown.map((prompt, index) => `--- prompt ${index + 1} ---\n${prompt}`).join("\n\n");
}
