import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_BUDGET } from "../../../src/core/calls/spending.ts";
import { type RunStatus, runStatusSchema } from "../../../src/core/run/run-status.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { scratchFolder } from "../../project.ts";
import { aPlan, NO_VERSIONS } from "../../store/a-plan.ts";
import { manualClock } from "../manual-clock.ts";
import { anEndpoint, aRequest, openModels } from "../open-models.ts";
import { reply, sendJson, startServer, type TestServer } from "../start-server.ts";

const folder = scratchFolder();
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  server.answerWith((_, response) => sendJson(response, 200, reply()));
});
afterAll(() => {
  server.close();
  folder.remove();
});

const nothing = { tokens: 0, cost: null };
/** What a run said last, of whose endpoint only the pause matters here. */
const aStatus = (untilMs: number): RunStatus =>
  runStatusSchema.parse({
    run: 1,
    pid: 1,
    host: "h",
    startedAt: "",
    writtenAt: "",
    phase: "running",
    funnel: { described: 0, compiled: 0, runs: 0, tested: 0, judged: 0, inBand: 0 },
    tasks: {
      total: 0,
      decided: 0,
      underWay: 0,
      parallel: 0,
      stopped: 0,
      accepted: 0,
      flagged: 0,
      rejected: 0,
    },
    calls: { inFlight: 0, waiting: 0, sent: 0 },
    rates: { callsPerMinute: 0, tokensPerMinute: 0 },
    spent: nothing,
    projected: null,
    allowed: null,
    remaining: null,
    endpoints: [
      {
        endpoint: "e",
        inFlight: 0,
        allowed: 1,
        configured: 1,
        paused: { untilMs, reason: "slow down" },
        circuit: "closed",
        requests: 0,
        retries: 0,
        failures: 0,
        tokens: 0,
      },
    ],
    stalled: [],
  });

test("what a killed process sent in the last minute counts against the limits of the next one, and so does its pause", async () => {
  const clock = manualClock();
  const now = (): string => new Date(clock.now()).toISOString();
  const file = join(folder.path, "record.sqlite");
  let store = openStore(file, now);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [] });
  const ledger = store.ledger(run, NO_BUDGET);
  for (let request = 0; request < 3; request++) {
    ledger.reserve({ key: `k${request}`, role: "judge", endpoint: "e", worst: { tokens: 10, cost: null } });
    clock.advance(5_000);
  }
  store.control(run).writeStatus(aStatus(clock.now() + 20_000));
  store.close(); // killed: nothing of it was ever settled

  store = openStore(file, now);
  const limits = anEndpoint(server.baseUrl, { requestsPerMinute: 4 });
  const earlier = (endpoint: string) => store.earlierTraffic(run, endpoint, clock.now());
  const models = openModels({ e: limits }, { clock, earlier });
  const before = server.requests();
  const asked = [1, 2, 3].map((sample) => models.complete(aRequest(sample)));
  const inFlight = (): number => models.health()[0]?.inFlight ?? 0;
  clock.advance(19_000);
  expect([inFlight(), server.requests() - before], "the pause is not over").toEqual([0, 0]);
  clock.advance(1_000);
  await asked[0];
  expect([inFlight(), server.requests() - before], "one more fits into the minute").toEqual([0, 1]);
  // The first of the killed process counts for 61 s, until 46 s after this one was opened, the second 5 s longer.
  clock.advance(25_999);
  expect(server.requests() - before).toBe(1);
  clock.advance(1);
  await asked[1];
  clock.advance(5_000);
  await asked[2];
  expect(server.requests() - before).toBe(3);
  store.close();
});
