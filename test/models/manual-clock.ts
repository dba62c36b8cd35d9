import type { Clock } from "../../src/models/endpoint/timer-clock.ts";

/** A clock that stands still until it is moved; timers fire in their order on the way. */
export function manualClock(): Clock & {
  readonly advance: (ms: number) => void;
  readonly timers: () => number;
} {
  let nowMs = 1_000_000_000_000;
  const timers = new Set<{ readonly atMs: number; readonly act: () => void }>();
  return {
    now: () => nowMs,
    after: (ms, act) => {
      const timer = { atMs: nowMs + ms, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    timers: () => timers.size,
    advance: (ms) => {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.act();
      }
      nowMs = endMs;
    },
  };
}
