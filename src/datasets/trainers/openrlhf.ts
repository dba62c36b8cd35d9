import { dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import {
  asMessages,
  isShaped,
  jsonLines,
  mainSplits,
  REWARD_FILE,
  scoredFolder,
  splitFiles,
  type Trainer,
} from "../layout/trainer.ts";

/** Rows with OpenRLHF's `--data.input_key` and `--data.label_key`; scored by the server, or by the reward file. */
export const openrlhf: Trainer = {
  name: "openrlhf",
  schema: "campforge.openrlhf/1",
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { train, val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) =>
      jsonLines(
        rows.map(({ prompt, truth, extra }) => ({
          datasource: dataSource(truth.bootcamp),
          prompt: asMessages(prompt),
          label: writeGroundTruth(truth),
          extra_info: extra,
        })),
      ),
    );
    const scorer = isShaped(dataset)
      ? [`export CAMPFORGE_URL=${address}`, `$PWD/${REWARD_FILE}`]
      : [null, `${address}${REWARD_SERVER.paths.openrlhf}`];
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set for OpenRLHF",
      what: "rows with datasource, prompt, label, extra_info",
      launch: [
        ...(scorer[0] === null ? [] : [scorer[0]]),
        "python3 -m openrlhf.cli.train_ppo_ray \\",
        "  --actor.model_name_or_path Qwen/Qwen2.5-7B-Instruct --algo.advantage.estimator group_norm \\",
        `  --data.prompt_dataset $PWD/${train}.jsonl --eval.dataset $PWD/${val}.jsonl \\`,
        "  --data.input_key prompt --data.label_key label --data.apply_chat_template \\",
        "  --rollout.n_samples_per_prompt 8 \\",
        `  --reward.remote_url ${scorer[1]}`,
      ].join("\n"),
      notes: [
        `The server answers OpenRLHF itself. \`--reward.remote_url $PWD/${REWARD_FILE}\` has the reward file ask it instead, which tries again for two minutes and applies \`rewards.json\`.`,
      ],
    });
  },
};
