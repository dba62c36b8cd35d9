import { toGymRow } from "../layout/gym-row.ts";
import { jsonLines, mainSplits, scoredFolder, splitFiles, type Trainer } from "../layout/trainer.ts";

const APP = "nemo_gym_app.py";
const CONFIG = "campforge.yaml";

/** The agent that answers; NeMo Gym finds it by the row. */
const AGENT = "campforge_simple_agent";

/** Rows for NeMo Gym, and the resources server that scores them: it starts every server itself, by its entrypoint. */
export const nemoGym: Trainer = {
  name: "nemo-gym",
  schema: "campforge.nemo-gym/1",
  shapesRewards: true,
  write: (dataset, context) => {
    const { address } = context;
    const { val } = mainSplits(dataset);
    const tables = splitFiles(dataset, "jsonl", (rows) =>
      jsonLines(
        rows.map((row) => ({
          ...toGymRow(row),
          agent_ref: { type: "responses_api_agents", name: AGENT },
        })),
      ),
    );
    return scoredFolder(dataset, context, {
      tables,
      title: "A data set for NeMo Gym",
      what: "rows with responses_create_params, data_source, ground_truth, extra_info, agent_ref",
      more: [
        [
          APP,
          context.readPython(APP),
          "the resources server: NeMo Gym starts it, and it asks the reward server",
        ],
        [
          CONFIG,
          configOf(dataset.splits.map(({ name }) => name)),
          "that server and its agent, as NeMo Gym's configuration",
        ],
      ],
      launch: [
        "export NEMO_GYM=…  # a checkout of NeMo Gym, with your model in its env.yaml",
        `export CAMPFORGE_URL=${address}`,
        "HOME_OF=$NEMO_GYM/resources_servers/campforge",
        "mkdir -p $HOME_OF/configs $HOME_OF/data",
        `cp ${APP} $HOME_OF/app.py && cp campforge_reward.py rewards.json $HOME_OF/ && cp ${CONFIG} $HOME_OF/configs/`,
        "cp *.jsonl $HOME_OF/data/ && echo '-e nemo-gym[dev] @ ../../' > $HOME_OF/requirements.txt",
        "cd $NEMO_GYM && gym env start --resources-server campforge --model-type openai_model",
        "# in another terminal",
        `gym eval run --no-serve --agent ${AGENT} --input resources_servers/campforge/data/${val}.jsonl \\`,
        "  --output results/campforge.jsonl --limit 5",
      ].join("\n"),
      notes: [
        "A client that is given the address of a resources server, as verifiers is, needs none of this: the reward server answers `/seed_session` and `/verify` itself.",
      ],
    });
  },
};

function configOf(splits: readonly string[]): string {
  const types = ["train", "validation"];
  return [
    "campforge:",
    "  resources_servers:",
    "    campforge:",
    "      entrypoint: app.py",
    "      domain: other",
    "      verified: false",
    "      description: Reasoning tasks of a Campforge library",
    `${AGENT}:`,
    "  responses_api_agents:",
    "    simple_agent:",
    "      entrypoint: app.py",
    "      resources_server:",
    "        type: resources_servers",
    "        name: campforge",
    "      model_server:",
    "        type: responses_api_models",
    "        name: policy_model",
    "      datasets:",
    ...splits
      .slice(0, types.length)
      .flatMap((name, index) => [
        `      - name: ${name}`,
        `        type: ${types[index]}`,
        `        jsonl_fpath: resources_servers/campforge/data/${name}.jsonl`,
        "        license: TBD",
      ]),
    "",
  ].join("\n");
}
