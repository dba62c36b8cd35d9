import { dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
import type { DatasetRow } from "../layout/dataset.ts";
import { type Column, extraInfoColumn, messagesColumn, textColumn, writeParquet } from "../layout/parquet.ts";
import {
  asMessages,
  mainSplits,
  scoredFolder,
  splitFiles,
  splitsFrontMatter,
  type Trainer,
} from "../layout/trainer.ts";

const SCHEMA = "campforge.trl/1";

const COLUMNS: readonly Column<DatasetRow>[] = [
  messagesColumn("prompt", ({ prompt }) => asMessages(prompt)),
  textColumn("ground_truth", ({ truth }) => writeGroundTruth(truth)),
  textColumn("data_source", ({ truth }) => dataSource(truth.bootcamp)),
  extraInfoColumn,
];

/** Parquet as Hugging Face's datasets load it, and the reward function for `trl grpo`. */
export const trl: Trainer = {
  name: "trl",
  schema: SCHEMA,
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { train, val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "parquet", (rows) => writeParquet(rows, COLUMNS, SCHEMA));
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set for TRL",
      frontMatter: splitsFrontMatter(dataset.splits),
      what: "rows with prompt, ground_truth, data_source, extra_info",
      launch: [
        `export CAMPFORGE_URL=${address}`,
        "trl grpo \\",
        "  --model_name_or_path Qwen/Qwen2.5-7B-Instruct \\",
        `  --dataset_name "$PWD" --dataset_train_split ${train} --dataset_test_split ${val} \\`,
        "  --reward_funcs campforge_reward.reward \\",
        "  --num_generations 8 --max_completion_length 8192 --output_dir out",
      ].join("\n"),
      notes: [
        "`trl grpo` takes the working folder for imports, so that `campforge_reward.reward` is the file in this one. A verification that fails gives `None`, which TRL leaves out of the reward.",
      ],
    });
  },
};
