import { z } from "zod";
import type { Asked, Json, Score } from "../bootcamp/index.ts";
import { DRAWING } from "../core/checks/thresholds.ts";
import { answerShapeSchema } from "../core/draft/answer-shape-schema.ts";
import type {
  CallEnding,
  DrawOutcome,
  Execution,
  JobLimits,
  KnownAnswers,
  LoadedClass,
} from "../core/draft/execution.ts";
import type { MutantOutcome, MutantTrial } from "../core/checks/verifier-mutant.ts";
import type { CallOutcome } from "../processes/start-child.ts";
import { splitRequest } from "./job-request.ts";
import { parseJson } from "../core/text/parse-json.ts";

/** What was parsed as JSON is JSON: to walk it would let a deep or wide case stop this process. */
const json = z.custom<Json>((value) => value !== undefined);

export const scoreSchema: z.ZodType<Score> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("scored"), score: z.number().min(0).max(1), answer: z.string() }),
  z.object({ status: z.literal("unparsable"), score: z.literal(0), reason: z.string() }),
  z.object({ status: z.literal("error"), message: z.string() }),
  z.object({ status: z.literal("timeout"), limitMs: z.number() }),
]);

/**
 * What a class says where a model compares its answers: what that is to be asked, in the place of a score.
 */
const askedSchema: z.ZodType<Asked> = z.object({
  status: z.literal("asks"),
  score: z.number().min(0).max(1),
  answer: z.string(),
  question: z.string(),
  reference: z.string(),
  equal: z.string(),
  isKnown: z.boolean(),
});

export const attemptSchema: z.ZodType<Score | Asked> = z.union([scoreSchema, askedSchema]);

export const knownAnswersSchema: z.ZodType<KnownAnswers> = z.object({
  reworded: z.array(z.string()),
  wrong: z.array(z.string()),
});

export const drawSchema: z.ZodType<DrawOutcome> = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("drawn"),
    index: z.int(),
    instance: json,
    prompt: z.string(),
    reference: z.string(),
    lost: z.string().nullable(),
    hardness: z.number().optional(),
  }),
  z.object({ status: z.literal("threw"), index: z.int(), method: z.string(), message: z.string() }),
]);

export const callEndingSchema: z.ZodType<CallEnding> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("gave"), text: z.string() }),
  z.object({ status: z.literal("gave no text"), type: z.string() }),
  z.object({ status: z.literal("threw"), message: z.string() }),
]);

const mutantSchema: z.ZodType<MutantOutcome> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("killed"), by: z.int() }),
  z.object({ status: z.literal("survived"), reachedBy: z.int(), decidedOn: z.int() }),
]);

/** What came of so many mistakes. */
export const mutantTrialSchema = (mutants: number): z.ZodType<MutantTrial> =>
  z.object({ tried: z.int(), outcomes: z.array(mutantSchema).length(mutants) });

export const loadSchema: z.ZodType<LoadedClass> = z.object({
  className: z.string(),
  card: json,
  answerPlace: z.string(),
  instruction: z.string(),
  // A draft that put something else there has a parser of its own.
  answerShape: answerShapeSchema.nullable().catch(null),
  worksOut: z.boolean(),
  equal: z.string().nullable(),
});

const childHead = z.discriminatedUnion("status", [
  z.object({ status: z.literal("answered"), cpuMs: z.number() }),
  z.object({ status: z.literal("timed-out"), item: z.int().nullable() }),
  z.object({ status: z.literal("out-of-memory") }),
  z.object({ status: z.literal("threw"), message: z.string() }),
  z.object({ status: z.literal("unknown-program") }),
  z.object({ status: z.literal("unknown-toolkit") }),
]);

const envelope = z.discriminatedUnion("status", [
  z.object({ status: z.literal("completed"), value: z.unknown() }),
  z.object({ status: z.literal("threw"), message: z.string() }),
  z.object({ status: z.literal("refused"), reason: z.string() }),
]);

/** What a child said of a job: its head, and behind it what the guest said; or how the child ended. */
export type ChildOutcome =
  | { readonly status: "answered"; readonly text: string; readonly cpuMs: number }
  | Exclude<z.infer<typeof childHead>, { readonly status: "answered" }>
  | Exclude<CallOutcome, { readonly status: "replied" }>;

/** Reads what came from a child. */
export function readChild(outcome: CallOutcome): ChildOutcome {
  if (outcome.status !== "replied") return outcome;
  const { head, body } = splitRequest(outcome.text);
  const read = childHead.safeParse(parseJson(head));
  if (!read.success) return { status: "died", cause: "exit", reason: "it answered what is no outcome" };
  return read.data.status === "answered" ? { ...read.data, text: body } : read.data;
}

/**
 * An item that has used so much CPU time itself does not end: it is twice what all cases of a level may take together,
 * and a busy machine makes that of an item three times as much (`BUSY_MACHINE`).
 */
export const ENDLESS_MS = 2 * DRAWING.cpuMs;

/** The outcome in the words of the core. The value is what the guest says: the caller checks its shape. */
export function toExecution(outcome: ChildOutcome, limits: JobLimits, endlessMs: number): Execution<unknown> {
  switch (outcome.status) {
    case "answered": {
      const read = envelope.safeParse(parseJson(outcome.text));
      if (!read.success) return { status: "refused", reason: "the guest answered what is no JSON envelope" };
      return read.data.status === "completed" ? { ...read.data, cpuMs: outcome.cpuMs } : read.data;
    }
    case "timed-out":
      return { status: "timed-out", limitMs: limits.timeoutMs, item: outcome.item };
    case "overdue":
      return {
        status: "timed-out",
        limitMs: limits.timeoutMs,
        item: outcome.by === "cpu" ? outcome.item : null,
        ...(outcome.by === "cpu" && outcome.item !== null && outcome.itemMs >= endlessMs
          ? { isEndless: true }
          : {}),
      };
    case "out-of-memory":
      return { status: "out-of-memory", limitMiB: limits.memoryMiB };
    case "threw":
      return { status: "threw", message: outcome.message };
    case "died":
      if (outcome.cause === "memory") return { status: "out-of-memory", limitMiB: limits.memoryMiB };
      return { status: "crashed", reason: outcome.reason };
    case "unknown-program":
    case "unknown-toolkit":
      return { status: "crashed", reason: "the child forgot the program" };
  }
}
