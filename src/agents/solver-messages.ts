import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { fenceFor } from "./fence-off.ts";
import { TOLD_FLAGS } from "./told-numbers.ts";
import { listPrompts } from "./list-prompts.ts";

/**
 * What the author of a blind solver and verifier gets: prompts and the toolkit, never the class, nor the
 * description and its solution: those have a comparison of their own.
 */
export function solverMessages(shown: readonly string[], prompts: Prompts): readonly Message[] {
  const text = listPrompts(shown, prompts);
  const { solver, toolkit } = prompts;
  return [
    { role: "system", text: fillSlots(solver.system, { toolkit, compiler_flags: TOLD_FLAGS }) },
    { role: "user", text: fillSlots(solver.user, { fence: fenceFor("data", text), prompts: text }) },
  ];
}
