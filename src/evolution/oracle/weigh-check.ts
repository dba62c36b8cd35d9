import type { AnswerTally, VerifierAgreement } from "../../core/judging/second-verifier.ts";
import { type CheckRun, kindOf } from "./run-check.ts";
import { ENOUGH_ANSWERED } from "./interpret-run.ts";
import { type Looked, settledOf } from "./review-disagreements.ts";

/**
 * The share of right and of wrong answers, each by itself, on which a second verifier must agree to vouch for a
 * class, those that a third look has settled left out. Whoever is wrong on a tenth lies far below, and a lazy
 * one, who pays everything or nothing, agrees on none of one side (docs/admission.md).
 */
export const RELIABLE = 0.98;

/** What a run of a second verifier is worth. */
export type Weighed =
  | { readonly status: "vouches" }
  | { readonly status: "too few" | "mistaken" | "unseen"; readonly reason: string };

/**
 * Whether a second verifier vouches for a class, once third looks have put the differences that they saw down to
 * it: it decides on enough answers of each side, agrees on nearly all that nobody had to look at, and leaves no
 * kind of difference that nobody has looked at.
 */
export function weighCheck(run: CheckRun, looked: Looked): Weighed {
  const { right, wrong, disagreements } = run;
  const sides = [
    { name: "right", tally: right },
    { name: "wrong", tally: wrong },
  ] as const;
  if (sides.some(({ tally }) => tally.decided === 0 || tally.decided < ENOUGH_ANSWERED * tally.shown))
    return {
      status: "too few",
      reason: `it decides on ${right.decided} of ${right.shown} right and ${wrong.decided} of ${wrong.shown} wrong answers`,
    };
  const settled = disagreements.filter((one) => settledOf(one, looked) !== undefined);
  const poor = sides.find(({ name, tally }) => {
    const count = settled.filter(({ classScore }) => classScore === name).length;
    return tally.agreed < RELIABLE * (tally.decided - count);
  });
  if (poor !== undefined)
    return {
      status: "mistaken",
      reason: `it is wrong on ${poor.tally.decided - poor.tally.agreed} of ${poor.tally.decided} ${poor.name} answers`,
    };
  const seen = new Set(settled.map(kindOf));
  const open = disagreements.filter((one) => !seen.has(kindOf(one)));
  if (open.length > 0)
    return { status: "unseen", reason: `${open.length} differences of other kinds had no third look` };
  return { status: "vouches" };
}

/** The figures of a run, as reports keep them. */
export function agreementOf(run: CheckRun, looked: Looked): VerifierAgreement {
  const { cases, right, wrong, listed, disagreements } = run;
  const mistakes = disagreements.filter((one) => settledOf(one, looked)?.status === "program").length;
  return { cases, right, wrong, mistakes, listed };
}

/** Both sides as one tally, in the oracle's words. */
export function tallyOf({ right, wrong }: Pick<CheckRun, "right" | "wrong">): {
  readonly cases: number;
  readonly answered: number;
  readonly agreed: number;
} {
  const sum = (field: keyof AnswerTally): number => right[field] + wrong[field];
  return { cases: sum("shown"), answered: sum("decided"), agreed: sum("agreed") };
}
