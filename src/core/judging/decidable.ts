import type { Band } from "./band.ts";
import { estimateAccuracy } from "./band.ts";
import { decideBand, type SamplingRule } from "./sampling-rule.ts";

/** What a rule may say of an accuracy in the end. */
type Side = "above" | "inside" | "below";

/** The most samples that a rule may take. */
const MOST_SAMPLES = 1024;

/** Accuracies that are tried for `inside`. */
const STEPS = 50;

/** Whether some outcome of so many attempts is decided for a side. */
function canDecide(side: Side, rule: SamplingRule, band: Band): boolean {
  const samples = rule.kind === "sequential" ? rule.cap : rule.samples;
  const evenly = (share: number): readonly number[] =>
    Array.from(
      { length: samples },
      (_, index) => Math.floor((index + 1) * share) - Math.floor(index * share),
    );
  switch (side) {
    case "above":
      return band.high >= 1 || decideBand(evenly(1), rule, band) === "above";
    case "below":
      return band.low <= 0 || decideBand(evenly(0), rule, band) === "below";
    case "inside":
      return Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS).some(
        (share) => decideBand(evenly(share), rule, band) === "inside",
      );
  }
}

/** The smallest number of samples with which a rule of that kind decides for a side; undefined where none does. */
function fewestFor(side: Side, rule: SamplingRule, band: Band): number | undefined {
  let low = 1;
  let high = MOST_SAMPLES;
  if (!canDecide(side, withSamples(rule, high), band)) return undefined;
  // More samples never decide less.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (canDecide(side, withSamples(rule, middle), band)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const withSamples = (rule: SamplingRule, samples: number): SamplingRule =>
  rule.kind === "sequential" ? { ...rule, cap: samples } : { ...rule, samples };

/** What a rule of judging cannot decide, whatever the judge does. */
export type Undecidable =
  | { readonly status: "decides" }
  /** Every level would come out undecided. */
  | { readonly status: "decides nothing"; readonly text: string }
  /** A judge that is good enough, or right now and then, would leave its level undecided. */
  | { readonly status: "decides too little"; readonly text: string };

/**
 * Looks whether a rule can come to a decision at all, before anything is spent on it. That few samples cannot show an
 * accuracy below the band is left alone: to show one of 3% takes more than a hundred.
 */
export function findUndecidable(rule: SamplingRule, band: Band): Undecidable {
  const missing = (["above", "inside"] as const).filter((side) => !canDecide(side, rule, band));
  if (missing.length === 0) return { status: "decides" };
  const samples = rule.kind === "sequential" ? rule.cap : rule.samples;
  const named = rule.kind === "sequential" ? `judging: a cap of ${samples}` : `${samples} judge samples`;
  const needs = (["above", "inside", "below"] as const).flatMap((side) => {
    const fewest = fewestFor(side, rule, band);
    return fewest === undefined ? [] : [`${fewest} to find ${placeOf(side)}`];
  });
  const what = missing
    .map((side) => `that the judge is ${placeOf(side)} (${band.low} to ${band.high})`)
    .join(", nor ");
  const because =
    rule.kind === "fixed" && missing.includes("above")
      ? `: ${samples} right of ${samples} still leave an accuracy from ${estimateAccuracy(Array(samples).fill(1)).low.toFixed(2)} on`
      : "";
  const others =
    rule.kind === "mean"
      ? ""
      : `, leave the number to the sequential test, or let the mean alone decide, as the InternBootcamp report does: --judge-mean ${samples}, or "judging": {"kind": "mean", "samples": ${samples}}`;
  const help = `At least it takes ${needs.join(", ")}. Take so many${others}`;
  const text = `${named} can never decide ${what}${because}. ${help}`;
  const decidesNone = missing.length === 2 && !canDecide("below", rule, band);
  return { status: decidesNone ? "decides nothing" : "decides too little", text };
}

const placeOf = (side: Side): string => (side === "inside" ? "inside the band" : `${side} the band`);
