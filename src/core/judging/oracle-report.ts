import { describeVerifier, type SecondVerifier } from "./second-verifier.ts";

/** What a third look can say of a case on which the class and a blind program disagree. */
export const TRUTH_RULINGS = [
  "wrong truth",
  "over-acceptance",
  "ambiguous prompt",
  "alternative refused",
] as const;

export type TruthRuling = (typeof TRUTH_RULINGS)[number];

/**
 * Programs that are written without a look at the class: one that solves cases, the description's reference
 * solution with what leads from a prompt to it and back, one that tells right answers from wrong ones.
 */
export const BLIND_PROGRAMS = ["solver", "translation", "checker"] as const;

export type BlindProgram = (typeof BLIND_PROGRAMS)[number];

/** A case on which two programs, written independently, disagree. Answers are as written. */
export type DisputedTruth = {
  readonly level: number;
  readonly index: number;
  readonly prompt: string;
  /** The class's reference answer. */
  readonly reference: string;
  /** What the other program answers, nothing where it leaves the case open; of a checker, the answer that it was shown. */
  readonly solverAnswer: string;
  /** What the class holds of that answer. It refuses what a solver says; a checker disagrees both ways. */
  readonly classScore: "right" | "wrong";
  /** What the prompts do not tell, in the words of a solver's author that left the case open. */
  readonly open?: string | undefined;
  /** The third look's own words. */
  readonly why: string;
};

/**
 * How a blind program did: of `cases`, it answered some, and the class agreed with some of those. To a checker
 * each answer that it is shown is one of them.
 */
export type SolverTally = { readonly cases: number; readonly answered: number; readonly agreed: number };

type Examined = SolverTally & {
  readonly by: BlindProgram;
  /** What the verifier makes of answers that came with a blind solver. */
  readonly verifier: SecondVerifier;
};

/**
 * What the second oracle found: a program that was written from prompts alone, run on fresh cases. Wrong
 * truth passes every other gate.
 */
export type OracleReport =
  | { readonly status: "not-asked" }
  | ({ readonly status: "confirmed" } & Examined)
  | ({ readonly status: "unconfirmed"; readonly reason: string } & Examined)
  | ({
      readonly status: "disputed";
      readonly ruling: TruthRuling;
      readonly disputed: DisputedTruth;
    } & Examined);

/** The second oracle's report where it was asked. */
export type ExaminedTruth = Exclude<OracleReport, { readonly status: "not-asked" }>;

/** A blind program in words. */
export const BLIND_NAMES: Readonly<Record<BlindProgram, string>> = {
  solver: "a blind solver",
  translation: "the reference solution, led to from prompts alone,",
  checker: "a blind checker",
};

/** One line about it and about the verifier that came with a solver, where one was asked for. */
export function describeExamined(report: OracleReport): string {
  const isAsked = report.status !== "not-asked" && report.verifier.status !== "not-asked";
  return isAsked ? `${describeOracle(report)}; ${describeVerifier(report.verifier)}` : describeOracle(report);
}

/** One line about it. */
export function describeOracle(report: OracleReport): string {
  switch (report.status) {
    case "not-asked":
      return "no blind solver was asked for";
    case "confirmed":
      return report.by === "checker"
        ? `a blind checker decided on ${report.answered} of ${report.cases} answers to fresh cases, ${report.agreed === report.answered ? "always" : `on ${report.agreed} of them`} as the class does`
        : `${BLIND_NAMES[report.by]} answered ${report.answered} of ${report.cases} fresh cases, all of them as the class does`;
    case "unconfirmed":
      return `the truth is unconfirmed: ${report.reason}`;
    case "disputed":
      if (report.disputed.open !== undefined)
        return `${report.ruling}: ${BLIND_NAMES[report.by]} leaves ${report.cases - report.answered} of ${report.cases} cases open`;
      return `${report.ruling}: ${BLIND_NAMES[report.by]} disagrees on ${report.answered - report.agreed} of ${report.answered} ${report.by === "checker" ? "answers" : "cases"}`;
  }
}
