import { expect, test } from "vitest";
import { SHAPES, simulateRun } from "../../../bench/simulate-runs.ts";
import { Rng } from "../../../src/bootcamp/index.ts";
import { estimateRemaining } from "../../../src/core/run/estimate-remaining.ts";

// The ratio of the two ends: a range that holds everything says nothing. How often the range holds the truth for
// lengths of every shape is measured by `npm run bench`.
test.each([
  [0.1, 7],
  [0.5, 7],
  [0.9, 20],
])("the range holds the truth in most runs of which %f is decided", (share, widest) => {
  const rng = Rng.from(`nights ${share}`);
  const night = { tasks: 100, parallel: 16, share };
  const estimated = Array.from({ length: 20 }, () => {
    const { headway, truthMs } = simulateRun(
      night,
      (begun) => SHAPES["log-normal, σ 0.8"]?.(begun, rng) ?? 0,
    );
    return { range: estimateRemaining(headway), truthMs };
  });
  const held = estimated.filter(
    ({ range, truthMs }) => range !== null && range.lowMs <= truthMs && truthMs <= range.highMs,
  );
  expect(held.length).toBeGreaterThanOrEqual(15);
  const ratios = estimated.map(({ range }) => (range?.highMs ?? Infinity) / (range?.lowMs ?? 1));
  expect(ratios.toSorted((a, b) => a - b)[10]).toBeLessThan(widest);
});

test("nothing is said before three tasks are decided, and nothing is left of a run without tasks", () => {
  const none = { underWayMs: [5], waiting: 3, parallel: 2 };
  expect(estimateRemaining({ ...none, decidedMs: [1, 2] })).toBeNull();
  expect(estimateRemaining({ decidedMs: [1, 2, 3], underWayMs: [], waiting: 0, parallel: 2 })).toEqual({
    lowMs: 0,
    highMs: 0,
  });
});

test("a task that outlasts all others lengthens what is left", () => {
  const usual = { decidedMs: [10, 11, 12, 13, 14, 15], waiting: 0, parallel: 4 };
  const short = estimateRemaining({ ...usual, underWayMs: [1] });
  const long = estimateRemaining({ ...usual, underWayMs: [1_000] });
  expect(long?.lowMs).toBeGreaterThan(short?.highMs ?? Infinity);
});
