import { expect, test } from "vitest";
import { Rng } from "../../../src/bootcamp/index.ts";
import { estimateRemaining, type Headway } from "../../../src/core/run/estimate-remaining.ts";

/** Lengths of tasks as nights have them: most are short, some take five times as long. */
function drawLengths(count: number, rng: Rng): readonly number[] {
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());
    return 60_000 * Math.exp(0.8 * normal);
  });
}

/** A run of so many workers, looked at once a share of its tasks is decided; and how long it then takes. */
function simulate(
  lengths: readonly number[],
  parallel: number,
  share: number,
): { readonly headway: Headway; readonly truthMs: number } {
  const free = Array.from({ length: parallel }, () => 0);
  const spans = lengths.map((length) => {
    free.sort((a, b) => a - b);
    const from = free.shift() ?? 0;
    free.push(from + length);
    return { from, to: from + length };
  });
  const ends = spans.map(({ to }) => to).toSorted((a, b) => a - b);
  const atMs = ends[Math.floor(share * ends.length)] ?? 0;
  const decided = spans.filter(({ to }) => to <= atMs).toSorted((a, b) => a.to - b.to);
  const underWay = spans.filter(({ from, to }) => from <= atMs && to > atMs);
  return {
    headway: {
      decidedMs: decided.map(({ from, to }) => to - from),
      underWayMs: underWay.map(({ from }) => atMs - from),
      waiting: spans.length - decided.length - underWay.length,
      parallel,
    },
    truthMs: (ends.at(-1) ?? 0) - atMs,
  };
}

// The ratio of the two ends: a range that holds everything says nothing.
test.each([
  [0.1, 4],
  [0.5, 5],
  [0.9, 30],
])("the range holds the truth in most runs of which %f is decided", (share, widest) => {
  const rng = Rng.from(`nights ${share}`);
  const runs = Array.from({ length: 60 }, () => simulate(drawLengths(200, rng), 16, share));
  const estimated = runs.map(({ headway, truthMs }) => ({ range: estimateRemaining(headway), truthMs }));
  const held = estimated.filter(
    ({ range, truthMs }) => range !== null && range.lowMs <= truthMs && truthMs <= range.highMs,
  );
  // Nine of ten are meant; sixty runs tell that from seven of ten.
  expect(held.length).toBeGreaterThanOrEqual(60 * 0.75);
  const ratios = estimated.map(({ range }) => (range?.highMs ?? Infinity) / (range?.lowMs ?? 1));
  expect(Math.max(...ratios)).toBeLessThan(widest);
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
