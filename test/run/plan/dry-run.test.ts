import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openStore } from "../../../src/store/open-store.ts";
import { taskId } from "../../../src/core/task/ids.ts";
import { campforge, type Ended } from "../../campforge.ts";
import { fillRecord } from "../../store/fill-record.ts";
import { scratchFolder } from "../../project.ts";
import { endpointConfig } from "../../scripted-endpoint.ts";
import { join } from "node:path";
import { aPlan, NO_VERSIONS } from "../../store/a-plan.ts";

const folder = scratchFolder();
const range = z.object({ low: z.number(), expected: z.number(), high: z.number() });
const estimateSchema = z.object({
  tasks: z.int(),
  calls: range,
  promptTokens: range,
  completionTokens: range,
  cost: range.nullable(),
  seconds: range,
  judgeSamples: range,
  roles: z.array(z.object({ role: z.string(), calls: range, promptTokens: range, completionTokens: range })),
  assumptions: z.array(z.string()),
});
let server: Server;
let requests = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    requests++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  folder.write("config.json", endpointConfig(`http://127.0.0.1:${port}/v1`));
});
afterAll(() => {
  server.close();
  folder.remove();
});

async function estimate(args: readonly string[]): Promise<z.infer<typeof estimateSchema>> {
  const config = ["--config", join(folder.path, "config.json"), "--db", join(folder.path, "record.sqlite")];
  const ended = await campforge([
    "run",
    "tasks/logical-reasoning",
    ...config,
    "--dry-run",
    "--json",
    ...args,
  ]);
  expect(ended.stderr).toBe("");
  expect(ended.code).toBe(0);
  return estimateSchema.parse(JSON.parse(ended.stdout));
}

test("a dry run tells a range and its assumptions, needs no key, asks nobody and writes nothing", async () => {
  const found = await estimate(["--judge-samples", "32"]);
  expect(requests).toBe(0);
  expect(readdirSync(folder.path)).toEqual(["config.json"]);
  for (const one of [found.calls, found.promptTokens, found.completionTokens, found.seconds]) {
    expect(one.low).toBeGreaterThan(0);
    expect(one.high).toBeGreaterThan(one.low);
  }
  expect(found.cost, "without prices no money is told").toBeNull();
  expect(found.judgeSamples).toEqual({ low: 32, expected: 32, high: 32 });
  expect(found.assumptions.join("\n")).toMatch(/no earlier run has measured/);
  const author = found.roles.find(({ role }) => role === "author");
  expect(author?.calls).toMatchObject({ low: found.tasks, expected: found.tasks, high: found.tasks });
  // The toolkit's documentation and the examples are in it.
  expect((author?.promptTokens.low ?? 0) / found.tasks).toBeGreaterThan(5_000);

  const less = await estimate([
    "--judge-samples",
    "32",
    "--rounds",
    "1",
    "--no-oracle",
    "--no-critic",
    "--no-adversary",
  ]);
  expect(less.calls.low).toBe(found.tasks * (1 + 32));
  expect(found.roles.find(({ role }) => role === "adversary")?.calls).toMatchObject({
    low: found.tasks,
    high: 6 * found.tasks,
  });
  expect(less.roles.map(({ role }) => role)).toEqual(["author", "judge"]);
  expect(less.calls.high).toBeLessThan(found.calls.high);
}, 120_000);

test("what earlier runs measured with a model takes the place of assumptions, and the record stays as it is", async () => {
  const db = join(folder.path, "record.sqlite");
  const store = openStore(db, () => "2026-01-01T00:00:00.000Z");
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [] });
  const ledger = store.ledger(run, { tokens: null, money: null });
  const address = { role: "critic", task: taskId("a"), line: 1, round: 1 } as const;
  const intent = { key: "k", address, endpoint: "loopback", model: "scripted" };
  const usage = { promptTokens: 700, completionTokens: 90, estimated: false, cost: null };
  const memo = store.memo(run);
  memo.begin(intent);
  const worst = { tokens: 1_000, cost: null };
  const reserved = ledger.reserve({ key: "k", role: "critic", endpoint: "loopback", worst });
  if (reserved.status === "reserved") ledger.settle(reserved.reservation, usage);
  memo.finish(intent, { status: "complete", text: "x", thinking: "", usage }, "endpoint");
  store.close();
  const before = readFileSync(db);

  const found = await estimate([]);
  const critic = found.roles.find(({ role }) => role === "critic");
  expect(critic?.promptTokens.low).toBe(found.tasks * 700);
  expect(critic?.completionTokens).toMatchObject({
    low: (critic?.calls.low ?? 0) * 90,
    high: (critic?.calls.high ?? 0) * 90,
  });
  expect(found.assumptions.join("\n")).toMatch(
    /critic: other prompts and replies are the means of earlier runs/,
  );
  expect(readFileSync(db).equals(before)).toBe(true);
}, 120_000);

test("what is expected lies between least and most, and goes by the calls that the record's own tasks took", async () => {
  const typical = await estimate([]);
  for (const one of [typical.calls, typical.promptTokens, typical.completionTokens, typical.seconds]) {
    expect(one.expected).toBeGreaterThan(one.low);
    expect(one.expected).toBeLessThan(one.high);
  }
  expect(typical.assumptions.join("\n")).toMatch(/as many calls as the demo's 16 tasks took/);

  const db = join(folder.path, "filled.sqlite");
  fillRecord(db, { tasks: 6, rounds: 2, samples: 40 });
  const own = await estimate(["--db", db]);
  expect(own.assumptions.join("\n")).toMatch(/as many calls as the 6 tasks took that the record's runs/);
  const judge = own.roles.find(({ role }) => role === "judge");
  expect(judge?.calls.expected).toBeCloseTo(own.tasks * 40);
}, 120_000);

test("a budget is set against what is expected; one that no task fits, a wrong time and missing replies are said", async () => {
  const record = ["--db", join(folder.path, "no.sqlite")];
  const dry = async (...args: readonly string[]): Promise<Ended> =>
    campforge(["run", "tasks/logical-reasoning", ...record, "--dry-run", ...args]);
  const config = ["--config", join(folder.path, "config.json")];
  const { promptTokens, completionTokens, tasks } = await estimate(record);
  // What is expected is no whole number of tokens.
  const half = Math.ceil((promptTokens.expected + completionTokens.expected) / 2) + 1;
  const some = await dry(...config, "--budget", `${half}tokens`);
  expect(some.stdout).toContain(`covers about ${Math.floor(tasks / 2)} of ${tasks}`);
  const least = (promptTokens.low + completionTokens.low) / tasks;
  const none = await dry(...config, "--budget", `${Math.floor(0.9 * least)}tokens`);
  expect(none.stdout).toMatch(
    /is less than one description takes at the\s+least: no\s+task would be decided/,
  );
  expect(await dry(...config, "--until", "25:00")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--until 25:00: expected a time of day"),
  });
  const unrecorded = await dry("--model", "recorded:recordings");
  expect(unrecorded.stderr).toMatch(/recorded:recordings: has no replies for .*; a run would stop there/);
  expect(await dry("--model", "recorded:nowhere")).toMatchObject({ code: 3 });
}, 120_000);
