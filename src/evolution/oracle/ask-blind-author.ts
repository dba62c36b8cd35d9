import type { Feedback } from "../../agents/feedback/feedback.ts";
import { refineMessage } from "../../agents/feedback/refine-message.ts";
import type { CallAddress, Completion, Message, NextTurn } from "../../core/calls/completion.ts";
import { describeNoText } from "../../core/calls/describe-no-text.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import type { Work } from "../line/work.ts";

/** A conversation with somebody who writes programs from prompts alone. */
export type BlindAuthor = {
  readonly role: "solver" | "adversary";
  readonly messages: readonly Message[];
  /** Turns that it has at most, the first included. */
  readonly turns: number;
  /** Where its turns begin: the address of a call tells what it was made for. */
  readonly before: number;
};

/** What follows a reply: its author is told something and asked again, or not. */
export type Heard = { readonly status: "end" } | { readonly status: "again"; readonly feedback: Feedback };

/**
 * Asks for a program and goes on asking while there is something to tell and turns are left. Throws a LostTask where the
 * endpoint turned away every turn, for another reason than its size: that is no finding about the class.
 */
export async function askBlindAuthor(
  { role, messages, turns, before }: BlindAuthor,
  { round, work }: { readonly round: TestedRound; readonly work: Work },
  onReply: (reply: Completion) => Promise<Heard>,
): Promise<void> {
  const { task, drivers, options } = work;
  let turn = 1;
  const addressOf = (): CallAddress => ({
    role,
    task: task.id,
    ...roundAddress(round),
    turn: before + turn,
  });
  const refusals: string[] = [];
  const opening = { messages, address: addressOf(), sample: 1, seed: options.seed };
  await drivers.converse(opening, async (reply): Promise<NextTurn> => {
    if (reply.status === "failed" && reply.refusal === "other") refusals.push(describeNoText(reply));
    const heard = await onReply(reply);
    if (heard.status === "end" || turn === turns) return { status: "end" };
    turn++;
    return { status: "ask", text: refineMessage(heard.feedback, drivers.prompts), address: addressOf() };
  });
  const [refusal] = refusals;
  if (refusal !== undefined && refusals.length === turn) throw new LostTask(refusal);
}
