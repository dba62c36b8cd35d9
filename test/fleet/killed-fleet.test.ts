import { afterAll, beforeAll, expect, test } from "vitest";
import { join } from "node:path";
import { Rng } from "../../src/bootcamp/index.ts";
import { campforge, startCampforge } from "../campforge.ts";
import { dumpRecord, inspectRecord, rowsWithout } from "../kill-runs.ts";
import { type CountingEndpoint, describeTasks, startCountingEndpoint } from "./counting-endpoint.ts";
import { openTrialDatabase, startWorkers, type TrialDatabase } from "./trial-fleet.ts";

const TASKS = 200;
const WORKERS = 4;
const WORKER_KILLS = 20;
/** A worker is killed each time that so many requests were made. */
const EVERY = 19;
const CONCURRENCY = 8;
const REQUESTS_PER_MINUTE = 400;

/** When the coordinator and the database are killed, in shares of the tasks' requests. */
const COORDINATOR_KILLS = [0.3, 0.7];
const DATABASE_CRASH = 0.5;

const env = { LOOPBACK_KEY: "a key" };
let database: TrialDatabase;
let endpoint: CountingEndpoint;

beforeAll(async () => {
  database = await openTrialDatabase();
  endpoint = await startCountingEndpoint(60);
}, 60_000);
afterAll(async () => {
  await endpoint.close();
  await database.close();
});

/** Everything about a run of the tasks but where it is recorded. */
function writePlan(baseUrl: string): { readonly tasks: string; readonly flags: readonly string[] } {
  const role = { endpoint: "loopback", model: "composed" };
  const limits = { concurrency: CONCURRENCY, requestsPerMinute: REQUESTS_PER_MINUTE, timeoutSeconds: 30 };
  const loopback = { baseUrl, apiKeyEnv: "LOOPBACK_KEY", ...limits };
  const config = { endpoints: { loopback }, author: role, judge: role, rounds: 1, parallel: 8 };
  const gates = ["--no-oracle", "--no-critic", "--no-adversary", "--judge-mean", "4"];
  return {
    tasks: database.folder.write("tasks.jsonl", describeTasks(TASKS)),
    flags: [
      ...gates,
      "--config",
      database.folder.write("fleet.json", JSON.stringify(config)),
      "--budget",
      "90Mtok",
    ],
  };
}

test("a batch over four workers, of which twenty are killed, and the coordinator twice, and the database once, ends with the verdicts of one process and pays for nothing twice", async () => {
  const { folder, url } = database;
  const { tasks, flags } = writePlan(endpoint.baseUrl);
  // First, because it keeps what every process would otherwise work out of the library.
  const alone = join(folder.path, "alone.sqlite");
  const whole = await campforge(["run", tasks, ...flags, "--db", alone], { env });
  expect(whole).toMatchObject({ code: 0 });

  const before = {
    requests: endpoint.requests(),
    tokens: endpoint.tokens(),
    completed: new Map(endpoint.completed),
  };
  const inFleet = {
    requests: () => endpoint.requests() - before.requests,
    tokens: () => endpoint.tokens() - before.tokens,
  };
  const db = join(folder.path, "fleet.sqlite");
  const queue = ["--queue", url, "--gone-after", "3"];
  const rng = Rng.from("fleet");
  const coordinate = (isFirst: boolean): ReturnType<typeof startCampforge> =>
    startCampforge(["run", ...(isFirst ? [tasks] : ["--resume"]), ...flags, ...queue, "--db", db], { env });
  const workers = startWorkers(WORKERS, { queue: url, slots: 2 });
  // Two for each task with prose, of which most are.
  const expected = 2 * TASKS;
  const due = [...COORDINATOR_KILLS];
  let crash: Promise<void> | undefined;
  let coordinator = coordinate(true);
  let kills = 0;
  let nextKill = EVERY;
  const watch = setInterval(() => {
    const share = inFleet.requests() / expected;
    if (
      kills < WORKER_KILLS &&
      inFleet.requests() >= nextKill &&
      workers.killOne((count) => rng.integer(0, Math.max(0, count - 1)))
    ) {
      kills++;
      nextKill += EVERY;
    }
    if (share >= DATABASE_CRASH) crash ??= database.crash();
    const [at] = due;
    if (at !== undefined && share >= at && coordinator.child.kill("SIGKILL")) due.shift();
  }, 20);
  let end = await coordinator.ended;
  while (end.code === null) {
    coordinator = coordinate(false);
    end = await coordinator.ended;
  }
  clearInterval(watch);
  await crash;
  await workers.close();
  expect(end).toMatchObject({ code: 0 });
  expect([due, workers.kills()]).toEqual([[], WORKER_KILLS]);

  const problems = inspectRecord(db, inFleet, "at the end");
  expect(problems).toEqual([]);
  const repaid = [...endpoint.completed].reduce(
    (sum, [body, times]) => sum + Math.max(0, times - (before.completed.get(body) ?? 0) - 1),
    0,
  );
  // What was answered while a coordinator was killed may be lost with it: as many as were under way.
  expect(repaid).toBeLessThanOrEqual(COORDINATOR_KILLS.length * CONCURRENCY);
  expect(endpoint.mostAtOnce()).toBeLessThanOrEqual(CONCURRENCY);
  expect(endpoint.mostInAMinute(before.requests)).toBeLessThanOrEqual(REQUESTS_PER_MINUTE);

  const [brought, expectedRows] = [dumpRecord(db), dumpRecord(alone)];
  expect(rowsWithout(expectedRows.rows, brought.rows)).toEqual([]);
  expect(rowsWithout(brought.rows, expectedRows.rows)).toEqual([]);
  expect(rowsWithout(expectedRows.calls, brought.calls)).toEqual([]);
}, 1_200_000);
