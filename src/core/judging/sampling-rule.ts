import { CASE_RANGES } from "./case-ranges.ts";
import { z } from "zod";
import { type Band, estimateAccuracy } from "./band.ts";

/** How many attempts the judge makes on one level, and when it may stop. */
export const samplingRuleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sequential"),
    batch: z.int().min(1).max(64),
    cap: z.int().min(8).max(1024),
  }),
  z.strictObject({ kind: z.literal("fixed"), samples: z.int().min(1).max(1024) }),
  z.strictObject({ kind: z.literal("mean"), samples: z.int().min(1).max(1024) }),
]);

export type SamplingRule = Readonly<z.infer<typeof samplingRuleSchema>>;

/** Batches of 8 and at most 128 (docs/admission.md, the judge). */
export const SEQUENTIAL_RULE = { kind: "sequential", batch: 8, cap: 128 } as const satisfies SamplingRule;

/** Where the accuracy lies. `open` asks for more samples; `undecided` has no more to ask for. */
export type BandDecision = "open" | "inside" | "below" | "above" | "undecided";

/** The two hypotheses of a one-sided test: the accuracy is at most `low`, or at least `high`. */
type Hypotheses = { readonly low: number; readonly high: number };

/** Risk of either wrong conclusion of one test (alpha = beta = 0.05; docs/admission.md, the judge). */
const RISK = 0.05;

/**
 * The hypotheses at the two edges of a band: 0.015 and 0.06 about 0.03, 0.80 and 0.90 about 0.85. Other
 * bands keep the proportions: half and twice the lower edge, a third of the way from the upper edge to 1.
 */
export function hypothesesOf(band: Band): { readonly lower: Hypotheses; readonly upper: Hypotheses } {
  const margin = (1 - band.high) / 3;
  return {
    lower: { low: band.low / 2, high: band.low * 2 },
    upper: { low: band.high - margin, high: band.high + margin },
  };
}

/** Whether a sequential test has concluded, and for which side. */
type TestState = "running" | "low" | "high";

/**
 * Wald's sequential probability ratio test over batches. A score between 0 and 1 counts as that part of
 * a success, which keeps the bound on the risk, because the likelihood ratio is convex in the score.
 */
function runTest(scores: readonly number[], hypotheses: Hypotheses, batch: number): TestState {
  const { low, high } = hypotheses;
  const gain = Math.log(high / low);
  const loss = Math.log((1 - high) / (1 - low));
  const bound = Math.log((1 - RISK) / RISK);
  let ratio = 0;
  for (let end = batch; end <= scores.length; end += batch) {
    for (const score of scores.slice(end - batch, end)) ratio += score * gain + (1 - score) * loss;
    if (ratio >= bound) return "high";
    if (ratio <= -bound) return "low";
  }
  return "running";
}

/**
 * Where the accuracy lies, by the scores so far in the order in which they were asked for. Pure: the same
 * scores always give the same decision, so verdicts are recomputed from stored samples.
 */
export function decideBand(scores: readonly number[], rule: SamplingRule, band: Band): BandDecision {
  switch (rule.kind) {
    case "sequential":
      return decideSequentially(scores, rule, band);
    case "fixed":
      return decideFixed(scores, rule.samples, band);
    case "mean":
      return decideByMean(scores, rule.samples, band);
  }
}

function decideSequentially(
  scores: readonly number[],
  rule: { readonly batch: number; readonly cap: number },
  band: Band,
): BandDecision {
  const seen = scores.slice(0, rule.cap);
  const { lower, upper } = hypothesesOf(band);
  const atLower = band.low <= 0 ? "high" : runTest(seen, lower, rule.batch);
  const atUpper = band.high >= 1 ? "low" : runTest(seen, upper, rule.batch);
  if (atLower === "low") return "below";
  if (atUpper === "high") return "above";
  if (atLower === "high" && atUpper === "low") return "inside";
  return seen.length >= rule.cap ? "undecided" : "open";
}

/** The mean decides, unless its interval straddles an edge of the band. */
function decideFixed(scores: readonly number[], samples: number, band: Band): BandDecision {
  if (scores.length < samples) return "open";
  const { low, high } = estimateAccuracy(scores.slice(0, samples));
  if (high < band.low) return "below";
  if (low > band.high) return "above";
  return low >= band.low && high <= band.high ? "inside" : "undecided";
}

/** The mean alone decides, however few the samples are: the rule of the InternBootcamp report (arXiv 2508.08636). */
function decideByMean(scores: readonly number[], samples: number, band: Band): BandDecision {
  if (scores.length < samples) return "open";
  const { mean } = estimateAccuracy(scores.slice(0, samples));
  if (mean < band.low) return "below";
  return mean > band.high ? "above" : "inside";
}

/** How many attempts to ask for next, when the decision is open: the rest of a batch. */
export function nextBatchSize(scored: number, rule: SamplingRule): number {
  return rule.kind === "sequential"
    ? Math.min(rule.batch - (scored % rule.batch), rule.cap - scored)
    : rule.samples - scored;
}

/** The most attempts that are made on one level, replies that do not count included. */
export function attemptLimit(rule: SamplingRule): number {
  return rule.kind === "sequential" ? rule.cap : Math.min(rule.samples * 2, CASE_RANGES.judge.count);
}
