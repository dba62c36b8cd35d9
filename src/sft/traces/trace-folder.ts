import type { Dataset, DatasetRow } from "../../datasets/layout/dataset.ts";
import type { ReadmeParts } from "../../datasets/layout/readme.ts";
import { describeFiles, splitsFrontMatter } from "../../datasets/layout/trainer.ts";
import type { FolderFiles } from "../../files/replace-folder.ts";
import type { Trace } from "./trace.ts";

/** How traces are written: as lines of JSON, and as parquet. */
export type TraceWriter<One extends Trace> = {
  readonly lines: (traces: readonly One[]) => string | Uint8Array;
  readonly table: (traces: readonly One[]) => Uint8Array;
};

/** The cases of a data set that have a trace. */
export function solvedDataset(dataset: Dataset, isSolved: (row: DatasetRow) => boolean): Dataset {
  const splits = dataset.splits.map((split) => ({ ...split, rows: split.rows.filter(isSolved) }));
  return { ...dataset, splits };
}

/** A folder of traces: two files a split, in the order of the data set's rows, and the line that starts training. */
export function traceFolder<One extends Trace>(
  { splits }: Dataset,
  tracesOf: (row: DatasetRow) => One | readonly One[] | undefined,
  about: TraceWriter<One> & Pick<ReadmeParts, "title" | "notes">,
): { readonly files: FolderFiles; readonly readme: ReadmeParts } {
  const some = splits.map(({ name, rows }) => ({ name, traces: rows.flatMap((row) => tracesOf(row) ?? []) }));
  const lines = some.map((split) => [`${split.name}.jsonl`, about.lines(split.traces)] as const);
  const tables = some.map((split) => [`${split.name}.parquet`, about.table(split.traces)] as const);
  const [train = "train"] = some.map(({ name }) => name);
  return {
    files: new Map<string, string | Uint8Array>([...lines, ...tables]),
    readme: {
      title: about.title,
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
      notes: about.notes,
    },
  };
}
