import { describeReason, type FlagReason } from "../verdict/decide-verdict.ts";

/**
 * The kinds of flags, the gravest first: by what training would suffer if the bootcamp were approved as it
 * is. A wrong truth teaches wrong answers; an unconfirmed one may, and so may a verifier that no second one
 * vouches for; a shortcut is learnt instead of the task, and an unfaithful class trains something else; what a
 * check found is narrower. An undecided accuracy costs only efficiency, and where the judge could not work there
 * is nothing to decide before it has judged again. Where no judge was asked for, that was somebody's wish.
 */
export const REVIEW_ORDER = [
  "truth disputed",
  "truth unconfirmed",
  "second verifier",
  "shortcut",
  "critic",
  "waived check",
  "warned check",
  "undecided accuracy",
  "judge budget too small",
  "judge unusable",
  "not judged",
] as const satisfies readonly FlagReason["kind"][];

/** What to look at, for each kind of flag. */
export const REVIEW_ADVICE: Readonly<Record<FlagReason["kind"], string>> = {
  "truth disputed": "decide the disputed case by hand: the class may be wrong, or its prompt unclear",
  "truth unconfirmed": "solve a few cases by hand: no second program confirms their answers",
  "second verifier": "read the verifier: no second one vouches that it pays right answers alone",
  shortcut: "decide whether the way that was found is the task itself, or makes the task worthless",
  critic: "read the class against its description",
  "waived check": "see whether the reason of the waiver holds",
  "warned check": "look at the example of the warning",
  "undecided accuracy": "decide whether an accuracy near the edge of the band will do",
  "judge budget too small": "judge again with more tokens for each reply",
  "judge unusable": "judge again: too few replies could be scored",
  "not judged": "decide whether it is hard and easy enough: nobody has measured its accuracy",
};

/** Orders the reasons of two flagged tasks: the one to look at first comes first, the gravest reason decides. */
export function compareUrgency(one: readonly FlagReason[], other: readonly FlagReason[]): number {
  return priorityOf(one) - priorityOf(other) || other.length - one.length;
}

/** The priority of the gravest reason, from 1; lower than any kind where there is no reason. */
const priorityOf = (reasons: readonly FlagReason[]): number =>
  placeInReview(reasons)?.priority ?? REVIEW_ORDER.length + 1;

/** A flagged task's place in the queue; a lower priority is looked at first, 1 is the gravest. */
export type ReviewPlace = {
  readonly priority: number;
  readonly kind: FlagReason["kind"];
  readonly why: string;
};

/** The gravest reason of a flagged task decides. Undefined for a verdict without reasons. */
export function placeInReview(reasons: readonly FlagReason[]): ReviewPlace | undefined {
  const gravest = REVIEW_ORDER.find((kind) => reasons.some((reason) => reason.kind === kind));
  if (gravest === undefined) return undefined;
  const first = reasons.filter(({ kind }) => kind === gravest);
  const others = reasons.filter(({ kind }) => kind !== gravest);
  return {
    priority: REVIEW_ORDER.indexOf(gravest) + 1,
    kind: gravest,
    why: [...first, ...others].map(describeReason).join("; "),
  };
}
