import { ModelFault } from "../core/completion.ts";
import type { SentBack } from "../core/review.ts";
import { StoreFault } from "../core/store-fault.ts";
import type { Drivers, Synthesis, SynthesisOptions } from "../core/synthesis.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { synthesize } from "./synthesize.ts";
import { withinStage } from "./within-stage.ts";

/** How a task left the batch. A stopped one goes on when the run is resumed. */
export type TaskOutcome =
  | { readonly status: "decided"; readonly synthesis: Synthesis }
  | { readonly status: "stopped"; readonly task: TaskDescription; readonly fault: ModelFault | StoreFault }
  | { readonly status: "faulted"; readonly task: TaskDescription; readonly error: unknown };

export type BatchOptions = SynthesisOptions & {
  /** Tasks under way at once. */
  readonly parallel: number;
  readonly onStart: (task: TaskDescription) => void;
  /** Must not throw: the other tasks go on. */
  readonly onEnd: (outcome: TaskOutcome) => void;
  /** The rounds that reviewers asked for, of each task. */
  readonly sentBackOf: (task: TaskDescription) => readonly SentBack[];
  /** True once no further task shall begin. */
  readonly isStopping: () => boolean;
  /** False while a task shall not begin, though those under way go on; asked again when one of them ends. */
  readonly mayBegin: (task: TaskDescription) => boolean;
};

/**
 * Runs the straight line for every task, a few at a time. When no model can be asked any more, or nothing
 * be recorded, the tasks under way stop where they are and no other begins; a fault of one task stops that
 * task alone.
 */
export async function runBatch(
  tasks: readonly TaskDescription[],
  drivers: Drivers,
  options: BatchOptions,
): Promise<readonly TaskOutcome[]> {
  const waiting = [...tasks];
  const outcomes: TaskOutcome[] = [];
  let cutOff = false;
  const work = async (): Promise<void> => {
    for (let [task] = waiting; task !== undefined; [task] = waiting) {
      if (cutOff || options.isStopping() || !options.mayBegin(task)) return;
      waiting.shift();
      const outcome = await runOne(task, drivers, options);
      if (outcome.status === "stopped") cutOff = true;
      outcomes.push(outcome);
      options.onEnd(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return outcomes;
}

async function runOne(task: TaskDescription, drivers: Drivers, options: BatchOptions): Promise<TaskOutcome> {
  try {
    options.onStart(task);
    const stage = { kind: "task", task: task.id } as const;
    const sentBack = options.sentBackOf(task);
    const synthesis = await withinStage(drivers, stage, () =>
      synthesize(task, drivers, { ...options, sentBack }),
    );
    return { status: "decided", synthesis };
  } catch (error) {
    if (error instanceof ModelFault || error instanceof StoreFault)
      return { status: "stopped", task, fault: error };
    return { status: "faulted", task, error };
  }
}
