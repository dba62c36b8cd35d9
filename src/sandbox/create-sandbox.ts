import { z } from "zod";
import type { Json, Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { Attempt, Execution, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { createFormatting } from "./format-answers.ts";
import { mutateApart } from "./mutate-apart.ts";
import { packAttempts } from "./pack-attempts.ts";
import { NO_VERIFIER } from "../core/draft/model-verifier.ts";
import { verifyThrough } from "../core/run/verify-through.ts";
import {
  attemptSchema,
  callEndingSchema,
  drawSchema,
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
  /** `extract` and `wrap` by the script of a class that keeps nothing, which is evaluated once for all texts. */
  readonly still: Pick<Sandbox, "extract" | "wrap">;
  readonly close: () => void;
};

/** A pool of disposable processes, as many as `size`, with one warm spare once one was lost. */
export function createSandbox(options: SandboxOptions): ClosableSandbox {
  const { run, close } = createJobRunner(options);
  const verifyBy = createVerifying(run);
  const attempt = verifyBy(attemptSchema, {});

  const word = (
    program: Program,
    about: { readonly instances: readonly Json[]; readonly method: string },
    limits: JobLimits,
  ): Promise<Execution<readonly (string | null)[]>> => {
    const { instances, method } = about;
    const cases = instances.map((one) => JSON.stringify(one));
    return run(
      program,
      { operation: "word", payload: JSON.stringify({ cases, method }), limits },
      z.array(z.string().nullable()).length(instances.length),
    );
  };

  const format = createFormatting(run);

  return {
    load: (program, limits) => run(program, { operation: "load", payload: "{}", limits }, loadSchema),
    draw: (program, range, limits) =>
      run(
        program,
        { operation: "draw", payload: JSON.stringify(range), limits },
        z.array(drawSchema).length(range.count),
      ),
    word: (program, instances, limits) => word(program, { instances, method: "promptFunc" }, limits),
    refer: (program, instances, limits) => word(program, { instances, method: "referenceAnswer" }, limits),
    work: (program, instances, limits) => word(program, { instances, method: "workedSolution" }, limits),
    redraw: (program, redraw, limits) =>
      run(
        program,
        { operation: "redraw", payload: JSON.stringify(redraw), limits },
        z.array(drawSchema).length(redraw.cases.length),
      ),
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
    still: format("still"),
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
