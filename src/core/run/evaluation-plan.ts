import { z } from "zod";
import { storedEndpointSchema, storedRoleSchema } from "../calls/model-config.ts";
import { budgetSchema } from "../calls/spending.ts";
import { hashJson } from "../draft/hash.ts";

/** What an evaluation does, and needs again when its command is given again; kept in the record, without any key. */
export const evaluationPlanSchema = z.object({
  /** Tells it from the plans of other runs. */
  kind: z.literal("evaluation"),
  /** The hash of the benchmark, and how many cases it has. */
  benchmark: z.string(),
  cases: z.int().min(1),
  endpoints: z.record(z.string(), storedEndpointSchema),
  candidate: storedRoleSchema,
  /** Who compares answers; there only where some task has that done by a model. */
  verifier: storedRoleSchema.exactOptional(),
  /** How often each case is asked. */
  samples: z.int().min(1),
  budget: budgetSchema,
});

export type EvaluationPlan = Readonly<z.infer<typeof evaluationPlanSchema>>;

/** Names an evaluation by all that decides its results: not by where an endpoint is reached, nor by its budget. */
export function evaluationKey({ benchmark, candidate, samples, verifier }: EvaluationPlan): string {
  return hashJson({ benchmark, candidate, samples, ...(verifier === undefined ? {} : { verifier }) });
}
