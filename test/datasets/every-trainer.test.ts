import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { extraInfoSchema, groundTruthSchema } from "../../src/core/training/ground-truth.ts";
import { mixtureSchema } from "../../src/core/training/mixture.ts";
import { TRAINER_KINDS } from "../../src/core/training/trainer-names.ts";
import { TRAINERS } from "../../src/datasets/trainers.ts";
import { internbootcampV2 } from "../../src/datasets/trainers/internbootcamp.ts";
import { scratchFolder } from "../project.ts";
import { aDataset, folderOf } from "./a-dataset.ts";
import { nullableLeaves, parquetColumns, readParquet } from "./read-parquet.ts";

/*
 * Each layout against what its trainer's source reads. Cited as file:lines at the commits OpenRLHF 3c3be62,
 * xtuner b934f46, slime 624b824, verifiers a60a606, Gym 07d6b0d, OpenEnv 685de41, InternBootcamp 18a5525, and for
 * its successor internbootcamp_v2 903d192 (a public copy).
 */
const folder = scratchFolder();
afterAll(() => folder.remove());

const dataset = await aDataset();
const shaped = await aDataset(
  mixtureSchema.parse({ mixture: 1, default: { reward: { scale: 2, formatScore: 0.1 } } }),
);

const messages = z.tuple([z.strictObject({ role: z.literal("user"), content: z.string().min(20) })]);

/** A ground truth as text: what every server and function is sent. */
const truthText = z.string().transform((text) => groundTruthSchema.parse(JSON.parse(text)));

const text = (files: ReadonlyMap<string, string | Uint8Array>, name: string): string =>
  z.string().parse(files.get(name));

/** The rows of both splits' JSON lines. */
function linesOf<Row>(files: ReadonlyMap<string, string | Uint8Array>, row: z.ZodType<Row>): readonly Row[] {
  const rows = ["train.jsonl", "val.jsonl"].map((name) =>
    text(files, name)
      .trimEnd()
      .split("\n")
      .map((line) => row.parse(JSON.parse(line))),
  );
  expect(rows.map(({ length }) => length)).toEqual([18, 6]);
  return rows.flat();
}

describe("every trainer's folder", () => {
  const all = [...Object.values(TRAINERS), internbootcampV2].map(
    (trainer) => [trainer.schema, trainer] as const,
  );

  test("has a schema of its own, and a name on the command line", () => {
    expect(new Set(all.map(([schema]) => schema)).size).toBe(all.length);
    expect(Object.keys(TRAINERS)).toEqual(Object.keys(TRAINER_KINDS));
    expect(Object.entries(TRAINERS).filter(([name, trainer]) => trainer.name !== name)).toEqual([]);
  });

  test.each(all)("%s: the README names each file, and its commands are a script", (_, trainer) => {
    const { files, readme } = folderOf(trainer, dataset);
    for (const name of files.keys()) expect(readme).toContain(`| \`${name}\` |`);
    const scripts = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, script = ""]) => script);
    expect(scripts.length).toBe(2);
    for (const script of scripts) {
      const checked = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      expect({ ...checked, script }).toMatchObject({ status: 0, stderr: "" });
    }
  });

  test.each(all.filter(([, { shapesRewards }]) => shapesRewards))(
    "%s: a mixture's rewards lie beside the function that applies them",
    (_, trainer) => {
      const { files } = folderOf(trainer, shaped);
      expect(files.has("campforge_reward.py")).toBe(true);
      expect(JSON.parse(text(files, "rewards.json"))).toMatchObject({
        rewards: 1,
        bootcamps: { futoshiki: { scale: 2, format_score: 0.1, pass_threshold: null } },
      });
    },
  );
});

test("OpenRLHF finds prompt and label by its keys, and the server's address", () => {
  const { files, readme } = folderOf(TRAINERS.openrlhf, dataset);
  // openrlhf/datasets/prompts_dataset.py:26-45 (a list of messages with --data.apply_chat_template), 89 (datasource)
  const row = z.strictObject({
    datasource: z.string().startsWith("campforge/"),
    prompt: messages,
    label: truthText,
    extra_info: extraInfoSchema,
  });
  linesOf(files, row);
  // openrlhf/cli/train_ppo_ray.py:519, 527-546; the body is that of openrlhf/utils/agent.py:332-336
  expect(readme).toContain("--data.input_key prompt --data.label_key label --data.apply_chat_template");
  expect(readme).toContain("--reward.remote_url http://127.0.0.1:8642/v1/openrlhf\n");
  // openrlhf/utils/agent.py:193-200: a name that ends with .py is a file with reward_func
  expect(folderOf(TRAINERS.openrlhf, shaped).readme).toContain(
    "--reward.remote_url $PWD/campforge_reward.py",
  );
});

test("XTuner reads veRL's shape as JSON lines, and gets the judger of its configuration", () => {
  const { files, readme } = folderOf(TRAINERS.xtuner, dataset);
  // xtuner/v1/datasets/rl_tokenize_fn/text_tokenize_fn.py:31-52, 75, 93
  const row = z.strictObject({
    data_source: z.string().startsWith("campforge/"),
    prompt: messages,
    ability: z.string(),
    reward_model: z.strictObject({ style: z.literal("rule"), ground_truth: truthText }),
    extra_info: extraInfoSchema,
  });
  linesOf(files, row);
  // xtuner/v1/rl/judger/native.py:338-342 has the fields, :200-213 what is sent to an address
  expect(text(files, "campforge_judger.py")).toMatch(
    /^judger_config = JudgerConfig\(\n {4}judger_name="campforge",\n {4}reward_handler="http:\/\/127\.0\.0\.1:8642\/v1\/judge",\n {4}request_timeout=60\.0,\n\)\n$/m,
  );
  expect(text(folderOf(TRAINERS.xtuner, shaped).files, "campforge_judger.py")).toContain(
    "reward_handler=campforge_reward.judge",
  );
  // examples/v1/config/rl_grpo_gsm8k_judge.py:72-75 is what the README's sed replaces
  const example = [
    "# 3. judger",
    "judger_config = GSM8KJudgerConfig(",
    '    judger_name="openai/gsm8k",',
    ")",
    "# 4.",
    "",
  ];
  const [, sed = ""] = /^(sed '.*') \\$/m.exec(readme) ?? [];
  const replaced = spawnSync("bash", ["-c", sed], { input: example.join("\n"), encoding: "utf8" });
  expect(replaced.stdout).toBe("# 3. judger\nfrom campforge_judger import judger_config\n# 4.\n");
});

test("slime finds prompt, label and metadata, and the server's address", () => {
  const { files, readme } = folderOf(TRAINERS.slime, dataset);
  // slime/utils/data.py:142-150, 234-274
  linesOf(files, z.strictObject({ prompt: messages, label: truthText, metadata: extraInfoSchema }));
  // slime/utils/arguments.py:645-669, 1330-1359; the body is that of slime/rollout/rm_hub/__init__.py:34-45
  expect(readme).toContain(
    "--input-key prompt --label-key label --metadata-key metadata --apply-chat-template",
  );
  expect(readme).toContain("--rm-type remote_rm --rm-url http://127.0.0.1:8642/v1/judge --reward-key score");
  expect(folderOf(TRAINERS.slime, shaped).readme).toContain("--custom-rm-path campforge_reward.slime_reward");
});

const gymRow = z.strictObject({
  responses_create_params: z.strictObject({ input: messages }),
  data_source: z.string(),
  ground_truth: truthText,
  extra_info: extraInfoSchema,
});

test("verifiers' built-in taskset reads the rows, and is told the server's address", () => {
  const { files } = folderOf(TRAINERS.verifiers, dataset);
  // verifiers/v1/tasksets/nemo_gym/taskset.py:106-117 reads them, :65 and :76-80 send them back as they are
  linesOf(files, gymRow);
  // taskset.py:28, 39; the sections are those of prime-rl 559b447, configs/basic/reverse-text/rl.toml
  const config = text(files, "campforge.toml");
  expect(config).toContain('id = "nemo-gym"\ndataset = "train.jsonl"');
  expect(config).toContain('resources_url = "http://127.0.0.1:8642"');
});

test("NeMo Gym reads the rows with their agent, and starts the resources server by its configuration", () => {
  const { files } = folderOf(TRAINERS["nemo-gym"], dataset);
  // nemo_gym/base_resources_server.py:88-97; nemo_gym/rollout_collection.py:528-532, 670-672 (agent_ref)
  const agent = { type: z.literal("responses_api_agents"), name: z.literal("campforge_simple_agent") };
  linesOf(files, gymRow.extend({ agent_ref: z.strictObject(agent) }));
  // nemo_gym/config_types.py:573-593 (entrypoint), :643-647 (domain), and a licence for train and validation sets
  const config = text(files, "campforge.yaml");
  expect(config).toMatch(/resources_servers:\n {4}campforge:\n {6}entrypoint: app\.py\n {6}domain: other\n/);
  expect(config.match(/type: (?:train|validation)\n.*\n +license: TBD/g)?.length).toBe(2);
  expect(text(files, "nemo_gym_app.py")).toContain("class CampforgeResourcesServer(SimpleResourcesServer)");
});

test("OpenEnv's episodes are reset with the ground truth", () => {
  const { files, readme } = folderOf(TRAINERS.openenv, dataset);
  // src/openenv/core/env_server/types.py:94-107 allows any fields; src/openenv/core/env_client.py:385-390 sends them
  const row = z.strictObject({
    data_source: z.string(),
    prompt: z.string(),
    reset: z.strictObject({ ground_truth: truthText }),
    extra_info: extraInfoSchema,
  });
  linesOf(files, row);
  expect(readme).toContain('GenericEnvClient(base_url="http://127.0.0.1:8642").sync()');
});

const save = (files: ReadonlyMap<string, string | Uint8Array>, name: string, as: string): string => {
  const file = join(folder.path, as);
  writeFileSync(file, files.get(name) ?? "");
  return file;
};

describe("InternBootcamp's rows", () => {
  const classNames = ["Calorimetry", "Futoshiki", "MapColouring"];

  test("are those of its generator, and its preprocessing for veRL as parquet", async () => {
    const { files } = folderOf(TRAINERS.internbootcamp, dataset);
    // examples/pipelines/data_generator.py:79-83, with the source and the text of verl_data_preprocess.py:93, 100
    const row = z.strictObject({ data_source: z.string(), prompt: z.string(), ground_truth: truthText });
    const rows = linesOf(files, row);
    expect([...new Set(rows.map((one) => one.data_source))].sort()).toEqual(
      classNames.map((name) => `bootcamp/${name}`),
    );
    // examples/verl_usage/verl_data_preprocess.py:92-106
    const file = save(files, "val.parquet", "v1.parquet");
    expect(await parquetColumns(file)).toEqual({
      data_source: "VARCHAR",
      prompt: 'STRUCT("role" VARCHAR, "content" VARCHAR)[]',
      reward_model: "STRUCT(style VARCHAR, ground_truth VARCHAR)",
      extra_info: 'STRUCT(split VARCHAR, "index" BIGINT)',
    });
    expect(await nullableLeaves(file)).toEqual([]);
  });

  test("of its successor have the ground truth as an object, and a text in parquet", async () => {
    const { files } = folderOf(internbootcampV2, dataset);
    // internbootcamp/utils/data_generation.py:304-325
    const row = z.strictObject({
      data_source: z.string(),
      prompt: messages,
      reward_model: z.strictObject({ style: z.literal("rule"), ground_truth: groundTruthSchema }),
      extra_info: z.strictObject({
        index: z.int(),
        split: z.string(),
        generator_name: z.string().regex(/^level-\d$/),
        tools_kwargs: z.strictObject({}),
        need_tools_kwargs: z.literal(false),
      }),
    });
    const rows = linesOf(files, row);
    expect([...new Set(rows.map((one) => one.data_source))].sort()).toEqual(
      classNames.map((name) => `bootcamp/${name.toLowerCase()}`),
    );
    // internbootcamp/utils/jsonl2parquet.py:28-61 makes texts of ground truths and leaves empty fields out
    const file = save(files, "val.parquet", "v2.parquet");
    expect(await parquetColumns(file)).toMatchObject({
      reward_model: "STRUCT(style VARCHAR, ground_truth VARCHAR)",
      extra_info: 'STRUCT("index" BIGINT, split VARCHAR, generator_name VARCHAR, need_tools_kwargs BOOLEAN)',
    });
    const [first] = await readParquet(file);
    expect(first).toMatchObject({ extra_info: { index: "0", split: "val", need_tools_kwargs: false } });
  });
});
