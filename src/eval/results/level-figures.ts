import type { Accuracy } from "../../core/judging/band.ts";
import { combineMeans } from "./combine-means.ts";
import { estimateMean } from "./estimate-mean.ts";
import { type CaseOutcomes, countedScore, type Outcome, UNSCORED } from "./outcome.ts";
import { passAtK, reportedKs } from "./pass-at-k.ts";

/** What a candidate came to on some cases. Intervals are at 95%; `samples` of an accuracy are cases. */
export type Figures = {
  /** The mean score: of a level over its cases, of a task over its levels, of more over tasks. */
  readonly accuracy: Accuracy;
  /** The same of the probability that one of k samples solves a case; only scores of 1 solve one. */
  readonly passAt: readonly { readonly k: number; readonly accuracy: Accuracy }[];
  /** Samples that count. */
  readonly samples: number;
  /** Those without a score, by what they are; kinds that nobody met with are left out. */
  readonly unscored: Readonly<Partial<Record<(typeof UNSCORED)[number], number>>>;
};

/** The figures of one level of a task, from its cases with so many samples each. */
export function levelFigures(cases: readonly CaseOutcomes[], samples: number): Figures {
  const scored = cases
    .map((outcomes) => outcomes.flatMap((outcome) => countedScore(outcome) ?? []))
    .filter(({ length }) => length > 0);
  const counted = scored.reduce((sum, { length }) => sum + length, 0);
  const means = scored.map((scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length);
  const passAt = reportedKs(samples).flatMap((k) => {
    const values = scored
      .filter(({ length }) => length >= k)
      .map((scores) => passAtK(scores.length, scores.filter((score) => score === 1).length, k));
    return values.length === 0 ? [] : [{ k, accuracy: estimateMean(values, counted) }];
  });
  return {
    accuracy: estimateMean(means, counted),
    passAt,
    samples: counted,
    unscored: countUnscored(cases.flat()),
  };
}

/** How many outcomes have no score, by what they are. */
export function countUnscored(outcomes: readonly Outcome[]): Figures["unscored"] {
  return present((kind) => outcomes.filter((outcome) => outcome === kind).length);
}

/** The sum of such counts. */
export function sumUnscored(parts: readonly Figures["unscored"][]): Figures["unscored"] {
  return present((kind) => parts.reduce((sum, part) => sum + (part[kind] ?? 0), 0));
}

function present(count: (kind: (typeof UNSCORED)[number]) => number): Figures["unscored"] {
  return Object.fromEntries(UNSCORED.map((kind) => [kind, count(kind)]).filter(([, found]) => found !== 0));
}

/** The figures of several parts together, each with the same weight; parts of which nothing counts have none. */
export function combineFigures(parts: readonly Figures[]): Figures {
  const ks = [...new Set(parts.flatMap(({ passAt }) => passAt.map(({ k }) => k)))];
  const sum = (of: (part: Figures) => number): number => parts.reduce((so, part) => so + of(part), 0);
  return {
    accuracy: combineAccuracies(parts.map(({ accuracy }) => accuracy)),
    passAt: ks.map((k) => ({
      k,
      accuracy: combineAccuracies(
        parts.flatMap(({ passAt }) => passAt.filter((one) => one.k === k).map(({ accuracy }) => accuracy)),
      ),
    })),
    samples: sum(({ samples }) => samples),
    unscored: sumUnscored(parts.map(({ unscored }) => unscored)),
  };
}

/** The mean of accuracies, each with the same weight; parts without a case have none. */
export function combineAccuracies(parts: readonly Accuracy[]): Accuracy {
  const some = parts.filter(({ samples }) => samples > 0);
  if (some.length === 0) return estimateMean([], 0);
  const samples = some.reduce((sum, part) => sum + part.samples, 0);
  return { ...combineMeans(some, { low: 0, high: 1 }), samples };
}
