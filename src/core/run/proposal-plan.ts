import { z } from "zod";
import { storedEndpointSchema, storedRoleSchema } from "../calls/model-config.ts";
import { budgetSchema } from "../calls/spending.ts";
import { hashJson } from "../draft/hash.ts";
import { ANSWER_TYPES } from "../task/map-cell.ts";

/** What a run of proposals does, and needs again when its command is given again; kept in the record, without any key. */
export const proposalPlanSchema = z.object({
  /** Tells it from the plans of other runs. */
  kind: z.literal("proposals"),
  count: z.int().min(1),
  seed: z.int(),
  /** Where the descriptions are written, as an absolute path. */
  to: z.string(),
  /** What may be proposed for; null for all. */
  domains: z.array(z.string()).nullable(),
  answers: z.array(z.enum(ANSWER_TYPES)).nullable(),
  /** The only parents there are, by slug; null for any. */
  like: z.array(z.string()).nullable(),
  /** The texts by their names, each with the hash of what it says. */
  texts: z.array(z.object({ name: z.string(), hash: z.string() })),
  endpoints: z.record(z.string(), storedEndpointSchema),
  proposer: storedRoleSchema,
  checker: storedRoleSchema,
  budget: budgetSchema,
});

export type ProposalPlan = Readonly<z.infer<typeof proposalPlanSchema>>;

/** Names a run of proposals by all that decides them: not by where an endpoint is reached, nor by its budget. */
export function proposalKey(plan: ProposalPlan): string {
  const { count, seed, to, domains, answers, like, texts, proposer, checker } = plan;
  return hashJson({ count, seed, to, domains, answers, like, texts, proposer, checker });
}
