import { createServer, request as ask } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Link, openLink } from "../../src/fleet/postgres/open-link.ts";
import { readQueueAddress } from "../../src/fleet/postgres/queue-address.ts";
import { openSharedCurriculum, type SharedCurriculum } from "../../src/serve/difficulty/shared-curriculum.ts";
import { USUAL_RULE } from "../../src/serve/difficulty/track.ts";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { openTrialDatabase, type TrialDatabase } from "../fleet/trial-fleet.ts";
import { aLibrary, aSum } from "./a-library.ts";
import { aServer, post } from "./a-server.ts";

const library = aLibrary([{ slug: "sum", name: "Sum", source: aSum("Sum") }]);
let database: TrialDatabase;
const links: Link[] = [];
const servers: (RunningServer & { readonly shared: SharedCurriculum })[] = [];
let balancer: {
  readonly url: string;
  readonly counts: readonly number[];
  readonly close: () => Promise<void>;
};

beforeAll(async () => {
  database = await openTrialDatabase();
  for (let index = 0; index < 2; index++) {
    const link = await openLink(readQueueAddress(database.url), {
      name: "test",
      clock: () => performance.now(),
      onTrouble: () => undefined,
      onRecovery: () => undefined,
    });
    links.push(link);
    const shared = await openSharedCurriculum(link, USUAL_RULE);
    servers.push({ ...(await aServer(library.path, { shared })), shared });
  }
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
