import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rng } from "../../src/bootcamp/index.ts";
import { shelve } from "../../test/serve/a-library.ts";
import { type KillReport, killUnderLoad } from "../../test/serve/kill-under-load.ts";
import { knownSums, SUMS } from "../../test/serve/known-responses.ts";
import { openClient } from "../../test/serve/open-client.ts";
import { drawnAgain, requestsOf } from "../../test/serve/trainer-requests.ts";
import type { Row } from "../print-table.ts";
import { BOOTCAMPS, knownResponses, LIBRARY, loadPlain } from "./library-responses.ts";
import { startServing } from "./start-serving.ts";

const LANES = 16;
const LIST = 48;
const ROUNDS = 24;

/**
 * Kills processes of `campforge serve` while requests of every kind are under way: three bootcamps of the library, whose
 * scores plain calls give, and sums on both paths and with a verifier that fails, whose scores arithmetic gives.
 */
export async function killWorkers(
  kills: number,
  mostMs: number,
): Promise<{ readonly rows: readonly Row[]; readonly faults: readonly string[] }> {
  const library = mkdtempSync(join(tmpdir(), "campforge-library-"));
  for (const folder of BOOTCAMPS) cpSync(join(LIBRARY, folder), join(library, folder), { recursive: true });
  for (const one of SUMS) shelve(library, one);
  const serving = await startServing(library);
  const client = openClient(serving.url, LANES);
  try {
    const classes = await Promise.all(BOOTCAMPS.map((folder) => loadPlain(LIBRARY, folder)));
    const requests = Array.from({ length: ROUNDS }, (_, round) => {
      const known = [
        ...knownSums(`round ${round}`, LIST / 2, { mayFail: true }),
        ...classes.flatMap((one) => knownResponses(one, { seed: round, count: LIST / 6 })),
      ];
      return requestsOf(Rng.from(`order ${round}`).shuffle(known));
    }).flat();
    const wishes = ["calorimetry", "sum"].map((bootcamp) => ({ bootcamp, seed: 1, level: 1, count: 30 }));
    for (const wish of wishes)
      requests.push(drawnAgain(wish, (await client.post("/v1/cases", JSON.stringify(wish))).text));
    const rng = Rng.from("kills");
    const begun = performance.now();
    const report = await killUnderLoad({
      kills,
      mostMs,
      client,
      server: serving.pid,
      lanes: LANES,
      request: () => rng.choice(requests),
      rng: Rng.from("victims"),
      tell: (count) => process.stdout.write(`${count} processes killed\n`),
    });
    const seconds = (performance.now() - begun) / 1_000;
    return { rows: rowsOf(report, seconds), faults: [...report.unanswered, ...report.refusals.keys()] };
  } finally {
    client.close();
    await serving.stop();
    rmSync(library, { recursive: true, force: true });
  }
}

function rowsOf(
  { kills, atWork, requests, responses, unanswered }: KillReport,
  seconds: number,
): readonly Row[] {
  const none = (what: string, value: number): Row => ({ what, value, unit: "", aim: "0", met: value === 0 });
  const counted = (what: string, value: number, unit = ""): Row => ({ what, value, unit, aim: "" });
  const asked = [...requests.values()].reduce((sum, one) => sum + one, 0);
  return [
    counted("processes killed", kills),
    counted("  of these at work that moment", atWork),
    counted("requests", asked),
    ...[...requests].map(([kind, count]) => counted(`  ${kind}`, count)),
    none("requests without an answer", unanswered.length),
    counted("responses answered as is right", responses.get("right") ?? 0),
    counted("responses refused with a reason, to be sent again", responses.get("refused, retryable") ?? 0),
    none("wrong scores", responses.get("wrong score") ?? 0),
    none("faults reported as a score of 0", responses.get("fault as a score of 0") ?? 0),
    none("responses blamed for a kill", responses.get("refused for good") ?? 0),
    counted("seconds", seconds, "s"),
  ];
}
