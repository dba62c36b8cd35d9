import { dataSource } from "../../core/training/ground-truth.ts";
import type { DatasetRow } from "../layout/dataset.ts";
import {
  type Column,
  extraInfoColumn,
  messagesColumn,
  rewardModelColumn,
  textColumn,
  writeParquet,
} from "../layout/parquet.ts";
import {
  asMessages,
  mainSplits,
  REWARD_FILE,
  scoredFolder,
  splitFiles,
  type Trainer,
} from "../layout/trainer.ts";

const SCHEMA = "campforge.verl/1";

const COLUMNS: readonly Column<DatasetRow>[] = [
  textColumn("data_source", ({ truth }) => dataSource(truth.bootcamp)),
  messagesColumn("prompt", ({ prompt }) => asMessages(prompt)),
  textColumn("ability", ({ extra }) => extra.domain),
  rewardModelColumn,
  extraInfoColumn,
];

/** Parquet in veRL's columns, and the reward function for `custom_reward_function`. */
export const verl: Trainer = {
  name: "verl",
  schema: SCHEMA,
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { train, val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "parquet", (rows) => writeParquet(rows, COLUMNS, SCHEMA));
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set for veRL",
      what: "rows with data_source, prompt, ability, reward_model, extra_info",
      launch: [
        `export CAMPFORGE_URL=${address}`,
        "python3 -m verl.trainer.main_ppo \\",
        "  algorithm.adv_estimator=grpo \\",
        `  data.train_files=$PWD/${train}.parquet data.val_files=$PWD/${val}.parquet \\`,
        "  data.max_prompt_length=4096 data.max_response_length=8192 data.filter_overlong_prompts=True \\",
        `  custom_reward_function.path=$PWD/${REWARD_FILE} custom_reward_function.name=compute_score \\`,
        "  actor_rollout_ref.model.path=Qwen/Qwen2.5-7B-Instruct actor_rollout_ref.rollout.name=vllm \\",
        "  actor_rollout_ref.rollout.n=8 trainer.n_gpus_per_node=8",
      ].join("\n"),
      notes: [
        "With `reward_manager.name=batch` one call scores a whole batch, which is the fastest. A verification that fails raises an error by default; `+custom_reward_function.reward_kwargs.on_error=0.0` rewards it with that number instead.",
      ],
    });
  },
};
