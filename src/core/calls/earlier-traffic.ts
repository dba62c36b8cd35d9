/** What a process before sent to an endpoint in the last minute, and for how long it was asked to wait: limits outlive processes. */
export type EarlierTraffic = {
  /** Requests, the oldest first: when they were sent, in milliseconds since 1970, and what they took or may take. */
  readonly sent: readonly { readonly atMs: number; readonly tokens: number }[];
  readonly paused: { readonly untilMs: number; readonly reason: string } | null;
};

/** Of an endpoint that nobody has asked before. */
export const NO_EARLIER_TRAFFIC: EarlierTraffic = { sent: [], paused: null };
