import { type Round, roundAddress, type TestedRound } from "./draft.ts";
import { summarizeChecks } from "../checks/unit-test-report.ts";

/** Higher is fitter, compared from left to right: stage reached, no failure, fewer failures, fewer warnings. */
export type Fitness = readonly [stage: number, clean: number, failures: number, warnings: number];

const STAGES = { "unusable-reply": 0, "not-compiled": 1, tested: 2 } as const;

/** How far a round came. */
export function measureFitness(round: Round): Fitness {
  const stage = STAGES[round.status];
  switch (round.status) {
    case "unusable-reply":
      return [stage, 0, 0, 0];
    case "not-compiled":
      return [stage, 0, -round.report.diagnostics.length, 0];
    case "tested": {
      const count = (status: string): number =>
        round.report.checks.filter((check) => check.status === status).length;
      // A skipped check was not passed: it stands behind a failure.
      return [
        stage,
        summarizeChecks(round.report) === "failed" ? 0 : 1,
        -count("failed") - count("skipped"),
        -count("warned"),
      ];
    }
  }
}

/** The fittest round; of equals the latest, as it has answered more feedback, and of those the first line's. */
export function chooseFittest(rounds: readonly Round[]): Round | undefined {
  return rounds.toSorted((first, second) => compareFitness(second, first) || compareAge(first, second))[0];
}

function compareFitness(first: Round, second: Round): number {
  const other = measureFitness(second);
  const gaps = measureFitness(first).map((value, index) => value - (other[index] ?? 0));
  return gaps.find((gap) => gap !== 0) ?? 0;
}

function compareAge(first: Round, second: Round): number {
  const [one, other] = [roundAddress(first), roundAddress(second)];
  return other.round - one.round || one.line - other.line;
}

/** True for a draft that may be judged: tested, and no check failed. */
export function isJudgeable(round: Round | undefined): round is TestedRound {
  return round?.status === "tested" && summarizeChecks(round.report) !== "failed";
}
