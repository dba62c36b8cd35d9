import type { DrawnCase } from "../../core/draft/execution.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type Evidence, failed, passed, warned } from "../cases/evidence.ts";

/** Kolmogorov-Smirnov at alpha 0.01 for two samples: c(0.01) = 1.63 (Smirnov 1948). */
const CRITICAL = 1.63;

/** What of a case may grow with its level, as a number. */
const MEASURES: readonly (readonly [name: string, measure: (drawn: DrawnCase) => number])[] = [
  ["length of the prompt", ({ prompt }) => prompt.length],
  ["size of the case", ({ instance }) => JSON.stringify(instance).length],
  ["length of the answer", ({ reference }) => reference.length],
  ["size of the numbers", ({ instance }) => meanMagnitude(JSON.stringify(instance))],
];

/** Adjacent levels draw different cases, and something grows from the easiest to the hardest. */
export function checkLevelsReal(evidence: Evidence): Check {
  const name = "levels are real";
  const { levels } = evidence;
  for (const [index, harder] of levels.slice(1).entries()) {
    const easier = levels[index] ?? [];
    const differs = MEASURES.some(([, measure]) => differ(easier.map(measure), harder.map(measure)));
    if (!differs) {
      return failed(
        name,
        `levels ${index} and ${index + 1} draw the same kind of cases: none of ${MEASURES.map(([what]) => what).join(", ")} differs, so their parameters have hardly any effect`,
      );
    }
  }
  const first = levels[0] ?? [];
  const last = levels.at(-1) ?? [];
  const growing = MEASURES.filter(
    ([, measure]) =>
      mean(last.map(measure)) > mean(first.map(measure)) && differ(first.map(measure), last.map(measure)),
  );
  if (growing.length === 0)
    return warned(name, "nothing measured grows from the easiest to the hardest level");
  return passed(name, `growing with the level: ${growing.map(([what]) => what).join(", ")}`);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function meanMagnitude(text: string): number {
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Math.log1p(Number(digits)));
  return mean(numbers);
}

/** True when two samples come from different distributions (two-sample Kolmogorov-Smirnov). */
function differ(first: readonly number[], second: readonly number[]): boolean {
  const values = [...new Set([...first, ...second])].sort((a, b) => a - b);
  const gap = Math.max(
    0,
    ...values.map((value) => Math.abs(shareUpTo(first, value) - shareUpTo(second, value))),
  );
  return (
    gap > CRITICAL * Math.sqrt((first.length + second.length) / Math.max(1, first.length * second.length))
  );
}

const shareUpTo = (sample: readonly number[], value: number): number =>
  sample.filter((one) => one <= value).length / Math.max(1, sample.length);
