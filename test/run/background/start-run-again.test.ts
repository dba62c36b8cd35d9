import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startRunAgain } from "../../../src/run/background/start-run-again.ts";
import type { Plan } from "../../../src/core/run/plan.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { ROOT, scratchFolder } from "../../project.ts";
import { aPlan, NO_VERSIONS } from "../../store/a-plan.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const now = (): string => "2026-01-02T03:04:05.000Z";

const ROLE = { kind: "recorded", path: join(ROOT, "recordings") } as const;
const PLAN = aPlan({ endpoints: {}, author: ROLE, judge: ROLE });

/** A record with one run of no tasks. */
function aRecord(name: string, plan: Plan): string {
  const file = join(folder.path, `${name}.sqlite`);
  const store = openStore(file, now);
  const run = store.runs.begin({ plan, versions: NO_VERSIONS, tasks: [] });
  store.runs.end(run, "done");
  store.close();
  return file;
}

const start = (db: string): ReturnType<typeof startRunAgain> =>
  startRunAgain(1, { db, config: undefined }, () => undefined);

describe("carrying a run on from the review", () => {
  test("starts the command, which outlives the review", async () => {
    const started = await start(aRecord("fine", PLAN));
    expect(started.status).toBe("started");
    expect(started.status === "started" ? await started.end : undefined).toEqual({ status: "carried-out" });
  }, 120_000);

  test("says so when a run is under way with the record", async () => {
    const file = aRecord("held", PLAN);
    const holder = openStore(file, now);
    expect(await start(file)).toMatchObject({ status: "running-already" });
    holder.close();
  }, 120_000);

  test("says what the command said when it fails", async () => {
    const ended = await start(aRecord("priceless", aPlan({ budget: { money: 5, tokens: null } })));
    expect(ended.status).toBe("failed");
    expect(ended).toMatchObject({ reason: expect.stringMatching(/The run did not start: .+/) });
  }, 120_000);
});
