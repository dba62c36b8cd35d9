import { ModelFault } from "../core/completion.ts";
import type { SentBack } from "../core/review.ts";
import type { Drivers, Synthesis, TaskOptions, SynthesisOptions } from "../core/synthesis.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { synthesize } from "./synthesize.ts";
import { withinStage } from "./within-stage.ts";

/** How a task left the batch. A stopped one goes on when the run is resumed. */
export type TaskOutcome =
  | { readonly status: "decided"; readonly synthesis: Synthesis }
  | { readonly status: "stopped"; readonly task: TaskDescription; readonly fault: ModelFault }
  | { readonly status: "faulted"; readonly task: TaskDescription; readonly error: unknown };

export type BatchOptions = SynthesisOptions & {
  /** Tasks under way at once. */
  readonly parallel: number;
  readonly onStart: (task: TaskDescription) => void;
  readonly onEnd: (outcome: TaskOutcome) => void;
  /** The rounds that reviewers asked for, of each task. */
  readonly sentBackOf: (task: TaskDescription) => readonly SentBack[];
  /** True once no further task shall begin. */
  readonly isStopping: () => boolean;
};

/**
 * Runs the straight line for every task, a few at a time. When no model can be asked any more, the tasks
 * under way stop where they are and no other begins; a fault of one task stops that task alone.
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
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      if (cutOff || options.isStopping()) return;
      options.onStart(task);
      const outcome = await runOne(task, drivers, { ...options, sentBack: options.sentBackOf(task) });
      if (outcome.status === "stopped") cutOff = true;
      outcomes.push(outcome);
      options.onEnd(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return outcomes;
}

async function runOne(task: TaskDescription, drivers: Drivers, options: TaskOptions): Promise<TaskOutcome> {
  try {
    const stage = { kind: "task", task: task.id } as const;
    const synthesis = await withinStage(drivers, stage, () => synthesize(task, drivers, options));
    return { status: "decided", synthesis };
  } catch (error) {
    if (error instanceof ModelFault) return { status: "stopped", task, fault: error };
    return { status: "faulted", task, error };
  }
}
