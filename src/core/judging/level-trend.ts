import type { Accuracy } from "./band.ts";

/** Whether a judge's accuracy falls from level to level. `z` is the statistic, negative where it falls. */
export type LevelTrend =
  | { readonly status: "not tested"; readonly reason: string }
  | { readonly status: "falls" | "not shown"; readonly z: number };

/** One-sided at alpha 0.05: the 5% quantile of the standard normal distribution. */
const CRITICAL = -1.6448536269514722;

/**
 * The test for a linear trend in proportions (Cochran, Biometrics 10, 1954, p. 417; Armitage, Biometrics 11,
 * 1955, p. 375), one-sided, with the level's number as its weight. With n samples and a sum of scores x at
 * level t, N samples and mean p over all: z = sum t (x - n p) / sqrt(p (1 - p) (sum n t² - (sum n t)² / N)).
 * Scores between 0 and 1 vary less than successes of the same mean, so that the test only grows stricter.
 */
export function testLevelTrend(
  levels: readonly { readonly level: number; readonly accuracy: Accuracy }[],
): LevelTrend {
  const tried = levels.filter(({ accuracy }) => accuracy.samples > 0);
  if (tried.length < 2) return { status: "not tested", reason: "the judge saw one level alone" };
  const sum = (of: (level: number, samples: number, mean: number) => number): number =>
    tried.reduce((total, { level, accuracy }) => total + of(level, accuracy.samples, accuracy.mean), 0);
  const samples = sum((_, n) => n);
  const mean = sum((_, n, accuracy) => n * accuracy) / samples;
  const spread = sum((level, n) => n * level ** 2) - sum((level, n) => n * level) ** 2 / samples;
  const variance = mean * (1 - mean) * spread;
  if (variance <= 0) return { status: "not shown", z: 0 };
  const z = sum((level, n, accuracy) => level * n * (accuracy - mean)) / Math.sqrt(variance);
  return { status: z < CRITICAL ? "falls" : "not shown", z };
}

/** One line about it. */
export function describeLevelTrend(trend: LevelTrend): string {
  switch (trend.status) {
    case "not tested":
      return `no claim about levels: ${trend.reason}`;
    case "falls":
      return `accuracy falls with the level (trend test, z = ${trend.z.toFixed(2)}, α 0.05)`;
    case "not shown":
      return `no claim about levels: accuracy is not shown to fall with them (trend test, z = ${trend.z.toFixed(2)}, α 0.05)`;
  }
}
