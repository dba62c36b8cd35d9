import { z } from "zod";
import type { Json, Score } from "../bootcamp/index.ts";
import type { Program } from "../core/compile-report.ts";
import type { DrawOutcome, Execution, JobLimits, LoadedClass, Sandbox } from "../core/execution.ts";
import { sha256 } from "../core/hash.ts";
import { createPool } from "../processes/create-pool.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import type { CallOutcome } from "../processes/start-child.ts";
import { createGate } from "./gate.ts";

/** How long past its time limit a job's process may live before it is killed (sandbox page). */
const GRACE_MS = 700;

/** A child is replaced after so many jobs, so that no leak of one draft burdens many others. */
const JOBS_PER_CHILD = 500;

/** What was parsed as JSON is JSON: to walk it would let a deep or wide case stop this process. */
const json = z.custom<Json>((value) => value !== undefined);

const scoreSchema: z.ZodType<Score> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("scored"), score: z.number().min(0).max(1), answer: z.string() }),
  z.object({ status: z.literal("unparsable"), score: z.literal(0), reason: z.string() }),
  z.object({ status: z.literal("error"), message: z.string() }),
  z.object({ status: z.literal("timeout"), limitMs: z.number() }),
]);

const drawSchema: z.ZodType<DrawOutcome> = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("drawn"),
    index: z.int(),
    instance: json,
    prompt: z.string(),
    reference: z.string(),
    lost: z.string().nullable(),
  }),
  z.object({ status: z.literal("threw"), index: z.int(), method: z.string(), message: z.string() }),
]);

const loadSchema: z.ZodType<LoadedClass> = z.object({
  className: z.string(),
  card: json,
  answerPlace: z.string(),
  instruction: z.string(),
});

const childOutcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("answered"), text: z.string(), cpuMs: z.number() }),
  z.object({ status: z.literal("timed-out"), item: z.int().nullable() }),
  z.object({ status: z.literal("out-of-memory") }),
  z.object({ status: z.literal("threw"), message: z.string() }),
  z.object({ status: z.literal("unknown-program") }),
]);

const envelope = z.discriminatedUnion("status", [
  z.object({ status: z.literal("completed"), value: z.unknown() }),
  z.object({ status: z.literal("threw"), message: z.string() }),
  z.object({ status: z.literal("refused"), reason: z.string() }),
]);

/** A sandbox and the means to end it. */
export type ClosableSandbox = Sandbox & { readonly close: () => void };

/** A pool of disposable processes, as many as `size`, with one warm spare. */
export function createSandbox(options: { readonly size: number }): ClosableSandbox {
  const pool = createPool(
    {
      entry: siblingModule(import.meta.url, "child"),
      nodeFlags: [
        "--no-node-snapshot",
        "--enable-experimental-regexp-engine-on-excessive-backtracks",
        "--disable-warning=ExperimentalWarning",
      ],
    },
    { size: options.size, spares: 1, jobsPerChild: JOBS_PER_CHILD },
  );
  const gate = createGate();
  const hashes = new WeakMap<Program, string>();
  const idOf = (program: Program): string => {
    const known = hashes.get(program) ?? sha256(`${sha256(program.toolkit)}\n${program.code}`);
    hashes.set(program, known);
    return known;
  };

  const attempt = async (program: Program, job: Job): Promise<Execution<unknown>> => {
    const { operation, payload, limits } = job;
    const request = { id: idOf(program), operation, payload, ...limits };
    const limitMs = limits.timeoutMs + GRACE_MS;
    let outcome = readChild(await pool.call(JSON.stringify(request), limitMs));
    if (outcome.status === "unknown-program") {
      outcome = readChild(await pool.call(JSON.stringify({ ...request, program }), limitMs));
    }
    return toExecution(outcome, limits);
  };

  const run = async <Value>(
    program: Program,
    job: Job,
    schema: z.ZodType<Value>,
  ): Promise<Execution<Value>> => {
    let execution = await gate.shared(() => attempt(program, job));
    // On a busy machine limits hit the innocent: once more, with nothing else at work.
    if (isResourceOutcome(execution)) execution = await gate.alone(() => attempt(program, job));
    if (execution.status !== "completed") return execution;
    const value = schema.safeParse(execution.value);
    if (value.success) return { ...execution, value: value.data };
    return {
      status: "refused",
      reason: `the result is not of the expected shape: ${value.error.issues[0]?.message}`,
    };
  };

  return {
    load: (program, limits) => run(program, { operation: "load", payload: "{}", limits }, loadSchema),
    draw: (program, range, limits) =>
      run(
        program,
        { operation: "draw", payload: JSON.stringify(range), limits },
        z.array(drawSchema).length(range.count),
      ),
    verify: (program, attempts, limits) =>
      run(
        program,
        { operation: "verify", payload: JSON.stringify({ attempts }), limits },
        z.array(scoreSchema).length(attempts.length),
      ),
    extract: (program, responses, limits) =>
      run(
        program,
        { operation: "extract", payload: JSON.stringify({ responses }), limits },
        z.array(z.object({ text: z.string(), canonical: z.string() }).nullable()),
      ),
    wrap: (program, answers, limits) =>
      run(program, { operation: "wrap", payload: JSON.stringify({ answers }), limits }, z.array(z.string())),
    close: () => pool.close(),
  };
}

type Job = { readonly operation: string; readonly payload: string; readonly limits: JobLimits };

type ChildOutcome = z.infer<typeof childOutcome> | Exclude<CallOutcome, { readonly status: "replied" }>;

function readChild(outcome: CallOutcome): ChildOutcome {
  if (outcome.status !== "replied") return outcome;
  const read = childOutcome.safeParse(parseJson(outcome.text));
  return read.success
    ? read.data
    : { status: "died", cause: "exit", reason: "it answered what is no outcome" };
}

function toExecution(outcome: ChildOutcome, limits: JobLimits): Execution<unknown> {
  switch (outcome.status) {
    case "answered": {
      const read = envelope.safeParse(parseJson(outcome.text));
      if (!read.success) return { status: "refused", reason: "the guest answered what is no JSON envelope" };
      return read.data.status === "completed" ? { ...read.data, cpuMs: outcome.cpuMs } : read.data;
    }
    case "timed-out":
      return { status: "timed-out", limitMs: limits.timeoutMs, item: outcome.item };
    case "overdue":
      return { status: "timed-out", limitMs: limits.timeoutMs, item: null };
    case "out-of-memory":
      return { status: "out-of-memory", limitMiB: limits.memoryMiB };
    case "threw":
      return { status: "threw", message: outcome.message };
    case "died":
      if (outcome.cause === "memory") return { status: "out-of-memory", limitMiB: limits.memoryMiB };
      return { status: "crashed", reason: outcome.reason };
    case "unknown-program":
      return { status: "crashed", reason: "the child forgot the program" };
  }
}

function isResourceOutcome(execution: Execution<unknown>): boolean {
  return ["timed-out", "out-of-memory", "crashed"].includes(execution.status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
