import { z } from "zod";
import { completionSchema } from "../../core/calls/completion-schema.ts";
import { taskSchema } from "../../core/task/task-schema.ts";
import { requestSchema } from "./call-wire.ts";
import { testedSchema } from "./event-wire.ts";
import { optionsSchema } from "./options-wire.ts";

const faultKind = z.enum([
  "stopped",
  "unavailable",
  "unauthorized",
  "unknown model",
  "refused",
  "quota",
  "budget",
  "not recorded",
  "configuration",
]);

/** How an attempt ended at its worker. `left`: the worker goes, and somebody else is to take the task. */
const endSchema = z.discriminatedUnion("status", [
  z.object({ status: z.enum(["decided", "left"]) }),
  z.object({ status: z.enum(["lost", "faulted"]), reason: z.string() }),
  z.object({ status: z.literal("stopped"), fault: faultKind, reason: z.string() }),
]);

/** What a worker writes to the coordinator about an attempt at a task; calls and events mix. */
const workerLetter = z.discriminatedUnion("kind", [
  /** It has taken a job and wants to know what there is to do. */
  z.object({ kind: z.literal("begun"), worker: z.string(), job: z.string() }),
  z.object({ kind: z.literal("call"), call: z.int(), request: requestSchema }),
  /** As `event-wire.ts` reads it. */
  z.object({ kind: z.literal("event"), event: z.unknown() }),
  z.object({ kind: z.literal("ended"), end: endSchema }),
]);

/** A draft that an earlier attempt tested, and what the tests said of it: they are not run again. */
const recalledSchema = z.object({
  line: z.int(),
  round: z.int(),
  source: z.string(),
  tested: testedSchema,
});

/** What the coordinator writes back. */
const coordinatorLetter = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("go"),
    task: taskSchema,
    options: optionsSchema,
    recalled: z.array(recalledSchema),
  }),
  z.object({ kind: z.literal("reply"), call: z.int(), completion: completionSchema }),
  z.object({ kind: z.literal("fault"), call: z.int(), fault: faultKind, reason: z.string() }),
  /** Somebody else has the task, or nobody wants it any more. */
  z.object({ kind: z.literal("revoked") }),
]);

export type WorkerLetter = z.infer<typeof workerLetter>;
export type AttemptEnd = z.infer<typeof endSchema>;
export type CoordinatorLetter = z.infer<typeof coordinatorLetter>;
export type Recalled = z.infer<typeof recalledSchema>;

/** Reads a letter of the other side. Throws a ZodError, or a SyntaxError, for anything else. */
export const readWorkerLetter = (body: string): WorkerLetter => workerLetter.parse(JSON.parse(body));
export const readCoordinatorLetter = (body: string): CoordinatorLetter =>
  coordinatorLetter.parse(JSON.parse(body));
