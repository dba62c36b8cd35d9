import type { Program } from "../../core/draft/compile-report.ts";
import { sha256 } from "../../core/draft/hash.ts";
import type { Complete, Completion, CompletionRequest } from "../../core/calls/completion.ts";
import { awaitAll } from "../../core/run/await-all.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import { taskId } from "../../core/task/ids.ts";
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
 * Asks the teacher for every sample of a case at once, and scores what would be written of each. Calls under way are
 * let finish, whatever becomes of the others. Throws a ModelFault when the teacher cannot be asked.
 */
export async function sampleCase(row: DatasetRow, about: CaseContext): Promise<readonly Sample[]> {
  const { plan, complete } = about;
  const asked = Array.from({ length: plan.samples }, (_, sample) => complete(requestFor(row, sample, plan)));
  const replies = await awaitAll(asked);
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

/** The teacher is shown what a policy will be shown, and nothing else: the prompt of the case. */
function requestFor(
  { prompt, extra }: DatasetRow,
  sample: number,
  { drawing }: Pick<SamplingPlan, "drawing">,
): CompletionRequest {
  return {
    address: {
      role: "teacher",
      task: taskId(extra.bootcamp),
      version: extra.version,
      level: extra.level,
      caseHash: extra.case_id,
      attempt: sample,
    },
    messages: [{ role: "user", text: prompt }],
    sample,
    seed: seedOf(drawing.seed, extra.case_id, sample),
  };
}

/** A seed of its own for each sample, below 2^31 as endpoints expect. */
const seedOf = (seed: number, caseId: string, sample: number): number =>
  Number.parseInt(sha256(`teacher ${seed} ${caseId} ${sample}`).slice(0, 8), 16) >>> 1;
