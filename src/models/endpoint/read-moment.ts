/**
 * Milliseconds until what a text names: a number, by its size seconds from now, seconds since 1970 or milliseconds
 * since 1970, a duration, or a date. Null where it names none; below zero where that is past.
 */
export function readMoment(text: string | null, nowMs: number): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  if (Number.isFinite(value))
    return value > 1e11 ? value - nowMs : value > 1e8 ? value * 1000 - nowMs : value * 1000;
  const duration = readDuration(text);
  if (duration !== null) return duration;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : date - nowMs;
}

const UNITS: readonly (readonly [unit: RegExp, ms: number])[] = [
  [/^(?:ms|millis.*|毫秒)$/i, 1],
  [/^(?:s|secs?|seconds?|sekunden?|secondes?|segundos?|секунд.*|秒钟?|초)$/i, 1_000],
  [/^(?:m|mins?|minutes?|minuten?|minutos?|минут.*|分钟?|분)$/i, 60_000],
  [/^(?:h|hrs?|hours?|stunden?|heures?|horas?|час.*|小时|時間|시간)$/i, 3_600_000],
];

/** A number with its unit. */
export const PIECE = /(\d+(?:[.,]\d+)?)\s*(\p{L}+)/gu;

/** Milliseconds of a duration such as "2.5s", "6m0s" or "20 seconds"; null where it is none. */
export function readDuration(text: string): number | null {
  const pieces = [...text.matchAll(PIECE)];
  const sizes = pieces.map(([, count = "", unit = ""]) => {
    const ms = UNITS.find(([names]) => names.test(unit))?.[1];
    return ms === undefined ? null : Number(count.replace(",", ".")) * ms;
  });
  const known = sizes.filter((size) => size !== null);
  return known.length === 0 || known.length < sizes.length
    ? null
    : known.reduce((sum, size) => sum + size, 0);
}
