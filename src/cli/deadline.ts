import type { Clock } from "./clock.ts";
import { FAREWELL_MS } from "./interruption.ts";
import { printNotice } from "./print.ts";

/** How often a run looks whether its time is over, besides each time that something begins. */
const LOOK_MS = 1_000;

/** The end of a run's time. */
export type Deadline = {
  readonly isOver: () => boolean;
  /** Aborted when it is. */
  readonly passed: AbortSignal;
  /** Resolves some time after it, in case calls under way do not end. */
  readonly farewell: Promise<undefined>;
  readonly forget: () => void;
};

/**
 * Begins to wait for a moment; without one the time is never over. How long there is to go is settled here,
 * once, and measured by the time since the machine was started: a clock that is set back or forward
 * meanwhile neither lengthens nor cuts short what was asked for, and time spent asleep counts.
 */
export function awaitDeadline(until: Date | undefined, clock: Clock): Deadline {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const ending = new AbortController();
  const passed = ending.signal;
  if (until === undefined) return { isOver: () => false, passed, farewell: promise, forget: () => {} };
  const begunAtMs = clock.uptimeMs();
  const lengthMs = until.getTime() - clock.now().getTime();
  let over = false;
  let farewell: NodeJS.Timeout | undefined;
  const isOver = (): boolean => {
    if (over || clock.uptimeMs() - begunAtMs < lengthMs) return over;
    over = true;
    ending.abort();
    printNotice("the time given with --until is over; calls under way may finish (30 s)");
    farewell = setTimeout(() => resolve(undefined), FAREWELL_MS);
    return true;
  };
  const look = setInterval(isOver, LOOK_MS);
  return {
    isOver,
    passed,
    farewell: promise,
    forget: () => {
      clearInterval(look);
      clearTimeout(farewell);
    },
  };
}
