/**
 * How long a request counts against limits a minute, in milliseconds. An endpoint counts requests as they arrive, and
 * may hear of the first of a minute up to a second later than of the last: over a bare minute it would count too many.
 */
export const RATE_WINDOW_MS = 61_000;

/** What a process before sent to an endpoint in the last minute, and for how long it was asked to wait: limits outlive processes. */
export type EarlierTraffic = {
  /** Requests, the oldest first: when they were sent, in milliseconds since 1970, and what they took or may take. */
  readonly sent: readonly { readonly atMs: number; readonly tokens: number }[];
  readonly paused: { readonly untilMs: number; readonly reason: string } | null;
};

/** Of an endpoint that nobody has asked before. */
export const NO_EARLIER_TRAFFIC: EarlierTraffic = { sent: [], paused: null };
