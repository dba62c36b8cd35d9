import { z } from "zod";

/** Where a judge's accuracy makes a bootcamp worth training on; both edges belong to it. */
export type Band = { readonly low: number; readonly high: number };

/** A band as configuration and the record bring it. */
export const bandSchema = z
  .strictObject({ low: z.number().min(0).max(1), high: z.number().min(0).max(1) })
  .refine(({ low, high }) => low < high, "expected low below high");

/** The thresholds of the InternBootcamp report (arXiv 2508.08636). */
export const DEFAULT_BAND: Band = { low: 0.03, high: 0.85 };

/** A mean of scores in [0, 1] with its 95% interval. */
export type Accuracy = {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly samples: number;
};

/** The 97.5% quantile of the normal distribution: that of two-sided intervals at 95%. */
export const Z_95 = 1.959963984540054;

/**
 * The mean of scores with its Wilson interval at 95% (Wilson 1927). For scores between 0 and 1 the
 * interval is that of as many successes, which is never narrower than it should be.
 */
export function estimateAccuracy(scores: readonly number[]): Accuracy {
  const samples = scores.length;
  if (samples === 0) return { mean: 0, low: 0, high: 1, samples };
  const mean = scores.reduce((sum, score) => sum + score, 0) / samples;
  const { low, high } = wilsonInterval(mean, samples);
  return { mean, low, high, samples };
}

/** The Wilson interval at 95% of a share among `samples` trials. */
export function wilsonInterval(
  share: number,
  samples: number,
): { readonly low: number; readonly high: number } {
  const square = (Z_95 * Z_95) / samples;
  const center = (share + square / 2) / (1 + square);
  const half = (Z_95 / (1 + square)) * Math.sqrt((share * (1 - share)) / samples + square / (4 * samples));
  return {
    low: share === 0 ? 0 : Math.max(0, center - half),
    high: share === 1 ? 1 : Math.min(1, center + half),
  };
}
