import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import { dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
import {
  asMessages,
  jsonLines,
  mainSplits,
  scoredFolder,
  splitFiles,
  type Trainer,
} from "../layout/trainer.ts";

/** Rows for whoever writes their own: all that is known of a case, a JSON object a line. */
export const jsonl: Trainer = {
  name: "jsonl",
  schema: "campforge.jsonl/1",
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { train } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) =>
      jsonLines(
        rows.map(({ prompt, truth, extra }) => ({
          data_source: dataSource(truth.bootcamp),
          prompt: asMessages(prompt),
          ground_truth: writeGroundTruth(truth),
          extra_info: extra,
        })),
      ),
    );
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set as JSON lines",
      what: "a line for each case: data_source, prompt, ground_truth (a text), extra_info",
      launch: [
        "# scores a response to the first case: send the row's ground_truth with it, unchanged",
        `head -n 1 ${train}.jsonl |`,
        `  python3 -c 'import json, sys; row = json.load(sys.stdin); print(json.dumps({"ground_truth": row["ground_truth"], "response": "…"}))' |`,
        `  curl --silent --data @- --header 'content-type: application/json' ${address}${REWARD_SERVER.paths.score}`,
      ].join("\n"),
      notes: [
        "From Python: `campforge_reward.RewardClient().score([(row['ground_truth'], response), …])`, with retries.",
      ],
    });
  },
};
