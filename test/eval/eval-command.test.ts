import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { canonicalText } from "../../src/bootcamp/index.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { campforge, type Ended } from "../campforge.ts";
import { sendJson, startServer, type TestServer } from "../models/start-server.ts";
import { scratchFolder } from "../project.ts";
import { type FrozenCase, playSolver, readCases, type Said, scriptSolver } from "./scripted-solver.ts";
import { versionOf } from "../three-bootcamps.ts";

/** Two tasks, two levels: 24 cases. */
const CASES = ["--bootcamps", "calorimetry,futoshiki", "--levels", "0-1", "--cases", "6", "--seed", "4"];

const folder = scratchFolder();
const place = (name: string): string => join(folder.path, name);
let server: TestServer;
let cases: readonly FrozenCase[];
let frozen: readonly string[];
let config: string;
const said = new Map<string, Said>();

beforeAll(async () => {
  const { code, stderr } = await campforge(["eval", "--freeze", place("benchmark.jsonl"), ...CASES]);
  if (code !== 0) throw new Error(stderr);
  cases = await readCases(place("benchmark.jsonl"));
  frozen = readFileSync(place("benchmark.jsonl"), "utf8").trimEnd().split("\n");
  server = await startServer();
  play();
  const local = { baseUrl: server.baseUrl, concurrency: 4 };
  const candidate = { endpoint: "local", model: "solver", maxTokens: 300, temperature: 0.5 };
  config = folder.write("config.json", JSON.stringify({ endpoints: { local }, candidate }));
});
afterAll(() => {
  server.close();
  folder.remove();
});

/** Has the endpoint be right with these probabilities, and turn away the prompts of some cases. */
function play(accuracies: readonly number[] = [0.9, 0.4], turnedAway: readonly string[] = []): void {
  const known = cases.filter(({ id }) => turnedAway.includes(id)).map(({ prompt }) => prompt);
  const solver = playSolver(scriptSolver(cases, accuracies), {
    latencyMs: 0,
    heard: (prompt, what) => void said.set(prompt, what),
  });
  server.answerWith((request, response, body) => {
    if (known.some((prompt) => body.includes(JSON.stringify(prompt))))
      sendJson(response, 400, { error: { message: "I do not like this prompt", type: "bad" } });
    else solver(request, response, body);
  });
}

const evaluate = (db: string, ...more: readonly string[]): Promise<Ended> =>
  campforge(["eval", "--config", config, "--db", place(`${db}.sqlite`), ...more]);

const resultsSchema = z.object({
  label: z.string(),
  candidate: z.unknown(),
  spent: z.unknown(),
  software: z.unknown(),
  figures: z.object({
    all: z.object({
      accuracy: z.object({ mean: z.number(), samples: z.int() }),
      passAt: z.array(z.object({ k: z.int() })),
      unscored: z.record(z.string(), z.int()),
    }),
  }),
  benchmark: z.object({ hash: z.string() }),
  cases: z.array(z.object({ id: z.string(), outcomes: z.array(z.union([z.number(), z.string()])) })),
});
const resultsOf = (name: string): z.infer<typeof resultsSchema> =>
  resultsSchema.parse(JSON.parse(readFileSync(place(name), "utf8")));

test("replies that were produced elsewhere come to what the same replies came to here, and the figures are the same", async () => {
  const here = await evaluate("here", ...CASES, "--out", place("here.json"));
  expect([here.code, here.stderr]).toEqual([0, `campforge: wrote ${place("here.json")}\n`]);
  const lines = cases.toReversed().map(({ id, prompt }) => {
    const { response, finish } = said.get(prompt) ?? { response: "", finish: "stop" };
    return JSON.stringify({ id, response, finish_reason: finish, model: "another field" });
  });
  folder.write("replies.jsonl", `${lines.join("\n")}\n`);
  const score = ["eval", "--frozen", place("benchmark.jsonl"), "--replies", place("replies.jsonl")];
  const there = await campforge([...score, "--out", place("there.json")]);
  expect([there.code, there.stderr]).toEqual([0, `campforge: wrote ${place("there.json")}\n`]);
  const { label, candidate, spent, ...rest } = resultsOf("here.json");
  expect(label).toBe("solver");
  expect(candidate).toEqual({ model: "solver", endpoint: "local", maxTokens: 300, temperature: 0.5 });
  expect(spent).toMatchObject({ requests: 24, tokens: 360 });
  expect(resultsOf("there.json")).toEqual({ ...rest, label: "replies", candidate: null, spent: null });
  expect(new Set(rest.cases.flatMap(({ outcomes }) => outcomes)), "outcomes of every kind").toEqual(
    new Set([1, 0, "truncated", "unparsable"]),
  );

  folder.write("some.jsonl", `${lines.slice(5).join("\n")}\n`);
  const some = await campforge([...score.slice(0, -1), place("some.jsonl")]);
  expect(some.code).toBe(8);
  expect(some.stderr).toMatch(/5 of 24 samples have no reply; add them to the replies/);
});

test("cases that were asked are not asked again, in whichever evaluation they come", async () => {
  await evaluate("once", ...CASES);
  const asked = server.requests();
  const [once, again] = [await evaluate("once", ...CASES), await evaluate("once", ...CASES, "--json")];
  expect([once.code, again.code]).toEqual([0, 0]);
  await evaluate("once", ...CASES, "--levels", "1", "--cases", "3");
  await evaluate("once", "--frozen", place("benchmark.jsonl"));
  expect(server.requests()).toBe(asked);
  const two = await evaluate("once", ...CASES, "--samples", "2", "--out", place("two.json"));
  expect(two.code).toBe(0);
  expect(server.requests() - asked, "a second sample of each").toBe(24);
  expect(resultsOf("two.json").figures.all.passAt.map(({ k }) => k)).toEqual([1, 2]);
});

test("a budget stops an evaluation, which goes on with a larger one", async () => {
  const stopped = await evaluate("budget", ...CASES, "--budget", "1500tok", "--out", place("budget.json"));
  expect(stopped.code).toBe(6);
  expect(stopped.stderr).toMatch(
    /the budget is used up: .*; \d+ of 24 cases are there, and nothing is lost. The same command, with a larger --budget, goes on with them/,
  );
  expect(() => resultsOf("budget.json"), "nothing half-written").toThrow("ENOENT");
  const asked = server.requests();
  const whole = await evaluate("budget", ...CASES, "--budget", "1Mtok", "--out", place("budget.json"));
  expect(whole.code).toBe(0);
  expect(server.requests() - asked).toBeLessThan(24);
  expect(whole.stdout).toMatch(/Spent: 360 of 1,000,000 tokens, in 24 requests/);
});

test("what an endpoint turns away is nobody's score", async () => {
  const [turnedAway] = cases;
  if (turnedAway === undefined) throw new Error("there is no case");
  play([1, 1], [turnedAway.id]);
  const { code, stdout, stderr } = await evaluate("away", ...CASES, "--out", place("away.json"));
  play();
  expect(stderr).toMatch(/1 of 24 samples has no reply; the same command asks for these again/);
  expect(code).toBe(4);
  expect(stdout).toMatch(/Left out of every mean, as no fault of the model: unanswered 1\./);
  const { all } = resultsOf("away.json").figures;
  expect(all).toMatchObject({ accuracy: { mean: 1, samples: 23 }, unscored: { unanswered: 1 } });
});

test("an endpoint that cannot be asked ends it with 4, and says how it goes on", async () => {
  server.answerWith((_, response) => sendJson(response, 401, { error: { message: "who are you?" } }));
  const { code, stderr } = await evaluate("nobody", ...CASES);
  play();
  expect(code).toBe(4);
  expect(stderr).toMatch(/^campforge: the model cannot be asked; 0 of 24 cases are there/);
  expect(stderr).toMatch(/who are you\?.*, then give the same command again$/m);
  expect((await evaluate("nobody", ...CASES)).code).toBe(0);
});

test("two evaluations are compared case by case, in every format, and only where they have cases in common", async () => {
  play([0.2, 0]);
  await evaluate("weak", ...CASES, "--label", "weak", "--out", place("weak.json"));
  play([1, 1]);
  const page = place("strong.html");
  await evaluate(
    "strong",
    ...CASES,
    "--label",
    "<b>strong</b>",
    "--out",
    place("strong.json"),
    "--out",
    page,
  );
  play();
  const files = [place("weak.json"), place("strong.json")];
  const out = place("difference.html");
  const compared = await campforge(["eval", "--compare", ...files, "--out", out]);
  expect(compared.code).toBe(0);
  expect(compared.stdout).toMatch(/^- B minus A: \+0\.\d\d \(\+0\.\d\d to \+\d\.\d\d: B is better\)$/m);
  expect(compared.stdout).toMatch(/Both answered the same 24 cases/);
  for (const html of [page, out].map((file) => readFileSync(file, "utf8"))) {
    expect(html).toContain("&lt;b&gt;strong&lt;/b&gt;");
    expect(html, "nothing is loaded").not.toMatch(/<script|<link|<img|src=|url\(|<b>/i);
  }
  expect(readFileSync(page, "utf8"), "each level of each task is there").toMatch(
    `calorimetry@${versionOf("calorimetry")}</th><td class="words">1</td>`,
  );
  const backwards = await campforge(["eval", "--compare", ...files.toReversed(), "--json"]);
  expect(JSON.parse(backwards.stdout)).toMatchObject({ cases: 24, first: { label: "<b>strong</b>" } });

  const other = readFileSync(place("weak.json"), "utf8").replace(/("behaviour": ")../, "$1ff");
  const changed = await campforge(["eval", "--compare", place("weak.json"), folder.write("x.json", other)]);
  expect([changed.code, changed.stderr]).toEqual([
    2,
    expect.stringMatching(`x\\.json: futoshiki@${versionOf("futoshiki")} does something else`),
  ]);
  const none = readFileSync(place("weak.json"), "utf8").replaceAll(/("id":"\w+@\d+\/\d\/)./g, "$1x");
  const strange = await campforge(["eval", "--compare", place("weak.json"), folder.write("y.json", none)]);
  expect([strange.code, strange.stderr]).toEqual([2, expect.stringMatching(/have no case in common/)]);
});

/** A frozen benchmark with some of its lines changed, and every hash made to agree again. */
function forge(change: (line: Record<string, unknown>, index: number) => Record<string, unknown>): string {
  const lines = frozen.slice(0, -1).map((text, index) => {
    const {
      sha256: _,
      line,
      ...rest
    } = change(z.record(z.string(), z.unknown()).parse(JSON.parse(text)), index);
    return line === "case" ? { line, ...rest, sha256: sha256(canonicalText(rest)) } : { line, ...rest };
  });
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return `${body}${JSON.stringify({ line: "end", sha256: sha256(body) })}\n`;
}

const edited = (line: number, from: string | RegExp, to: string): string =>
  frozen.map((text, index) => (index === line - 1 ? text.replace(from, to) : text)).join("\n");

test.each([
  ["a prompt that was edited", () => edited(5, /prompt":"./, 'prompt":"X'), /:5: \S+ was edited: its hash/],
  [
    "a case that is missing",
    () => frozen.toSpliced(6, 1).join("\n"),
    /:1: says that there are 24 cases, and 23/,
  ],
  ["cases that were exchanged", () => frozen.toSpliced(3, 2, frozen[4] ?? "", frozen[3] ?? "").join("\n"), /:26: the hash is not that of the lines before it/], // prettier-ignore
  ["a case that is there twice", () => frozen.with(7, frozen[6] ?? "").join("\n"), /:8: \S+ is there twice/],
  ["a file that is cut off", () => frozen.slice(0, 9).join("\n"), /:9: the benchmark is cut off/],
  ["a line that is no JSON", () => edited(4, "{", "["), /:4: is not valid JSON/],
  ["a prompt that was forged with all its hashes", () => forge((line, index) => (index === 4 ? { ...line, prompt: "Say 1." } : line)), /:5: the prompt of \S+ is not the one that the class words/], // prettier-ignore
  ["a class that does something else", () => forge((line, index) => (index > 0 ? line : JSON.parse(JSON.stringify(line).replace(/behaviour":"....../, 'behaviour":"abcdef')))), new RegExp(`:1: futoshiki@${versionOf("futoshiki")} was changed: its behaviour hash is abcdef`)], // prettier-ignore
  ["a class that is not there", () => forge((line, index) => JSON.parse(JSON.stringify(line).replaceAll("futoshiki", index > 25 ? "" : "futoshiko"))), new RegExp(`:1: \\S+ has no futoshiko@${versionOf("futoshiki")}`)], // prettier-ignore
])("%s is refused, with its line", async (_, text, words) => {
  const file = folder.write("forged.jsonl", text());
  const { code, stdout, stderr } = await campforge([
    "eval",
    "--frozen",
    file,
    "--replies",
    place("replies.jsonl"),
  ]);
  expect([code === 2 || code === 8, stdout]).toEqual([true, ""]);
  expect(stderr).toMatch(words);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});

test.each([
  [["--replies", "x.jsonl"], /--replies: to which cases\?/],
  [["--compare", "a.json"], /--compare: expected two files/],
  [["--frozen", "x.jsonl", "--cases", "3"], /--cases: the cases are those of --frozen/],
  [["--freeze", "x.jsonl", "--model", "a/b"], /--model: does not go with --freeze/],
  [["--out", "x.pdf"], /--out x\.pdf: expected a name that ends in one of \.html/],
  [["--domains", "chemistry"], /--domains chemistry: the library has no such domain; it has algorithms/],
  [["--levels", "19"], /--levels: none of the chosen tasks has one of these levels/],
  [["--levels", "low"], /--levels low: expected all, band, or levels/],
  [["--compare", "bin/campforge.js", "x.json"], /bin\/campforge\.js: is not valid JSON/],
] as const)("%j is refused with words", async (args, words) => {
  const asked = ["--replies", "--compare", "--freeze"].some((name) => args.some((one) => one === name));
  const about = asked ? [] : ["--config", config, "--db", place("usage.sqlite")];
  const cheap = args[0] === "--levels" ? ["--bootcamps", "futoshiki"] : [];
  const { code, stderr } = await campforge(["eval", ...args, ...about, ...cheap]);
  expect([code, stderr.trimEnd().split("\n").length]).toEqual([2, 1]);
  expect(stderr).toMatch(words);
});
