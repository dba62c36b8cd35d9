import type { ModelFault } from "../calls/completion.ts";
import type { TaskDescription } from "../task/task-description.ts";
import type { StoreFault } from "./store-fault.ts";
import type { Synthesis } from "./synthesis.ts";

/** Why no task could go on: no model could be asked any more, or nothing be recorded. */
export type RunFault = ModelFault | StoreFault;

/** How a task left a run. A stopped one goes on when the run is resumed. */
export type TaskOutcome =
  | { readonly status: "decided"; readonly synthesis: Synthesis }
  | { readonly status: "stopped"; readonly task: TaskDescription; readonly fault: RunFault }
  /** Its endpoint refused what was asked for it; the others go on. */
  | { readonly status: "lost"; readonly task: TaskDescription; readonly reason: string }
  | { readonly status: "faulted"; readonly task: TaskDescription; readonly error: unknown };
