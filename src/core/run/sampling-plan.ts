import { z } from "zod";
import { hashJson } from "../draft/hash.ts";
import { storedEndpointSchema, storedRoleSchema } from "../calls/model-config.ts";
import { budgetSchema } from "../calls/spending.ts";
import { mixtureSchema } from "../training/mixture.ts";
import { THINKING_FORMS } from "./thinking-forms.ts";

const levelChoiceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("band") }),
  z.strictObject({ kind: z.literal("listed"), levels: z.array(z.int()) }),
]);

/** What a sampling does, and needs again when it is resumed; kept in the record, without any key. */
export const samplingPlanSchema = z.object({
  /** A library, and the folder that is written, as absolute paths. */
  library: z.string(),
  to: z.string(),
  /** The cases: what `DatasetRequest` holds. */
  drawing: z.strictObject({
    cases: z.int().nullable(),
    levels: levelChoiceSchema,
    seed: z.int(),
    splits: z.array(z.strictObject({ name: z.string(), share: z.number() })),
    mixture: mixtureSchema,
    /** Slugs; null for all. */
    bootcamps: z.array(z.string()).nullable(),
  }),
  /** The hash of the classes of the library: with others the same seed draws other cases. */
  classes: z.string(),
  endpoints: z.record(z.string(), storedEndpointSchema),
  teacher: storedRoleSchema,
  /** How often each case is asked. */
  samples: z.int().min(1),
  /** The most solutions of one case that are kept; null for all. */
  keep: z.int().min(1).nullable(),
  thinking: z.enum(THINKING_FORMS),
  /** Whether replies without thinking are dropped. */
  requiresThinking: z.boolean(),
  budget: budgetSchema,
});

export type SamplingPlan = Readonly<z.infer<typeof samplingPlanSchema>>;

/** Names a sampling by all that decides what it writes: not by where an endpoint is reached, nor by its budget. */
export function samplingKey(plan: SamplingPlan): string {
  const { library, to, drawing, classes, teacher } = plan;
  const { samples, keep, thinking, requiresThinking } = plan;
  return hashJson({ library, to, drawing, classes, teacher, samples, keep, thinking, requiresThinking });
}
