const DAY_MS = 86_400_000;

/** Reads headers by name, in whatever class they come. */
export type HeaderOf = (name: string) => string | null;

/**
 * How long an endpoint asks to be left alone, in milliseconds, or null when it does not say. Understood are
 * `retry-after-ms`, `retry-after` in seconds, as a duration, as a date or as a Unix time, and the `x-ratelimit-reset-…` durations of a
 * limit that is used up ("1s", "6m0s"). A day is the longest: after that it may ask again.
 */
export function readRetryAfter(headerOf: HeaderOf, nowMs: number): number | null {
  const waits = [
    readNumber(headerOf("retry-after-ms")),
    readSeconds(headerOf("retry-after"), nowMs),
    readReset(headerOf, "requests"),
    readReset(headerOf, "tokens"),
  ];
  const found = waits.find((wait) => wait !== null);
  return found === undefined || found === null ? null : Math.min(Math.max(found, 0), DAY_MS);
}

function readNumber(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

function readSeconds(text: string | null, nowMs: number): number | null {
  const seconds = readNumber(text);
  if (seconds !== null) return seconds < LEAST_EPOCH_S ? seconds * 1000 : epochMs(seconds) - nowMs;
  const duration = readDuration(text?.trim() ?? "");
  if (duration !== null) return duration;
  const date = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : date - nowMs;
}

/** Numbers from here on are moments and no waits: the seconds of 2001, or the milliseconds of 1970. */
const LEAST_EPOCH_S = 1e9;
const LEAST_EPOCH_MS = 1e12;

const epochMs = (moment: number): number => (moment < LEAST_EPOCH_MS ? moment * 1000 : moment);

function readReset(headerOf: HeaderOf, limit: "requests" | "tokens"): number | null {
  if (headerOf(`x-ratelimit-remaining-${limit}`)?.trim() !== "0") return null;
  return readDuration(headerOf(`x-ratelimit-reset-${limit}`)?.trim() ?? "");
}

/** Milliseconds of "250ms", "7s" or "6m0s". */
function readDuration(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smh]))+$/.test(text)) return null;
  const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smh])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0),
    0,
  );
}
