import { createServer, request as ask } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Link } from "../../src/fleet/postgres/open-link.ts";
import { openSharedCurriculum, type SharedCurriculum } from "../../src/serve/difficulty/shared-curriculum.ts";
import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { campforge } from "../campforge.ts";
import { startHoldingProxy } from "../fleet/holding-proxy.ts";
import { openTrialDatabase, openTrialLink, type TrialDatabase } from "../fleet/trial-fleet.ts";
import { aLibrary, aSum } from "./a-library.ts";
import { aServer, post, truthOf } from "./a-server.ts";

const library = aLibrary([{ slug: "sum", name: "Sum", source: aSum("Sum") }]);
let database: TrialDatabase;
const links: Link[] = [];
const servers: (RunningServer & { readonly shared: SharedCurriculum })[] = [];
/** More than are asked anything: each makes the tables when it starts, unless another one has. */
const STARTED_AT_ONCE = 8;
let balancer: {
  readonly url: string;
  readonly counts: readonly number[];
  readonly close: () => Promise<void>;
};

beforeAll(async () => {
  database = await openTrialDatabase();
  for (let index = 0; index < STARTED_AT_ONCE; index++) links.push(await openTrialLink(database.url));
  // At once, in a database that has no tables yet.
  const curricula = await Promise.all(links.map((link) => openSharedCurriculum(link, USUAL_RULE)));
  for (const shared of curricula.slice(0, 2))
    servers.push({ ...(await aServer(library.path, { shared })), shared });
  balancer = await startRoundRobin(servers.map(({ url }) => url));
}, 300_000);
afterAll(async () => {
  await balancer.close();
  for (const server of servers) await server.close();
  for (const link of links) await link.close();
  await database.close();
  library.remove();
});

/** Passes each request on to the next server, as a balancer does that knows nothing of them. */
async function startRoundRobin(urls: readonly string[]): Promise<typeof balancer> {
  const counts = urls.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, response) => {
    const index = turn++ % urls.length;
    counts[index] = (counts[index] ?? 0) + 1;
    const to = new URL(incoming.url ?? "/", urls[index]);
    const headers = { ...incoming.headers, host: to.host };
    incoming.pipe(
      ask(to, { method: incoming.method ?? "GET", headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const casesSchema = z.object({ cases: z.array(z.object({ ground_truth: z.string() })) });
const truthSchema = z.object({ case: z.object({ a: z.number(), b: z.number() }) });

/** Every fourth answer is wrong. */
const isRight = (index: number): boolean => index % 4 !== 0;
const CASES = 96;
const AT_ONCE = 16;

test("two servers behind a round robin score as one, and cases that one drew and the other scored move the level of both", async () => {
  const asked: { readonly response: string; readonly ground_truth: string }[] = [];
  const scores: unknown[] = [];
  for (let start = 0; start < CASES; start += AT_ONCE) {
    const drawn = await post(balancer, "/v1/cases", { bootcamp: "sum", seed: 1, start, count: AT_ONCE });
    for (const { ground_truth } of casesSchema.parse(drawn.json()).cases) {
      const { a, b } = truthSchema.parse(JSON.parse(ground_truth)).case;
      const item = { response: `Answer: ${a + b + (isRight(asked.length) ? 0 : 1)}`, ground_truth };
      asked.push(item);
      scores.push((await post(balancer, "/v1/score", item)).json()["score"]);
    }
    // As the servers do by themselves twice a second, so that the test does not wait for it.
    for (const { shared } of [...servers, ...servers]) await shared.exchange();
  }
  expect(scores).toEqual(asked.map((_, index) => (isRight(index) ? 1 : 0)));
  expect(Math.min(...balancer.counts)).toBeGreaterThan(CASES / 3);
  const [one, other] = servers.map(({ shared }) => shared.curriculum.tracks());
  expect(one).toEqual(other);
  expect(one?.[0]?.track.seen).toBe(CASES);
  expect(one?.[0]?.track.position).toBeGreaterThan(0);
}, 300_000);

/** Draws a case and scores a right answer to it. */
async function learn(server: RunningServer, seed: number): Promise<void> {
  const drawn = await post(server, "/v1/cases", { bootcamp: "sum", seed, start: 0, count: 1 });
  for (const { ground_truth } of casesSchema.parse(drawn.json()).cases) {
    const { a, b } = truthSchema.parse(JSON.parse(ground_truth)).case;
    const item = { response: `Answer: ${a + b}`, ground_truth: truthOf("sum", a, b) };
    expect((await post(server, "/v1/score", item)).json()["score"]).toBe(1);
  }
}

/** The scores that moved the level, as a server finds them that starts now. */
async function seenByNow(): Promise<number> {
  const link = await openTrialLink(database.url);
  const { curriculum } = await openSharedCurriculum(link, USUAL_RULE);
  await link.close();
  return curriculum.tracks()[0]?.track.seen ?? 0;
}

test("a server that ends has written all that it learned, whatever it is writing just then", async () => {
  const before = await seenByNow();
  const link = await openTrialLink(database.url);
  const shared = await openSharedCurriculum(link, USUAL_RULE);
  const server = await aServer(library.path, { shared });
  await learn(server, 2);
  void shared.exchange();
  await learn(server, 3);
  await server.close();
  await link.close();
  expect(await seenByNow()).toBe(before + 2);
}, 60_000);

test("a server whose database is cut off ends all the same, and says what is lost by that", async () => {
  const proxy = await startHoldingProxy(database.port);
  const link = await openTrialLink(database.url.replace(`:${database.port}/`, `:${proxy.port}/`));
  const notices: string[] = [];
  const shared = await openSharedCurriculum(link, USUAL_RULE);
  const server = await aServer(library.path, { shared, onNotice: (text) => notices.push(text) });
  await learn(server, 4);
  proxy.hold();
  await server.close();
  await link.close();
  await proxy.close();
  expect(notices).toEqual([expect.stringMatching(/learned last could not be written within 3 s/)]);
}, 60_000);

test("a server that finds its port taken leaves nothing open in the database, which has no queue for it", async () => {
  const [taken] = servers;
  const port = new URL(taken?.url ?? "").port;
  const serve = ["serve", library.path, "--port", port, "--processes", "1", "--state"];
  const { code, stderr } = await campforge([...serve, database.url]);
  expect([code, stderr]).toEqual([4, expect.stringContaining(`127.0.0.1:${port} is taken`)]);
  const [link] = links;
  const open = "select 1 from pg_stat_activity where application_name = 'campforge serve'";
  // A session is listed until its process on the server has heard that its client is gone.
  await expect.poll(() => link?.query(open), { timeout: 10_000 }).toEqual([]);
  const unreached = (await campforge([...serve, "postgres://me:secret@127.0.0.1:1/none"])).stderr;
  expect(unreached).toContain("the shared difficulty at 127.0.0.1:1/none cannot be used");
  expect(unreached).toContain("Check --state");
  expect(unreached).not.toMatch(/queue|secret/);
}, 60_000);
