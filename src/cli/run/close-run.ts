import { StoreFault } from "../../core/store-fault.ts";
import type { BatchEnd } from "../../evolution/run-batch.ts";
import type { Attendance } from "../steering/attend-run.ts";
import { concludeRun } from "./conclude-run.ts";
import type { Circumstances, OpenRun } from "./open-run.ts";
import type { StartedRun } from "./run-plan.ts";

/** How the work of a run came to an end. */
export type Ending = {
  readonly run: OpenRun;
  readonly attendance: Attendance;
  /** Undefined where the run was stopped and its calls did not end in time. */
  readonly end: BatchEnd | undefined;
};

/**
 * Writes down how a run ended and says so; returns the exit code. Throws the fault that ended it; where that
 * is the record's, the run stays unfinished there, and can be resumed.
 */
export function closeRun(started: StartedRun, about: Circumstances, ending: Ending): number {
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
    ...about,
    models,
    fault,
    isComplete,
    stopCode: stops.interruption.exitCode(),
    isLate: stops.deadline.isOver(),
    allowance: gauges.allowance,
    budget: gauges.ledger.budget(),
  });
}
