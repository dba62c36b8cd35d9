import { expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import { aLibrary } from "./a-library.ts";
import { aServer, post } from "./a-server.ts";
import { killUnderLoad } from "./kill-under-load.ts";
import { knownSums, SUMS } from "./known-responses.ts";
import { openClient } from "./open-client.ts";
import { drawnAgain, requestsOf } from "./trainer-requests.ts";

const KILLS = 16;
/** As many as there are kinds, so that each is under way from the first kill on. */
const LANES = 9;

test("processes that are killed under load cost no score, whatever the request: it is answered, or may be sent again", async () => {
  const library = aLibrary(SUMS);
  const server = await aServer(library.path, { processes: 2, timeoutMs: 5_000 });
  const client = openClient(server.url, LANES);
  try {
    const wish = { bootcamp: "sum", seed: 3, level: 1, count: 20 };
    const drawn = drawnAgain(wish, (await post(server, "/v1/cases", wish)).text);
    const requests = Array.from({ length: 10 }, (_, index) =>
      requestsOf(knownSums(`kills ${index}`, 40, { mayFail: true })),
    ).flat();
    const report = await killUnderLoad({
      kills: KILLS,
      client,
      server: process.pid,
      lanes: LANES,
      request: (index) => (index % LANES === 8 ? drawn : (requests[index % requests.length] ?? drawn)),
      rng: Rng.from("kills"),
    });
    expect(report.kills).toBe(KILLS);
    expect(report.requests.size).toBe(LANES);
    expect(report.unanswered).toEqual([]);
    expect(report.responses.get("right")).toBeGreaterThan(KILLS);
    expect([...report.refusals.keys()].filter((one) => !one.includes("retryable"))).toEqual([]);
    for (const wrong of ["wrong score", "fault as a score of 0"] as const)
      expect(report.responses.get(wrong)).toBeUndefined();
  } finally {
    client.close();
    await server.close();
    library.remove();
  }
});
