import { afterEach, expect, test, vi } from "vitest";
import type { RunStatus } from "../../../src/core/run/run-status.ts";
import { createProgressView } from "../../../src/cli/progress/create-progress-view.ts";
import { endedLines, statusLine, statusLines } from "../../../src/cli/progress/render-status.ts";

const HOUR_MS = 3_600_000;
const STARTED = Date.parse("2026-03-01T22:00:00Z");

const status: RunStatus = {
  run: 3,
  pid: 1,
  host: "here",
  startedAt: new Date(STARTED).toISOString(),
  writtenAt: new Date(STARTED + HOUR_MS).toISOString(),
  phase: "running",
  funnel: { described: 400, compiled: 380, runs: 370, tested: 300, judged: 290, inBand: 200 },
  tasks: {
    total: 400,
    decided: 300,
    underWay: 64,
    parallel: 64,
    stopped: 2,
    accepted: 190,
    flagged: 40,
    rejected: 70,
  },
  calls: { inFlight: 3, waiting: 61, waitingForBudget: 61, sent: 41_234 },
  rates: { callsPerMinute: 312, tokensPerMinute: 1_234_567 },
  spent: { tokens: 19_800_000, cost: 12.5 },
  projected: { tokens: 25_000_000, cost: 15 },
  allowed: { tokens: 20_000_000, cost: null },
  remaining: { lowMs: HOUR_MS, highMs: 2 * HOUR_MS },
  endpoints: [
    {
      endpoint: "a-gateway-with-a-long-name",
      inFlight: 3,
      allowed: 32,
      configured: 64,
      paused: { untilMs: STARTED + 2 * HOUR_MS, reason: "429: too many requests in this minute" },
      circuit: "closed",
      requests: 41_300,
      retries: 66,
      failures: 3,
      tokens: 19_800_000,
    },
  ],
  stalled: [{ task: "a-task-that-waits", quietMs: HOUR_MS }],
  fleet: null,
};

afterEach(() => void vi.restoreAllMocks());

test("at 80 columns every figure of a run is there, and the calls that wait for the budget are counted", () => {
  const lines = statusLines(status, STARTED + HOUR_MS, 80);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const wide = statusLines(status, STARTED + HOUR_MS);
  expect(lines.join(" ").split(/\s+/)).toEqual(wide.join(" ").split(/\s+/));
  expect(wide.join("\n")).toContain("Calls      3 in flight, 61 waiting (61 for the budget), 41234 answered");
  expect(statusLine(status, STARTED + HOUR_MS)).toContain("3 calls in flight, 61 waiting for the budget");
});

test("the live view of a usual terminal shows all of it, with nothing cut off", () => {
  let drawn = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    drawn += String(text);
    return true;
  });
  const size = (): { columns: number; rows: number } => ({ columns: 80, rows: 24 });
  const view = createProgressView({ kind: "live", withEvents: false, size }, () => STARTED + HOUR_MS);
  view.begin(3, 400);
  drawn = "";
  view.tell(status);
  const shown = drawn;
  view.end();
  expect(shown.split("\n").filter((line) => line.length > 80)).toEqual([]);
  const wanted = statusLines(status, STARTED + HOUR_MS).join(" ");
  expect(shown.trim().split(/\s+/)).toEqual(wanted.split(/\s+/));
});

test("one of each is told in the singular", () => {
  const { tasks, calls, endpoints, stalled } = status;
  const counts = { decided: 1, underWay: 1, parallel: 1, accepted: 1, flagged: 1, rejected: 1, total: 1 };
  const ones: RunStatus = {
    ...status,
    tasks: { ...tasks, ...counts, stopped: 1 },
    calls: { ...calls, inFlight: 1, sent: 1 },
    rates: { callsPerMinute: 1.2, tokensPerMinute: 1 },
    spent: { tokens: 1, cost: null },
    endpoints: endpoints.map((one) => ({ ...one, requests: 1, retries: 1, failures: 1 })),
    stalled: stalled.map((one) => ({ ...one, quietMs: 60_000 })),
  };
  const said = [...statusLines(ones, STARTED + 60_000), statusLine(ones, STARTED + 60_000)];
  expect(said.join("\n").match(/(?<![\d.,])\b1 \w+s\b/g)).toBeNull();
});

test("a run that has ended says when, and how long ago that is now", () => {
  const finishedAt = new Date(STARTED + 2 * HOUR_MS).toISOString();
  const found = { run: 3, aliveness: "ended", startedAt: status.startedAt, finishedAt, status } as const;
  const at = (hours: number): string =>
    endedLines(found, { ...status, phase: "stopped" }, { atMs: STARTED + hours * HOUR_MS }).join("\n");
  expect(at(5)).toMatch(
    /^Run 3, stopped: 300 of 400 tasks decided, 100 not \(2 of them stopped\)\nTime .*\(3 h 0 min ago\)/,
  );
  expect(at(26)).toContain("(1 d 0 h ago)");
});
