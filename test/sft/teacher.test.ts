import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { load } from "../../library/index.ts";
import { campforge } from "../campforge.ts";
import { nullableLeaves, parquetColumns, parquetMetadata, readParquet } from "../datasets/read-parquet.ts";
import { reply, sendJson, startServer, type TestServer } from "../models/start-server.ts";
import { scratchFolder } from "../project.ts";
import { type TeacherCase, teacherCases } from "./teacher-cases.ts";
import { THREE_BOOTCAMPS, versionOf } from "../three-bootcamps.ts";

const DRAWING = [
  "--cases",
  "6",
  "--levels",
  "0",
  "--seed",
  "5",
  "--split",
  "train=0.75,val=0.25",
  "--bootcamps",
  THREE_BOOTCAMPS.join(),
];

const folder = scratchFolder();
const place = (name: string): string => join(folder.path, name);
let server: TestServer;
let cases: ReadonlyMap<string, TeacherCase>;
let config: string;

const requestSchema = z.object({
  messages: z.tuple([z.strictObject({ role: z.literal("user"), content: z.string() })]),
  model: z.string(),
  seed: z.int(),
  max_tokens: z.int(),
});
type Request = z.infer<typeof requestSchema>;

beforeAll(async () => {
  cases = await teacherCases(place("cases"), DRAWING);
  server = await startServer();
  const local = { baseUrl: server.baseUrl, concurrency: 1, prices: { prompt: 1, completion: 2 } };
  const teacher = { endpoint: "local", model: "wise", maxTokens: 100, temperature: 0.5 };
  config = folder.write("config.json", JSON.stringify({ endpoints: { local }, teacher }));
});
afterAll(() => {
  server.close();
  folder.remove();
});

/** What a teacher may say to a case, one kind a sample; the comments say what is to become of it. */
const KINDS: readonly ((one: TeacherCase) => object)[] = [
  ({ right }) => reply(right, { reasoning_content: "Step by step." }), // kept
  ({ right }) => reply(`In short:\n${right}`), // no-thinking
  ({ wrong }) => reply(wrong, { reasoning_content: "Hm." }), // wrong
  ({ right }) => ended("length", right), // truncated, and asked once more
  () => reply("", { content: null, refusal: "I will not." }), // refused
  ({ right }) => reply(right, { reasoning_content: "As given, the answer is clear." }), // told-answer
  ({ right }) => reply(right, { reasoning_content: "Step by step." }), // repeated
  () => reply("I do not know.", { reasoning_content: "Hm." }), // unparsable
  ({ right }) => reply(right, { reasoning_content: "A </think> within." }), // torn-tags
  ({ right }) => reply(`<think>\nOtherwise.\n</think>\n\n${right}`), // kept
  ({ right }) => reply(right, { reasoning_content: "A third way." }), // spare
  () => reply(""), // empty
];

const ended = (reason: string, content: string): object =>
  reply(
    content,
    {},
    {
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: reason }],
    },
  );

/** Plays the kinds in turn: the seed of a request says which sample it is, when it is asked again, too. */
function playKinds(asked: Request[]): void {
  const seeds = new Map<string, number[]>();
  server.answerWith((_, response, body) => {
    const request = requestSchema.parse(JSON.parse(body));
    asked.push(request);
    const prompt = request.messages[0].content;
    const known = seeds.get(prompt) ?? [];
    if (!known.includes(request.seed)) known.push(request.seed);
    seeds.set(prompt, known);
    const one = cases.get(prompt);
    const kind = KINDS[known.indexOf(request.seed)];
    if (one === undefined || kind === undefined) throw new Error("asked for what was not drawn");
    sendJson(response, 200, kind(one));
  });
}

const traceSchema = z.strictObject({
  messages: z.tuple([
    z.strictObject({ role: z.literal("user"), content: z.string() }),
    z.strictObject({
      role: z.literal("assistant"),
      content: z.string(),
      reasoning_content: z.string().optional(),
    }),
  ]),
  provenance: z
    .strictObject({
      bootcamp: z.string(),
      version: z.int(),
      domain: z.string(),
      level: z.literal(0),
      seed: z.literal(5),
      case_id: z.string().regex(/^[0-9a-f]{64}$/),
      model: z.literal("wise"),
      sample: z.int(),
      score: z.literal(1),
    })
    .refine(
      ({ bootcamp, version }) => version === versionOf(bootcamp),
      "another version than the library has",
    ),
});

const linesOf = (file: string): readonly z.infer<typeof traceSchema>[] =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => traceSchema.parse(JSON.parse(line)));

const tracesOf = (to: string): readonly (z.infer<typeof traceSchema> & { readonly split: string })[] =>
  readdirSync(to)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => linesOf(join(to, name)).map((one) => ({ ...one, split: name.replace(".jsonl", "") })));

const filesOf = (to: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(to).map((name) => [name, readFileSync(join(to, name)).toString("base64")]));

const CLASSES: Readonly<Record<string, string>> = {
  futoshiki: "Futoshiki",
  "map-colouring": "MapColouring",
  calorimetry: "Calorimetry",
};

test("a teacher's replies that score 1 are kept as chats, and every other is counted with its reason", async () => {
  const asked: Request[] = [];
  playKinds(asked);
  const drawn = ["--config", config, "--db", place("a.sqlite"), ...DRAWING];
  const samples = ["--samples", "12", "--keep", "2", "--require-thinking"];
  const command = ["sft", "--to", place("tags"), ...drawn, ...samples];
  const { code, stdout, stderr } = await campforge(command);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^all +6 +6 +72 +12 \(17%\) +truncated 6, refused 6, empty 6, torn-tags 6, unparsable 6, wrong 6, no-thinking 6, told-answer 6, repeated 6, spare 6$/m,
  );
  expect(stdout).toMatch(/Spent: [\d,]+ tokens, cost [\d.]+, in 78 requests\nwrote {2}/);
  // Each case was asked for with its prompt alone, and what was cut off once more with twice the room.
  expect(new Set(asked.map(({ messages }) => messages[0].content))).toEqual(new Set(cases.keys()));
  expect(new Set(asked.map(({ max_tokens: most }) => most))).toEqual(new Set([100, 200]));

  const traces = tracesOf(place("tags"));
  expect(traces).toHaveLength(12);
  for (const { messages, provenance, split } of traces) {
    const [{ content: prompt }, { content }] = messages;
    const one = cases.get(prompt);
    expect([provenance.case_id, split]).toEqual([one?.id, one?.split]);
    const thinking = provenance.sample === 0 ? "Step by step." : "Otherwise.";
    expect(content).toBe(`<think>\n${thinking}\n</think>\n\n${one?.right}`);
    const bootcamp = new (await load(CLASSES[provenance.bootcamp] ?? ""))();
    expect(bootcamp.verifyScore(content, one?.instance)).toMatchObject({ status: "scored", score: 1 });
  }
  expect(new Set(traces.map(({ provenance: { case_id: id, sample } }) => `${id} ${sample}`)).size).toBe(12);
  expect(readFileSync(join(place("tags"), "train.jsonl"), "utf8")).toMatch(/,"score":1\.0\}\}\n/);

  const report = z
    .object({
      model: z.string(),
      kept: z.int(),
      cost: z.number(),
      levels: z.array(z.object({ kept: z.int() })),
    })
    .parse(JSON.parse(readFileSync(join(place("tags"), "report.json"), "utf8")));
  expect(report).toMatchObject({ model: "wise", kept: 12 });
  expect(report.levels).toHaveLength(3);
  expect(report.cost).toBeCloseTo((72 * (10 + 2 * 5)) / 1e6, 9);
  const readme = readFileSync(join(place("tags"), "README.md"), "utf8");
  expect(readme).toMatch(/^trl sft .*\\\n.*--dataset_train_split train/m);
  expect(readme).not.toContain(folder.path);

  const file = join(place("tags"), "train.parquet");
  expect(await parquetColumns(file)).toEqual({
    messages: 'STRUCT("role" VARCHAR, "content" VARCHAR)[]',
    provenance:
      'STRUCT(bootcamp VARCHAR, "version" BIGINT, "domain" VARCHAR, "level" BIGINT, seed BIGINT, case_id VARCHAR, model VARCHAR, "sample" BIGINT, score DOUBLE)',
  });
  expect(await nullableLeaves(file)).toEqual([]);
  expect(await parquetMetadata(file)).toMatchObject({ "campforge.schema": "campforge.sft/2" });
  const rows = await readParquet(file);
  const train = linesOf(join(place("tags"), "train.jsonl"));
  expect(rows.map((row) => row["messages"])).toEqual(train.map(({ messages }) => messages));

  // The same command asks for nothing, and changes nothing.
  const before = filesOf(place("tags"));
  expect((await campforge(command)).stdout).toMatch(/unchanged {2}/);
  expect(filesOf(place("tags"))).toEqual(before);
  expect(asked).toHaveLength(78);

  // Another form of the same replies asks for nothing, either.
  const field = ["sft", "--to", place("field"), ...drawn, ...samples, "--thinking", "field"];
  expect((await campforge(field)).stdout).toMatch(/^all .* 12 \(17%\) .*spare 12$/m);
  expect(asked).toHaveLength(78);
  for (const { messages, provenance } of tracesOf(place("field"))) {
    const [{ content: prompt }, answer] = messages;
    const thinking = provenance.sample === 0 ? "Step by step." : "A </think> within.";
    expect(answer).toEqual({
      role: "assistant",
      content: cases.get(prompt)?.right,
      reasoning_content: thinking,
    });
  }
  const apart = join(place("field"), "train.parquet");
  expect(await parquetMetadata(apart)).toMatchObject({ "campforge.schema": "campforge.sft-reasoning/1" });
  expect((await parquetColumns(apart))["messages"]).toBe(
    'STRUCT("role" VARCHAR, "content" VARCHAR, reasoning_content VARCHAR)[]',
  );
});

test("an endpoint that refuses the key stops it with 4, and it goes on once that is put right", async () => {
  const db = place("fault.sqlite");
  const begin = ["sft", "--to", place("fault"), "--config", config, "--db", db, ...DRAWING];
  server.answerWith((_, response) => sendJson(response, 401, { error: { message: "wrong key" } }));
  const stopped = await campforge(begin);
  expect(stopped.code).toBe(4);
  expect(stopped.stderr).toMatch(/nothing is lost.*Resume with: npx campforge sft --resume --run 1 --db/);
  expect(stopped.stderr).toMatch(/wrong key/);
  expect(existsSync(place("fault"))).toBe(false);

  playKinds([]);
  const resumed = await campforge(["sft", "--resume", "--config", config, "--db", db]);
  expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: "" });
  expect(tracesOf(place("fault"))).toHaveLength(6);
  // Runs of tasks know nothing of it.
  expect((await campforge(["status", "--db", db])).stderr).toMatch(/has no runs/);
  expect((await campforge(["db", "check", "--db", db])).code).toBe(0);
});

test("where no reply scores 1 the report says why, and nothing is written", async () => {
  server.answerWith((_, response) => sendJson(response, 200, reply("I do not know.")));
  const begin = ["sft", "--to", place("none"), "--config", config, "--db", place("none.sqlite"), ...DRAWING];
  const { code, stdout, stderr } = await campforge(begin);
  expect(code).toBe(8);
  expect(stdout).toMatch(/^all +6 +0 +6 +0 \(0%\) +unparsable 6$/m);
  expect(stderr).toMatch(/no solution was kept/);
  expect(existsSync(place("none"))).toBe(false);
});

test("what a teacher said can be recorded, and the recording is a teacher that asks nobody", async () => {
  const asked: Request[] = [];
  playKinds(asked);
  const common = ["--config", config, ...DRAWING, "--samples", "2"];
  const record = ["--record", place("recording")];
  await campforge(["sft", "--to", place("live"), "--db", place("live.sqlite"), ...common, ...record]);
  expect(asked).toHaveLength(12);
  const played = ["--model", `recorded:${place("recording")}`, "--db", place("played.sqlite")];
  const { code } = await campforge(["sft", "--to", place("played"), ...common, ...played]);
  expect([code, asked.length]).toEqual([0, 12]);
  const said = (to: string): string =>
    readFileSync(join(place(to), "train.jsonl"), "utf8").replaceAll(/"model":"\w+"/g, "");
  expect(said("played")).toBe(said("live"));
});

test("--dry-run says what it would take, and sends and writes nothing", async () => {
  const before = server.requests();
  const begin = ["sft", "--to", place("dry"), "--config", config, "--db", place("dry.sqlite"), ...DRAWING];
  const { code, stdout } = await campforge([...begin, "--samples", "3", "--dry-run", "--json"]);
  const characters = [...cases.keys()].reduce((sum, { length }) => sum + length, 0);
  const promptTokens = 3 * Math.ceil(characters / 4);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    type: "estimate",
    cases: 6,
    calls: 18,
    promptTokens,
    completionTokens: { low: 18 * 32, high: 18 * 100 },
    cost: { low: (promptTokens + 2 * 18 * 32) / 1e6 },
  });
  expect([existsSync(place("dry")), existsSync(place("dry.sqlite"))]).toEqual([false, false]);
  expect(server.requests()).toBe(before);
});

test.each([
  [2, /--to/, ["--cases", "4"]],
  [
    2,
    /--bootcamps nonesuch: the library has no such bootcamp; it has .*futoshiki/,
    ["--to", "x", "--bootcamps", "nonesuch"],
  ],
  [
    2,
    new RegExp(`--levels: futoshiki@${versionOf("futoshiki")} has the levels 0 to 4`),
    ["--to", "x", "--levels", "7", "--bootcamps", "futoshiki"],
  ],
  [2, /nolib: no such folder/, ["--to", "x", "--library", "nolib"]],
  [2, /holds .* and no data set of Campforge/, ["--to", "test"]],
  [2, /--samples 5000: expected at most 1000/, ["--to", "x", "--samples", "5000"]],
  [2, /no record yet/, ["--resume"]],
  [2, /no record yet/, ["--to", "x", "--resume", "--cases", "4"]],
  [2, /--cases: a resumed sampling keeps what it began with/, ["--resume", "--cases", "4"]],
  [2, /--run names a sampling to resume/, ["--to", "x", "--run", "3"]],
  [2, /--model wise: expected recorded:PATH or ENDPOINT\/MODEL/, ["--to", "x", "--model", "wise"]],
  [3, /the endpoint far is not configured/, ["--to", "x", "--model", "far/wise"]],
])("what cannot be had ends it with %i before anything is sent or recorded: %s", async (exit, said, args) => {
  const before = server.requests();
  const db = place("bad.sqlite");
  const { code, stderr, stdout } = await campforge(["sft", "--config", config, "--db", db, ...args]);
  expect({ code, stderr, stdout }).toEqual({ code: exit, stderr: expect.stringMatching(said), stdout: "" });
  expect(server.requests()).toBe(before);
});
