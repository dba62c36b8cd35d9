import { z } from "zod";
import { endpointLimit } from "./run-status.ts";

/** What may be changed while a run is under way. What is left out stays as it is. */
export const tuningSchema = z.strictObject({
  /** Requests under way at once: for one endpoint, or for all of them where none is named. */
  concurrency: z.strictObject({ endpoint: z.string().nullable(), slots: endpointLimit }).optional(),
  /** Tasks under way at once. */
  parallel: z.union([z.int().min(1).max(1024), z.literal("auto")]).optional(),
  /** When the run shall stop, and the most that it may spend, as they are given to `campforge run`. */
  until: z.string().max(100).optional(),
  budget: z.string().max(100).optional(),
});

/** What is asked of a run from another terminal. */
export const controlRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["pause", "resume", "stop"]) }),
  z.strictObject({ kind: z.literal("tune"), tuning: tuningSchema }),
]);

/** What the run makes of it, in words for who asked. */
export const controlAnswerSchema = z.strictObject({ status: z.enum(["done", "refused"]), note: z.string() });

export type Tuning = Readonly<z.infer<typeof tuningSchema>>;
export type ControlRequest = Readonly<z.infer<typeof controlRequestSchema>>;
export type ControlAnswer = Readonly<z.infer<typeof controlAnswerSchema>>;
