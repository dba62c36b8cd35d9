import type { CompletionRequest } from "../../core/calls/completion.ts";

/** Where a call stands among those that wait: compared part by part, the lower goes first. */
export type Priority = {
  /** 0 for calls that come before a draft is judged, 1 for the judge's. */
  readonly stage: 0 | 1;
  /** Tasks in the order in which they began: of two, the earlier one is nearer its verdict. */
  readonly task: number;
  /** Calls in the order in which they came. */
  readonly order: number;
};

/** Gives each call its priority as it comes. */
export type Priorities = {
  readonly of: (request: CompletionRequest) => Priority;
  /** Behind every call of its stage that waits by now; not behind those of tasks to come, which could go on for ever. */
  readonly behindOthers: (priority: Priority) => Priority;
};

/**
 * The one order in which calls are sent. All the judging of a task still comes after its other calls, and while
 * its draft is tested the judge's calls of other tasks are what keeps the endpoint busy: so whatever is not the
 * judge's goes first. Within each stage the task nearest its verdict goes first, which is the one that began first.
 */
export function createPriorities(): Priorities {
  const tasks = new Map<string, number>();
  let order = 0;
  return {
    of: ({ address }) => {
      const task = tasks.get(address.task) ?? tasks.size;
      tasks.set(address.task, task);
      return { stage: address.role === "judge" ? 1 : 0, task, order: order++ };
    },
    behindOthers: ({ stage }) => ({ stage, task: tasks.size, order: order++ }),
  };
}

/** Negative where the first goes before the second. */
export function comparePriorities(one: Priority, other: Priority): number {
  return one.stage - other.stage || one.task - other.task || one.order - other.order;
}
