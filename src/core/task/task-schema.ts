import { z } from "zod";
import { ALL_CHECK_NAMES } from "../checks/unit-test-report.ts";
import { isTaskId } from "./ids.ts";
import { ANSWER_TYPES, HARD_BECAUSE } from "./map-cell.ts";
import { proposalOriginSchema } from "./proposal-origin.ts";
import type { TaskDescription } from "./task-description.ts";

/** A description as JSON: in the record, and between the processes of a fleet. */
export const taskSchema: z.ZodType<TaskDescription> = z.object({
  id: z.string().refine(isTaskId),
  title: z.string(),
  domain: z.string(),
  description: z.string(),
  source: z.string(),
  licence: z.string(),
  examples: z.array(z.object({ input: z.string(), output: z.string() })),
  referenceSolution: z.object({ language: z.string(), code: z.string() }).nullable(),
  oracle: z.enum(["solver", "checker"]).exactOptional(),
  waivers: z.array(z.object({ check: z.enum(ALL_CHECK_NAMES), reason: z.string() })).default([]),
  written: z.object({ file: z.string(), code: z.string() }).exactOptional(),
  cell: z
    .object({ domain: z.string(), answer: z.enum(ANSWER_TYPES), hardBecause: z.enum(HARD_BECAUSE) })
    .exactOptional(),
  proposal: proposalOriginSchema.exactOptional(),
});
