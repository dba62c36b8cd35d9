import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforge, type Ended, startCampforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { type BatchEndpoint, startBatchEndpoint } from "../models/batch-endpoint.ts";
import { endpointConfig, startScriptedEndpoint } from "../scripted-endpoint.ts";

const TASKS = ["tasks/cryptography/small-rsa.md", "tasks/graphical-puzzles/nonogram.md"];
const KEY = { LOOPBACK_KEY: "a key" };
const folder = scratchFolder();
let chat: ScriptedEndpoint;
/** What comes of it when the judge is asked call by call. */
let expected: unknown;

beforeAll(async () => {
  chat = await startScriptedEndpoint(["small-rsa", "nonogram"], 5);
  const single = place("single", endpointConfig(chat.baseUrl));
  const { code, stderr } = await campforge(begin(single), { env: KEY });
  if (code !== 0) throw new Error(stderr);
  expected = await verdicts(single);
}, 240_000);
afterAll(async () => {
  await chat.close();
  folder.remove();
});

/** The judge by batches, everybody else as always. */
function batchedConfig(batches: BatchEndpoint): string {
  const batch = { idleSeconds: 0.5, pollSeconds: 0.2 };
  return endpointConfig(chat.baseUrl, {
    endpoints: {
      loopback: { baseUrl: chat.baseUrl, apiKeyEnv: "LOOPBACK_KEY", concurrency: 8, timeoutSeconds: 30 },
      night: { baseUrl: batches.baseUrl, apiKeyEnv: "LOOPBACK_KEY", timeoutSeconds: 30 },
    },
    judge: { endpoint: "night", model: "scripted", batch },
  });
}

type Place = { readonly db: string; readonly config: string };

const place = (name: string, config: string): Place => ({
  db: join(folder.path, `${name}.sqlite`),
  config: folder.write(`${name}.json`, config),
});
const begin = ({ db, config }: Place): readonly string[] => [
  "run",
  ...TASKS,
  "--judge-samples",
  "32",
  "--config",
  config,
  "--db",
  db,
];

async function verdicts({ db }: Place): Promise<unknown> {
  const { stdout } = await campforge(["list", "--db", db, "--json"]);
  return z.array(z.object({ id: z.string(), verdict: z.string() })).parse(JSON.parse(stdout));
}

function expectEach(batches: BatchEndpoint, times: number): void {
  expect([...batches.handedIn.values()].filter((count) => count !== times)).toEqual([]);
  expect(batches.handedIn.size).toBeGreaterThan(32);
}

test("a judge that is asked by batches comes to the verdicts of one that is asked call by call", async () => {
  const batches = await startBatchEndpoint({ behind: `${chat.baseUrl}/chat/completions` });
  const batched = place("batched", batchedConfig(batches));
  expect(await campforge(begin(batched), { env: KEY })).toMatchObject({ code: 0, stderr: "" });
  await batches.close();

  expect(await verdicts(batched)).toEqual(expected);
  expectEach(batches, 1);
  expect(batches.batches.length, "calls share batches").toBeLessThan(batches.handedIn.size / 8);
}, 240_000);

test("a run that is killed while its batches are with the provider collects them, and hands none in twice", async () => {
  const batches = await startBatchEndpoint({ behind: `${chat.baseUrl}/chat/completions` }, true);
  const killed = place("killed", batchedConfig(batches));
  const { child, ended } = startCampforge(begin(killed), { env: KEY });
  const watch = setInterval(() => {
    if (batches.batches.length > 0) child.kill("SIGKILL");
  }, 5);
  expect((await ended).code).toBeNull();
  clearInterval(watch);
  const before = new Map(batches.handedIn);
  expect(before.size).toBeGreaterThan(0);

  batches.finish();
  const resume = ["run", "--resume", "--config", killed.config, "--db", killed.db];
  const end: Ended = await campforge(resume, { env: KEY });
  expect(end).toMatchObject({ code: 0, stderr: "" });
  await batches.close();
  expect([...before.keys()].filter((key) => batches.handedIn.get(key) !== 1)).toEqual([]);
  expectEach(batches, 1);
  expect(await verdicts(killed)).toEqual(expected);
}, 240_000);
