import { dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
import { asMessages, jsonLines, mainSplits, REWARDS, rewardsText, type Trainer } from "../layout/trainer.ts";

/** Rows for whoever writes their own: all that is known of a case, a JSON object a line. */
export const jsonl: Trainer = {
  name: "jsonl",
  schema: "campforge.jsonl/1",
  shapesRewards: true,
  write: (dataset, { address, serve }) => {
    const { train } = mainSplits(dataset);
    const tables = dataset.splits.map(
      ({ name, rows }) =>
        [
          `${name}.jsonl`,
          jsonLines(
            rows.map(({ prompt, truth, extra }) => ({
              data_source: dataSource(truth.bootcamp),
              prompt: asMessages(prompt),
              ground_truth: writeGroundTruth(truth),
              extra_info: extra,
            })),
          ),
        ] as const,
    );
    return {
      files: new Map<string, string>([...tables, [REWARDS, rewardsText(dataset)]]),
      readme: {
        title: "A data set as JSON lines",
        files: [
          ...tables.map(
            ([name]) =>
              [name, "a line for each case: data_source, prompt, ground_truth (a text), extra_info"] as const,
          ),
          [REWARDS, "what a score is worth, by bootcamp; `campforge_reward.py` reads it"],
        ],
        serve,
        launch: [
          "# scores a response to the first case: send the row's ground_truth with it, unchanged",
          `head -n 1 ${train}.jsonl |`,
          `  python3 -c 'import json, sys; row = json.load(sys.stdin); print(json.dumps({"ground_truth": row["ground_truth"], "response": "…"}))' |`,
          `  curl --silent --data @- --header 'content-type: application/json' ${address}/v1/score`,
        ].join("\n"),
        notes: [],
      },
    };
  },
};
