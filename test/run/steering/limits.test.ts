import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../../recordings/compose/serve.ts";
import { run as runInProcess } from "../../../src/cli/commands/run.ts";
import { spentOf } from "../../../src/core/calls/spending.ts";
import { openStoreReader } from "../../../src/store/open-store.ts";
import { campforge, type Ended } from "../../campforge.ts";
import { scratchFolder } from "../../project.ts";
import { endpointConfig, startScriptedEndpoint } from "../../scripted-endpoint.ts";

const TASKS = ["small-rsa", "weather-chain", "nonogram"];
const FILES = [
  "tasks/cryptography/small-rsa.md",
  "tasks/mathematical-modelling/weather-chain.md",
  "tasks/graphical-puzzles/nonogram.md",
];
/** As test/scripted-endpoint.ts configures it. */
const CONCURRENCY = 8;
const PRICES = { prompt: 1, completion: 4 };

const folder = scratchFolder();
let endpoint: ScriptedEndpoint;

beforeAll(async () => {
  endpoint = await startScriptedEndpoint(TASKS, 5);
  folder.write("config.json", endpointConfig(endpoint.baseUrl, { parallel: 1 }));
  const priced = z
    .looseObject({ endpoints: z.object({ loopback: z.looseObject({}) }) })
    .parse(JSON.parse(endpointConfig(endpoint.baseUrl, { parallel: 1 })));
  folder.write(
    "priced.json",
    JSON.stringify({ ...priced, endpoints: { loopback: { ...priced.endpoints.loopback, prices: PRICES } } }),
  );
});
afterAll(async () => {
  await endpoint.close();
  folder.remove();
});

function run(
  args: readonly string[],
  about: { readonly db: string; readonly config?: string },
): Promise<Ended> {
  const config = join(folder.path, about.config ?? "config.json");
  return campforge(["run", ...args, "--config", config, "--db", join(folder.path, about.db)], {
    env: { LOOPBACK_KEY: "a key" },
  });
}

const sent = (): number => [...endpoint.answered.values()].reduce((sum, count) => sum + count, 0);

/** What the endpoint has counted, by the usage that it tells: a quarter of the characters. */
function tokensSpent(db: string): number {
  const store = openStoreReader(join(folder.path, db));
  const spending = store.spending(1);
  store.close();
  expect(spending.open.tokens).toBe(0);
  return spentOf(spending).tokens;
}

async function verdicts(db: string): Promise<unknown> {
  const { stdout } = await campforge(["list", "--db", join(folder.path, db), "--json"]);
  const listed = z
    .array(z.object({ id: z.string(), verdict: z.string().nullable() }))
    .parse(JSON.parse(stdout));
  return listed.map(({ id, verdict }) => [id, verdict]);
}

async function funnelOf(db: string, command: "status" | "report"): Promise<unknown> {
  const { stdout } = await campforge([command, "--db", join(folder.path, db), "--json"]);
  return z.looseObject({ funnel: z.record(z.string(), z.int()) }).parse(JSON.parse(stdout)).funnel;
}

test("a run stops at its budget in tokens, keeps it over a resume, and ends as a run without one when it is raised", async () => {
  const whole = await run(FILES, { db: "whole.sqlite" });
  expect(whole.code).toBe(0);
  const needed = tokensSpent("whole.sqlite");
  const calls = sent();
  expect(whole.stdout).toContain(`Spent: ${needed.toLocaleString("en-US")} tokens, in ${calls} requests`);

  // Enough to set a few worst cases aside, too little for all tasks.
  const cap = Math.floor(needed * 0.7);
  const first = await run([...FILES, "--budget", `${cap}tok`], { db: "capped.sqlite" });
  expect(first.code).toBe(6);
  expect(first.stderr).toMatch(
    /the budget is .*; nothing is lost\. Resume with: npx campforge run --resume .* --budget MORE/,
  );
  expect(first.stdout, "how to go on comes first").toMatch(/\nNext: {2}npx campforge run --resume /);
  expect(tokensSpent("capped.sqlite")).toBeLessThanOrEqual(cap);
  expect(first.stdout).toContain(` of ${cap.toLocaleString("en-US")} tokens`);

  const before = sent();
  const again = await run(["--resume"], { db: "capped.sqlite" });
  expect(again.code).toBe(6);
  expect(tokensSpent("capped.sqlite"), "a resumed run has no budget of its own").toBeLessThanOrEqual(cap);

  const raised = await run(["--resume", "--budget", "1Gtok"], { db: "capped.sqlite" });
  expect(raised.code).toBe(0);
  expect(await verdicts("capped.sqlite")).toEqual(await verdicts("whole.sqlite"));
  // The last process counted on from what the record said of tasks that others had decided.
  const funnel = await funnelOf("capped.sqlite", "status");
  expect(funnel).toEqual(await funnelOf("capped.sqlite", "report"));
  expect(funnel).toEqual(await funnelOf("whole.sqlite", "report"));
  expect(tokensSpent("capped.sqlite")).toBe(needed);
  expect(sent() - before).toBeGreaterThan(0);
  expect(
    [...endpoint.answered.values()].every((count) => count === 2),
    "each call once in each run",
  ).toBe(true);
}, 480_000);

test("a budget in money is kept by the prices, and refused where an endpoint has none, before anything is written", async () => {
  const capped = await run([...FILES, "--budget", "0.15"], { db: "money.sqlite", config: "priced.json" });
  expect(capped.code).toBe(6);
  expect(capped.stdout).toMatch(/cost 0\.\d{4} of 0\.15, in \d+ requests/);
  const store = openStoreReader(join(folder.path, "money.sqlite"));
  expect(spentOf(store.spending(1)).cost).toBeLessThanOrEqual(0.15);
  store.close();

  const refused = await run([...FILES, "--budget", "5.00"], { db: "none.sqlite" });
  expect(refused.code).toBe(3);
  expect(refused.stderr).toMatch(/the endpoint loopback, which the author uses, has no prices/);
  expect(readdirSync(folder.path).filter((name) => name.startsWith("none."))).toEqual([]);
}, 480_000);

test("a run whose time is over begins nothing more, and goes on later", async () => {
  vi.stubEnv("LOOPBACK_KEY", "a key");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  // Its hours pass while the endpoint gives some answers more.
  const before = sent();
  const clock = {
    now: () => new Date("2026-03-01T22:00:00"),
    uptimeMs: () => (sent() - before < 20 ? 0 : 9 * 3_600_000),
  };
  const flags = { config: join(folder.path, "config.json"), db: join(folder.path, "late.sqlite") };
  const code = await runInProcess(FILES, { ...flags, until: "07:00" }, clock);
  const words = said.mock.calls.map(([text]) => String(text)).join("");
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  expect(code).toBe(6);
  expect(words).toMatch(/the time is over; nothing is lost\. Resume with: npx campforge run --resume/);
  expect(sent() - before, "calls under way finish, and no other begins").toBeLessThanOrEqual(
    20 + CONCURRENCY,
  );

  const resumed = await run(["--resume"], { db: "late.sqlite" });
  expect(resumed.code).toBe(0);
  expect(await verdicts("late.sqlite")).toEqual(await verdicts("whole.sqlite"));
}, 480_000);

test.each([
  [["--budget", "lots"], /expected money such as 5\.00/],
  [["--budget", "5M"], /expected money such as 5\.00/],
  [["--budget", "0"], /expected money such as 5\.00/],
  [["--until", "25:00"], /--until 25:00: expected a time of day such as 07:00/],
  [["--until", "2001-01-01T00:00Z"], /that moment has passed/],
])("%s is refused with what was expected", async (args, message) => {
  const refused = await run([...FILES, ...args], { db: "bad.sqlite" });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(message);
  expect(readdirSync(folder.path).filter((name) => name.startsWith("bad."))).toEqual([]);
});
