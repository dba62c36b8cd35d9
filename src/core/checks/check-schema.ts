import { z } from "zod";
import { ALL_CHECK_NAMES, type Check } from "./unit-test-report.ts";

const counterexamples = z.array(
  z.object({
    level: z.number().exactOptional(),
    seed: z.number().exactOptional(),
    index: z.number().exactOptional(),
    instance: z.string().exactOptional(),
    prompt: z.string().exactOptional(),
    response: z.string().exactOptional(),
    score: z.string().exactOptional(),
    line: z.number().exactOptional(),
    mutant: z
      .object({
        what: z.string(),
        why: z.string(),
        before: z.string().exactOptional(),
        after: z.string().exactOptional(),
      })
      .exactOptional(),
    found: z.string().exactOptional(),
  }),
);
const named = { name: z.enum(ALL_CHECK_NAMES), detail: z.string() };

/** A check's outcome as JSON in the record. */
export const checkSchema: z.ZodType<Check> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("passed"), ...named }),
  z.object({ status: z.literal("skipped"), ...named }),
  z.object({ status: z.enum(["failed", "warned"]), ...named, counterexamples }),
  z.object({ status: z.literal("waived"), reason: z.string(), ...named, counterexamples }),
]);
