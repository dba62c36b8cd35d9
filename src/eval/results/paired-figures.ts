import type { Accuracy } from "../../core/judging/band.ts";
import { combineMeans, type Interval } from "./combine-means.ts";
import { effectiveSize, estimateMean } from "./estimate-mean.ts";
import { combineAccuracies } from "./level-figures.ts";

/** The accuracies of two candidates on the same cases, and how much better the second is. */
export type PairedFigures = {
  readonly first: Accuracy;
  readonly second: Accuracy;
  readonly difference: Difference;
};

/** How much better the second of two candidates is than the first on the same cases, in accuracy, from -1 to 1. */
export type Difference = Interval & {
  readonly cases: number;
  /** Cases on which the second scored more, and on which less. */
  readonly better: number;
  readonly worse: number;
};

/** The scores of both candidates on one case, each of at least one sample. */
export type ScorePair = { readonly first: readonly number[]; readonly second: readonly number[] };

/**
 * Both accuracies over the cases of one level, and the mean difference with its interval at 95%: the intervals of both,
 * put together by how much the scores of the two go with each other. For scores of 0 and 1, one a case, it is the
 * tenth method of Newcombe 1998 (Statistics in Medicine 17, 2635 to 2650).
 */
export function pairedFigures(pairs: readonly ScorePair[]): PairedFigures {
  const [firsts, seconds] = [pairs.map(({ first }) => first), pairs.map(({ second }) => second)];
  const [firstMeans, secondMeans] = [firsts.map(meanOf), seconds.map(meanOf)];
  const first = estimateMean(firstMeans, firsts.flat().length);
  const second = estimateMean(secondMeans, seconds.flat().length);
  if (pairs.length === 0) return { first, second, difference: NO_DIFFERENCE };
  const means = pairs.map((pair): MeanPair => [meanOf(pair.first), meanOf(pair.second)]);
  const size = Math.min(
    effectiveSize(firstMeans, firsts.flat().length),
    effectiveSize(secondMeans, seconds.flat().length),
  );
  const together = correlate(means, size);
  const distance = (one: number, other: number): number =>
    Math.sqrt(Math.max(0, one * one - 2 * together * one * other + other * other));
  const mean = second.mean - first.mean;
  const difference = {
    mean,
    low: Math.max(-1, mean - distance(second.mean - second.low, first.high - first.mean)),
    high: Math.min(1, mean + distance(second.high - second.mean, first.mean - first.low)),
    cases: pairs.length,
    better: means.filter(([one, other]) => other > one).length,
    worse: means.filter(([one, other]) => other < one).length,
  };
  return { first, second, difference };
}

type MeanPair = readonly [first: number, second: number];

const meanOf = (scores: readonly number[]): number =>
  scores.reduce((sum, score) => sum + score, 0) / scores.length;

const NO_DIFFERENCE: Difference = { mean: 0, low: -1, high: 1, cases: 0, better: 0, worse: 0 };

/** The same over several parts, each with the same weight; parts without a case have none. */
export function combinePaired(parts: readonly PairedFigures[]): PairedFigures {
  return {
    first: combineAccuracies(parts.map(({ first }) => first)),
    second: combineAccuracies(parts.map(({ second }) => second)),
    difference: combineDifferences(parts.map(({ difference }) => difference)),
  };
}

function combineDifferences(parts: readonly Difference[]): Difference {
  const some = parts.filter(({ cases }) => cases > 0);
  if (some.length === 0) return NO_DIFFERENCE;
  const sum = (of: (part: Difference) => number): number => some.reduce((so, part) => so + of(part), 0);
  return {
    ...combineMeans(some, { low: -1, high: 1 }),
    cases: sum(({ cases }) => cases),
    better: sum(({ better }) => better),
    worse: sum(({ worse }) => worse),
  };
}

/**
 * Pearson's correlation, less what a few cases may feign where it is positive; 0 where one of both is always the same.
 * Newcombe corrects a table's ad - bc by half the number of cases, which is that number times the covariance.
 */
function correlate(pairs: readonly MeanPair[], size: number): number {
  const mean = (of: (pair: MeanPair) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [first, second] = [mean(([one]) => one), mean(([, other]) => other)];
  const spread = mean(([one]) => (one - first) ** 2) * mean(([, other]) => (other - second) ** 2);
  if (spread <= 0) return 0;
  const covariance = mean(([one, other]) => (one - first) * (other - second));
  const corrected = covariance > 0 ? Math.max(0, covariance - 1 / (2 * size)) : covariance;
  return corrected / Math.sqrt(spread);
}
