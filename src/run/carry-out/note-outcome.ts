import { StoreFault } from "../../core/run/store-fault.ts";
import type { TaskOutcome } from "../../core/run/task-outcome.ts";
import type { Store } from "../../store/open-store.ts";

/** Writes down why a task left a run undecided. A verdict was an event of its own, and has been written. */
export function noteOutcome(
  outcome: TaskOutcome,
  about: {
    readonly run: number;
    readonly store: Store;
    readonly noticeLine: (text: string) => void;
  },
): void {
  switch (outcome.status) {
    case "decided":
      break;
    case "stopped":
      if (outcome.fault instanceof StoreFault) break; // it cannot be written any more
      noteStopped(outcome.task.id, outcome.fault.message, about);
      break;
    case "lost":
      about.noticeLine(`${outcome.task.id}: not decided: ${outcome.reason}`);
      noteStopped(outcome.task.id, outcome.reason, about);
      break;
    case "faulted": {
      const reason = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
      about.noticeLine(`${outcome.task.id}: ${reason}`);
      noteStopped(outcome.task.id, reason, about);
    }
  }
}

/** A record that fails here fails again at the end of the run, where it is said. */
function noteStopped(
  task: string,
  reason: string,
  about: { readonly run: number; readonly store: Store },
): void {
  try {
    about.store.runs.setTaskState(about.run, task, "stopped", reason);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
}
