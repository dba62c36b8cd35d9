import type { Accuracy } from "../../core/judging/band.ts";
import type { Interval } from "./combine-means.ts";
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

/** What is known of two candidates on the cases of a level, or of several together: as much as differences follow from. */
export type PairedParts = Pick<PairedFigures, "first" | "second"> & {
  /** Of both means: how they scatter, and how they go with each other, as variances of the means. */
  readonly spread: { readonly first: number; readonly second: number; readonly together: number };
  /** The sum of squared weights of the cases: one part of their number where all weigh the same. */
  readonly weight: number;
  /** As how many independent answers the samples count. */
  readonly size: number;
  readonly better: number;
  readonly worse: number;
};

/** Measures two candidates on the cases of one level. */
export function pairLevel(pairs: readonly ScorePair[]): PairedParts {
  const means = pairs.map(({ first, second }): MeanPair => [meanOf(first), meanOf(second)]);
  const side = (place: 0 | 1, samples: number): { readonly accuracy: Accuracy; readonly size: number } => {
    const values = means.map((pair) => pair[place]);
    return { accuracy: estimateMean(values, samples), size: effectiveSize(values, samples) };
  };
  const first = side(0, pairs.flatMap((pair) => pair.first).length);
  const second = side(1, pairs.flatMap((pair) => pair.second).length);
  const weight = 1 / pairs.length;
  const product = (one: 0 | 1, other: 0 | 1): number => {
    const centre = [first.accuracy.mean, second.accuracy.mean] as const;
    return weight * meanOf(means.map((pair) => (pair[one] - centre[one]) * (pair[other] - centre[other])));
  };
  return {
    first: first.accuracy,
    second: second.accuracy,
    spread: { first: product(0, 0), second: product(1, 1), together: product(0, 1) },
    weight,
    size: Math.min(first.size, second.size),
    better: means.filter(([one, other]) => other > one).length,
    worse: means.filter(([one, other]) => other < one).length,
  };
}

type MeanPair = readonly [first: number, second: number];

const meanOf = (scores: readonly number[]): number =>
  scores.reduce((sum, score) => sum + score, 0) / scores.length;

/** The same over several parts, each with the same weight. There is at least one. */
export function combinePaired(parts: readonly PairedParts[]): PairedParts {
  const sum = (of: (part: PairedParts) => number): number => parts.reduce((so, part) => so + of(part), 0);
  const square = 1 / parts.length ** 2;
  return {
    first: combineAccuracies(parts.map(({ first }) => first)),
    second: combineAccuracies(parts.map(({ second }) => second)),
    spread: {
      first: square * sum(({ spread }) => spread.first),
      second: square * sum(({ spread }) => spread.second),
      together: square * sum(({ spread }) => spread.together),
    },
    weight: square * sum(({ weight }) => weight),
    size: sum(({ size }) => size),
    better: sum(({ better }) => better),
    worse: sum(({ worse }) => worse),
  };
}

/**
 * The difference with its interval at 95%: the intervals of both accuracies, put together by how much the scores of the
 * two go with each other. For the scores 0 and 1 on one level, one a case, it is the tenth method of Newcombe 1998
 * (Statistics in Medicine 17, 2635 to 2650).
 */
export function pairedFigures(parts: PairedParts): PairedFigures {
  const { first, second, better, worse } = parts;
  const together = correlate(parts);
  const distance = (one: number, other: number): number =>
    Math.sqrt(Math.max(0, one * one - 2 * together * one * other + other * other));
  const mean = second.mean - first.mean;
  const difference = {
    mean,
    low: Math.max(-1, mean - distance(second.mean - second.low, first.high - first.mean)),
    high: Math.min(1, mean + distance(second.high - second.mean, first.mean - first.low)),
    cases: first.samples,
    better,
    worse,
  };
  return { first, second, difference };
}

/**
 * Pearson's correlation, less what a few cases may feign where it is positive; 0 where one of both is always the same.
 * Newcombe corrects a table's ad - bc by half the number of cases, which is that number's square times the covariance.
 */
function correlate({ spread, weight, size }: PairedParts): number {
  const product = spread.first * spread.second;
  if (product <= 0) return 0;
  const feigned = weight / (2 * size);
  const covariance = spread.together > 0 ? Math.max(0, spread.together - feigned) : spread.together;
  return covariance / Math.sqrt(product);
}
