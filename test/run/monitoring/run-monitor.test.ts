import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFunnelCount } from "../../../src/record/count-funnel.ts";
import { readBeginning } from "../../../src/run/monitoring/read-beginning.ts";
import {
  createRunMonitor,
  type Beginning,
  type MonitorDrivers,
} from "../../../src/run/monitoring/run-monitor.ts";
import { openStoreReader } from "../../../src/store/open-store.ts";
import { scratchFolder } from "../../project.ts";
import { writeRecord } from "../../report/a-report-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const MINUTE_MS = 60_000;

const aBeginning = (overrides: Partial<Beginning> = {}): Beginning => ({
  total: 2,
  funnel: createFunnelCount(2),
  decided: new Map(),
  decidedMs: [],
  ...overrides,
});

const drivers = (overrides: Partial<MonitorDrivers> = {}): MonitorDrivers => ({
  clock: () => 1_000,
  spent: () => ({ tokens: 0, cost: null }),
  parallel: () => 2,
  repliedMs: () => undefined,
  ...overrides,
});

test("a task of which nothing is heard for a quarter of an hour is named, unless models reply to it", () => {
  let nowMs = 1_000;
  const replies = new Map<string, number>();
  const monitor = createRunMonitor(
    aBeginning(),
    drivers({ clock: () => nowMs, repliedMs: (task) => replies.get(task) }),
  );
  for (const task of ["judged", "stuck"]) monitor.begin(task);
  nowMs += 10 * MINUTE_MS;
  replies.set("judged", nowMs);
  nowMs += 5 * MINUTE_MS;
  expect(monitor.status().stalled).toEqual([{ task: "stuck", quietMs: 15 * MINUTE_MS }]);
  nowMs += 10 * MINUTE_MS;
  expect(monitor.status().stalled).toEqual([
    { task: "stuck", quietMs: 25 * MINUTE_MS },
    { task: "judged", quietMs: 15 * MINUTE_MS },
  ]);
});

test("a resumed run estimates time and spending from what it knows of its earlier processes", () => {
  const decided = new Map(["a", "b", "c"].map((id) => [id, "accepted"] as const));
  const begun = aBeginning({ total: 6, decided, decidedMs: [3, 4, 5].map((count) => count * MINUTE_MS) });
  const monitor = createRunMonitor(begun, drivers({ spent: () => ({ tokens: 3_000, cost: null }) }));
  const { remaining, projected } = monitor.status();
  expect(projected).toEqual({ tokens: 6_000, cost: null });
  // Three tasks of some four minutes, two at a time.
  expect(remaining?.lowMs).toBeGreaterThan(4 * MINUTE_MS);
  expect(remaining?.highMs).toBeLessThan(16 * MINUTE_MS);
});

test("a run that is taken up by another process can say at once how long it will take: its record knows", () => {
  const file = join(folder.path, "night.sqlite");
  writeRecord(file, { tasks: 60 });
  const store = openStoreReader(file);
  const begun = readBeginning(store, 1);
  store.close();
  expect(begun.decided.size).toBeLessThan(60);
  expect(begun.decidedMs).toHaveLength(begun.decided.size);
  expect(createRunMonitor(begun, drivers()).status().remaining).not.toBeNull();
});
