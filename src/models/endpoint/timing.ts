/** How patient Campforge is with an endpoint in trouble, in milliseconds. */
export type Timing = {
  /** First pause before a retry, and after a 429 that names none; doubles, with jitter, up to a minute. */
  readonly retryDelayMs: number;
  /** An endpoint whose circuit is open is tried again after this; doubles up to a minute. */
  readonly coolDownMs: number;
  /** An endpoint that has answered before and is in trouble for longer stops the run. */
  readonly unavailableAfterMs: number;
  /** One that says that its model is loading, or that it is too busy, is waited for so long, answered before or not. */
  readonly notReadyMs: number;
};

/** For real endpoints: long enough for a server to load its model again, short enough for a night. */
export const DEFAULT_TIMING: Timing = {
  retryDelayMs: 1_000,
  coolDownMs: 15_000,
  unavailableAfterMs: 300_000,
  // A model of some hundred GB is read from a network disk in about ten minutes.
  notReadyMs: 900_000,
};
