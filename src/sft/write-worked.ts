import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { claimFolder } from "../datasets/claim-folder.ts";
import { buildDataset, type DatasetRequest } from "../datasets/drawing/build-dataset.ts";
import type { Dataset } from "../datasets/layout/dataset.ts";
import { describeFiles, splitsFrontMatter } from "../datasets/layout/trainer.ts";
import { readPublished } from "../export/published-versions.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import { SFT_SCHEMA, type Trace, traceLines, traceTable } from "./trace.ts";
import { type Kept, workOut } from "./work-out.ts";

/** What was written, bootcamp by bootcamp. */
export type WorkedEnd = { readonly kept: readonly Kept[]; readonly isChanged: boolean };

/**
 * Writes the worked solutions of a library's cases for supervised fine-tuning, without any model: a chat a line, and
 * the same as parquet. The same request gives the same bytes. Throws a CommandError for what cannot be had.
 */
export async function writeWorked(
  request: DatasetRequest,
  { library, to }: { readonly library: string; readonly to: string },
): Promise<WorkedEnd> {
  const folder = claimFolder(to);
  const published = readPublished(library);
  const { dataset, traces, kept } = await solveAll(published, request);
  if (traces.size === 0)
    throw new CommandError(
      EXIT.usage,
      `${library}: no class that was drawn from has a workedSolution; docs/training.md says what that is`,
    );
  const splits = dataset.splits.map((split) => ({
    ...split,
    rows: split.rows.filter((row) => traces.has(row)),
  }));
  const worked = { ...dataset, splits };
  return { kept, isChanged: folder.write(worked, SFT_SCHEMA, partsOf(worked, traces)) };
}

async function solveAll(
  published: ReturnType<typeof readPublished>,
  request: DatasetRequest,
): Promise<{ readonly dataset: Dataset } & Awaited<ReturnType<typeof workOut>>> {
  const workshop = openWorkshop();
  try {
    const dataset = await buildDataset(published, request, workshop);
    return { dataset, ...(await workOut(dataset, workshop)) };
  } finally {
    workshop.close();
  }
}

function partsOf(
  { splits }: Dataset,
  traces: ReadonlyMap<Dataset["splits"][number]["rows"][number], Trace>,
): Parameters<ReturnType<typeof claimFolder>["write"]>[2] {
  const some = splits.map(({ name, rows }) => ({
    name,
    traces: rows.flatMap((row) => traces.get(row) ?? []),
  }));
  const lines = some.map((split) => [`${split.name}.jsonl`, traceLines(split.traces)] as const);
  const tables = some.map((split) => [`${split.name}.parquet`, traceTable(split.traces)] as const);
  const [train = "train"] = some.map(({ name }) => name);
  return {
    files: new Map<string, string | Uint8Array>([...lines, ...tables]),
    readme: {
      title: "Worked solutions for supervised fine-tuning",
      files: [
        ...describeFiles(lines, "a chat a line: messages, provenance"),
        ...describeFiles(tables, "the same as parquet"),
      ],
      serve: null,
      launch: [
        "trl sft --model_name_or_path Qwen/Qwen2.5-7B \\",
        `  --dataset_name "$PWD" --dataset_train_split ${train} --output_dir out`,
      ].join("\n"),
      frontMatter: splitsFrontMatter(splits),
      notes: ["Each solution was verified: it ends in an answer that scores 1."],
    },
  };
}
