import { StoreFault } from "../../core/run/store-fault.ts";
import type { BatchEnd } from "../batch/run-batch.ts";
import type { Attendance } from "../steering/attend-run.ts";
import { concludeRun, type RunEnd } from "./conclude-run.ts";
import type { Circumstances, OpenRun } from "./open-run.ts";
import type { StartedRun } from "../plan/run-plan.ts";

/** How the work of a run came to an end. */
export type Ending = {
  readonly run: OpenRun;
  readonly attendance: Attendance;
  /** Undefined where the run was stopped and its calls did not end in time. */
  readonly end: BatchEnd | undefined;
};

/**
 * Writes down how a run ended, and returns that. Throws where the record is at fault: the run then stays
 * unfinished there, and can be resumed.
 */
export function closeRun(started: StartedRun, about: Circumstances, ending: Ending): RunEnd {
  const { attendance, end } = ending;
  const { stops, gauges, models } = ending.run;
  const fault = end?.fault;
  if (fault instanceof StoreFault) {
    attendance.leave();
    throw fault;
  }
  const isComplete = end?.left === 0;
  const status = isComplete ? "done" : "stopped";
  about.store.runs.end(started.id, status);
  attendance.end(status);
  return concludeRun(started, {
    store: about.store,
    models,
    fault,
    isComplete,
    stopCode: stops.interruption.exitCode(),
    isLate: stops.deadline.isOver(),
    allowance: gauges.allowance,
    budget: gauges.ledger.budget(),
  });
}
