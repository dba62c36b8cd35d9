/** A mean with the ends of its interval at 95%. */
export type Interval = { readonly mean: number; readonly low: number; readonly high: number };

/**
 * The mean of means that were estimated independently of each other, all with the same weight, and its interval: each
 * end lies as far from the mean as the ends of the parts together, as the square root of the sum of squares. That is
 * the method of variance estimates recovery (Zou and Donner 2008, doi 10.1002/sim.3095), which keeps the shape of
 * Wilson's intervals near 0 and 1. There is at least one part.
 */
export function combineMeans(parts: readonly Interval[], bounds: Omit<Interval, "mean">): Interval {
  const weight = 1 / parts.length;
  const sum = (of: (part: Interval) => number): number => parts.reduce((so, part) => so + of(part), 0);
  const mean = sum((part) => part.mean) * weight;
  const below = Math.sqrt(sum((part) => (part.mean - part.low) ** 2)) * weight;
  const above = Math.sqrt(sum((part) => (part.high - part.mean) ** 2)) * weight;
  return { mean, low: Math.max(bounds.low, mean - below), high: Math.min(bounds.high, mean + above) };
}
