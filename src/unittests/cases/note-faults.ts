import type { Json, Score } from "../../bootcamp/index.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import type { Sandbox } from "../../core/draft/execution.ts";

/** A response to a case of the class that is no score but a fault of the verifier. */
export type Fault = { readonly instance: Json; readonly response: string; readonly score: Score };

/** More of them say no more. */
const MOST_FAULTS = 20;

/**
 * The same sandbox, which notes every fault of the verifier on a case that the class itself drew, whatever
 * check tried the response: those that look for something else pass over it.
 */
export function noteFaults(
  sandbox: Sandbox,
  program: Program,
  isOwn: (instance: Json) => boolean,
): { readonly sandbox: Sandbox; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  return {
    faults,
    sandbox: {
      ...sandbox,
      verify: async (asked, attempts, limits) => {
        const execution = await sandbox.verify(asked, attempts, limits);
        if (asked !== program || execution.status !== "completed") return execution;
        for (const [index, score] of execution.value.entries()) {
          const attempt = attempts[index];
          const isFault = score.status === "error" || score.status === "timeout";
          if (isFault && attempt !== undefined && faults.length < MOST_FAULTS && isOwn(attempt.instance))
            faults.push({ ...attempt, score });
        }
        return execution;
      },
    },
  };
}
