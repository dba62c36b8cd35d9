import { bareName } from "../../core/calls/model-config.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { inlineCode } from "../../core/text/markdown.ts";
import type { ClaimedFolder } from "../../datasets/claim-folder.ts";
import type { Dataset, DatasetRow } from "../../datasets/layout/dataset.ts";
import { type SampledTrace, sampledLayout } from "../traces/sampled-trace.ts";
import { solvedDataset, traceFolder } from "../traces/trace-folder.ts";
import { tallyFields, tallyTable } from "./render-tally.ts";
import type { Sample } from "./sample-case.ts";
import { type LevelTally, sumTallies } from "./tally.ts";

/** What of each reply was kept, by bootcamp and level, beside the data. */
const REPORT = "report.json";

/** What came of writing: where not one solution was kept there is nothing to write. */
export type Written = "wrote" | "unchanged" | "nothing kept";

/** Writes the kept solutions with their report, as a whole or not at all. */
export function writeSampled(
  folder: ClaimedFolder,
  samples: ReadonlyMap<DatasetRow, readonly Sample[]>,
  {
    plan,
    dataset,
    levels,
  }: {
    readonly plan: SamplingPlan;
    readonly dataset: Dataset;
    readonly levels: readonly LevelTally[];
  },
): Written {
  const tracesOf = (row: DatasetRow): readonly SampledTrace[] => kept(row, samples.get(row) ?? [], plan);
  const all = solvedDataset(dataset, (row) => tracesOf(row).length > 0);
  const solved = { ...all, splits: all.splits.filter(({ rows }) => rows.length > 0) };
  if (solved.splits.length === 0) return "nothing kept";
  const layout = sampledLayout(plan.thinking);
  const { files, readme } = traceFolder(solved, tracesOf, {
    ...layout,
    title: "A teacher's solutions for supervised fine-tuning",
    notes: notesOf(plan, levels, unsolvedSplits(dataset, solved)),
  });
  const report = `${JSON.stringify({ model: bareName(plan.teacher), ...tallyFields(levels) }, null, 2)}\n`;
  const about = "what was kept and why the rest was dropped, tokens and cost, by bootcamp and level";
  const isChanged = folder.write(solved, layout.schema, {
    files: new Map([...files, [REPORT, report]]),
    readme: { ...readme, files: [...readme.files, [REPORT, about]] },
  });
  return isChanged ? "wrote" : "unchanged";
}

function kept(row: DatasetRow, samples: readonly Sample[], plan: SamplingPlan): readonly SampledTrace[] {
  return samples.flatMap(({ sorted }, sample) => {
    if (sorted.status === "dropped") return [];
    const { solution, thinking, score } = sorted;
    return [
      {
        prompt: row.prompt,
        solution,
        thinking,
        extra: row.extra,
        model: bareName(plan.teacher),
        sample,
        score,
      },
    ];
  });
}

const unsolvedSplits = (dataset: Dataset, { splits }: Dataset): readonly string[] =>
  dataset.splits.map(({ name }) => name).filter((name) => !splits.some((split) => split.name === name));

const THINKING_NOTES = {
  tags: "The teacher's thinking stands in the content, between `<think>` and `</think>`.",
  field:
    "The teacher's thinking stands in `reasoning_content`, beside the content, which is the answer alone.",
  none: "The teacher's thinking was left out: the content is the answer alone.",
} as const;

function notesOf(
  plan: SamplingPlan,
  levels: readonly LevelTally[],
  unsolved: readonly string[],
): readonly string[] {
  const { samples, kept: count, solved, cases } = sumTallies(levels);
  return [
    `${inlineCode(bareName(plan.teacher))} was asked ${countNoun(plan.samples, "time")} for each of ${countNoun(cases, "case")}; ${count} of ${samples} replies were kept, for ${countNoun(solved, "case")}. Each was verified as it stands here: it scores 1.`,
    `${THINKING_NOTES[plan.thinking]} docs/training.md of Campforge says which trainer reads what.`,
    ...(unsolved.length === 0
      ? []
      : [`No solution was kept for ${unsolved.join(", ")}, which has no files.`]),
    tallyTable(levels),
  ];
}
