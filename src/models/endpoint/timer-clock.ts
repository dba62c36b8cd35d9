/** Time as the endpoints' queues see it; tests bring their own. Milliseconds since 1970, never going backwards. */
export type Clock = {
  readonly now: () => number;
  /** Calls `act` once, so many milliseconds from now, unless what it returns is called first. */
  readonly after: (ms: number, act: () => void) => () => void;
};

/** Timers of Node fire at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, Math.min(ms, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** Waits; an abort ends the wait at once, without an error: who waited looks at the signal. */
export function waitFor(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener("abort", end);
  });
}
