import { z } from "zod";
import type { Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { Attempt, DrawingSandbox, Execution, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { createDrawing } from "./draw-cases.ts";
import { createFormatting, type Formatting } from "./format-answers.ts";
import { mutateApart } from "./mutate-apart.ts";
import { packAttempts } from "./pack-attempts.ts";
import { NO_VERIFIER } from "../core/draft/model-verifier.ts";
import { verifyThrough } from "../core/run/verify-through.ts";
import {
  attemptSchema,
  callEndingSchema,
  knownAnswersSchema,
  loadSchema,
  mutantTrialSchema,
  scoreSchema,
} from "./read-outcome.ts";
import { createJobRunner, type JobRunner, type SandboxOptions } from "./run-job.ts";
import { createScoring, type Scoring } from "./score-responses.ts";
import { verifyApart } from "./verify-apart.ts";

/** A sandbox and the means to end it. */
export type ClosableSandbox = Sandbox & {
  readonly scoring: Scoring;
  /** The same by the script of a class that keeps nothing, which is evaluated once for all cases and texts. */
  readonly still: DrawingSandbox & Formatting;
  readonly close: () => void;
};

/** A pool of disposable processes, as many as `size`, with one warm spare once one was lost. */
export function createSandbox(options: SandboxOptions): ClosableSandbox {
  const { run, close } = createJobRunner(options);
  const verifyBy = createVerifying(run);
  const attempt = verifyBy(attemptSchema, {});

  const drawing = createDrawing(run);
  const format = createFormatting(run);

  return {
    load: (program, limits) => run(program, { operation: "load", payload: "{}", limits }, loadSchema),
    ...drawing("careful"),
    verify: verifyThrough(attempt, NO_VERIFIER),
    verifyAlone: verifyBy(scoreSchema, { alone: true }),
    attempt,
    known: (program, instances, limits) =>
      run(
        program,
        {
          operation: "known",
          payload: JSON.stringify({ cases: instances.map((one) => JSON.stringify(one)) }),
          limits,
        },
        z.array(knownAnswersSchema).length(instances.length),
      ),
    mutate: (program, { mutants, ...trials }, limits) =>
      mutateApart(mutants, (some) =>
        run(
          program,
          { operation: "mutate", payload: JSON.stringify({ ...trials, mutants: some }), limits },
          mutantTrialSchema(some.length),
        ),
      ),
    ...format("careful"),
    still: { ...drawing("still"), ...format("still") },
    call: (program, calls, limits) =>
      run(
        program,
        { operation: "call", payload: JSON.stringify(calls), limits },
        z.array(z.string().nullable()).length(calls.arguments.length),
      ),
    callForTexts: (program, calls, limits) =>
      run(
        program,
        { operation: "callForTexts", payload: JSON.stringify(calls), limits },
        z.array(z.array(z.string()).nullable()).length(calls.arguments.length),
      ),
    endingOf: (program, call, limits) =>
      run(program, { operation: "endingOf", payload: JSON.stringify(call), limits }, callEndingSchema),
    scoring: createScoring(run),
    close,
  };
}

type Verify<Verified> = (
  program: Program,
  attempts: readonly Attempt[],
  limits: JobLimits,
) => Promise<Execution<readonly (Verified | Score)[]>>;

/** Verifies anew for each response, by a job that says what `schema` reads; `more` goes along with what it is asked. */
function createVerifying(
  run: JobRunner["run"],
): <Verified>(schema: z.ZodType<Verified>, more: object) => Verify<Verified> {
  return <Verified>(schema: z.ZodType<Verified>, more: object): Verify<Verified> =>
    (program, attempts, limits) => {
      const verify = (some: readonly Attempt[]): Promise<Execution<readonly Verified[]>> =>
        run(
          program,
          { operation: "verify", payload: JSON.stringify({ ...packAttempts(some), ...more }), limits },
          z.array(schema).length(some.length),
        );
      return limits.once === true ? verify(attempts) : verifyApart(attempts, limits, verify);
    };
}
