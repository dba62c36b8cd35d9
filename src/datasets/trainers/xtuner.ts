import { dataSource, writeGroundTruth } from "../../core/training/ground-truth.ts";
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

/** The module with XTuner's lines of configuration. */
const JUDGER = "campforge_judger.py";

/** JSON lines in veRL's shape, which XTuner reads, and the judger of its configuration. */
export const xtuner: Trainer = {
  name: "xtuner",
  schema: "campforge.xtuner/1",
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { train, val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) =>
      jsonLines(
        rows.map(({ prompt, truth, extra }) => ({
          data_source: dataSource(truth.bootcamp),
          prompt: asMessages(prompt),
          ability: extra.domain,
          reward_model: { style: "rule", ground_truth: writeGroundTruth(truth) },
          extra_info: extra,
        })),
      ),
    );
    const shaped = isShaped(dataset);
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set for XTuner",
      what: "rows with data_source, prompt, ability, reward_model, extra_info",
      more: [
        [
          JUDGER,
          shaped ? byFunction(address) : byAddress(`${address}${REWARD_SERVER.paths.judge}`),
          "`judger_config`, the judger of your configuration",
        ],
      ],
      launch: [
        "export XTUNER=…  # a checkout of XTuner",
        "export PYTHONPATH=$PWD:$PYTHONPATH",
        "# its example, with the judger of this folder in the place of its own",
        `sed '/^judger_config = /,/^)/c from campforge_judger import judger_config' \\`,
        "  $XTUNER/examples/v1/config/rl_grpo_gsm8k_judge.py > rl_config.py",
        `(cd $XTUNER && bash examples/v1/scripts/run_rl.sh $OLDPWD/rl_config.py sglang \\`,
        `  $MODEL_PATH $OLDPWD/${train}.jsonl $OLDPWD/${val}.jsonl)`,
      ].join("\n"),
      notes: [
        shaped
          ? "The judger is the function `judge` of the reward file, because a mixture shapes these rewards; it asks the server and tries again for two minutes."
          : "The judger is the server's address. XTuner asks once for each response and does not try again; the function `judge` of the reward file does, as `reward_handler=campforge_reward.judge`.",
      ],
    });
  },
};

/** The lines for a judger that XTuner asks over HTTP; its own limit is 30 s. */
function byAddress(url: string): string {
  return [
    "from xtuner.v1.rl.judger import JudgerConfig",
    "",
    "judger_config = JudgerConfig(",
    '    judger_name="campforge",',
    `    reward_handler="${url}",`,
    "    request_timeout=60.0,",
    ")",
    "",
  ].join("\n");
}

/** The lines for a judger that is a function. */
function byFunction(address: string): string {
  return [
    "import os",
    "",
    `os.environ.setdefault("CAMPFORGE_URL", "${address}")`,
    "",
    "import campforge_reward  # noqa: E402",
    "from xtuner.v1.rl.judger import JudgerConfig  # noqa: E402",
    "",
    'judger_config = JudgerConfig(judger_name="campforge", reward_handler=campforge_reward.judge)',
    "",
  ].join("\n");
}
