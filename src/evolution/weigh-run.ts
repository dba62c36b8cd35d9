import { onSolverMistake, onSolverTrouble } from "../agents/feedback.ts";
import type { TestedRound } from "../core/draft.ts";
import type { BlindProgram } from "../core/oracle-report.ts";
import type { Outcome } from "./ask-blind.ts";
import type { Work } from "./grow-line.ts";
import { lookCloser, type Looked } from "./look-closer.ts";
import type { SolverRun } from "./run-solver.ts";

/** Below this share of answered cases a solver confirms nothing. */
export const ENOUGH_ANSWERED = 0.5;

/** What a run of a program that answers means: confirmed, disputed, or back to its author. */
export async function weighRun(
  run: SolverRun,
  { by, looked }: { readonly by: Exclude<BlindProgram, "checker">; readonly looked: Looked },
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<Outcome> {
  const tally = { cases: run.cases, answered: run.answered, agreed: run.agreed };
  const closer = await lookCloser(run.disagreements, looked, about);
  switch (closer.status) {
    case "class": {
      const { ruling, disputed } = closer;
      return { status: "settled", report: { status: "disputed", by, ruling, disputed, ...tally } };
    }
    case "program": {
      const { drawn, response } = closer.disagreement;
      return {
        status: "again",
        isAble: true,
        finding: onSolverMistake(drawn.prompt, response, closer.why),
        reason: `the ${by} is wrong on ${run.disagreements.length} of ${run.answered} cases`,
        tally,
      };
    }
    case "no ruling": {
      const reason = "no third look settled a disagreement";
      return { status: "settled", report: { status: "unconfirmed", by, reason, ...tally } };
    }
    case "no disagreement":
      if (run.answered >= ENOUGH_ANSWERED * run.cases)
        return { status: "settled", report: { status: "confirmed", by, ...tally } };
      return {
        status: "again",
        isAble: false,
        finding: onSolverTrouble(run),
        reason: `the ${by} answered ${run.answered} of ${run.cases} cases`,
        tally,
      };
  }
}
