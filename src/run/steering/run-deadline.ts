import type { Clock } from "./wall-clock.ts";
import { GRACE_MS } from "./interruption.ts";

/** How often a run looks whether its time is over. */
const LOOK_MS = 1_000;

/** The end of a run's time. */
export type Deadline = {
  readonly isOver: () => boolean;
  /** Puts another moment in its place, while it is not over. */
  readonly move: (until: Date) => void;
  /** Resolves some time after it, in case calls under way do not end. */
  readonly graceOver: Promise<undefined>;
  readonly forget: () => void;
};

/**
 * Waits for a moment and calls back then; without one the time is never over. How long there is to go is
 * settled when the moment is named, and measured by the time since the machine was started: a clock that is
 * set back or forward meanwhile neither lengthens nor cuts short what was asked for, and time spent asleep
 * counts.
 */
export function awaitDeadline(
  until: Date | undefined,
  { clock, notice }: { readonly clock: Clock; readonly notice: (text: string) => void },
  onOver: () => void,
): Deadline {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let endsAtMs = Infinity;
  let over = false;
  let graceTimer: NodeJS.Timeout | undefined;
  const move = (moment: Date): void => {
    endsAtMs = clock.uptimeMs() + moment.getTime() - clock.now().getTime();
  };
  if (until !== undefined) move(until);
  const isOver = (): boolean => {
    if (over || clock.uptimeMs() < endsAtMs) return over;
    over = true;
    notice("the time given with --until is over; calls under way may finish (30 s)");
    graceTimer = setTimeout(() => resolve(undefined), GRACE_MS);
    onOver();
    return true;
  };
  const look = setInterval(isOver, LOOK_MS);
  return {
    isOver,
    move,
    graceOver: promise,
    forget: () => {
      clearInterval(look);
      clearTimeout(graceTimer);
    },
  };
}
