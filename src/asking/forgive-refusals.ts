import { type Complete, ModelFault } from "../core/calls/completion.ts";

/** Of a sampling's calls, the part that was answered from which on an endpoint is right about those that it refuses. */
const ANSWERED = 0.9;

/**
 * An endpoint that refuses all that is asked of it ends a run. Near the end of a sampling that may be the few requests
 * that it refuses for good, such as prompts that are too long: they are asked again whenever the sampling is resumed,
 * since what was never answered is not kept. Where nearly all were answered, these fail alone.
 */
export function forgiveRefusals(
  complete: Complete,
  { answeredBefore, of }: { readonly answeredBefore: number; readonly of: number },
): Complete {
  let answered = 0;
  return async (request) => {
    try {
      const completion = await complete(request);
      if (completion.status !== "failed") answered++;
      return completion;
    } catch (error) {
      const isLate = Math.max(answered, answeredBefore) >= ANSWERED * of;
      if (!isLate || !(error instanceof ModelFault) || error.kind !== "refused") throw error;
      const usage = { promptTokens: 0, completionTokens: 0, estimated: true, cost: null };
      return { status: "failed", reason: error.message, usage };
    }
  };
}
