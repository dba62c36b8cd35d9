/** How many calls may be under way: at most what is configured, fewer after the endpoint asked for fewer. */
export type Allowance = {
  readonly configured: number;
  /** At least 1; its fraction is what successes have earned towards the next. */
  readonly level: number;
  /** When it was last lowered: calls that were sent before that say nothing new. */
  readonly loweredAtMs: number;
};

/** A quarter less: where the endpoint's limit is constant, seven eighths of it are used on average. */
const LOWER_TO = 0.75;

/** The whole concurrency, as configured. */
export function fullAllowance(configured: number): Allowance {
  return { configured, level: configured, loweredAtMs: -Infinity };
}

/** Calls that may be under way at once. */
export function allowed({ level }: Allowance): number {
  return Math.floor(level);
}

/** After "too many requests" for a call sent at `sentAtMs`: lower, once for all calls under way together. */
export function lowered(allowance: Allowance, sentAtMs: number, nowMs: number): Allowance {
  if (sentAtMs <= allowance.loweredAtMs) return allowance;
  return { ...allowance, level: Math.max(1, Math.floor(allowed(allowance) * LOWER_TO)), loweredAtMs: nowMs };
}

/** After an answer: one more for as many answers as may be under way, up to what is configured. */
export function raised(allowance: Allowance): Allowance {
  if (allowance.level >= allowance.configured) return allowance;
  // A little more than 1/n: thirds must not stay below the whole number they add up to.
  const level = allowance.level + 1.0001 / allowed(allowance);
  return { ...allowance, level: Math.min(allowance.configured, level) };
}
