import type { ModelFault } from "../../core/calls/completion.ts";
import { comparePriorities, type Priority } from "./priority.ts";

/**
 * A call that waits to be sent. It stands in the line of each endpoint that may answer it, and the first one
 * with room takes it.
 */
export type Ticket = {
  readonly priority: Priority;
  /** The most that the call can take. */
  readonly tokens: number;
};

/** Tickets in the order in which they are sent. */
export type WaitingLine<T extends Ticket> = {
  readonly first: () => T | undefined;
  readonly add: (ticket: T) => void;
  readonly remove: (ticket: T) => void;
  readonly all: () => readonly T[];
};

/** A ticket as its line knows it: with what is to be done when it may go, or never will. */
export type WaitingTicket<Pass> = Ticket & {
  readonly take: (pass: Pass) => void;
  /** Says that this endpoint will not answer; returns whether another one still may. */
  readonly refuse: (fault: ModelFault) => boolean;
};

/** An empty line. No two tickets in it have the same priority. */
export function createWaitingLine<T extends Ticket>(): WaitingLine<T> {
  const line: T[] = [];
  /** How many go before one of this priority. */
  const indexOf = (priority: Priority): number => {
    let low = 0;
    let high = line.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = line[middle];
      if (there !== undefined && comparePriorities(there.priority, priority) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    first: () => line[0],
    add: (ticket) => void line.splice(indexOf(ticket.priority), 0, ticket),
    remove: (ticket) => {
      const index = indexOf(ticket.priority);
      if (line[index] === ticket) line.splice(index, 1);
    },
    all: () => [...line],
  };
}
