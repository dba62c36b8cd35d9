import type { Score } from "../bootcamp/index.ts";
import type { Attempt, Execution, JobLimits } from "../core/draft/execution.ts";

/** A verifier that more responses than this bring down, or keep from ending, is reported as a whole. */
const MOST_FAILURES = 3;

type Failure = Exclude<Execution<readonly Score[]>, { readonly status: "completed" }>;

/**
 * Verifies a batch so that a response which brings the verifier down, or keeps it from ending, costs its
 * own score and nobody else's: the batch is taken apart around it. Where every attempt fails, or many do,
 * the outcome is that failure; a time-out with the place of the first attempt that had one.
 */
export async function verifyApart<Verified>(
  attempts: readonly Attempt[],
  limits: JobLimits,
  verify: (attempts: readonly Attempt[]) => Promise<Execution<readonly Verified[]>>,
): Promise<Execution<readonly (Verified | Score)[]>> {
  const scores: (Verified | Score)[] = [];
  let cpuMs = 0;
  let failures = 0;
  let firstTimeout: number | undefined;

  /** The failure that ends it all, or nothing: then there is a score for each attempt up to `end`. */
  const go = async (start: number, end: number): Promise<Failure | undefined> => {
    if (start >= end) return undefined;
    const execution = await verify(attempts.slice(start, end));
    if (execution.status === "completed") {
      scores.push(...execution.value);
      cpuMs += execution.cpuMs;
      return undefined;
    }
    if (end - start === 1) return fail(start, execution);
    const item = execution.status === "timed-out" ? execution.item : null;
    if (item === null) return (await go(start, (start + end) >> 1)) ?? (await go((start + end) >> 1, end));
    const guilty = start + item;
    const isEndless = execution.status === "timed-out" && execution.isEndless === true;
    return (
      (await go(start, guilty)) ??
      (isEndless ? fail(guilty, execution) : await go(guilty, guilty + 1)) ??
      (await go(guilty + 1, end))
    );
  };

  /** One attempt failed for good: that is its score, or the failure of all of them. */
  const fail = (index: number, execution: Failure): Failure | undefined => {
    failures++;
    if (execution.status === "timed-out") firstTimeout ??= index;
    if (failures > MOST_FAILURES || failures === attempts.length)
      return execution.status === "timed-out" ? { ...execution, item: firstTimeout ?? index } : execution;
    scores.push(scoreOf(execution, limits));
    return undefined;
  };
  const failure = await go(0, attempts.length);
  return failure ?? { status: "completed", value: scores, cpuMs };
}

function scoreOf(failure: Failure, limits: JobLimits): Score {
  switch (failure.status) {
    case "timed-out":
      return { status: "timeout", limitMs: limits.timeoutMs };
    case "out-of-memory":
      return { status: "error", message: `the verifier needed more than ${failure.limitMiB} MiB` };
    case "threw":
      return { status: "error", message: failure.message };
    case "crashed":
    case "refused":
      return { status: "error", message: failure.reason };
  }
}
