import { z } from "zod";
import type { Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { Attempt, Execution, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { createPool, type PooledOutcome } from "../processes/create-pool.ts";
import { childProgram } from "./child-program.ts";
import { createSharedLock } from "./shared-lock.ts";
import {
  drawSchema,
  loadSchema,
  mutantTrialSchema,
  readChild,
  scoreSchema,
  toExecution,
} from "./read-outcome.ts";
import { type JobRequest, joinRequest } from "./job-request.ts";
import { mutateApart } from "./mutate-apart.ts";
import { createNamer } from "./name-program.ts";
import { packAttempts } from "./pack-attempts.ts";
import { verifyApart } from "./verify-apart.ts";

/** The clock's limit as a multiple of the CPU time: a busy machine must not reject good classes. */
const CLOCK_FACTOR = 4;

/** How long past the clock's limit a job's process may live before it is killed (SECURITY.md). */
const GRACE_MS = 700;

/** What was not among the latest few is hardly known to any child: its code goes along at once. */
const RECENT_PROGRAMS = 4;

/** A child is replaced after so many jobs, so that no leak of one draft burdens many others. */
const JOBS_PER_CHILD = 500;

/** One try of a job, for those who measure. */
export type Try = {
  readonly execution: Execution<unknown>;
  readonly wallMs: number;
  /** The most memory that the child has held so far, in MiB. */
  readonly peakMiB: number;
};

/** A sandbox and the means to end it. */
export type ClosableSandbox = Sandbox & { readonly close: () => void };

/** A pool of disposable processes, as many as `size`, with one warm spare. `onTry` hears of every try. */
export function createSandbox(options: {
  readonly size: number;
  readonly onTry?: (one: Try) => void;
}): ClosableSandbox {
  const pool = createPool(childProgram(), { size: options.size, spares: 1, jobsPerChild: JOBS_PER_CHILD });
  const lock = createSharedLock();
  const nameProgram = createNamer();
  const isRecent = rememberLatest(RECENT_PROGRAMS);

  const attempt = async (program: Program, job: Job): Promise<Execution<unknown>> => {
    const { operation, payload, limits } = job;
    const wallMs = limits.timeoutMs * CLOCK_FACTOR;
    const { id, toolkitId } = nameProgram(program);
    const head: JobRequest = {
      id,
      operation,
      cpuMs: limits.timeoutMs,
      wallMs,
      memoryMiB: limits.memoryMiB,
    };
    const call = (whole: JobRequest): Promise<PooledOutcome> =>
      pool.call(joinRequest(whole, payload), wallMs + GRACE_MS);
    const withCode = { ...head, program: { toolkitId, code: program.code } };
    const hasCode = !isRecent(id);
    let outcome = await call(hasCode ? withCode : head);
    let read = readChild(outcome);
    if (!hasCode && read.status === "unknown-program") {
      outcome = await call(withCode);
      read = readChild(outcome);
    }
    if (read.status === "unknown-program" || read.status === "unknown-toolkit") {
      outcome = await call({ ...head, program: { ...program, toolkitId } });
      read = readChild(outcome);
    }
    const execution = toExecution(read, limits);
    options.onTry?.({ execution, wallMs: outcome.wallMs, peakMiB: outcome.peakMiB });
    return execution;
  };

  const run = async <Value>(
    program: Program,
    job: Job,
    schema: z.ZodType<Value>,
  ): Promise<Execution<Value>> => {
    let execution = await lock.shared(() => attempt(program, job));
    // On a busy machine limits hit the innocent: once more, with nothing else at work.
    if (isResourceOutcome(execution)) execution = await lock.alone(() => attempt(program, job));
    if (execution.status !== "completed") return execution;
    const value = schema.safeParse(execution.value);
    if (value.success) return { ...execution, value: value.data };
    return {
      status: "refused",
      reason: `the result is not of the expected shape: ${value.error.issues[0]?.message}`,
    };
  };
  const verify = (
    program: Program,
    attempts: readonly Attempt[],
    limits: JobLimits,
  ): Promise<Execution<readonly Score[]>> =>
    run(
      program,
      { operation: "verify", payload: JSON.stringify(packAttempts(attempts)), limits },
      z.array(scoreSchema).length(attempts.length),
    );

  return {
    load: (program, limits) => run(program, { operation: "load", payload: "{}", limits }, loadSchema),
    draw: (program, range, limits) =>
      run(
        program,
        { operation: "draw", payload: JSON.stringify(range), limits },
        z.array(drawSchema).length(range.count),
      ),
    redraw: (program, redraw, limits) =>
      run(
        program,
        { operation: "redraw", payload: JSON.stringify(redraw), limits },
        z.array(drawSchema).length(redraw.cases.length),
      ),
    verify: (program, attempts, limits) =>
      verifyApart(attempts, limits, (part) => verify(program, part, limits)),
    mutate: (program, { mutants, ...trials }, limits) =>
      mutateApart(mutants, (some) =>
        run(
          program,
          { operation: "mutate", payload: JSON.stringify({ ...trials, mutants: some }), limits },
          mutantTrialSchema(some.length),
        ),
      ),
    extract: (program, responses, limits) =>
      run(
        program,
        { operation: "extract", payload: JSON.stringify({ responses }), limits },
        z.array(z.object({ text: z.string(), canonical: z.string() }).nullable()),
      ),
    wrap: (program, answers, limits) =>
      run(program, { operation: "wrap", payload: JSON.stringify({ answers }), limits }, z.array(z.string())),
    call: (program, calls, limits) =>
      run(
        program,
        { operation: "call", payload: JSON.stringify(calls), limits },
        z.array(z.string().nullable()).length(calls.arguments.length),
      ),
    close: () => pool.close(),
  };
}

type Job = { readonly operation: string; readonly payload: string; readonly limits: JobLimits };

/** Says of each text whether it was among the latest few others, and counts it as the latest. */
function rememberLatest(count: number): (text: string) => boolean {
  let latest: readonly string[] = [];
  return (text) => {
    const isKnown = latest.includes(text);
    latest = [text, ...latest.filter((other) => other !== text)].slice(0, count);
    return isKnown;
  };
}

function isResourceOutcome(execution: Execution<unknown>): boolean {
  return ["timed-out", "out-of-memory", "crashed"].includes(execution.status);
}
