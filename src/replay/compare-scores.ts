import type { Score } from "../bootcamp/index.ts";

/** What became of a score between two verifiers. A response that either fails on has no score to compare. */
export type Comparison =
  | { readonly status: "stayed"; readonly parsing: ParsingChange }
  | { readonly status: "moved"; readonly direction: "up" | "down"; readonly parsing: ParsingChange }
  | { readonly status: "failed"; readonly side: "OLD" | "NEW" | "both"; readonly reason: string };

/** Whether an answer was found before and after. It can change without a score that moves: 0 stays 0. */
export type ParsingChange = "same" | "became unparsable" | "became parsable";

/** Compares two scores of one response on one case. */
export function compareScores(old: Score, new_: Score): Comparison {
  const oldFailure = failureOf(old);
  const newFailure = failureOf(new_);
  if (oldFailure !== undefined && newFailure !== undefined) {
    const reason = oldFailure === newFailure ? oldFailure : `OLD: ${oldFailure}; NEW: ${newFailure}`;
    return { status: "failed", side: "both", reason };
  }
  if (oldFailure !== undefined) return { status: "failed", side: "OLD", reason: oldFailure };
  if (newFailure !== undefined) return { status: "failed", side: "NEW", reason: newFailure };
  const before = valueOf(old);
  const after = valueOf(new_);
  const parsing = parsingChange(old, new_);
  if (before === after) return { status: "stayed", parsing };
  return { status: "moved", direction: after > before ? "up" : "down", parsing };
}

function failureOf(score: Score): string | undefined {
  if (score.status === "error") return score.message;
  return score.status === "timeout" ? `it took more than ${score.limitMs} ms` : undefined;
}

const valueOf = (score: Score): number => (score.status === "scored" ? score.score : 0);

function parsingChange(old: Score, new_: Score): ParsingChange {
  if (old.status === new_.status) return "same";
  return new_.status === "unparsable" ? "became unparsable" : "became parsable";
}

/** How many responses went which way. */
export type ReplayCounts = {
  readonly replayed: number;
  readonly up: number;
  readonly down: number;
  readonly becameUnparsable: number;
  readonly becameParsable: number;
  readonly errors: number;
  /** Responses whose score on OLD is not the one that was stored: OLD is not what scored them. */
  readonly unlikeStored: number;
};

export const NO_COUNTS: ReplayCounts = {
  replayed: 0,
  up: 0,
  down: 0,
  becameUnparsable: 0,
  becameParsable: 0,
  errors: 0,
  unlikeStored: 0,
};

/** The counts with one more response. `stored` is its stored score, null where there was none. */
export function countComparison(
  counts: ReplayCounts,
  comparison: Comparison,
  about: { readonly old: Score; readonly stored: number | null },
): ReplayCounts {
  const { old, stored } = about;
  const hasScore = failureOf(old) === undefined;
  const is = (truth: boolean): number => (truth ? 1 : 0);
  const parsing = comparison.status === "failed" ? "same" : comparison.parsing;
  const direction = comparison.status === "moved" ? comparison.direction : undefined;
  return {
    replayed: counts.replayed + 1,
    up: counts.up + is(direction === "up"),
    down: counts.down + is(direction === "down"),
    becameUnparsable: counts.becameUnparsable + is(parsing === "became unparsable"),
    becameParsable: counts.becameParsable + is(parsing === "became parsable"),
    errors: counts.errors + is(comparison.status === "failed"),
    unlikeStored: counts.unlikeStored + is(hasScore && stored !== null && valueOf(old) !== stored),
  };
}
