import { sentBack } from "../../core/review/decision.ts";
import type { Drivers } from "../../core/run/synthesis.ts";
import { type BatchEnd, runBatch } from "../batch/run-batch.ts";
import type { RunSwitch } from "../../core/run/run-switch.ts";
import type { Store } from "../../store/open-store.ts";
import { JOB_LIMITS } from "../../workshop/workshop.ts";
import { noteOutcome } from "./note-outcome.ts";
import type { RunTracking } from "./open-tracking.ts";
import type { StartedRun } from "../plan/begin-run.ts";

/** Works off the tasks of a run, and has the record and the tracking follow each of them from its start to its end. */
export function runTasks(
  { id, plan, tasks }: StartedRun,
  drivers: Drivers,
  about: {
    readonly store: Store;
    readonly runSwitch: RunSwitch;
    readonly parallel: () => number;
    readonly tracking: Pick<RunTracking, "allowance" | "monitor">;
    readonly noticeLine: (text: string) => void;
  },
): Promise<BatchEnd> {
  const { store, runSwitch, parallel, noticeLine } = about;
  const { allowance, monitor } = about.tracking;
  return runBatch(tasks, drivers, {
    ...plan,
    ...plan.gates,
    limits: JOB_LIMITS,
    parallel,
    runSwitch,
    sentBackOf: (task) => sentBack(store.decisions(id, task.id)),
    mayBegin: allowance.mayBegin,
    onStart: (task) => {
      store.runs.setTaskState(id, task.id, "running", null);
      monitor.begin(task.id);
    },
    onEnd: (outcome) => {
      if (outcome.status === "decided") allowance.noteDecided();
      noteOutcome(outcome, { run: id, store, noticeLine });
      monitor.end(outcome);
    },
  });
}
