import type { Row } from "./print-table.ts";
import type { Scale } from "./scale.ts";
import { simulateDisputes } from "./simulate-disputes.ts";
import { simulateStarts } from "./simulate-starts.ts";
import { simulateJudging } from "./simulate-judging.ts";

const BOOTCAMPS = { full: 20_000, smoke: 200 } as const;
const RUNS = { full: 200, smoke: 4 } as const;

/** What the sequential test and a start that follows the run save, and what it costs in wrong verdicts, against fixed numbers of samples. */
export function benchJudgeEconomy(scale: Scale): readonly Row[] {
  const economies = simulateJudging(BOOTCAMPS[scale], "bench judge economy");
  const fixed = economies.find(({ rule }) => rule === "fixed 128");
  const sequential = economies.find(({ rule }) => rule === "sequential");
  const figures = economies.flatMap(
    ({ rule, meanSamples, medianSamples, wrongPercent, undecidedPercent }): readonly Row[] => [
      { what: `${rule}: samples, mean (median)`, value: meanSamples, unit: `(${medianSamples})`, aim: "" },
      { what: `${rule}: wrong verdicts`, value: wrongPercent, unit: "%", aim: "" },
      { what: `${rule}: undecided, flagged`, value: undecidedPercent, unit: "%", aim: "" },
    ],
  );
  if (fixed === undefined || sequential === undefined) throw new Error("the simulation lacks a rule");
  const disputes = simulateDisputes(BOOTCAMPS[scale], "bench disputes");
  const starts = simulateStarts(RUNS[scale], "bench starts");
  const [middle, seen] = starts;
  if (middle === undefined || seen === undefined) throw new Error("the simulation lacks a start");
  return [
    ...figures,
    ...starts.flatMap(({ start, meanSamples, meanLevels }): readonly Row[] => [
      { what: `judging begins ${start}: samples a draft, mean`, value: meanSamples, unit: "", aim: "" },
      { what: `judging begins ${start}: levels a draft, mean`, value: meanLevels, unit: "", aim: "" },
    ]),
    {
      what: "samples that beginning there saves",
      value: 100 * (1 - seen.meanSamples / middle.meanSamples),
      unit: "%",
      aim: "",
    },
    {
      what: `broken ones told from hard ones (${disputes.rule})`,
      value: disputes.brokenFound,
      unit: "% of the broken",
      aim: "",
    },
    {
      what: `hard ones not taken for broken (${disputes.rule})`,
      value: disputes.hardFound,
      unit: "% of the hard",
      aim: "",
    },
    {
      what: "sequential calls / fixed 128 calls",
      value: sequential.meanSamples / fixed.meanSamples,
      unit: "",
      aim: "at most 0.40",
      met: sequential.meanSamples / fixed.meanSamples <= 0.4,
    },
    {
      what: "sequential errors - fixed 128 errors",
      value: sequential.wrongPercent - fixed.wrongPercent,
      unit: "%",
      aim: "at most 0",
      met: sequential.wrongPercent <= fixed.wrongPercent,
    },
  ];
}
