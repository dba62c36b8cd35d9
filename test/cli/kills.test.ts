import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchFolder } from "../project.ts";
import { killRuns } from "../kill-runs.ts";
import { openKillPlan } from "../open-kill-plan.ts";

/** `node bench/kills.ts --kills 200` does the same at length. */
const KILLS = 8;

const folder = scratchFolder();
let opened: Awaited<ReturnType<typeof openKillPlan>>;

beforeAll(async () => {
  opened = await openKillPlan(folder, { seed: "test", tell: () => {} });
});
afterAll(async () => {
  await opened.close();
  folder.remove();
});

test("runs against a failing endpoint that are killed at random moments lose nothing, do nothing twice, and account for all that the endpoint counted", async () => {
  const report = await killRuns(KILLS, opened.plan);
  expect(report.problems).toEqual([]);
  expect(report.kills).toBe(KILLS);
  expect(report.kills, "kills fall where something is under way").toBeGreaterThan(report.beforeFirstRequest);
  expect(report.mostLost).toBeLessThanOrEqual(opened.plan.concurrency);
  expect(report.accounted).toBeGreaterThanOrEqual(report.counted);
  expect(opened.plan.endpoint.met.size, "faults of several kinds were met").toBeGreaterThan(5);
}, 900_000);
