import { ModelFault } from "../../core/calls/completion.ts";
import type { SentBack } from "../../core/review/decision.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { Drivers, Synthesis, SynthesisOptions } from "../../core/run/synthesis.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { RunSwitch } from "../../core/run/run-switch.ts";
import { synthesize } from "../../evolution/synthesize.ts";

/** How a task left the batch. A stopped one goes on when the run is resumed. */
export type TaskOutcome =
  | { readonly status: "decided"; readonly synthesis: Synthesis }
  | { readonly status: "stopped"; readonly task: TaskDescription; readonly fault: BatchFault }
  /** Its endpoint refused what was asked for it; the others go on. */
  | { readonly status: "lost"; readonly task: TaskDescription; readonly reason: string }
  | { readonly status: "faulted"; readonly task: TaskDescription; readonly error: unknown };

export type BatchOptions = SynthesisOptions & {
  /** Tasks that may be under way at once; asked anew whenever the switch announces a change. */
  readonly parallel: () => number;
  readonly onStart: (task: TaskDescription) => void;
  /** Must not throw: the other tasks go on. */
  readonly onEnd: (outcome: TaskOutcome) => void;
  /** The rounds that reviewers asked for, of each task. */
  readonly sentBackOf: (task: TaskDescription) => readonly SentBack[];
  /** False while a task shall not begin, though those under way go on; asked when it is its turn. */
  readonly mayBegin: (task: TaskDescription) => boolean;
  readonly runSwitch: RunSwitch;
};

/** Why no task could go on: no model could be asked any more, or nothing be recorded. */
export type BatchFault = ModelFault | StoreFault;

/** How a batch ended. What became of each task was told as it happened; nothing of it is kept here. */
export type BatchEnd = {
  readonly decided: number;
  /** Tasks that stopped, were lost, met a fault, or were never begun. */
  readonly left: number;
  /** Why tasks were lost to their endpoint, each with its id; most runs lose none. */
  readonly lost: readonly string[];
  /** What the tasks under way stopped for; of several the one that says most. */
  readonly fault: BatchFault | undefined;
};

/**
 * Runs the straight line for every task, as many at a time as the options say. When no model can be asked
 * any more, or nothing be recorded, the tasks under way stop where they are and no other begins; a fault of
 * one task stops that task alone.
 */
export async function runBatch(
  tasks: readonly TaskDescription[],
  drivers: Drivers,
  options: BatchOptions,
): Promise<BatchEnd> {
  const { runSwitch } = options;
  const waiting = tasks.values();
  let left = tasks.length;
  let underWay = 0;
  let fault: BatchFault | undefined;
  const lost: string[] = [];
  let isHeldBack = false;
  let next = waiting.next();
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();

  const launch = async (task: TaskDescription): Promise<void> => {
    underWay++;
    const outcome = await runOne(task, drivers, options);
    underWay--;
    if (outcome.status === "decided") left--;
    if (outcome.status === "stopped") fault = graver(fault, outcome.fault);
    if (outcome.status === "lost") lost.push(`${task.id}: ${outcome.reason}`);
    options.onEnd(outcome);
    advance();
  };
  const mayLaunch = (): boolean =>
    runSwitch.state() === "on" && fault === undefined && underWay < options.parallel();
  const advance = (): void => {
    while (next.done !== true && mayLaunch()) {
      isHeldBack = !options.mayBegin(next.value);
      if (isHeldBack) break;
      void launch(next.value).catch(fail);
      next = waiting.next();
    }
    const isOver = next.done === true || isHeldBack || fault !== undefined || runSwitch.state() === "stopped";
    if (underWay === 0 && isOver) end(undefined);
  };
  let thrown: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    thrown ??= { error };
    end(undefined);
  };

  const forget = runSwitch.onChange(advance);
  advance();
  await ended;
  forget();
  if (thrown !== undefined) throw thrown.error;
  return { decided: tasks.length - left, left, lost, fault };
}

/** A record that cannot be written stops everything; that a run was stopped says less than why. */
function graver(one: BatchFault | undefined, other: BatchFault): BatchFault {
  if (one === undefined || other instanceof StoreFault) return other;
  return one instanceof ModelFault && one.kind === "stopped" ? other : one;
}

async function runOne(task: TaskDescription, drivers: Drivers, options: BatchOptions): Promise<TaskOutcome> {
  try {
    options.onStart(task);
    const stage = { kind: "task", task: task.id } as const;
    const sentBack = options.sentBackOf(task);
    const synthesis = await drivers.within(stage, () => synthesize(task, drivers, { ...options, sentBack }));
    return { status: "decided", synthesis };
  } catch (error) {
    if (error instanceof ModelFault || error instanceof StoreFault)
      return { status: "stopped", task, fault: error };
    if (error instanceof LostTask) return { status: "lost", task, reason: error.message };
    return { status: "faulted", task, error };
  }
}
