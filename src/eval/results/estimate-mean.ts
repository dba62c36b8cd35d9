import { type Accuracy, wilsonInterval, Z_95 } from "../../core/judging/band.ts";

/**
 * The mean over cases with its interval at 95%, Wilson's, from one value in [0, 1] a case, which so many samples were
 * taken for; with one sample a case they count as they are. `samples` of the result are cases.
 */
export function estimateMean(values: readonly number[], samples: number): Accuracy {
  const cases = values.length;
  if (cases === 0) return { mean: 0, low: 0, high: 1, samples: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / cases;
  return { mean, ...wilsonInterval(mean, effectiveSize(values, samples)), samples: cases };
}

/**
 * As how many independent right and wrong answers the samples of cases count: as those that would scatter as the cases
 * do (Korn and Graubard 1998, Survey Methodology 24, 193 to 201). Samples of one case are alike, so that these are at
 * least as many as the cases, and at most as many as the samples.
 */
export function effectiveSize(values: readonly number[], samples: number): number {
  const cases = values.length;
  if (cases < 2) return cases;
  const mean = values.reduce((sum, value) => sum + value, 0) / cases;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (cases - 1);
  // Where all cases are alike nothing is known of how they scatter.
  if (variance === 0) return cases;
  const size = (cases * mean * (1 - mean)) / variance;
  return Math.min(samples, Math.max(cases, size * (Z_95 / studentQuantile(cases - 1)) ** 2));
}

/** The 97.5% quantile of Student's distribution, by its expansion (Abramowitz and Stegun 26.7.5). */
function studentQuantile(degrees: number): number {
  const z = Z_95;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}
