import { writeGroundTruth } from "../../core/training/ground-truth.ts";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import {
  asMessages,
  isShaped,
  jsonLines,
  mainSplits,
  scoredFolder,
  splitFiles,
  type Trainer,
} from "../layout/trainer.ts";

/** JSON lines with `prompt`, `label` and `metadata`, scored by the server as slime's `remote_rm`. */
export const slime: Trainer = {
  name: "slime",
  schema: "campforge.slime/1",
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { train, val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) =>
      jsonLines(
        rows.map(({ prompt, truth, extra }) => ({
          prompt: asMessages(prompt),
          label: writeGroundTruth(truth),
          metadata: extra,
        })),
      ),
    );
    const scorer = isShaped(dataset)
      ? "--custom-rm-path campforge_reward.slime_reward"
      : `--rm-type remote_rm --rm-url ${address}${REWARD_SERVER.paths.judge} --reward-key score`;
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set for slime",
      what: "rows with prompt, label, metadata",
      launch: [
        `export CAMPFORGE_URL=${address} PYTHONPATH=$PWD:$PYTHONPATH`,
        "# the arguments for slime's train.py, beside those of your model and cluster",
        "DATA_ARGS=(",
        `  --prompt-data $PWD/${train}.jsonl --eval-prompt-data campforge $PWD/${val}.jsonl`,
        "  --input-key prompt --label-key label --metadata-key metadata --apply-chat-template --rollout-shuffle",
        `  ${scorer}`,
        ")",
        'python3 train.py "${DATA_ARGS[@]}" "${MODEL_ARGS[@]}"',
      ].join("\n"),
      notes: [
        "The server answers slime itself. `--custom-rm-path campforge_reward.slime_reward` has the reward file ask it instead, which applies `rewards.json`; leave `--rm-type` and `--reward-key` out then.",
      ],
    });
  },
};
