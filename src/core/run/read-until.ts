import { CommandError, EXIT } from "./exit-codes.ts";

/**
 * Reads when a run shall end: a local time of day such as 07:00, the next one, or a moment in ISO form, local
 * where it names no zone. Throws a CommandError for anything else, and for a moment that has passed.
 */
export function readUntil(text: string, now: Date): Date {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const until = hours === undefined ? readMoment(text) : nextTimeOfDay(Number(hours), Number(minutes), now);
  if (until === undefined) {
    throw new CommandError(
      EXIT.usage,
      `--until ${text}: expected a time of day such as 07:00, or a moment such as 2026-03-01T07:00`,
    );
  }
  if (until.getTime() <= now.getTime()) {
    throw new CommandError(
      EXIT.usage,
      `--until ${text}: that moment has passed; it is ${now.toISOString()} now`,
    );
  }
  return until;
}

function nextTimeOfDay(hours: number, minutes: number, now: Date): Date | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  const at = (days: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours, minutes);
  return at(0).getTime() > now.getTime() ? at(0) : at(1);
}

function readMoment(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
