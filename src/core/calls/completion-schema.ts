import { z } from "zod";
import type { Completion } from "./completion.ts";

const usage = z.object({
  promptTokens: z.number(),
  completionTokens: z.number(),
  estimated: z.boolean(),
  cost: z.number().nullable(),
});

/** A completion as JSON in the record and in recordings. */
export const completionSchema: z.ZodType<Completion> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("complete"), text: z.string(), thinking: z.string(), usage }),
  z.object({ status: z.literal("truncated"), text: z.string(), thinking: z.string(), usage }),
  z.object({ status: z.literal("empty"), thinking: z.string(), usage }),
  z.object({ status: z.literal("refused"), reason: z.string(), usage }),
  z.object({
    status: z.literal("failed"),
    reason: z.string(),
    usage,
    refusal: z.enum(["size", "other"]).exactOptional(),
  }),
]);
