import { z } from "zod";

/** What a sample came to where it has no score, in the order in which reports name them; docs/eval.md explains each. */
export const UNSCORED = [
  "truncated",
  "unparsable",
  "invalid",
  "empty",
  "refused",
  "verifier-error",
  "unanswered",
] as const;

/** One answer of a candidate to one case: its score in [0, 1], or why it has none. */
export const outcomeSchema = z.union([z.number().min(0).max(1), z.enum(UNSCORED)]);

export type Outcome = z.infer<typeof outcomeSchema>;

/** The outcomes of one case, in the order of its samples. */
export type CaseOutcomes = readonly Outcome[];

/**
 * What an outcome counts as: its score; 0 where the model gave no answer that can be scored; undefined where the fault
 * is the endpoint's or the verifier's, which says nothing of the model.
 */
export function countedScore(outcome: Outcome): number | undefined {
  if (typeof outcome === "number") return outcome;
  switch (outcome) {
    case "truncated":
    case "unparsable":
    case "invalid":
    case "empty":
    case "refused":
      return 0;
    case "verifier-error":
    case "unanswered":
      return undefined;
  }
}
