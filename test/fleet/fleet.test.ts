import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readVersion } from "../../src/files/project.ts";
import { ownVersions, type WorkerVersions } from "../../src/fleet/postgres/fingerprint.ts";
import { prepareSchema } from "../../src/fleet/postgres/prepare-schema.ts";
import { openTaskQueue } from "../../src/fleet/postgres/task-queue.ts";
import { endSession, insertSession, tidyUp } from "../../src/fleet/coordinator/fleet-session.ts";
import { readQueueAddress } from "../../src/fleet/postgres/queue-address.ts";
import { runWorker, type WorkerEnd } from "../../src/fleet/worker/run-worker.ts";
import { openStoreReader } from "../../src/store/open-store.ts";
import { spentOf } from "../../src/core/calls/spending.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { campforge, type Ended } from "../campforge.ts";
import { type CountingEndpoint, describeTasks, startCountingEndpoint } from "./counting-endpoint.ts";
import { startHoldingProxy } from "./holding-proxy.ts";
import { openTrialDatabase, openTrialLink, type TrialDatabase } from "./trial-fleet.ts";

const KEY = "canary-8c1f0d52e97b";
/** None of so few tasks comes to a class: workers need no compiler. */
const TASKS = 4;

let database: TrialDatabase;
let endpoint: CountingEndpoint;
let runs = 0;
const workers: TestWorker[] = [];

beforeAll(async () => {
  database = await openTrialDatabase();
  endpoint = await startCountingEndpoint(20);
}, 120_000);
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.leave();
});
afterAll(async () => {
  await endpoint.close();
  await database.close();
});

type TestWorker = {
  readonly said: () => string;
  readonly ended: Promise<WorkerEnd>;
  readonly leave: () => Promise<WorkerEnd>;
};

/** Short, so that a line that is cut off is noticed within the test. */
const WAITS = { answerMs: 1_500, mostBetweenMs: 200, sayEveryMs: 500 };

/** A worker in this process, as `campforge worker` starts it; resolves once it waits for tasks, or has ended. */
async function startWorker(more: {
  readonly url?: string;
  readonly name?: string;
  readonly slots?: number;
  readonly versions?: Partial<WorkerVersions>;
}): Promise<TestWorker> {
  const leaving = new AbortController();
  const said: string[] = [];
  const workshop = openWorkshop(1);
  const ended = runWorker({
    address: readQueueAddress(more.url ?? database.url),
    versions: { ...ownVersions(readVersion()), ...more.versions },
    name: more.name ?? "here",
    host: "test",
    pid: process.pid,
    slots: more.slots ?? 2,
    processes: 1,
    workshop,
    clock: () => performance.now(),
    say: (text) => void said.push(text),
    leaving: leaving.signal,
    ...(more.url === undefined ? {} : { waits: WAITS }),
  }).finally(workshop.close);
  ended.catch(() => undefined); // whoever waits hears of it
  const worker = {
    said: () => said.join("\n"),
    ended,
    leave: () => {
      leaving.abort();
      return ended;
    },
  };
  workers.push(worker);
  await Promise.race([until(() => worker.said().includes("waiting for tasks")), ended]);
  return worker;
}

/** `campforge run --queue` with tasks that come to nothing, each after two calls; returns the record, too. */
function startRun(more: readonly string[] = []): { readonly db: string; readonly ended: Promise<Ended> } {
  const loopback = {
    baseUrl: endpoint.baseUrl,
    apiKeyEnv: "LOOPBACK_KEY",
    concurrency: 2,
    timeoutSeconds: 30,
  };
  const role = { endpoint: "loopback", model: "composed" };
  const config = { endpoints: { loopback }, author: role, judge: role, rounds: 1, parallel: 2 };
  const db = join(database.folder.path, `run-${++runs}.sqlite`);
  const tasks = database.folder.write("tasks.jsonl", describeTasks(TASKS));
  const flags = ["--config", database.folder.write("fleet.json", JSON.stringify(config)), "--db", db];
  const queue = ["--queue", database.url, "--gone-after", "2"];
  return {
    db,
    ended: campforge(["run", tasks, ...flags, ...queue, ...more], { env: { LOOPBACK_KEY: KEY } }),
  };
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function ask(text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows }: { rows: unknown[] } = await client.query(text);
  await client.end();
  return rows;
}

/** Resolves once whoever leads the run has looked at its workers since: it says that it leads after each look. */
async function coordinatorLooked(): Promise<void> {
  const beat = `select beat_at::text from campforge.fleet_session where state = 'open'`;
  for (let looks = 0; looks < 2; looks++) {
    const before = JSON.stringify(await ask(beat));
    await until(async () => JSON.stringify(await ask(beat)) !== before);
  }
}

test("a worker carries a run out with nothing of its own but the queue, and no key ever reaches the database", async () => {
  const worker = await startWorker({});
  const run = startRun();
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toContain(`rejected ${TASKS}`);
  expect([...endpoint.keys]).toEqual([`Bearer ${KEY}`]);
  expect(worker.said()).toContain("task-4: decided");
  expect(await worker.leave()).toEqual({ status: "left" });

  const sent = database.statements();
  expect(sent, "the log has the parameters of statements").toContain("I have no class for it");
  expect(sent).not.toContain(KEY);
  expect(readFileSync(run.db, "latin1")).not.toContain(KEY);
  const status = JSON.parse((await campforge(["status", "--json", "--db", run.db])).stdout);
  expect(status).toMatchObject({ fleet: { workers: [{ name: "here", slots: 2, state: "working" }] } });
}, 120_000);

test("the queue needs no superuser, and everything is in a schema of its own", async () => {
  expect(
    await ask("select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"),
  ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
  const schemas = await ask(
    "select distinct schemaname from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  expect(schemas).toEqual([{ schemaname: "campforge" }]);
});

test("a worker of another Node is refused with words, and never gets a task", async () => {
  const before = endpoint.requests();
  const waiting = await startWorker({ name: "waiting", versions: { v8: "1.2" } });
  const run = startRun();
  await until(() => waiting.said().includes("takes no part"));
  const late = await startWorker({ name: "late", versions: { node: "20.0.0" } });
  const end = await late.ended;
  expect(end.status === "refused" ? end.reason : "").toMatch(/Node is 20\.0\.0 here and \d+\.\d+\.\d+ there/);
  expect(waiting.said()).toContain("V8 is 1.2 here and");
  expect(endpoint.requests()).toBe(before);
  await startWorker({});
  expect((await run.ended).code).toBe(0);
  const shown = (await campforge(["status", "--db", run.db, "--json"])).stdout;
  const { fleet } = z
    .object({ fleet: z.object({ workers: z.array(z.object({ name: z.string(), state: z.string() })) }) })
    .parse(JSON.parse(shown));
  expect(fleet.workers.filter(({ state }) => state === "refused").map(({ name }) => name)).toEqual([
    "waiting",
    "late",
  ]);
}, 120_000);

test("a worker that is cut off from the database says what it does, others go on with its tasks, and no verdict is lost or repeated", async () => {
  const before = endpoint.requests();
  const proxy = await startHoldingProxy(database.port);
  const cut = await startWorker({
    name: "cut",
    url: database.url.replace(`:${database.port}/`, `:${proxy.port}/`),
  });
  const run = startRun();
  await until(() => cut.said().includes(": taken"));
  proxy.hold();
  await until(() => cut.said().includes("Meanwhile: "));
  await startWorker({ name: "other" });
  const { code, stdout, stderr } = await run.ended;
  proxy.release();
  await until(() => cut.said().includes("answers again"));
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toContain(`rejected ${TASKS}`);
  expect(cut.said()).toMatch(/has not answered for .*Meanwhile: \d tasks? here go/);
  expect(endpoint.requests() - before, "two for each task, as nobody is asked again").toBe(2 * TASKS);
  await cut.leave();
  await proxy.close();
}, 120_000);

test("a worker that is told to leave hands its tasks back, and the budget holds over all of them", async () => {
  const before = endpoint.tokens();
  const first = await startWorker({ name: "first" });
  const run = startRun(["--budget", "100000tok"]);
  await until(() => first.said().includes(": taken"));
  await first.leave();
  await coordinatorLooked();
  await startWorker({ name: "second" });
  const { code, stderr } = await run.ended;
  expect(stderr).toMatch(/1 worker left; \d tasks? of theirs (?:is|are) given to others/);
  expect(stderr).not.toContain("went away");
  expect({ code, stderr }).toMatchObject({ code: 6 });
  const shown = `'postgres://…@127.0.0.1:${database.port}/campforge'`;
  expect(stderr).toContain(`Resume with: npx campforge run --resume --db ${run.db}`);
  expect(stderr).toContain(`--budget MORE --queue ${shown}`);
  for (const command of ["status", "stop"]) {
    const said = await campforge([command, "--db", run.db]);
    expect(said.stdout + said.stderr).toMatch(/run --resume .*--queue(?: |$)/m);
  }
  const store = openStoreReader(run.db);
  const spent = spentOf(store.spending(1)).tokens;
  store.close();
  expect(endpoint.tokens() - before).toBeGreaterThan(0);
  expect(endpoint.tokens() - before).toBeLessThanOrEqual(spent);
  expect(spent).toBeLessThanOrEqual(100_000);
}, 120_000);

test("letters to a run that has ended are removed when another begins", async () => {
  const link = await openTrialLink(database.url);
  await prepareSchema(link);
  const id = randomUUID();
  const about = { runKey: id, run: 1, host: "test", fingerprint: "none", versions: "{}", kit: "{}" };
  await insertSession(link, { id, ...about, beatMs: 200, goneMs: 2_000 });
  const write = "insert into campforge.fleet_letter values ($1, $1, 1, 'late')";
  const count = "select count(*)::int as letters from campforge.fleet_letter where recipient = $1";
  await link.query(write, [id]);
  await tidyUp(link, []);
  expect(await link.query(count, [id])).toEqual([{ letters: 1 }]);
  await endSession(link, id);
  await tidyUp(link, []);
  expect(await link.query(count, [id])).toEqual([{ letters: 0 }]);
  await link.close();
});

test("a task that workers hand back is there for others at once, and is never given up for that", async () => {
  const link = await openTrialLink(database.url);
  await prepareSchema(link);
  const queue = await openTaskQueue(link, { fingerprint: "handed-back", supervises: false });
  const job = { id: randomUUID(), session: randomUUID(), task: "much-travelled" };
  await queue.offer(job);
  for (let taken = 0; taken < 12; taken++) {
    expect(await queue.take(1)).toEqual([job]);
    await queue.putBack([job.id]);
  }
  expect(await queue.taken(job.session, 0)).toEqual({ active: [], failed: [] });
  await queue.finish(job.id);
  await queue.close();
  await link.close();
});

test.each(["40P01", "40001", "57P01"])(
  "a statement that the database undid with %s is asked again, and only a database that ends is said not to answer",
  async (state) => {
    const troubles: string[] = [];
    const link = await openTrialLink(database.url, troubles);
    // A sequence keeps its number where all else is undone: the first try fails, and no other.
    const name = `campforge.tries_${state.toLowerCase()}`;
    await link.query(`create schema if not exists campforge; create sequence ${name}`);
    const raise = `raise exception using errcode = '${state}'`;
    await link.query(`do $$ begin if nextval('${name}') = 1 then ${raise}; end if; end $$`);
    expect(await link.query(`select nextval('${name}')::int as number`)).toEqual([{ number: 3 }]);
    expect(troubles.length).toBe(state.startsWith("40") ? 0 : 1);
    await link.query(`drop sequence ${name}`);
    await link.close();
  },
);

test("a queue that cannot be reached, or none at all, is said in one line without the password", async () => {
  const { code, stderr } = await campforge(["worker", "--queue", "postgres://me:secret@127.0.0.1:1/none"]);
  expect([code, stderr.trim().split("\n").length]).toEqual([4, 1]);
  expect(stderr).toContain("127.0.0.1:1/none");
  expect(stderr).not.toContain("secret");
  expect((await campforge(["worker"])).code).toBe(2);
  expect((await campforge(["worker", "--queue", "mysql://host/db"])).stderr).toContain(
    "begins with mysql://",
  );
});
