import type { Feedback } from "../../agents/feedback/feedback.ts";
import { feedbackOnTooFewAnswers, feedbackOnWrongAnswer } from "../../agents/feedback/feedback-on-program.ts";
import type { TestedRound } from "../../core/draft/draft.ts";
import type { BlindProgram, SolverTally } from "../../core/judging/oracle-report.ts";
import type { Outcome } from "./write-blind-program.ts";
import type { Work } from "../line/work.ts";
import { reviewDisagreements, type Looked } from "./review-disagreements.ts";
import type { SolverRun } from "./run-solver.ts";
import type { Disagreement } from "./settle-dispute.ts";

/** Below this share of answered cases a solver confirms nothing. */
export const ENOUGH_ANSWERED = 0.5;

/** What a program's author is told, and what a report says of it. */
export type Trouble = { readonly feedback: Feedback; readonly reason: string };

/** A run of a blind program, and what it comes to in the words of its kind. */
export type ExaminedRun = {
  readonly by: BlindProgram;
  readonly run: SolverTally & { readonly disagreements: readonly Disagreement[] };
  readonly looked: Looked;
  /** Whether it has decided on enough to confirm anything. */
  readonly isEnough: boolean;
  readonly onMistake: (disagreement: Disagreement, why: string) => Trouble;
  readonly onTooFew: () => Trouble;
};

/** What a run of a blind program means: confirmed, disputed, or back to its author. */
export async function interpretRun(
  { by, run, looked, isEnough, onMistake, onTooFew }: ExaminedRun,
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<Outcome> {
  const { cases, answered, agreed } = run;
  const tally = { cases, answered, agreed };
  const closer = await reviewDisagreements(run.disagreements, looked, about);
  switch (closer.status) {
    case "class": {
      const { ruling, disputed } = closer;
      return { status: "settled", report: { status: "disputed", by, ruling, disputed, ...tally } };
    }
    case "program":
      return { status: "again", isAble: true, ...onMistake(closer.disagreement, closer.why), tally };
    case "no ruling": {
      const reason = "no third look settled a disagreement";
      return { status: "settled", report: { status: "unconfirmed", by, reason, ...tally } };
    }
    case "no disagreement":
      return isEnough
        ? { status: "settled", report: { status: "confirmed", by, ...tally } }
        : { status: "again", isAble: false, ...onTooFew(), tally };
  }
}

/** What the run of a program that answers means, by the answers that it gave. */
export function interpretAnswers(
  run: SolverRun,
  { by, looked }: { readonly by: Exclude<BlindProgram, "checker">; readonly looked: Looked },
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<Outcome> {
  const { answered, cases, disagreements } = run;
  const { prompts } = about.work.drivers;
  return interpretRun(
    {
      by,
      run,
      looked,
      isEnough: answered >= ENOUGH_ANSWERED * cases,
      onMistake: ({ drawn, response }, why) => ({
        feedback: feedbackOnWrongAnswer({ prompt: drawn.prompt, response, why }, prompts),
        reason: `the ${by} is wrong on ${disagreements.length} of ${answered} cases`,
      }),
      onTooFew: () => ({
        feedback: feedbackOnTooFewAnswers(run, prompts),
        reason: `the ${by} answered ${answered} of ${cases} cases`,
      }),
    },
    about,
  );
}
