import type { TestedRound } from "../../core/draft/draft.ts";
import type { Work } from "../line/work.ts";
import { type DisagreementReview, type Looked, reviewDisagreements } from "./review-disagreements.ts";
import type { SolverRun } from "./run-solver.ts";

/** A rule that is left open matters where the solver leaves at least this share of the cases for it. */
const MATTERS = 0.1;

/**
 * What a third look makes of a case that the solver leaves unanswered because, as its author says, the prompts leave a
 * rule open: whether the class's own answer follows from the prompt. Undefined where its author says nothing of the
 * kind, or the program answers nearly all cases anyway.
 */
export async function reviewOpenRule(
  open: readonly string[],
  { cases, answered, unanswered }: SolverRun,
  looked: Looked,
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<DisagreementReview | undefined> {
  if (open.length === 0 || unanswered === undefined || cases - answered < MATTERS * cases) return undefined;
  const question = {
    drawn: unanswered,
    response: unanswered.reference,
    classScore: "right",
    isGiven: false,
  } as const;
  return reviewDisagreements([question], looked, about);
}
