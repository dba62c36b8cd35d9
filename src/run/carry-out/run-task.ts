import { nameVerifier } from "../../files/read-prompts.ts";
import { ModelFault } from "../../core/calls/completion.ts";
import { sentBack } from "../../core/review/decision.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import type { Synthesize } from "../../core/run/fleet.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { Drivers } from "../../core/run/synthesis.ts";
import type { TaskOutcome } from "../../core/run/task-outcome.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { Store } from "../../store/open-store.ts";
import { JOB_LIMITS } from "../../workshop/workshop.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import { noteOutcome } from "./note-outcome.ts";
import type { RunTracking } from "./open-tracking.ts";

/** What a task is worked on with, and what follows it from its beginning to its end. */
export type TaskContext = {
  readonly drivers: Drivers;
  /** The straight line, here or in some worker. */
  readonly synthesize: Synthesize;
  readonly store: Store;
  readonly tracking: Pick<RunTracking, "allowance" | "monitor">;
  readonly noticeLine: (text: string) => void;
};

/** Takes a task to its verdict, or as far as it gets; record and tracking follow it. A fault of it is its outcome. */
export async function runTask(
  task: TaskDescription,
  started: StartedRun,
  about: TaskContext,
): Promise<TaskOutcome> {
  const { store, tracking, noticeLine } = about;
  const outcome = await attempt(task, started, about);
  if (outcome.status === "decided") tracking.allowance.noteDecided();
  noteOutcome(outcome, { run: started.id, store, noticeLine });
  tracking.monitor.end(outcome);
  return outcome;
}

async function attempt(
  task: TaskDescription,
  { id, plan }: StartedRun,
  { drivers, store, tracking, synthesize }: TaskContext,
): Promise<TaskOutcome> {
  try {
    store.runs.setTaskState(id, task.id, "running", null);
    tracking.monitor.begin(task.id);
    const wishes = sentBack(store.decisions(id, task.id));
    const options = {
      ...plan,
      ...plan.gates,
      limits: JOB_LIMITS,
      sentBack: wishes,
      ...(plan.verifier === undefined ? {} : { modelVerifier: nameVerifier(plan.verifier) }),
    };
    const stage = { kind: "task", task: task.id } as const;
    const synthesis = await drivers.within(stage, () => synthesize(task, drivers, options));
    return { status: "decided", synthesis };
  } catch (error) {
    if (error instanceof ModelFault || error instanceof StoreFault)
      return { status: "stopped", task, fault: error };
    if (error instanceof LostTask) return { status: "lost", task, reason: error.message };
    return { status: "faulted", task, error };
  }
}
