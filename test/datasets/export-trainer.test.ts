import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { load } from "../../library/index.ts";
import { extraInfoSchema, caseId, groundTruthSchema } from "../../src/core/training/ground-truth.ts";
import { campforge, type Ended } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { THREE_BOOTCAMPS, versionOf } from "../three-bootcamps.ts";
import { findPython, hasModule } from "../python/find-python.ts";
import {
  nullableLeaves,
  parquetColumns,
  parquetMetadata,
  type ParquetRow,
  readParquet,
} from "./read-parquet.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const place = (name: string): string => join(folder.path, name);
const read = (name: string, file: string): string => readFileSync(join(place(name), file), "utf8");

/** Exports a small data set into a folder of its own. */
const exportFor = (trainer: string, to: string, ...more: readonly string[]): Promise<Ended> =>
  campforge([
    "export",
    trainer,
    "--to",
    place(to),
    "--cases",
    "60",
    "--split",
    "train=0.8,val=0.2",
    "--bootcamps",
    THREE_BOOTCAMPS.join(),
    ...more,
  ]);

const verlRow = z.strictObject({
  data_source: z.string(),
  prompt: z.tuple([z.strictObject({ role: z.literal("user"), content: z.string() })]),
  ability: z.string(),
  reward_model: z.strictObject({ style: z.literal("rule"), ground_truth: z.string() }),
  extra_info: z.record(z.string(), z.unknown()),
});

const numbers = (extra: Readonly<Record<string, unknown>>): object => ({
  ...extra,
  ...Object.fromEntries(["index", "version", "level", "seed"].map((key) => [key, Number(extra[key])])),
});

/** A row's case with everything that is said of it. */
const readRow = (
  row: ParquetRow,
): z.infer<typeof verlRow> & {
  readonly truth: z.infer<typeof groundTruthSchema>;
  readonly extra: z.infer<typeof extraInfoSchema>;
} => {
  const checked = verlRow.parse(row);
  const truth = groundTruthSchema.parse(JSON.parse(checked.reward_model.ground_truth));
  return { ...checked, truth, extra: extraInfoSchema.parse(numbers(checked.extra_info)) };
};

const CLASSES: Readonly<Record<string, string>> = {
  futoshiki: "Futoshiki",
  "map-colouring": "MapColouring",
  calorimetry: "Calorimetry",
};

const MESSAGES = 'STRUCT("role" VARCHAR, "content" VARCHAR)[]';
const EXTRA_INFO =
  'STRUCT("index" BIGINT, split VARCHAR, bootcamp VARCHAR, "version" BIGINT, "domain" VARCHAR, "level" BIGINT, seed BIGINT, case_id VARCHAR)';

describe("campforge export verl", async () => {
  const { code, stdout, stderr } = await exportFor("verl", "verl", "--seed", "7");
  const train = (await readParquet(place("verl/train.parquet"))).map(readRow);
  const val = (await readParquet(place("verl/val.parquet"))).map(readRow);

  test("writes what it says", () => {
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^wrote {2}.*: train 48, val 12 cases of 3 bootcamps; its README\.md says how/);
    expect([train.length, val.length]).toEqual([48, 12]);
    expect(readdirSync(place("verl")).sort()).toEqual([
      "README.md",
      "campforge_reward.py",
      "dataset.json",
      "rewards.json",
      "train.parquet",
      "val.parquet",
    ]);
  });

  // verl b178a3c: verl/utils/dataset/rl_dataset.py:157-164 loads .parquet and .json, raises for anything else, and
  // concatenates the files, which needs one schema; :297, :351-361 read prompt and extra_info;
  // verl/workers/reward_manager/naive.py:77-79 read reward_model.ground_truth and data_source.
  test("has veRL's columns, the same in every file, and nothing in them may be null", async () => {
    for (const file of ["verl/train.parquet", "verl/val.parquet"].map(place)) {
      expect(await parquetColumns(file)).toEqual({
        data_source: "VARCHAR",
        prompt: MESSAGES,
        ability: "VARCHAR",
        reward_model: "STRUCT(style VARCHAR, ground_truth VARCHAR)",
        extra_info: EXTRA_INFO,
      });
      expect(await nullableLeaves(file)).toEqual([]);
      expect(await parquetMetadata(file)).toMatchObject({ "campforge.schema": "campforge.verl/1" });
    }
  });

  test("holds cases that their classes word as the prompt, and score by", async () => {
    for (const { prompt, truth, extra, data_source, ability } of [...train, ...val]) {
      const Class = await load(CLASSES[truth.bootcamp] ?? "");
      const bootcamp = new Class();
      expect(bootcamp.promptFunc(truth.case)).toBe(prompt[0].content);
      expect(bootcamp.verifyScore(bootcamp.referenceAnswer(truth.case), truth.case)).toMatchObject({
        score: 1,
      });
      expect([data_source, ability]).toEqual([`campforge/${truth.bootcamp}`, extra.domain]);
      expect(extra).toMatchObject({ bootcamp: truth.bootcamp, version: truth.version, seed: 7 });
      expect(extra.case_id).toBe(caseId(truth.case));
    }
    for (const [split, rows] of Object.entries({ train, val }))
      expect(rows.map(({ extra }) => [extra.split, extra.index])).toEqual(
        rows.map((_, index) => [split, index]),
      );
  });

  test("gives every bootcamp and level its part, in no order of theirs", () => {
    const counts = Map.groupBy(train, ({ extra }) => `${extra.bootcamp} ${extra.level}`);
    // 48 cases of three bootcamps with five levels each.
    const sizes = [...counts.values()].map((rows) => rows.length).toSorted((one, other) => one - other);
    expect(sizes).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4]);
    const neighbours = train.filter(
      ({ truth }, index) => train[index + 1]?.truth.bootcamp === truth.bootcamp,
    );
    expect(neighbours.length).toBeLessThan(train.length / 2);
  });

  test("never has a case of one split in another, whatever the seed and size", async () => {
    await exportFor("jsonl", "later", "--seed", "8", "--cases", "300", "--levels", "0");
    const later = { train: idsIn("later", "train.jsonl"), val: idsIn("later", "val.jsonl") };
    const first = { train: train.map(idOf), val: val.map(idOf) };
    const trained = new Set([...first.train, ...later.train]);
    expect(trained.size).toBeGreaterThan(250);
    expect([...first.val, ...later.val].filter((id) => trained.has(id))).toEqual([]);
  });

  test("is the same, byte for byte, when it is asked for again", async () => {
    const before = readdirSync(place("verl")).map((name) => readFileSync(join(place("verl"), name)));
    const { stdout: repeated } = await exportFor("verl", "verl", "--seed", "7");
    expect(repeated).toMatch(/^unchanged /);
    const after = readdirSync(place("verl")).map((name) => readFileSync(join(place("verl"), name)));
    expect(after.every((content, index) => before[index]?.equals(content))).toBe(true);
  });

  test("has a README with the line to paste, for the server and for veRL", () => {
    const readme = read("verl", "README.md");
    expect(readme).toContain("npx campforge serve library");
    expect(readme).toContain("data.train_files=$PWD/train.parquet data.val_files=$PWD/val.parquet");
    // verl b178a3c: verl/trainer/config/ppo_trainer.yaml:59-66
    expect(readme).toContain("custom_reward_function.path=$PWD/campforge_reward.py");
    expect(readme).toContain("custom_reward_function.name=compute_score");
  });

  const python = findPython();
  const arrow = python.status === "found" && hasModule(python.command, "pyarrow");
  test.skipIf(!arrow)("is read by pyarrow, on machines that have it", () => {
    const code = `import json, sys, pyarrow.parquet as p
print(json.dumps(p.read_table(sys.argv[1]).to_pylist()))`;
    const ran = spawnSync("python3", ["-c", code, place("verl/val.parquet")], { encoding: "utf8" });
    const rows = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(ran.stdout));
    expect(rows.map(readRow)).toEqual(val);
  });
});

const idOf = ({ extra }: { readonly extra: { readonly case_id: string } }): string => extra.case_id;

const idsIn = (name: string, file: string): readonly string[] =>
  read(name, file)
    .trimEnd()
    .split("\n")
    .map((line) => z.object({ extra_info: extraInfoSchema }).parse(JSON.parse(line)).extra_info.case_id);

describe("campforge export trl", async () => {
  await exportFor("trl", "trl");
  const rows = await readParquet(place("trl/train.parquet"));

  // trl f2cd577: trl/trainer/grpo_trainer.py:1617-1618 hands every column but prompt to the reward function by name.
  test("has a conversation as its prompt, and the ground truth as a column", async () => {
    expect(await parquetColumns(place("trl/train.parquet"))).toEqual({
      prompt: MESSAGES,
      ground_truth: "VARCHAR",
      data_source: "VARCHAR",
      extra_info: EXTRA_INFO,
    });
    expect(rows.length).toBe(48);
    for (const row of rows) groundTruthSchema.parse(JSON.parse(String(row["ground_truth"])));
  });

  // trl f2cd577: trl/scripts/grpo.py:126-129 loads the folder with datasets, which takes files and splits from the
  // YAML before the README; :138-139 take splits by name.
  test("is a folder that Hugging Face's datasets load by its README", () => {
    expect(read("trl", "README.md")).toMatch(
      /^---\nconfigs:\n {2}- config_name: default\n {4}data_files:\n {6}- split: train\n {8}path: train\.parquet\n {6}- split: val\n {8}path: val\.parquet\n---\n/,
    );
    expect(read("trl", "README.md")).toContain("--reward_funcs campforge_reward.reward");
  });
});

describe("what cannot be exported", () => {
  const usage = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await campforge(["export", "jsonl", "--to", place("none"), ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toMatch(/\n {4}at |internal error/);
    expect(existsSync(place("none"))).toBe(false);
    return stderr;
  };

  test("a library that is none is named, with what was expected", async () => {
    expect(await usage("--library", place("nowhere"))).toMatch(/nowhere: no such folder; name a library/);
    expect(await usage("--library", join(ROOT, "package.json"))).toMatch(/package\.json: is not a folder/);
    mkdirSync(place("empty"), { recursive: true });
    expect(await usage("--library", place("empty"))).toMatch(/empty: holds no bootcamp; expected folders/);
  });

  test("a class that is not its card's is refused, and one without a card", async () => {
    const library = place("edited");
    cpSync(join(ROOT, "library"), library, { recursive: true });
    const file = join(library, "natural-science/calorimetry/bootcamp.ts");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n// edited\n`);
    expect(await usage("--library", library)).toMatch(
      /natural-science\/calorimetry: version 2: bootcamp\.ts is not what the card was written for; campforge verify-library/,
    );
    cpSync(join(ROOT, "library"), library, { recursive: true });
    const card = join(library, "natural-science/calorimetry/card.json");
    writeFileSync(card, readFileSync(card, "utf8").replace('"Calorimetry"', '"Thermometry"'));
    expect(await usage("--library", library)).toMatch(/card\.json is not what the card was written for/);
    writeFileSync(card, "{}");
    expect(await usage("--library", library)).toMatch(/calorimetry: .*card\.json: /);
  });

  test("options that do not fit say what was expected", async () => {
    expect(await usage("--levels", "hard")).toMatch(/--levels hard: expected all, band, or levels/);
    expect(await usage("--levels", "7", "--bootcamps", "futoshiki")).toMatch(
      `futoshiki@${versionOf("futoshiki")} has the levels 0 to 4, and none of 7`,
    );
    expect(await usage("--split", "train=0.5")).toMatch(/--split: the shares sum to 0\.5; expected 1/);
  });

  test("a mixture that is none says which field is not as expected", async () => {
    const mixture = (fields: object | string): string =>
      folder.write("mixture.json", typeof fields === "string" ? fields : JSON.stringify(fields));
    const refused = (fields: object | string): Promise<string> => usage("--mixture", mixture(fields));
    expect(await usage("--mixture", place("no.json"))).toMatch(/no\.json: no such file; expected a mixture/);
    expect(await refused("{")).toMatch(/mixture\.json: is not valid JSON: /);
    expect(await refused({ mixture: 2 })).toMatch(/mixture\.json: mixture: .*expected 1/);
    expect(await refused({ mixture: 1, bootcamp: {} })).toMatch(
      /unknown field "bootcamp"; did you mean "bootcamps"\?/,
    );
    expect(await refused({ mixture: 1, bootcamps: { futoshiki: { weight: -1 } } })).toMatch(
      /bootcamps\.futoshiki\.weight: .*>=0/,
    );
    expect(await refused({ mixture: 1, bootcamps: { nonesuch: {} } })).toMatch(
      /bootcamps\.nonesuch: the library has no such bootcamp; it has .*futoshiki, /,
    );
    expect(await refused({ mixture: 1, bootcamps: { futoshiki: { version: 7 } } })).toMatch(
      /bootcamps\.futoshiki\.version: there is no version 7; the library has 1/,
    );
  });

  test("a mixture's rewards are refused where nobody would apply them", async () => {
    const file = folder.write("shaped.json", '{"mixture": 1, "default": {"reward": {"scale": 2}}}');
    const args = ["export", "openenv", "--to", place("none"), "--cases", "3", "--mixture", file];
    const { code, stderr } = await campforge(args);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/openenv gets its rewards from the server as they are; remove "reward"/),
    });
    expect(existsSync(place("none"))).toBe(false);
  });

  test("a folder that is somebody's is left alone", async () => {
    mkdirSync(place("mine"));
    writeFileSync(join(place("mine"), "README.md"), "mine");
    const { code, stderr } = await campforge(["export", "jsonl", "--to", place("mine")]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/mine: holds README\.md and no data set of Campforge; name a new/),
    });
    expect(read("mine", "README.md")).toBe("mine");
  });

  test("more cases than a level has are refused, with how many were found", async () => {
    const library = place("small");
    const shelf = join(library, "puzzles/coin");
    mkdirSync(shelf, { recursive: true });
    writeFileSync(join(shelf, "bootcamp.ts"), COIN);
    expect((await campforge(["verify-library", library, "--renew"])).stderr).toBe("");
    expect(await usage("--library", library, "--cases", "30")).toMatch(
      /coin@1, level 0: 10 different cases are wanted, and \d+ draws found [0-2] for their splits\. Nothing was written/,
    );
  });
});

/** A bootcamp with two cases at each of its levels. */
const COIN = `import { Bootcamp, boxed, type Card, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly side: number };
type Level = { readonly base: number };

export default class Coin extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "Coin",
    slug: "coin",
    title: "Coin",
    domain: "puzzles",
    description: "A coin shows a number, one of two that follow each other; the number itself is asked for.",
    answerFormat: "the number in \\\\boxed{}",
    parameters: { base: { meaning: "the smaller number", min: 0, max: 100 } },
    levels: [{ base: 0 }, { base: 10 }, { base: 20 }],
  };

  readonly answerFormat = boxed(integer());

  caseGenerator(rng: Rng, level: Level): Case {
    return { side: level.base + rng.integer(0, 1) };
  }

  promptFunc(instance: Case): string {
    return \`The coin shows \${instance.side}. What does it show? \${this.answerFormat.instruction}\`;
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(instance.side));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === instance.side ? 1 : 0;
  }
}
`;
