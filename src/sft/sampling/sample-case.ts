import type { Program } from "../../core/draft/compile-report.ts";
import { askSamples } from "../../asking/ask-samples.ts";
import type { Complete, Completion } from "../../core/calls/completion.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import type { DatasetRow } from "../../datasets/layout/dataset.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";
import { prepareReply, type SortedReply, sortReplies } from "./sort-replies.ts";

/** One sample of a case: what the teacher took for it, and what became of it. */
export type Sample = { readonly sorted: SortedReply; readonly usage: Completion["usage"] };

/** What a case is sampled with. */
export type CaseContext = {
  readonly plan: Pick<SamplingPlan, "samples" | "keep" | "thinking" | "requiresThinking" | "drawing">;
  readonly program: Program;
  readonly complete: Complete;
  readonly sandbox: Pick<Workshop["sandbox"], "verify">;
};

/**
 * Asks the teacher for every sample of a case at once, and scores what would be written of each. Throws a ModelFault
 * when the teacher cannot be asked.
 */
export async function sampleCase(row: DatasetRow, about: CaseContext): Promise<readonly Sample[]> {
  const { plan, complete } = about;
  const { bootcamp, version, level, case_id: caseId } = row.extra;
  const replies = await askSamples(
    { bootcamp, version, level, caseId, prompt: row.prompt },
    { role: "teacher", samples: plan.samples, seed: plan.drawing.seed, complete },
  );
  const prepared = replies.map((reply) => prepareReply(reply, plan));
  const scorable = prepared.flatMap((one) => (one.status === "scorable" ? [one.content] : []));
  const scores = await about.sandbox.verify(
    about.program,
    scorable.map((response) => ({ instance: row.truth.case, response })),
    JOB_LIMITS,
  );
  let next = 0;
  const scored = prepared.map((one) => {
    if (one.status === "dropped") return one;
    const { content, text, thinking } = one;
    const score = scores.status === "completed" ? scores.value[next++] : undefined;
    return { content, text, thinking, score };
  });
  const sorted = sortReplies(scored, { prompt: row.prompt, plan });
  return replies.flatMap(({ usage }, sample) => {
    const one = sorted[sample];
    return one === undefined ? [] : [{ sorted: one, usage }];
  });
}
