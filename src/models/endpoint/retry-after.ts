import { readDuration, readMoment } from "./read-moment.ts";

/** The longest wait that an endpoint is given. */
export const DAY_MS = 86_400_000;

/** Reads headers by name, in whatever class they come. */
export type HeaderOf = (name: string) => string | null;

/**
 * How long an endpoint asks to be left alone, in milliseconds, or null when it does not say. Understood are
 * `retry-after-ms`, `retry-after` in seconds, as a duration or as a moment, and the `x-ratelimit-reset-…` durations
 * of a limit that is used up ("1s", "6m0s"). A day is the longest: after that it may ask again.
 */
export function readRetryAfter(headerOf: HeaderOf, nowMs: number): number | null {
  const waits = [
    readNumber(headerOf("retry-after-ms")),
    readMoment(headerOf("retry-after"), nowMs),
    readReset(headerOf, "requests"),
    readReset(headerOf, "tokens"),
  ];
  const found = waits.find((wait) => wait !== null) ?? null;
  return found === null ? null : Math.min(Math.max(found, 0), DAY_MS);
}

function readNumber(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

function readReset(headerOf: HeaderOf, limit: "requests" | "tokens"): number | null {
  if (headerOf(`x-ratelimit-remaining-${limit}`)?.trim() !== "0") return null;
  return readDuration(headerOf(`x-ratelimit-reset-${limit}`) ?? "");
}
