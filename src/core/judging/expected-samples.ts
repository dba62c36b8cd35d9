import { Rng } from "../../bootcamp/index.ts";
import type { Band } from "./band.ts";
import { decideBand, nextBatchSize, type SamplingRule } from "./sampling-rule.ts";

/** A lower and an upper figure of the same thing. */
export type Range = { readonly low: number; readonly high: number };

/** The same with a figure between them that is expected. */
export type Expectation = Range & { readonly expected: number };

/** Simulated levels for each accuracy from 0.00 to 1.00. */
const TRIALS = 20;

/**
 * How many samples the judge's rule takes for one level: the tenth and the ninetieth percentile over levels
 * whose accuracies are spread evenly from 0 to 1, and the mean. Simulated with a seed of its own, so that the same rule
 * always gives the same range.
 */
export function expectedSamples(rule: SamplingRule, band: Band): Expectation {
  const rng = Rng.from("expected samples");
  const taken = Array.from({ length: 101 * TRIALS }, (_, index) =>
    countSamples(Math.floor(index / TRIALS) / 100, rng, { rule, band }),
  ).toSorted((a, b) => a - b);
  const at = (share: number): number => taken[Math.floor(share * (taken.length - 1))] ?? 0;
  return { low: at(0.1), expected: taken.reduce((sum, one) => sum + one, 0) / taken.length, high: at(0.9) };
}

function countSamples(
  accuracy: number,
  rng: Rng,
  { rule, band }: { readonly rule: SamplingRule; readonly band: Band },
): number {
  const scores: number[] = [];
  while (decideBand(scores, rule, band) === "open") {
    const size = nextBatchSize(scores.length, rule);
    for (let index = 0; index < size; index++) scores.push(rng.boolean(accuracy) ? 1 : 0);
  }
  return scores.length;
}
