import { ModelFault } from "../../core/calls/completion.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { Supervision } from "../steering/supervise-run.ts";
import { concludeRun, type RunEnd } from "./conclude-run.ts";
import type { Circumstances, OpenRun } from "./open-run.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import type { TasksEnd } from "./run-tasks.ts";

/** How the work of a run came to an end. */
export type Ending = {
  readonly run: OpenRun;
  readonly supervision: Supervision;
  /** Undefined where the run was stopped and its calls did not end in time. */
  readonly end: TasksEnd | undefined;
};

/**
 * Writes down how a run ended, and returns that. Throws where the record is at fault: the run then stays
 * unfinished there, and can be resumed.
 */
export function closeRun(started: StartedRun, about: Circumstances, ending: Ending): RunEnd {
  const { supervision, end } = ending;
  const { stops, tracking, models } = ending.run;
  const fault = end?.fault ?? lostFault(end?.lost ?? []);
  if (fault instanceof StoreFault) {
    supervision.leave();
    throw fault;
  }
  const isComplete = end?.left === 0;
  const status = isComplete ? "done" : "stopped";
  about.store.runs.end(started.id, status);
  supervision.end(status);
  return concludeRun(started, {
    store: about.store,
    models,
    fault,
    isComplete,
    stopCode: stops.interruption.exitCode(),
    isLate: stops.deadline.isOver(),
    allowance: tracking.allowance,
    budget: tracking.ledger.budget(),
  });
}

/** What a run ends with that could do everything but for some tasks that endpoints refused. */
function lostFault(lost: readonly string[]): ModelFault | undefined {
  const [first] = lost;
  if (first === undefined) return undefined;
  const more = lost.length > 1 ? `, and ${lost.length - 1} more` : "";
  const help = `${countNoun(lost.length, "task")} could not be decided, because an endpoint refused all that was asked (${first}${more}). Put it right (campforge doctor --probe asks what a run asks), then run again with --resume`;
  return new ModelFault("refused", help);
}
