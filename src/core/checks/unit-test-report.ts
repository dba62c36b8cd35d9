import type { Figures } from "./figures.ts";
/** The unit tests of a draft, in the order in which they run. */
export const CHECK_NAMES = [
  "loads",
  "generation never throws",
  "deterministic",
  "seed matters",
  "json round trip",
  "reference answers score 1",
  "verifier is total",
  "wrong answers score below 1",
  "every change is noticed",
  "guessing does not pay",
  "what is told is checked",
  "prompts fit their cases",
  "no leak",
  "answers are spread",
  "levels are real",
  "prompt within bounds",
  "not simplified",
  "texts are clean",
  "new",
  "verifier is tested",
] as const;

/** The check that needs a description with a reference solution or examples, and stands there only then. */
export const AGREEMENT = "agrees with the reference solution";

/** The check of worked solutions, which stands there only for a class that has them. */
export const WORKED = "worked solutions hold";

/** The check that needs a model verifier, and stands there only for a class whose answers one compares. */
export const CALIBRATED = "model verifier is calibrated";

/** Every check that a report may hold. */
export const ALL_CHECK_NAMES = [...CHECK_NAMES, WORKED, AGREEMENT, CALIBRATED] as const;

export type CheckName = (typeof ALL_CHECK_NAMES)[number];

/** What a person and an author model need to see why: any of these that apply. */
export type Counterexample = {
  readonly level?: number;
  readonly seed?: number;
  readonly index?: number;
  readonly instance?: string;
  readonly prompt?: string;
  readonly response?: string;
  readonly score?: string;
  /** Of the source, counted from 1. */
  readonly line?: number;
  /**
   * A small mistake in the verifier that no attempt has noticed, and what it matters; the line as it is and as it
   * would be with the mistake. Records from before these were kept have no lines.
   */
  readonly mutant?: {
    readonly what: string;
    readonly why: string;
    readonly before?: string;
    readonly after?: string;
  };
  /** Words that were found, or what a method threw: whatever was no response to a case. */
  readonly found?: string;
};

/** The outcome of one check. `skipped` says which earlier failure left nothing to check. */
export type Check =
  | { readonly name: CheckName; readonly status: "passed"; readonly detail: string }
  | { readonly name: CheckName; readonly status: "skipped"; readonly detail: string }
  | {
      readonly name: CheckName;
      readonly status: "failed" | "warned";
      readonly detail: string;
      readonly counterexamples: readonly Counterexample[];
    }
  | {
      /** It failed or warned, and a person said why that does not count here. */
      readonly name: CheckName;
      readonly status: "waived";
      readonly reason: string;
      readonly detail: string;
      readonly counterexamples: readonly Counterexample[];
    };

/** Every check of one draft. */
export type UnitTestReport = {
  readonly checks: readonly Check[];
  /** What was measured; not there for drafts that came to no case, nor in records from before it was kept. */
  readonly figures?: Figures;
};

/** `failed` when any check failed, else `warned` when any warned, else `passed`; a waived check is neither. */
export function summarizeChecks(report: UnitTestReport): "passed" | "warned" | "failed" {
  if (report.checks.some((check) => check.status === "failed")) return "failed";
  return report.checks.some((check) => check.status === "warned") ? "warned" : "passed";
}
