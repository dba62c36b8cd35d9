import { ModelFault } from "../../core/calls/completion.ts";
import type { RunSwitch } from "../../core/run/run-switch.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { RunFault } from "../../core/run/task-outcome.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import { runTask, type TaskContext } from "./run-task.ts";

/** What each task is worked on with, and what decides how many may be under way. */
export type TasksContext = TaskContext & {
  readonly runSwitch: RunSwitch;
  /** Tasks that may be under way at once; asked anew whenever the switch announces a change. */
  readonly parallel: () => number;
};

/** How the tasks of a run ended. What became of each was noted as it happened; nothing of it is kept here. */
export type TasksEnd = {
  /** Tasks that stopped, were lost, met a fault, or were never begun. */
  readonly left: number;
  /** Why tasks were lost to their endpoint, each with its id; most runs lose none. */
  readonly lost: readonly string[];
  /** What the tasks under way stopped for; of several the one that says most. */
  readonly fault: RunFault | undefined;
};

/**
 * Runs every task of a run, as many at a time as it may. When no model can be asked any more, or nothing be
 * recorded, the tasks under way stop where they are and no other begins; a fault of one task stops that task
 * alone. None begins that is not expected to fit into the budget, though those under way go on.
 */
export async function runTasks(started: StartedRun, about: TasksContext): Promise<TasksEnd> {
  const { runSwitch, parallel, tracking } = about;
  const waiting = started.tasks.values();
  let left = started.tasks.length;
  let underWay = 0;
  let fault: RunFault | undefined;
  const lost: string[] = [];
  let isHeldBack = false;
  let next = waiting.next();
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<undefined>();

  const launch = async (task: TaskDescription): Promise<void> => {
    underWay++;
    const outcome = await runTask(task, started, about);
    underWay--;
    if (outcome.status === "decided") left--;
    if (outcome.status === "stopped") fault = graver(fault, outcome.fault);
    if (outcome.status === "lost") lost.push(`${task.id}: ${outcome.reason}`);
    advance();
  };
  const mayLaunch = (): boolean => runSwitch.state() === "on" && fault === undefined && underWay < parallel();
  const advance = (): void => {
    while (next.done !== true && mayLaunch()) {
      isHeldBack = !tracking.allowance.mayBegin(next.value);
      if (isHeldBack) break;
      launch(next.value).catch(fail);
      next = waiting.next();
    }
    const isOver = next.done === true || isHeldBack || fault !== undefined || runSwitch.state() === "stopped";
    if (underWay === 0 && isOver) end(undefined);
  };

  const forget = runSwitch.onChange(advance);
  try {
    advance();
  } catch (error) {
    fail(error);
  }
  await ended.finally(forget);
  return { left, lost, fault };
}

/** A record that cannot be written stops everything; that a run was stopped says less than why. */
function graver(one: RunFault | undefined, other: RunFault): RunFault {
  if (one === undefined || other instanceof StoreFault) return other;
  return one instanceof ModelFault && one.kind === "stopped" ? other : one;
}
