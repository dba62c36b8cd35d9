import { askSamples } from "../asking/ask-samples.ts";
import type { Complete, Completion, Usage } from "../core/calls/completion.ts";
import type { Program } from "../core/draft/compile-report.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";
import type { BenchmarkCase } from "./benchmark/benchmark.ts";
import type { Outcome } from "./results/outcome.ts";

/** One sample of a case: what the candidate took for it, and what it came to. */
export type CandidateSample = { readonly outcome: Outcome; readonly usage: Usage };

/** What a case is sampled with. */
export type CandidateContext = {
  readonly samples: number;
  readonly seed: number;
  readonly program: Program;
  readonly complete: Complete;
  readonly sandbox: Pick<Workshop["sandbox"], "verify">;
};

/**
 * Asks the candidate for every sample of a case, and has the class score what it says. Throws a ModelFault when the
 * candidate cannot be asked.
 */
export async function sampleCandidate(
  one: BenchmarkCase,
  { samples, seed, program, complete, sandbox }: CandidateContext,
): Promise<readonly CandidateSample[]> {
  const { bootcamp, version, level, case_id: caseId, prompt } = one;
  const asked = { bootcamp, version, level, caseId, prompt };
  const replies = await askSamples(asked, { role: "candidate", samples, seed, complete });
  const outcomes = await scoreReplies(one, replies, { program, sandbox });
  return replies.map(({ usage }, sample) => ({ usage, outcome: outcomes[sample] ?? "unanswered" }));
}

/** What each of several replies to a case comes to: only what is complete is scored. */
export async function scoreReplies(
  { case: instance }: Pick<BenchmarkCase, "case">,
  replies: readonly SaidReply[],
  { program, sandbox }: Pick<CandidateContext, "program" | "sandbox">,
): Promise<readonly Outcome[]> {
  const attempts = replies.flatMap((reply) =>
    reply.status === "complete" ? [{ instance, response: reply.text }] : [],
  );
  const verified = await sandbox.verify(program, attempts, JOB_LIMITS);
  let next = 0;
  return replies.map((reply): Outcome => {
    if (reply.status !== "complete") return reply.status === "failed" ? "unanswered" : reply.status;
    const score = verified.status === "completed" ? verified.value[next++] : undefined;
    if (score?.status === "scored") return score.score;
    if (score?.status !== "unparsable") return "verifier-error";
    return score.by === undefined ? "unparsable" : "invalid";
  });
}

/** As much of a reply as decides what it comes to. */
export type SaidReply =
  | { readonly status: "complete"; readonly text: string }
  | { readonly status: Exclude<Completion["status"], "complete"> };
