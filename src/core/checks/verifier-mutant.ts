/** What is mistaken: an operator, a limit, a dropped condition, a constant result, a skipped loop. */
export const MUTANT_KINDS = [
  "comparison",
  "conjunct",
  "return",
  "off by one",
  "negation",
  "arithmetic",
  "loop",
] as const;

export type MutantKind = (typeof MUTANT_KINDS)[number];

/** One small mistake put into a verifier. */
export type VerifierMutant = {
  readonly kind: MutantKind;
  /** Of the source, counted from 1. */
  readonly line: number;
  /** The source's line that it changes, as it is and as it would be, trimmed. */
  readonly before: string;
  readonly after: string;
  /** What was changed, in words. */
  readonly what: string;
  /** Whether it takes away a full score that is given as a constant. */
  readonly pays: boolean;
};

/** A verifier with small mistakes in it, of which one at a time is made. */
export type VerifierMutation = {
  /**
   * The program's script with all of the mistakes behind switches, by their places in `mutants`. A
   * verification that takes too many steps throws: counted steps are the same on every machine.
   */
  readonly code: string;
  readonly mutants: readonly VerifierMutant[];
};

/**
 * What became of a mistake: the first attempt whose score it changed, or how many attempts came to it and
 * were scored as before. Attempts are counted from 0.
 */
export type MutantOutcome =
  | { readonly status: "killed"; readonly by: number }
  | {
      readonly status: "survived";
      readonly reachedBy: number;
      /** Attempts on which the condition that it drops decided, and their scores stayed all the same. */
      readonly decidedOn: number;
    };

/** What became of mistakes, by their places in the request, on the first `tried` of the attempts. */
export type MutantTrial = { readonly tried: number; readonly outcomes: readonly MutantOutcome[] };
