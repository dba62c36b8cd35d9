import type { Rng } from "../src/bootcamp/index.ts";
import type { Headway } from "../src/core/run/estimate-remaining.ts";

const MINUTE_MS = 60_000;

const normal = (rng: Rng): number =>
  Math.sqrt(-2 * Math.log(1 - rng.float())) * Math.cos(2 * Math.PI * rng.float());

/** How long the tasks of a night take, by the share of them that have begun before. */
export const SHAPES: Readonly<Record<string, (share: number, rng: Rng) => number>> = {
  "about equal": (_, rng) => MINUTE_MS * Math.exp(0.15 * normal(rng)),
  "log-normal, σ 0.8": (_, rng) => MINUTE_MS * Math.exp(0.8 * normal(rng)),
  exponential: (_, rng) => -MINUTE_MS * Math.log(1 - rng.float()),
  "two populations": (_, rng) => MINUTE_MS * (rng.float() < 0.8 ? 1 : 10) * Math.exp(0.3 * normal(rng)),
  "heavy tail, log-normal, σ 1.5": (_, rng) => MINUTE_MS * Math.exp(1.5 * normal(rng)),
  "heavy tail, Pareto 1.5": (_, rng) => (MINUTE_MS / 2) * (1 - rng.float()) ** (-1 / 1.5),
  "the last quarter three times as slow": (share, rng) =>
    MINUTE_MS * (share < 0.75 ? 1 : 3) * Math.exp(0.5 * normal(rng)),
};

/** A run of so many tasks, so many at once, looked at once a share of them is decided. */
export type Night = { readonly tasks: number; readonly parallel: number; readonly share: number };

/** Simulates one: how far it has come at that moment, and how long it then takes. */
export function simulateRun(
  { tasks, parallel, share }: Night,
  lengthOf: (share: number) => number,
): { readonly headway: Headway; readonly truthMs: number } {
  const free = Array.from({ length: parallel }, () => 0);
  const spans = Array.from({ length: tasks }, (_, task) => {
    free.sort((a, b) => a - b);
    const from = free.shift() ?? 0;
    const to = from + lengthOf(task / tasks);
    free.push(to);
    return { from, to };
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
