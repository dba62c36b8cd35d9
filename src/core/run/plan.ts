import { z } from "zod";
import { storedEndpointSchema, type ModelConfig, storedRoleSchema } from "../calls/model-config.ts";
import { budgetSchema, NO_BUDGET } from "../calls/spending.ts";
import { bandSchema } from "../judging/band.ts";
import { samplingRuleSchema } from "../judging/sampling-rule.ts";

/** What a run does, and needs again when it is resumed; kept in the record, without any key. */
export const planSchema = z.object({
  endpoints: z.record(z.string(), storedEndpointSchema),
  author: storedRoleSchema,
  judge: storedRoleSchema,
  solver: storedRoleSchema.optional(),
  critic: storedRoleSchema.optional(),
  adversary: storedRoleSchema.optional(),
  verifier: storedRoleSchema.optional(),
  // Runs from before these gates go on without them.
  gates: z
    .object({
      oracle: z.boolean(),
      critic: z.boolean(),
      adversary: z.boolean().default(false),
      judge: z.boolean().default(true),
    })
    .default({ oracle: false, critic: false, adversary: false, judge: true }),
  sharesReference: z.boolean().default(false),
  rounds: z.int(),
  drafts: z.int(),
  seed: z.int(),
  /** Tasks under way at once; `auto` follows from what the endpoints take at once. */
  parallel: z.union([z.int(), z.literal("auto")]),
  rule: samplingRuleSchema,
  band: bandSchema,
  budget: budgetSchema.default(NO_BUDGET),
  /** Where each decided task gets a folder of its own; null for nowhere. */
  generated: z.string().nullable().default(null),
});

export type Plan = Readonly<z.infer<typeof planSchema>>;

/** The models of a plan. */
export const modelsOf = ({
  endpoints,
  author,
  judge,
  solver,
  critic,
  adversary,
  verifier,
}: Plan): ModelConfig => ({
  endpoints,
  roles: { author, judge, solver, critic, adversary, verifier },
});
