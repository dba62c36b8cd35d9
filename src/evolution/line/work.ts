import type { Drivers, SynthesisOptions } from "../../core/run/synthesis.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";

/** A task with all that is needed to work on it. */
export type Work = {
  readonly task: TaskDescription;
  readonly drivers: Drivers;
  readonly options: SynthesisOptions;
};
