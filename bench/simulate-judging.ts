import { Rng } from "../src/bootcamp/index.ts";
import { type Band, DEFAULT_BAND } from "../src/core/judging/band.ts";
import { decideBand, type SamplingRule, SEQUENTIAL_RULE } from "../src/core/judging/sampling-rule.ts";

/** How a rule for the judge's samples does on many bootcamps of known accuracy. */
export type JudgingEconomy = {
  readonly rule: string;
  readonly meanSamples: number;
  readonly medianSamples: number;
  /** Of the bootcamps outside the indifference zones, in percent. */
  readonly wrongPercent: number;
  readonly undecidedPercent: number;
};

/** About each edge of the band, either verdict is acceptable: the hypotheses of the sequential test. */
const INDIFFERENT: readonly (readonly [number, number])[] = [
  [0.015, 0.06],
  [0.8, 0.9],
];

/**
 * Accuracies as drafts have them: a tenth cannot be solved at all, a tenth hardly ever (Beta(1, 30)), a
 * fifth nearly always (Beta(15, 1)), the rest anywhere between (Beta(2, 2)).
 */
function drawAccuracy(rng: Rng): number {
  const kind = rng.float();
  if (kind < 0.1) return 0;
  if (kind < 0.2) return drawBeta(rng, 1, 30);
  return kind < 0.4 ? drawBeta(rng, 15, 1) : drawBeta(rng, 2, 2);
}

/** A beta variate of whole parameters, by sums of exponentials. */
function drawBeta(rng: Rng, a: number, b: number): number {
  const gamma = (shape: number): number => {
    let sum = 0;
    for (let part = 0; part < shape; part++) sum -= Math.log(1 - rng.float());
    return sum;
  };
  const first = gamma(a);
  return first / (first + gamma(b));
}

type Side = "below" | "inside" | "above";

function sideOf(accuracy: number, band: Band): Side {
  if (accuracy < band.low) return "below";
  return accuracy > band.high ? "above" : "inside";
}

/** Simulates the sequential rule and fixed numbers of samples on the same bootcamps. */
export function simulateJudging(bootcamps: number, seed: string): readonly JudgingEconomy[] {
  const rng = Rng.from(seed);
  const trials = Array.from({ length: bootcamps }, () => {
    const accuracy = drawAccuracy(rng);
    return { accuracy, scores: Array.from({ length: 128 }, () => (rng.boolean(accuracy) ? 1 : 0)) };
  });
  const rules: readonly (readonly [string, (scores: readonly number[]) => Outcome])[] = [
    ["sequential", (scores) => decideInBatches(scores, SEQUENTIAL_RULE)],
    ["fixed 32", (scores) => decideByMean(scores, 32)],
    ["fixed 128", (scores) => decideByMean(scores, 128)],
  ];
  return rules.map(([rule, decide]) => {
    const outcomes = trials.map(({ accuracy, scores }) => ({ accuracy, ...decide(scores) }));
    const clear = outcomes.filter(
      ({ accuracy }) => !INDIFFERENT.some(([low, high]) => accuracy > low && accuracy < high),
    );
    const percent = (count: number): number => (100 * count) / clear.length;
    const samples = outcomes.map((one) => one.samples).sort((a, b) => a - b);
    return {
      rule,
      meanSamples: samples.reduce((sum, count) => sum + count, 0) / samples.length,
      medianSamples: samples[Math.floor(samples.length / 2)] ?? 0,
      wrongPercent: percent(
        clear.filter(
          ({ decision, accuracy }) => decision !== "undecided" && decision !== sideOf(accuracy, DEFAULT_BAND),
        ).length,
      ),
      undecidedPercent: percent(clear.filter(({ decision }) => decision === "undecided").length),
    };
  });
}

type Outcome = { readonly decision: Side | "undecided"; readonly samples: number };

function decideInBatches(
  scores: readonly number[],
  rule: Extract<SamplingRule, { kind: "sequential" }>,
): Outcome {
  for (let samples = rule.batch; ; samples += rule.batch) {
    const decision = decideBand(scores.slice(0, samples), rule, DEFAULT_BAND);
    if (decision !== "open") return { decision, samples };
  }
}

/** What a fixed number of samples is commonly used for: the mean against the band. */
function decideByMean(scores: readonly number[], samples: number): Outcome {
  const mean = scores.slice(0, samples).reduce((sum, score) => sum + score, 0) / samples;
  return { decision: sideOf(mean, DEFAULT_BAND), samples };
}
