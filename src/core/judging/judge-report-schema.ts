import { z } from "zod";
import type { JudgeReport } from "./judge-report.ts";

const accuracy = z.object({ mean: z.number(), low: z.number(), high: z.number(), samples: z.int() });
const disputedCases = z.array(
  z.object({
    index: z.int(),
    prompt: z.string(),
    reference: z.string(),
    answers: z.array(z.string()),
    agreed: z.string().nullable(),
  }),
);

/** The judge's report as JSON in the record. */
export const judgeReportSchema: z.ZodType<JudgeReport> = z.object({
  levelCount: z.int(),
  levels: z.array(
    z.object({
      level: z.int(),
      decision: z.enum([
        "open",
        "inside",
        "below",
        "above",
        "undecided",
        "budget too small",
        "verifier failed",
        "judge unusable",
      ]),
      accuracy,
      attempts: z.int(),
      truncated: z.int(),
      empty: z.int(),
      unreadable: z.int().optional(),
    }),
  ),
  dispute: z.discriminatedUnion("status", [
    z.object({ status: z.literal("not-asked") }),
    z.object({ status: z.literal("verifier-wrong"), cases: disputedCases }),
    z.object({ status: z.literal("too-hard"), cases: disputedCases }),
  ]),
});
