import { z } from "zod";
import type { Asked, Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { Execution, JobLimits } from "../core/draft/execution.ts";
import { packResponses, type ScoringAttempt } from "./pack-responses.ts";
import { attemptSchema } from "./read-outcome.ts";
import type { JobRunner } from "./run-job.ts";

export type { ScoringAttempt } from "./pack-responses.ts";

/** A class to score with: its program, and where it keeps nothing the one that is evaluated once for many. */
export type Scored = { readonly careful: Program; readonly still: Program | null };

/**
 * What became of one response. `faulted` is no word on the response: the process ended under it, more than once,
 * and nobody knows by whose doing.
 */
export type ScoringOutcome =
  | Score
  | { readonly status: "out-of-memory"; readonly limitMiB: number }
  | { readonly status: "faulted"; readonly reason: string };

/** Outcomes in the order of the attempts, and what they cost; what a model is to be asked is left to the caller. */
export type ScoredBatch = {
  readonly outcomes: readonly (ScoringOutcome | Asked)[];
  /** CPU time of the isolates. */
  readonly cpuMs: number;
  /** Why a class that the compiler took for one that keeps nothing did keep something; null when it did not. */
  readonly notStill: string | null;
};

/** Answers as long as this may be the beginning of a longer one (`guest/scoring.js`). */
export const MOST_ANSWER = 2_000;

/** Scores responses for those who serve; each is answered for by itself, whatever the others of its batch do. */
export type Scoring = (
  program: Scored,
  attempts: readonly ScoringAttempt[],
  limits: JobLimits,
) => Promise<ScoredBatch>;

/** How often a process may end under one response before that is said of it. */
const MOST_DEATHS = 3;

/**
 * And under all of a batch: enough to find one response in 32 that brings its process down. Where processes end whatever
 * they do, what is left is not tried any longer, so that whoever asked gets a reply in time.
 */
const MOST_DEATHS_OF_BATCH = 20;

const resultSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("unknown-cases") }),
  z.object({ status: z.literal("not-still"), reason: z.string() }),
  z.object({ status: z.literal("scored"), scores: z.array(attemptSchema) }),
]);
type Result = z.infer<typeof resultSchema>;

/** Scores by jobs of a pool. */
export function createScoring(run: JobRunner["run"]): Scoring {
  const job = async (
    program: Program,
    batch: { readonly attempts: readonly ScoringAttempt[]; readonly still: boolean },
    limits: JobLimits,
  ): Promise<Execution<Result>> => {
    const send = (isForgotten: boolean): Promise<Execution<Result>> =>
      run(
        program,
        { operation: "score", payload: packResponses(program, batch, isForgotten), limits },
        resultSchema,
      );
    const known = await send(false);
    return known.status === "completed" && known.value.status === "unknown-cases" ? send(true) : known;
  };

  const scoreBy = async (
    program: Program,
    still: boolean,
    { attempts, limits }: { readonly attempts: readonly ScoringAttempt[]; readonly limits: JobLimits },
  ): Promise<ScoredBatch> => {
    const outcomes: (ScoringOutcome | Asked)[] = [];
    let cpuMs = 0;
    let notStill: string | null = null;
    let allDeaths = 0;
    const go = async (start: number, end: number, deaths: number): Promise<void> => {
      if (start >= end || notStill !== null) return;
      const execution = await job(program, { attempts: attempts.slice(start, end), still }, limits);
      if (execution.status === "completed") {
        const { value } = execution;
        if (value.status === "not-still") notStill = value.reason;
        else if (value.status === "scored" && value.scores.length === end - start)
          outcomes.push(...value.scores);
        else
          for (let one = start; one < end; one++)
            outcomes.push({ status: "faulted", reason: "no scores came" });
        cpuMs += execution.cpuMs;
        return;
      }
      const isDeath = execution.status === "crashed";
      if (isDeath) allDeaths++;
      if (isDeath && allDeaths >= MOST_DEATHS_OF_BATCH) {
        for (let one = start; one < end; one++) outcomes.push(outcomeOf(execution, limits));
        return;
      }
      if (isDeath && deaths + 1 < MOST_DEATHS) return go(start, end, deaths + 1);
      if (end - start === 1) {
        outcomes.push(outcomeOf(execution, limits));
        return;
      }
      const item = execution.status === "timed-out" ? execution.item : null;
      const middle = item === null ? (start + end) >> 1 : start + item;
      await go(start, middle, 0);
      if (item === null) return go(middle, end, 0);
      // Whoever is to blame is tried alone, and answers for itself, unless that is clear already.
      if (execution.status === "timed-out" && execution.isEndless === true)
        outcomes.push(outcomeOf(execution, limits));
      else await go(middle, middle + 1, 0);
      await go(middle + 1, end, 0);
    };
    await go(0, attempts.length, 0);
    return { outcomes, cpuMs, notStill };
  };

  return async ({ careful, still }, attempts, limits) => {
    const once = { ...limits, once: true };
    const scoreCarefully = (some: readonly ScoringAttempt[]): Promise<ScoredBatch> =>
      scoreBy(careful, false, { attempts: some, limits: once });
    if (still === null) return scoreCarefully(attempts);
    const fast = await scoreBy(still, true, { attempts, limits: once });
    if (fast.notStill !== null) return { ...(await scoreCarefully(attempts)), notStill: fast.notStill };
    // A write to what is frozen throws: what an error means, the other path says.
    const failed = fast.outcomes.flatMap(({ status }, index) => (status === "error" ? [index] : []));
    if (failed.length === 0) return fast;
    const again = await scoreCarefully(attempts.filter((_, index) => failed.includes(index)));
    const replaced = new Map(failed.map((index, position) => [index, again.outcomes[position]]));
    const outcomes = fast.outcomes.map((one, index) => replaced.get(index) ?? one);
    return { outcomes, cpuMs: fast.cpuMs + again.cpuMs, notStill: null };
  };
}

function outcomeOf(
  failure: Exclude<Execution<Result>, { readonly status: "completed" }>,
  limits: JobLimits,
): ScoringOutcome {
  switch (failure.status) {
    case "timed-out":
      return { status: "timeout", limitMs: limits.timeoutMs };
    case "out-of-memory":
      return { status: "out-of-memory", limitMiB: failure.limitMiB };
    case "threw":
      return { status: "error", message: failure.message };
    case "crashed":
    case "refused":
      return { status: "faulted", reason: failure.reason };
  }
}
