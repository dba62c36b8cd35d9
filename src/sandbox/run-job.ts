import type { z } from "zod";
import type { Program } from "../core/draft/compile-report.ts";
import type { Execution, JobLimits } from "../core/draft/execution.ts";
import { createPool, type Pool, type PooledOutcome } from "../processes/create-pool.ts";
import { childProgram } from "./child-program.ts";
import { createSharedLock } from "./shared-lock.ts";
import { type JobRequest, joinRequest } from "./job-request.ts";
import { createNamer } from "./name-program.ts";
import { type ChildOutcome, ENDLESS_MS, readChild, toExecution } from "./read-outcome.ts";

/** The clock's limit as a multiple of the CPU time: a busy machine must not reject good classes. */
const CLOCK_FACTOR = 4;

/** How long past the clock's limit a job's process may live before it is killed (SECURITY.md). */
const GRACE_MS = 700;

/** Programs that a child keeps loaded. A draft is worked on for a while, and then never again. */
const KEPT_PROGRAMS = 4;

/** A child is replaced after so many jobs, so that no leak of one draft burdens many others. */
const JOBS_PER_CHILD = 500;

/** How a pool of sandboxes is opened. */
export type SandboxOptions = {
  /** How many jobs run at a time. */
  readonly size: number;
  /** After so many jobs a child is replaced; 500 where nothing else is said. */
  readonly jobsPerChild?: number;
  /** An item that has used so much CPU time itself does not end; `ENDLESS_MS` where nothing else is said. */
  readonly endlessMs?: number;
  /** Programs that a child keeps loaded at most; 4 where nothing else is said. */
  readonly keptPrograms?: number;
  /** Hears of every try. */
  readonly onTry?: (one: Try) => void;
};

/** One try of a job, for those who measure. */
export type Try = {
  readonly execution: Execution<unknown>;
  readonly wallMs: number;
  /** The most memory that the child has held so far, in MiB. */
  readonly peakMiB: number;
};

/** What the guest is to do with a program. A payload may depend on what the child was told before. */
export type Job = {
  readonly operation: string;
  readonly payload: string | ComposePayload;
  readonly limits: JobLimits;
};

/** Writes a payload by what the child was told; `isNew` says that it gets the program only now, and knows nothing. */
export type ComposePayload = (told: Set<string>, isNew: boolean) => string;

/** Runs jobs in a pool of disposable processes. */
export type JobRunner = {
  /** A result that is not of the schema's shape is refused: the program may have tampered with it. */
  readonly run: <Value>(program: Program, job: Job, schema: z.ZodType<Value>) => Promise<Execution<Value>>;
  readonly close: () => void;
};

/** Opens a pool as large as `size`, with one warm spare once a child was lost. */
export function createJobRunner(options: SandboxOptions): JobRunner {
  const {
    size,
    jobsPerChild = JOBS_PER_CHILD,
    keptPrograms = KEPT_PROGRAMS,
    endlessMs = ENDLESS_MS,
  } = options;
  const pool = createPool(childProgram(keptPrograms), { size, spares: 1, jobsPerChild });
  const lock = createSharedLock();
  const call = createCall(pool, keptPrograms);
  const attempt = async (program: Program, job: Job): Promise<Execution<unknown>> => {
    const { outcome, read } = await call(program, job);
    const execution = toExecution(read, job.limits, endlessMs);
    options.onTry?.({ execution, wallMs: outcome.wallMs, peakMiB: outcome.peakMiB });
    return execution;
  };
  return {
    run: async (program, job, schema) => {
      let execution = await lock.shared(() => attempt(program, job));
      // On a busy machine limits hit the innocent: once more, with nothing else at work.
      if (mayFareBetterAlone(execution) && job.limits.once !== true)
        execution = await lock.alone(() => attempt(program, job));
      if (execution.status !== "completed") return execution;
      const value = schema.safeParse(execution.value);
      if (value.success) return { ...execution, value: value.data };
      return {
        status: "refused",
        reason: `the result is not of the expected shape: ${value.error.issues[0]?.message}`,
      };
    },
    close: () => pool.close(),
  };
}

type Called = { readonly outcome: PooledOutcome; readonly read: ChildOutcome };

/** Sends jobs to children, and with each as little of its program as its child knows. */
function createCall(pool: Pool, kept: number): (program: Program, job: Job) => Promise<Called> {
  const nameProgram = createNamer();
  const knowledge = knowPrograms(kept);
  return async (program, { operation, payload, limits }) => {
    const wallMs = limits.timeoutMs * CLOCK_FACTOR;
    const { id, toolkitId } = nameProgram(program);
    const { timeoutMs: cpuMs, memoryMiB, lane } = limits;
    const head: JobRequest = { id, operation, cpuMs, wallMs, memoryMiB, kept };
    const withCode = { ...head, program: { toolkitId, code: program.code } };
    const call = async (full: JobRequest | undefined): Promise<Called> => {
      const compose = (told: Set<string>): string => {
        const isKnown = knowledge(told, `${id}:${memoryMiB}`) && full === undefined;
        const text = typeof payload === "string" ? payload : payload(told, !isKnown);
        return joinRequest(isKnown ? head : (full ?? withCode), text);
      };
      const outcome = await pool.call(compose, wallMs + GRACE_MS, lane);
      return { outcome, read: readChild(outcome) };
    };
    let called = await call(undefined);
    if (called.read.status === "unknown-program") called = await call(withCode);
    if (called.read.status === "unknown-program" || called.read.status === "unknown-toolkit")
      called = await call({ ...head, program: { ...program, toolkitId } });
    return called;
  };
}

/**
 * Says whether a child has a program loaded, by what it was sent, and counts it as the latest. It may have forgotten
 * one for its size, or because of a fault: then it says so.
 */
function knowPrograms(kept: number): (told: Set<string>, name: string) => boolean {
  const latest = new WeakMap<Set<string>, readonly string[]>();
  return (told, name) => {
    const before = latest.get(told) ?? [];
    latest.set(told, [name, ...before.filter((other) => other !== name)].slice(0, kept));
    return before.includes(name);
  };
}

/** Whether a job hit a limit that it might not hit with the machine to itself. */
function mayFareBetterAlone(execution: Execution<unknown>): boolean {
  if (execution.status === "timed-out") return execution.isEndless !== true;
  return execution.status === "out-of-memory" || execution.status === "crashed";
}
