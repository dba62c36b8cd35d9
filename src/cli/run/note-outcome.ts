import { StoreFault } from "../../core/store-fault.ts";
import type { TaskOutcome } from "../../evolution/run-batch.ts";
import type { Store } from "../../store/open-store.ts";
import { printNoticeLine } from "../output/print.ts";

/** Writes down why a task left a run undecided. A verdict was an event of its own, and has been written. */
export function noteOutcome(outcome: TaskOutcome, run: number, store: Store): void {
  switch (outcome.status) {
    case "decided":
      break;
    case "stopped":
      if (outcome.fault instanceof StoreFault) break; // it cannot be written any more
      noteStopped(outcome.task.id, outcome.fault.message, { run, store });
      break;
    case "faulted": {
      const reason = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
      printNoticeLine(`${outcome.task.id}: ${reason}`);
      noteStopped(outcome.task.id, reason, { run, store });
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
