import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { load } from "../../library/index.ts";
import { campforge } from "../campforge.ts";
import { aSource } from "../compile/a-source.ts";
import { parquetColumns, readParquet } from "../datasets/read-parquet.ts";
import { scratchFolder } from "../project.ts";
import { THREE_BOOTCAMPS, versionOf } from "../three-bootcamps.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const place = (name: string): string => join(folder.path, name);

const CLASSES: Readonly<Record<string, string>> = {
  futoshiki: "Futoshiki",
  "map-colouring": "MapColouring",
  calorimetry: "Calorimetry",
};

const trace = z.strictObject({
  messages: z.tuple([
    z.strictObject({ role: z.literal("user"), content: z.string() }),
    z.strictObject({ role: z.literal("assistant"), content: z.string() }),
  ]),
  provenance: z
    .strictObject({
      bootcamp: z.string(),
      version: z.int(),
      domain: z.string(),
      level: z.int().min(0).max(4),
      seed: z.literal(5),
      case_id: z.string().regex(/^[0-9a-f]{64}$/),
      model: z.literal("workedSolution"),
      sample: z.literal(0),
    })
    .refine(
      ({ bootcamp, version }) => version === versionOf(bootcamp),
      "another version than the library has",
    ),
});

const linesOf = (file: string): readonly z.infer<typeof trace>[] =>
  readFileSync(place(file), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => trace.parse(JSON.parse(line)));

test("campforge sft --worked writes solutions that score 1, as chats with their provenance", async () => {
  const args = ["sft", "--worked", "--to", place("worked"), "--cases", "48", "--seed", "5"];
  const three = ["--bootcamps", THREE_BOOTCAMPS.join()];
  const wanted = [...args, "--split", "train=0.75,val=0.25", ...three];
  const { code, stdout } = await campforge(wanted);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      new RegExp(`^futoshiki@${versionOf("futoshiki")}: kept 16 of 16\n(?:.*: kept 16 of 16\n){2}wrote {2}`),
    ),
  });
  const train = linesOf("worked/train.jsonl");
  const val = linesOf("worked/val.jsonl");
  expect([train.length, val.length]).toEqual([36, 12]);

  // The same cases as in a data set for a trainer, which has them whole.
  await campforge(["export", "jsonl", "--to", place("cases"), ...wanted.slice(4)]);
  const cases = new Map(
    ["train", "val"].flatMap((name) =>
      readFileSync(join(place("cases"), `${name}.jsonl`), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => {
          const row = z
            .object({ ground_truth: z.string(), extra_info: z.object({ case_id: z.string() }) })
            .parse(JSON.parse(line));
          const truth = z.object({ case: z.json() }).parse(JSON.parse(row.ground_truth));
          return [row.extra_info.case_id, truth.case] as const;
        }),
    ),
  );
  for (const { messages, provenance } of [...train, ...val]) {
    const Class = await load(CLASSES[provenance.bootcamp] ?? "");
    const instance = cases.get(provenance.case_id);
    const [prompt, solution] = messages;
    const bootcamp = new Class();
    expect(bootcamp.promptFunc(instance)).toBe(prompt.content);
    expect(bootcamp.verifyScore(solution.content, instance)).toMatchObject({ status: "scored", score: 1 });
    expect(solution.content.endsWith(bootcamp.referenceAnswer(instance))).toBe(true);
    expect(solution.content.length).toBeGreaterThan(2 * bootcamp.referenceAnswer(instance).length);
  }

  expect(await parquetColumns(place("worked/train.parquet"))).toEqual({
    messages: 'STRUCT("role" VARCHAR, "content" VARCHAR)[]',
    provenance:
      'STRUCT(bootcamp VARCHAR, "version" BIGINT, "domain" VARCHAR, "level" BIGINT, seed BIGINT, case_id VARCHAR, model VARCHAR, "sample" BIGINT)',
  });
  const rows = await readParquet(place("worked/train.parquet"));
  expect(rows.map((row) => row["messages"])).toEqual(train.map(({ messages }) => messages));

  expect((await campforge(wanted)).stdout).toMatch(/unchanged {2}/);
});

test("a library whose classes work nothing out is refused, and nothing is written", async () => {
  const shelf = join(place("library"), "mathematical-modelling/number-sum");
  mkdirSync(shelf, { recursive: true });
  writeFileSync(join(shelf, "bootcamp.ts"), aSource());
  expect((await campforge(["verify-library", place("library"), "--renew"])).code).toBe(0);
  const args = ["sft", "--worked", "--to", place("none"), "--library", place("library"), "--cases", "4"];
  const { code, stderr } = await campforge(args);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/no class that was drawn from has a workedSolution; docs\/training\.md/),
  });
  expect(existsSync(place("none"))).toBe(false);
});

test.each([
  [3, /no model for the teacher: .*--model; --worked needs none/, ["--to", "none"]],
  [2, /where to\? Name a folder with --to/, ["--worked"]],
  [
    2,
    /--samples: is about a teacher, and --worked asks none/,
    ["--worked", "--to", "none", "--samples", "2"],
  ],
])("what does not say enough, or too much, ends with %i: %s", async (exit, said, args) => {
  const { code, stderr } = await campforge(["sft", ...args]);
  expect({ code, stderr }).toEqual({ code: exit, stderr: expect.stringMatching(said) });
});
