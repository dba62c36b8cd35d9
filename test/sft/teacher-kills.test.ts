import Database from "better-sqlite3";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedEndpoint, serveScripts } from "../../recordings/compose/serve.ts";
import { campforge, startCampforge } from "../campforge.ts";
import { type FaultyEndpoint, startFaultyEndpoint } from "../faulty-endpoint.ts";
import { scratchFolder } from "../project.ts";
import { asScripts, teacherCases } from "./teacher-cases.ts";
import { THREE_BOOTCAMPS } from "../three-bootcamps.ts";

const DRAWING = [
  "--cases",
  "24",
  "--seed",
  "3",
  "--split",
  "train=0.75,val=0.25",
  "--bootcamps",
  THREE_BOOTCAMPS.join(),
];
const CONCURRENCY = 4;
const FAULT_PERCENT = 12;
/** The scripted endpoint counts a quarter of each request's characters, and its replies are shorter than this. */
const MOST_TOKENS = 200;

const folder = scratchFolder();
const place = (name: string): string => join(folder.path, name);
let scripted: ScriptedEndpoint;
let endpoint: FaultyEndpoint;
let config: string;

beforeAll(async () => {
  const judge = asScripts(await teacherCases(place("cases"), DRAWING));
  const oracle = {
    solvers: new Map<string, string>(),
    adversaries: new Map<string, string>(),
    cases: new Map(),
  };
  scripted = await serveScripts({ scripts: [], judge, oracle, titles: new Map(), latencyMs: 20 });
  endpoint = await startFaultyEndpoint(scripted.baseUrl, { percent: FAULT_PERCENT, seed: 1 });
  const local = { baseUrl: endpoint.baseUrl, concurrency: CONCURRENCY, timeoutSeconds: 30 };
  const teacher = { endpoint: "local", model: "wise", maxTokens: MOST_TOKENS };
  config = folder.write("config.json", JSON.stringify({ endpoints: { local }, teacher }));
});
afterAll(async () => {
  await endpoint.close();
  await scripted.close();
  folder.remove();
});

const commandFor = (name: string): readonly string[] => [
  "sft",
  "--to",
  place(name),
  "--db",
  place(`${name}.sqlite`),
  "--config",
  config,
  "--samples",
  "3",
  ...DRAWING,
];

const filesOf = (to: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(to).map((name) => [name, readFileSync(join(to, name)).toString("latin1")]));

/** Runs a command until the endpoint has had so many more requests, and kills it then. */
async function killAfter(requests: number, command: readonly string[]): Promise<number | null> {
  const from = endpoint.requests();
  const { child, ended } = startCampforge(command);
  const watch = setInterval(() => {
    if (endpoint.requests() >= from + requests) child.kill("SIGKILL");
  }, 2);
  const { code } = await ended;
  clearInterval(watch);
  await endpoint.settled();
  return code;
}

/** Completed calls that were sent again: by the record's own word there are none, whatever was killed. */
function sentAgain(db: string): unknown {
  const database = new Database(db, { readonly: true });
  const count = database
    .prepare(
      `select count(*) from call join reservation on reservation.key = call.key
       where call.state = 'done' and reservation.begun_at > call.done_at`,
    )
    .pluck()
    .get();
  database.close();
  return count;
}

test("a sampling against a failing endpoint that is killed again and again writes, byte for byte, what one that nobody killed writes, and sends no completed call again", async () => {
  endpoint.restart(1);
  const whole = await campforge(commandFor("whole"));
  expect([whole.code, whole.stdout]).toEqual([0, expect.stringMatching(/^all +24 /m)]);
  expect(endpoint.met.size, "faults of several kinds were met").toBeGreaterThan(3);
  const expected = filesOf(place("whole"));

  endpoint.restart(1);
  const command = commandFor("killed");
  expect(await killAfter(7, command)).toBeNull();
  expect(existsSync(place("killed"))).toBe(false);
  expect(await killAfter(25, command), "the same command goes on").toBeNull();
  const resume = ["sft", "--resume", "--db", place("killed.sqlite"), "--config", config];
  expect(await killAfter(25, resume), "and so does --resume").toBeNull();
  expect(existsSync(place("killed"))).toBe(false);
  const { code } = await campforge(resume);
  expect(code).toBe(0);
  expect(filesOf(place("killed"))).toEqual(expected);
  expect(sentAgain(place("killed.sqlite"))).toBe(0);
  const repaid = [...endpoint.asked.values()].reduce(
    (sum, { completed }) => sum + Math.max(0, completed - 1),
    0,
  );
  expect(repaid, "only answers that were on their way").toBeLessThanOrEqual(3 * CONCURRENCY);
}, 300_000);

test("a budget holds to the request; the sampling goes on with a larger one, under the same accounts", async () => {
  endpoint.restart(2);
  const command = commandFor("budget");
  const stopped = await campforge([...command, "--budget", "6000tok"]);
  expect(stopped.code).toBe(6);
  expect(stopped.stderr).toMatch(/the budget is used up: .* --budget MORE/);
  expect(existsSync(place("budget"))).toBe(false);
  const first = endpoint.tokens();
  expect(first).toBeGreaterThan(2_000);
  expect(first).toBeLessThanOrEqual(6_000);
  const asked = endpoint.requests();
  expect((await campforge([...command, "--budget", "6000tok"])).code).toBe(6);
  expect(endpoint.requests() - asked, "nothing more fits").toBeLessThanOrEqual(1);
  const resume = ["sft", "--resume", "--db", place("budget.sqlite"), "--config", config];
  const { code, stdout } = await campforge([...resume, "--budget", "200ktok"]);
  expect(code).toBe(0);
  const spent = Number(/Spent: ([\d,]+) of 200,000 tokens/.exec(stdout)?.[1]?.replaceAll(",", ""));
  expect(spent).toBeGreaterThanOrEqual(endpoint.tokens());
  expect(sentAgain(place("budget.sqlite"))).toBe(0);
}, 120_000);
