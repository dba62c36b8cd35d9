import { ModelFault } from "../../core/calls/completion.ts";
import type { Drivers, Synthesis, TaskOptions } from "../../core/run/synthesis.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { CoordinatorLetter, Recalled, WorkerLetter } from "../wire/letters.ts";
import { optionsSchema } from "../wire/options-wire.ts";

/** A task that waits for a worker or is with one. */
export type OfferedTask = {
  readonly job: string;
  readonly task: TaskDescription;
  readonly drivers: Drivers;
  readonly options: TaskOptions;
  readonly resolve: (synthesis: Synthesis) => void;
  readonly reject: (error: unknown) => void;
  /** The one attempt that counts; undefined while no worker has it. */
  attempt: { readonly id: string; readonly worker: string } | undefined;
  /** What that attempt came to, before it has ended. */
  decided: Synthesis | undefined;
  /** Attempts at whose end a worker said that it could not carry it out. */
  faults: number;
  /** What a call of it failed with, whole: a letter holds only its words. */
  fault: unknown;
};

/** What a worker needs to begin, or to go on where an earlier attempt ended. */
export const composeBeginning = (
  { task, options }: OfferedTask,
  recalled: readonly Recalled[],
): CoordinatorLetter => ({
  kind: "go",
  task,
  options: optionsSchema.parse(options),
  recalled: [...recalled],
});

/** Asks the models for a worker; what they say is in the record before it is returned. */
export async function answerCall(
  offered: OfferedTask,
  { call, request }: Extract<WorkerLetter, { kind: "call" }>,
): Promise<CoordinatorLetter> {
  try {
    return { kind: "reply", call, completion: await offered.drivers.complete(request) };
  } catch (error) {
    offered.fault ??= error;
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "fault", call, fault: error instanceof ModelFault ? error.kind : "stopped", reason };
  }
}
