import type { Score } from "../../bootcamp/index.ts";
import type { Completion } from "../../core/calls/completion.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import { contentOf } from "../traces/sampled-trace.ts";
import { unwrapThinking } from "./unwrap-thinking.ts";
import { findTold } from "./told-answer.ts";

/** Why a reply is not among the solutions, in the order in which reasons are looked for; docs/training.md explains each. */
export const DROP_REASONS = [
  "truncated",
  "refused",
  "empty",
  "failed",
  "torn-tags",
  "verifier-error",
  "unparsable",
  "wrong",
  "no-thinking",
  "told-answer",
  "repeated",
  "spare",
] as const;

export type DropReason = (typeof DROP_REASONS)[number];

/** What became of one sample of a case. */
export type SortedReply =
  | { readonly status: "kept"; readonly solution: string; readonly thinking: string; readonly score: number }
  | { readonly status: "dropped"; readonly reason: DropReason };

/** A reply that may be scored: what would be written, and what it was made of. */
export type Candidate = { readonly content: string; readonly text: string; readonly thinking: string };

/** What a reply would be written as, or why it is not even scored. */
export function prepareReply(
  reply: Completion,
  { thinking: form }: Pick<SamplingPlan, "thinking">,
): ({ readonly status: "scorable" } & Candidate) | Extract<SortedReply, { status: "dropped" }> {
  if (reply.status !== "complete") return dropped(reply.status);
  const { text } = reply;
  const thinking = unwrapThinking(reply.thinking);
  // Templates take a content apart at its first and its last tag: with more of them a trainer would read another reply.
  const written = form === "tags" ? `${thinking}\n${text}` : text;
  if (form !== "field" && /<\/?think>/i.test(written)) return dropped("torn-tags");
  return { status: "scorable", content: contentOf({ text, thinking }, form), text, thinking };
}

/**
 * Decides about the replies to one case, in the order of its samples: what scores 1 is kept, unless it lacks the
 * thinking that is required, says that it was told the answer, repeats an earlier one, or there are enough already.
 */
export function sortReplies(
  scored: readonly (
    (Candidate & { readonly score: Score | undefined }) | Extract<SortedReply, { status: "dropped" }>
  )[],
  {
    prompt,
    plan,
  }: { readonly prompt: string; readonly plan: Pick<SamplingPlan, "keep" | "requiresThinking"> },
): readonly SortedReply[] {
  const kept = new Set<string>();
  return scored.map((one): SortedReply => {
    if ("status" in one) return one;
    const { content, text, thinking, score } = one;
    if (score?.status === "unparsable") return dropped("unparsable");
    if (score?.status !== "scored") return dropped("verifier-error");
    if (score.score !== 1) return dropped("wrong");
    if (plan.requiresThinking && thinking.trim() === "") return dropped("no-thinking");
    if (findTold(`${thinking}\n${text}`, prompt) !== undefined) return dropped("told-answer");
    const whole = `${thinking.trim()}\n${text}`;
    if (kept.has(whole)) return dropped("repeated");
    if (plan.keep !== null && kept.size >= plan.keep) return dropped("spare");
    kept.add(whole);
    return { status: "kept", solution: content, thinking, score: score.score };
  });
}

const dropped = (reason: DropReason): { readonly status: "dropped"; readonly reason: DropReason } => ({
  status: "dropped",
  reason,
});
