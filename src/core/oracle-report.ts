/** What a third look can say of a case on which the class and the blind solver disagree. */
export const TRUTH_RULINGS = ["wrong truth", "ambiguous prompt", "alternative refused"] as const;

export type TruthRuling = (typeof TRUTH_RULINGS)[number];

/** A case on which two programs, written independently, disagree. Answers are as written. */
export type DisputedTruth = {
  readonly level: number;
  readonly index: number;
  readonly prompt: string;
  /** What the class holds for right. */
  readonly reference: string;
  readonly solverAnswer: string;
  /** The third look's own words. */
  readonly why: string;
};

/** How a blind solver did: of `cases`, it answered some, and the verifier paid some of those. */
export type SolverTally = { readonly cases: number; readonly answered: number; readonly agreed: number };

/**
 * What the second oracle found: a solver that was written from prompts alone, run on fresh cases. Wrong
 * truth passes every other gate.
 */
export type OracleReport =
  | { readonly status: "not-asked" }
  | ({ readonly status: "confirmed" } & SolverTally)
  | ({ readonly status: "unconfirmed"; readonly reason: string } & SolverTally)
  | ({
      readonly status: "disputed";
      readonly ruling: TruthRuling;
      readonly disputed: DisputedTruth;
    } & SolverTally);

/** One line about it. */
export function describeOracle(report: OracleReport): string {
  switch (report.status) {
    case "not-asked":
      return "no blind solver was asked for";
    case "confirmed":
      return `a blind solver answered ${report.answered} of ${report.cases} fresh cases, all of them as the class does`;
    case "unconfirmed":
      return `the truth is unconfirmed: ${report.reason}`;
    case "disputed":
      return `${report.ruling}: a blind solver disagrees on ${report.answered - report.agreed} of ${report.answered} cases`;
  }
}
