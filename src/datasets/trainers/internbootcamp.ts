import { type GroundTruth, writeGroundTruth } from "../../core/training/ground-truth.ts";
import type { Dataset, DatasetRow } from "../layout/dataset.ts";
import {
  booleanField,
  type Column,
  messagesColumn,
  rewardModelColumn,
  structColumn,
  textColumn,
  textField,
  wholeField,
  writeParquet,
} from "../layout/parquet.ts";
import {
  asMessages,
  type FolderContext,
  jsonLines,
  mainSplits,
  REWARD_FILE,
  scoredFolder,
  splitFiles,
  type Trainer,
} from "../layout/trainer.ts";

/** What both kinds of rows differ in. */
type Rows = {
  readonly schema: string;
  readonly title: string;
  readonly toLine: (row: DatasetRow) => unknown;
  readonly columns: readonly Column<DatasetRow>[];
  readonly what: string;
};

/** InternBootcamp finds the class of a row by its name behind `bootcamp/`. */
const sourceOfV1 = ({ className }: DatasetRow): string => `bootcamp/${className}`;
const sourceOfV2 = ({ className }: DatasetRow): string => `bootcamp/${className.toLowerCase()}`;

const V1: Rows = {
  schema: "campforge.internbootcamp/1",
  title: "A data set in InternBootcamp's rows",
  what: "rows with data_source, prompt, ground_truth",
  toLine: (row) => ({
    data_source: sourceOfV1(row),
    prompt: row.prompt,
    ground_truth: writeGroundTruth(row.truth),
  }),
  columns: [
    textColumn("data_source", sourceOfV1),
    messagesColumn("prompt", ({ prompt }) => asMessages(prompt)),
    rewardModelColumn,
    structColumn("extra_info", [textField("split"), wholeField("index")], ({ extra }) => ({
      split: extra.split,
      index: BigInt(extra.index),
    })),
  ],
};

const generatorName = ({ extra }: DatasetRow): string => `level-${extra.level}`;

const V2: Rows = {
  schema: "campforge.internbootcamp/2",
  title: "A data set in the rows of InternBootcamp's successor",
  what: "rows with data_source, prompt, reward_model, extra_info",
  toLine: (row) => ({
    data_source: sourceOfV2(row),
    prompt: asMessages(row.prompt),
    reward_model: { style: "rule", ground_truth: asObject(row.truth) },
    extra_info: {
      index: row.extra.index,
      split: row.extra.split,
      generator_name: generatorName(row),
      tools_kwargs: {},
      need_tools_kwargs: false,
    },
  }),
  // Parquet has no record without fields, and one type for all ground truths: as their converter does it, the
  // empty field is left out, and the object is a text.
  columns: [
    textColumn("data_source", sourceOfV2),
    messagesColumn("prompt", ({ prompt }) => asMessages(prompt)),
    rewardModelColumn,
    structColumn(
      "extra_info",
      [
        wholeField("index"),
        textField("split"),
        textField("generator_name"),
        booleanField("need_tools_kwargs"),
      ],
      (row) => ({
        index: BigInt(row.extra.index),
        split: row.extra.split,
        generator_name: generatorName(row),
        need_tools_kwargs: false,
      }),
    ),
  ],
};

const asObject = ({ bootcamp, version, case: instance }: GroundTruth): GroundTruth => ({
  bootcamp,
  version,
  case: instance,
});

function write(rows: Rows, dataset: Dataset, context: FolderContext): ReturnType<Trainer["write"]> {
  const { train, val } = mainSplits(dataset);
  const tables = splitFiles(dataset, "parquet", (all) => writeParquet(all, rows.columns, rows.schema));
  return scoredFolder(dataset, context, {
    tables: splitFiles(dataset, "jsonl", (all) => jsonLines(all.map(rows.toLine))),
    title: rows.title,
    what: rows.what,
    more: tables.map(([name, content]) => [name, content, "the same, as veRL reads them"]),
    launch: [
      `export CAMPFORGE_URL=${context.address}`,
      "python3 -m verl.trainer.main_ppo \\",
      "  algorithm.adv_estimator=grpo \\",
      `  data.train_files=$PWD/${train}.parquet data.val_files=$PWD/${val}.parquet \\`,
      `  custom_reward_function.path=$PWD/${REWARD_FILE} custom_reward_function.name=compute_score \\`,
      "  actor_rollout_ref.model.path=Qwen/Qwen2.5-7B-Instruct actor_rollout_ref.rollout.name=vllm \\",
      "  actor_rollout_ref.rollout.n=8 trainer.n_gpus_per_node=8",
    ].join("\n"),
    notes: [
      "These rows mix with InternBootcamp's own. Its reward manager looks a class up by `data_source`, finds none of this name, and calls the reward function of the command line.",
    ],
  });
}

/** Rows as InternBootcamp's generator and its preprocessing for veRL write them. */
export const internbootcamp: Trainer = {
  name: "internbootcamp",
  schema: V1.schema,
  shapesRewards: true,
  write: (dataset, context) => write(V1, dataset, context),
};

/** The same for its successor, InternAgentHarness. */
export const internbootcampV2: Trainer = {
  name: "internbootcamp",
  schema: V2.schema,
  shapesRewards: true,
  write: (dataset, context) => write(V2, dataset, context),
};
