import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aLedger } from "../a-ledger.ts";
import { manualClock } from "../manual-clock.ts";
import { aRequest, anEndpoint, openModels } from "../open-models.ts";
import { reply, sendJson, startServer, type TestServer } from "../start-server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const LOADING = { error: { message: "Loading model", type: "unavailable_error" } };
const TIMING = { retryDelayMs: 1_000, coolDownMs: 15_000, unavailableAfterMs: 300_000, notReadyMs: 900_000 };

function open(): ReturnType<typeof openModels> & {
  readonly clock: ReturnType<typeof manualClock>;
  readonly ledger: ReturnType<typeof aLedger>;
  readonly warnings: readonly string[];
} {
  const clock = manualClock();
  const ledger = aLedger();
  const warnings: string[] = [];
  const models = openModels(
    { e: anEndpoint(server.baseUrl) },
    { clock, ledger, timing: TIMING, warn: (text) => warnings.push(text), random: () => 1 },
  );
  return { ...models, clock, ledger, warnings };
}

/** Lets a server be asked for so long, a second at a time: an answer takes no time of that clock. */
async function pass({ clock, health }: ReturnType<typeof open>, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1_000);
    await vi.waitUntil(() => health()[0]?.inFlight === 0, { interval: 1 });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a model that is loading when a run begins is waited for, in its words, and costs nothing", async () => {
  let isLoaded = false;
  server.answerWith((_, response) => {
    if (isLoaded) sendJson(response, 200, reply());
    else sendJson(response, 503, LOADING);
  });
  const models = open();
  const asked = Promise.all([1, 2, 3].map((sample) => models.complete(aRequest(sample))));
  await vi.waitUntil(() => server.requests() === 3);
  await pass(models, 600);
  expect(models.warnings).toEqual([
    expect.stringMatching(
      /^e is not ready \(status 503: Loading model\); its calls wait for it, for 15 min at most/,
    ),
  ]);
  await vi.waitUntil(() => models.health()[0]?.paused !== null);
  expect(models.health()[0]?.paused?.reason).toBe("status 503: Loading model");
  expect(models.ledger.spent()).toBe(0);
  isLoaded = true;
  await pass(models, 90);
  expect((await asked).map(({ status }) => status)).toEqual(Array(3).fill("complete"));
});

test("one that is still loading after that time stops the run, in its words", async () => {
  server.answerWith((_, response) => sendJson(response, 503, LOADING));
  const models = open();
  const ended = models.complete(aRequest()).catch((error: unknown) => String(error));
  await vi.waitUntil(() => server.requests() === 1);
  await pass(models, 1_000);
  expect(await ended).toMatch(
    /does not answer as it should and has not for 9\d\d s: status 503: Loading model/,
  );
  expect(models.ledger.spent()).toBe(0);
});

test("a call that is told three times that the server is too busy, while others are answered, is not lost", async () => {
  let refused = 0;
  server.answerWith((_, response, body) => {
    if (body.includes("unlucky") && ++refused <= 5) sendJson(response, 400, { message: "server busy" });
    else sendJson(response, 200, reply());
  });
  const models = open();
  const unlucky = models.complete(aRequest(1, { messages: [{ role: "user", text: "unlucky" }] }));
  for (let sample = 2; sample < 40; sample++) {
    await models.complete(aRequest(sample));
    await pass(models, 3);
  }
  expect(await unlucky).toMatchObject({ status: "complete" });
});
