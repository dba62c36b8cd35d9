import { uptime } from "node:os";

/** Time as commands see it. Both are passed in, so that tests can set them. */
export type Clock = {
  /** What the clock on the wall says; a person or a time server may set it at any moment. */
  readonly now: () => Date;
  /** Milliseconds since the machine was started: nobody sets it, and it goes on while the machine sleeps. */
  readonly uptimeMs: () => number;
};

export const SYSTEM_CLOCK: Clock = { now: () => new Date(), uptimeMs: () => uptime() * 1000 };
