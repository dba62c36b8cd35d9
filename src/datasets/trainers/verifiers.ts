import { toGymRow } from "../layout/gym-row.ts";
import { describeFiles, jsonLines, mainSplits, splitFiles, type Trainer } from "../layout/trainer.ts";

/** The configuration of an environment over the built-in taskset. */
const CONFIG = "campforge.toml";

/** Rows for the taskset `nemo_gym`, which is built into verifiers: it asks the server's `/seed_session` and `/verify`. */
export const verifiers: Trainer = {
  name: "verifiers",
  schema: "campforge.verifiers/1",
  shapesRewards: false,
  write: (dataset, { address, serve }) => {
    const { train, val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) => jsonLines(rows.map(toGymRow)));
    return {
      files: new Map([...tables, [CONFIG, trainingSource(train, address)]]),
      readme: {
        title: "A data set for verifiers and prime-rl",
        files: [
          ...describeFiles(
            tables,
            "rows with responses_create_params, data_source, ground_truth, extra_info",
          ),
          [CONFIG, "the source of a prime-rl run: put it into your configuration"],
        ],
        serve,
        launch: [
          "# an evaluation, to see that it works",
          "uv run eval nemo-gym -n 5 \\",
          `  --env.taskset.dataset $PWD/${val}.jsonl --env.taskset.task.resources-url ${address} \\`,
          "  --env.agent.harness.id null",
          "# training: your configuration, then the source of this folder",
          "cat rl.toml campforge.toml > run.toml && uv run rl @ run.toml",
        ].join("\n"),
        notes: [
          "`campforge.toml` names the file as seen from the folder in which training starts: start it here, or write the whole path into it.",
        ],
      },
    };
  },
};

function trainingSource(train: string, address: string): string {
  return [
    "[[orchestrator.train.source]]",
    'name = "campforge"',
    "",
    "[orchestrator.train.source.env.taskset]",
    'id = "nemo-gym"',
    `dataset = "${train}.jsonl"`,
    "",
    "[orchestrator.train.source.env.taskset.task]",
    `resources_url = "${address}"`,
    "",
    "[orchestrator.train.source.env.agent.harness]",
    'id = "null"',
    "",
    "[orchestrator.train.source.env.agent.runtime]",
    'type = "subprocess"',
    "",
  ].join("\n");
}
