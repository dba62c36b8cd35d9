const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in its largest unit, and from an hour on in the next one, too: `42 s`, `7 min`, `3 h 5 min`, `2 d 1 h`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  const rounded = Math.round(seconds / MINUTE) * MINUTE;
  if (rounded < HOUR) return `${rounded / MINUTE} min`;
  const hours = Math.floor(rounded / HOUR);
  if (rounded < DAY) return `${hours} h ${(rounded % HOUR) / MINUTE} min`;
  return `${Math.floor(rounded / DAY)} d ${hours % 24} h`;
}
