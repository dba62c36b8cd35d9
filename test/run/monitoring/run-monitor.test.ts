import { expect, test } from "vitest";
import { createRunMonitor } from "../../../src/run/monitoring/run-monitor.ts";

const MINUTE_MS = 60_000;

test("a task of which nothing is heard for a quarter of an hour is named, unless models reply to it", () => {
  let nowMs = 1_000;
  const replies = new Map<string, number>();
  const monitor = createRunMonitor(
    { total: 2, funnel: FUNNEL, decided: new Map() },
    {
      clock: () => nowMs,
      spent: () => ({ tokens: 0, cost: null }),
      parallel: () => 2,
      repliedMs: (task) => replies.get(task),
    },
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

const FUNNEL = { described: 2, compiled: 0, runs: 0, tested: 0, judged: 0, inBand: 0 };
