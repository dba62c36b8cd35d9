import Database from "better-sqlite3";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforge, type Ended, startCampforge } from "../campforge.ts";
import { scratchFolder, SHARED } from "../project.ts";
import { endpointConfig, startScriptedEndpoint } from "../scripted-endpoint.ts";

/** One that is accepted at once, and one that takes two rounds. */
const TASKS = ["small-rsa", "resistor-ladder"];
const FILES = ["tasks/cryptography/small-rsa.md", "tasks/natural-science/resistor-ladder.md"];
const CONCURRENCY = 8;
const KEY = { LOOPBACK_KEY: "a key" };

const folder = scratchFolder();
let endpoint: ScriptedEndpoint;

beforeAll(async () => {
  endpoint = await startScriptedEndpoint(TASKS, 40);
  folder.write("config.json", endpointConfig(endpoint.baseUrl));
});
afterAll(async () => {
  await endpoint.close();
  folder.remove();
});

/** Our own descriptions, and one of other people's where they are at hand. */
function descriptions(): readonly string[] {
  const file = join(SHARED, "tasks", "codecontests-60.jsonl");
  if (!existsSync(file)) return FILES;
  const lines = readFileSync(file, "utf8").split("\n").slice(0, 1);
  return [...FILES, folder.write("others.jsonl", lines.join("\n"))];
}

const runArgs = (db: string): readonly string[] => [
  "--config",
  join(folder.path, "config.json"),
  "--db",
  join(folder.path, db),
];

async function verdicts(db: string): Promise<unknown> {
  const { stdout } = await campforge(["list", "--db", join(folder.path, db), "--json"]);
  const listed = z
    .array(z.object({ id: z.string(), verdict: z.string(), reasons: z.array(z.string()) }))
    .parse(JSON.parse(stdout));
  return listed.map(({ id, verdict, reasons }) => [id, verdict, reasons]);
}

const sent = (): number => [...endpoint.answered.values()].reduce((sum, count) => sum + count, 0);

function completedCalls(db: string): number {
  const database = new Database(join(folder.path, db), { readonly: true });
  const count = z
    .int()
    .parse(database.prepare("select count(*) from call where state = 'done'").pluck().get());
  database.close();
  return count;
}

/** Kills a run once the endpoint has answered so many requests more. */
async function killAfter(answers: number, args: readonly string[]): Promise<Ended> {
  const before = sent();
  const { child, ended } = startCampforge(args, { env: KEY });
  const watch = setInterval(() => {
    if (sent() - before >= answers) child.kill("SIGKILL");
  }, 5);
  const end = await ended;
  clearInterval(watch);
  return end;
}

test("a run that is killed again and again goes on to the same verdicts and sends no completed call again", async () => {
  const whole = await campforge(["run", ...descriptions(), ...runArgs("whole.sqlite")], { env: KEY });
  expect(whole.stderr).toBe("");
  expect(whole.code).toBe(0);
  const needed = endpoint.answered.size;
  expect(sent(), "equal requests share one call").toBe(needed);

  const before = new Map(endpoint.answered);
  let end = await killAfter(Math.floor(needed / 4), ["run", ...descriptions(), ...runArgs("killed.sqlite")]);
  expect(end.code).toBeNull();
  let kills = 1;
  const lost = [sent() - needed - completedCalls("killed.sqlite")];
  end = await killAfter(Math.floor(needed / 4), ["run", "--resume", ...runArgs("killed.sqlite")]);
  expect(end.stderr).toBe("");
  expect(end.code).toBeNull();
  kills++;
  lost.push(sent() - needed - completedCalls("killed.sqlite"));
  end = await campforge(["run", "--resume", ...runArgs("killed.sqlite")], { env: KEY });
  expect(end.code).toBe(0);

  expect(await verdicts("killed.sqlite")).toEqual(await verdicts("whole.sqlite"));
  const again = [...endpoint.answered].map(([body, count]) => count - (before.get(body) ?? 0) - 1);
  expect(again.every((count) => count >= 0)).toBe(true);
  const repaid = again.reduce((sum, count) => sum + count, 0);
  // Only what was under way at a kill, answered but not yet recorded, may be sent once more.
  expect(repaid).toBe(lost.at(-1));
  expect(repaid).toBeLessThanOrEqual(kills * CONCURRENCY);

  const counted = sent();
  const third = await campforge(["run", ...descriptions(), ...runArgs("killed.sqlite")], { env: KEY });
  expect(third.code).toBe(0);
  expect(third.stdout).toContain("Model calls: 0 sent to endpoints");
  expect(sent()).toBe(counted);
}, 600_000);
