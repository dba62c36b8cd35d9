import { feedbackOnTooFewAnswers, feedbackOnWrongAnswer } from "../../agents/feedback/feedback-on-program.ts";
import type { TestedRound } from "../../core/draft/draft.ts";
import type { BlindProgram } from "../../core/judging/oracle-report.ts";
import { UNVERIFIED } from "../../core/judging/second-verifier.ts";
import type { Work } from "../line/work.ts";
import { type Looked, reviewDisagreements } from "./review-disagreements.ts";
import type { SolverRun } from "./run-solver.ts";
import type { Outcome } from "./write-blind-program.ts";

/** Below this share of answered cases a solver confirms nothing. */
export const ENOUGH_ANSWERED = 0.5;

/** What the run of a program that answers means: confirmed, disputed, or back to its author. */
export async function interpretAnswers(
  run: SolverRun,
  { by, looked }: { readonly by: Exclude<BlindProgram, "checker">; readonly looked: Looked },
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<Outcome> {
  const { cases, answered, agreed, disagreements } = run;
  const { prompts } = about.work.drivers;
  const tally = { cases, answered, agreed };
  const examined = { by, ...tally, verifier: UNVERIFIED };
  const closer = await reviewDisagreements(disagreements, looked, about);
  switch (closer.status) {
    case "class": {
      const { ruling, disputed } = closer;
      return { status: "settled", report: { status: "disputed", ruling, disputed, ...examined } };
    }
    case "program": {
      const { drawn, response } = closer.disagreement;
      return {
        status: "again",
        isAble: true,
        feedback: feedbackOnWrongAnswer({ prompt: drawn.prompt, response, why: closer.why }, prompts),
        reason: `the ${by} is wrong on ${disagreements.length} of ${answered} cases`,
        tally,
      };
    }
    case "no ruling": {
      const reason = "no third look settled a disagreement";
      return { status: "settled", report: { status: "unconfirmed", reason, ...examined } };
    }
    case "no disagreement":
      if (answered >= ENOUGH_ANSWERED * cases)
        return { status: "settled", report: { status: "confirmed", ...examined } };
      return {
        status: "again",
        isAble: false,
        feedback: feedbackOnTooFewAnswers(run, prompts),
        reason: `the ${by} answered ${answered} of ${cases} cases`,
        tally,
      };
  }
}
