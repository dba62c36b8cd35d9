import { z } from "zod";
import { bandSchema } from "../../core/judging/band.ts";
import { samplingRuleSchema } from "../../core/judging/sampling-rule.ts";
import type { TaskOptions } from "../../core/run/synthesis.ts";

/** What a worker is told of how to take a task to its verdict: nothing of endpoints, whom it never asks. */
export const optionsSchema: z.ZodType<TaskOptions> = z.object({
  rounds: z.int(),
  drafts: z.int(),
  seed: z.int(),
  rule: samplingRuleSchema,
  band: bandSchema,
  limits: z.object({ timeoutMs: z.number(), memoryMiB: z.number() }),
  oracle: z.boolean(),
  critic: z.boolean(),
  adversary: z.boolean(),
  judge: z.boolean(),
  sharesReference: z.boolean().exactOptional(),
  modelVerifier: z.object({ model: z.string(), prompt: z.string() }).exactOptional(),
  sentBack: z.array(z.object({ line: z.int(), round: z.int(), note: z.string() })),
});
