import { parseJson } from "../../core/text/parse-json.ts";
import { PIECE, readDuration, readMoment } from "./read-moment.ts";
import { DAY_MS, type HeaderOf, readRetryAfter } from "./retry-after.ts";

/** How long an endpoint asks to be left alone, and whether it says so in words of its own. */
export type NamedWait = { readonly ms: number | null; readonly isInBody: boolean };

/**
 * How long an endpoint asks to be left alone: by its headers (`readRetryAfter`, else any other that says when a limit
 * is reset), by a field of its answer (Google's RetryInfo, Hugging Face's `estimated_time`, headers that a gateway hands on), or by its words ("Please
 * retry in 2.5s"). A day is the longest: after that it may ask again.
 */
export function readNamedWait(about: {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly said: string;
  readonly nowMs: number;
}): NamedWait {
  const { headers, body, said, nowMs } = about;
  const headerOf: HeaderOf = (name) => firstOf(headers[name]);
  const inBody = waitInFields(body, nowMs, MOST_NESTED) ?? waitInWords(said);
  const ms = readRetryAfter(headerOf, nowMs) ?? inBody ?? resetIn(headers, nowMs);
  return { ms: ms === null ? null : Math.min(Math.max(ms, 0), DAY_MS), isInBody: inBody !== null };
}

const firstOf = (header: unknown): string | null => {
  const value: unknown = Array.isArray(header) ? header[0] : header;
  return typeof value === "string" ? value : null;
};

/** Where several limits have their own, the longest of those that are used up. */
function resetIn(headers: Readonly<Record<string, unknown>>, nowMs: number): number | null {
  const waits = Object.entries(headers).flatMap(([name, value]) => {
    if (!/rate-?limit.*reset/i.test(name)) return [];
    const remaining = firstOf(headers[name.replace(/reset/i, "remaining")]);
    if (remaining !== null && Number(remaining) > 0) return [];
    const wait = readMoment(firstOf(value), nowMs);
    return wait === null ? [] : [wait];
  });
  return waits.length === 0 ? null : Math.max(...waits);
}

/** Durations behind a word for coming again, or before one. */
const WORDS = [
  /(?:retry|try|again|wait|reset|available|重试|再试|等待|erneut|réessay|reintent|повтор|再試行)[^\d.]{0,40}?((?:\d+(?:[.,]\d+)?\s?\p{L}+\s?){1,3})/iu,
  /((?:\d+(?:[.,]\d+)?\s?(?:毫秒|秒钟?|分钟?|小时|時間)\s?){1,3})[^\d]{0,6}(?:重试|再试|再試行|重置)/u,
] as const;

function waitInWords(said: string): number | null {
  for (const words of WORDS) {
    const found = words.exec(said)?.[1];
    if (found === undefined) continue;
    // Whatever follows the unit belongs to the sentence: "in 20s Please".
    const pieces = [...found.matchAll(PIECE)].map(([piece]) => piece);
    for (let count = pieces.length; count > 0; count--) {
      const wait = readDuration(pieces.slice(0, count).join(" "));
      if (wait !== null) return wait;
    }
  }
  return null;
}

/** Answers within answers within answers. */
const MOST_NESTED = 12;

/** The first field that names a wait, nested ones included. */
function waitInFields(value: unknown, nowMs: number, depth: number): number | null {
  // A gateway may hand on another server's answer as a text.
  if (typeof value === "string" && /^\s*[{[]/.test(value) && depth > 0)
    return waitInFields(parseJson(value), nowMs, depth - 1);
  if (typeof value !== "object" || value === null || depth === 0) return null;
  for (const [name, field] of Object.entries(value)) {
    const wait = waitInField(name, field, nowMs) ?? waitInFields(field, nowMs, depth - 1);
    if (wait !== null) return wait;
  }
  return null;
}

function waitInField(name: string, field: unknown, nowMs: number): number | null {
  const plain = name.toLowerCase().replaceAll(/[-_ ]/g, "");
  if (/^x?ratelimitreset/.test(plain))
    return typeof field === "string" || typeof field === "number" ? readMoment(String(field), nowMs) : null;
  if (
    !/^(?:retry(?:after|delay|in)|wait|cooldown|estimatedtime)(?:ms|millis|milliseconds|s|secs?|seconds)?$/.test(
      plain,
    )
  )
    return null;
  if (typeof field === "number") return /ms$|milli/.test(plain) ? field : field * 1000;
  if (typeof field === "string") return readMoment(field, nowMs);
  // Google's duration as an object.
  const seconds: unknown =
    typeof field === "object" && field !== null ? Reflect.get(field, "seconds") : undefined;
  return seconds === undefined || Number.isNaN(Number(seconds)) ? null : Number(seconds) * 1000;
}
