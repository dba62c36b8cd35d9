import type { ServedClass, Target } from "../holdings/served-class.ts";
import type { HomeOf } from "./assign-homes.ts";

/** A response that waits. */
export type Waiting = {
  readonly target: Target;
  readonly response: string;
  /** Since when it waits, in ms. */
  readonly at: number;
};

/** Responses that wait for a lane, in a line for each class. */
export type ClassLines<Ticket extends Waiting> = {
  readonly add: (ticket: Ticket) => void;
  /** What a lane takes next: responses to one class; undefined where nothing waits that it should take now. */
  readonly take: (lane: number, now: number) => readonly [ServedClass, readonly Ticket[]] | undefined;
  readonly waiting: () => number;
};

/** So many responses cross to a child at once: more gain nothing, and one that hangs holds up fewer. */
const BATCH = 32;

/** What crosses at once, in characters: long responses travel in smaller company. */
const MOST_TEXT = 2_000_000;

/** A lane with nothing of its own takes another one's when that has waited for as long as loading a class takes. */
export const PATIENCE_MS = 5;

/** What has waited for so long comes first in any lane: a process that hangs must not hold up all of its classes. */
const LONG_MS = 1_000;

/** Lines without anybody in them. Of its own classes a lane takes the one whose turn it is. */
export function createClassLines<Ticket extends Waiting>(homeOf: HomeOf): ClassLines<Ticket> {
  /** In the order in which classes get their turn. */
  const lines = new Map<ServedClass, Ticket[]>();
  let waiting = 0;

  const choose = (lane: number, now: number): ServedClass | undefined => {
    let own: ServedClass | undefined;
    let old: ServedClass | undefined;
    for (const [of, [first]] of lines) {
      const waitedMs = first === undefined ? 0 : now - first.at;
      if (waitedMs >= LONG_MS) return of;
      if (homeOf(of) === lane) own ??= of;
      else if (waitedMs >= PATIENCE_MS) old ??= of;
    }
    return own ?? old;
  };
  return {
    add: (ticket) => {
      const line = lines.get(ticket.target.of) ?? [];
      line.push(ticket);
      lines.set(ticket.target.of, line);
      waiting++;
    },
    take: (lane, now) => {
      const of = choose(lane, now);
      if (of === undefined) return undefined;
      const line = lines.get(of) ?? [];
      let count = 0;
      for (let text = 0; count < line.length && count < BATCH && (count === 0 || text < MOST_TEXT); count++)
        text += line[count]?.response.length ?? 0;
      const batch = line.splice(0, count);
      // The others get their turn before the rest of this one.
      lines.delete(of);
      if (line.length > 0) lines.set(of, line);
      waiting -= batch.length;
      return [of, batch];
    },
    waiting: () => waiting,
  };
}
