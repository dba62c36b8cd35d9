import { z } from "zod";
import type { CallAddress, CompletionRequest } from "../../core/calls/completion.ts";
import { isTaskId } from "../../core/task/ids.ts";

const task = z.string().refine(isTaskId);
const at = { task, line: z.int(), round: z.int() };

/** The addresses of the calls that a line makes. */
const addressSchema: z.ZodType<CallAddress> = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["author", "refiner"]), ...at, turn: z.int() }),
  z.object({ role: z.enum(["solver", "adversary"]), ...at, turn: z.int() }),
  z.object({ role: z.literal("arbiter"), ...at, caseHash: z.string() }),
  z.object({ role: z.literal("critic"), ...at }),
  z.object({ role: z.literal("verifier"), task, questionHash: z.string() }),
  z.object({
    role: z.literal("judge"),
    ...at,
    level: z.int(),
    index: z.int(),
    caseHash: z.string(),
    attempt: z.int(),
  }),
]);

/** Handed on as it came: the record then has the same bytes as of a run in one process. */
const address = z.custom<CallAddress>(
  (value) => addressSchema.safeParse(value).success,
  "this is not the address of a call",
);

/** A request to a model as a worker hands it to its coordinator. */
export const requestSchema: z.ZodType<CompletionRequest> = z.object({
  address,
  messages: z.array(z.object({ role: z.enum(["system", "user", "assistant"]), text: z.string() })),
  sample: z.number(),
  seed: z.number(),
});
