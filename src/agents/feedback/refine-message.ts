import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { Feedback } from "./feedback.ts";

/** The longest message to an author, in characters: more is not read, and the first few faults mend the rest. */
export const MAX_MESSAGE = 10_000;

/** The message that sends an author back to work. */
export function refineMessage({ finding, evidence, standing }: Feedback, { refine }: Prompts): string {
  const { message, messageAfterPassing, messageThatMayStand } = refine;
  const section = { fails: message, passes: messageAfterPassing, "may stand": messageThatMayStand }[standing];
  const frame = fillSlots(section, { finding, evidence: "" });
  const room = Math.max(0, MAX_MESSAGE - frame.length);
  return fillSlots(section, { finding, evidence: cutText(evidence, room) });
}
