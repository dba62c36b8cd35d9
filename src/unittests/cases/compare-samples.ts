import type { DrawnCase } from "../../core/draft/execution.ts";

/** The chance that two samples of one distribution are taken to differ, over all comparisons made at once. */
const ALPHA = 0.01;

/** What of a case may grow with its level, as a number. */
export const MEASURES: readonly (readonly [name: string, measure: (drawn: DrawnCase) => number])[] = [
  ["length of the prompt", ({ prompt }) => prompt.length],
  ["size of the case", ({ instance }) => JSON.stringify(instance).length],
  ["length of the answer", ({ reference }) => reference.length],
  ["size of the numbers", ({ instance }) => meanMagnitude(JSON.stringify(instance))],
];

/** The mean of some numbers; 0 of none. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function meanMagnitude(text: string): number {
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Math.log1p(Number(digits)));
  return meanOf(numbers);
}

/**
 * True when two samples come from different distributions (two-sample Kolmogorov-Smirnov, Smirnov 1948). Of
 * several comparisons made at once each is held to its share of the chance of an error (Bonferroni).
 */
export function differ(first: readonly number[], second: readonly number[], comparisons = 1): boolean {
  const critical = Math.sqrt(-Math.log(ALPHA / comparisons / 2) / 2);
  const values = [...new Set([...first, ...second])].sort((a, b) => a - b);
  const gap = Math.max(
    0,
    ...values.map((value) => Math.abs(shareUpTo(first, value) - shareUpTo(second, value))),
  );
  return (
    gap > critical * Math.sqrt((first.length + second.length) / Math.max(1, first.length * second.length))
  );
}

const shareUpTo = (sample: readonly number[], value: number): number =>
  sample.filter((one) => one <= value).length / Math.max(1, sample.length);
