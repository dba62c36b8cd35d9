import type { ModelFault } from "../../core/calls/completion.ts";

/**
 * A call that waits to be sent. It stands in the line of each endpoint that may answer it, and the first one
 * with room takes it.
 */
export type Ticket = {
  /** 0 for work of tasks that are under way, 1 for the first call of a new one. */
  readonly rank: 0 | 1;
  /** Within a rank the lower goes first. */
  readonly order: number;
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

/** An empty line. */
export function createWaitingLine<T extends Ticket>(): WaitingLine<T> {
  const line: T[] = [];
  return {
    first: () => line[0],
    add: (ticket) => {
      const before = line.findLastIndex(
        ({ rank, order }) => rank < ticket.rank || (rank === ticket.rank && order <= ticket.order),
      );
      line.splice(before + 1, 0, ticket);
    },
    remove: (ticket) => {
      const index = line.indexOf(ticket);
      if (index >= 0) line.splice(index, 1);
    },
    all: () => [...line],
  };
}
