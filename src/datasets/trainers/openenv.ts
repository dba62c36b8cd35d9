import { dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
import { describeFiles, jsonLines, mainSplits, splitFiles, type Trainer } from "../layout/trainer.ts";

/** What each episode of the environment is reset with: the server is the environment. */
export const openenv: Trainer = {
  name: "openenv",
  schema: "campforge.openenv/1",
  shapesRewards: false,
  write: (dataset, { address, serve }) => {
    const { train } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) =>
      jsonLines(
        rows.map(({ prompt, truth, extra }) => ({
          data_source: dataSource(truth.bootcamp),
          prompt,
          reset: { ground_truth: writeGroundTruth(truth) },
          extra_info: extra,
        })),
      ),
    );
    return {
      files: new Map(tables),
      readme: {
        title: "A data set for OpenEnv",
        files: describeFiles(
          tables,
          "rows with data_source, prompt, reset (what `env.reset` takes), extra_info",
        ),
        serve,
        launch: [
          "python3 - <<'PYTHON'",
          "import json",
          "from openenv.core import GenericEnvClient",
          "",
          `rows = [json.loads(line) for line in open("${train}.jsonl", encoding="utf-8")]`,
          `with GenericEnvClient(base_url="${address}").sync() as env:`,
          "    for row in rows[:5]:",
          '        prompt = env.reset(**row["reset"]).observation["prompt"]',
          '        result = env.step({"response": "…"})  # your policy\'s response to the prompt',
          "        print(result.reward, result.done)",
          "PYTHON",
        ].join("\n"),
        notes: [
          "An episode is one case: `reset` gives its prompt, one `step` its reward, and then it is done. A verification that fails is an error of the connection, never a reward.",
        ],
      },
    };
  },
};
