import type { ModelFault } from "../../core/calls/completion.ts";
import { endpointsOf, teacherConfig } from "../../core/calls/model-config.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import type { Budget, Spending } from "../../core/calls/spending.ts";
import type { SamplingPlan } from "../../core/run/sampling-plan.ts";
import type { ExitCode } from "../../core/run/exit-codes.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { ClaimedFolder } from "../../datasets/claim-folder.ts";
import type { DatasetRow } from "../../datasets/layout/dataset.ts";
import { carryOutRecorded } from "../../run/carry-out/carry-out-recorded.ts";
import {
  type ModelsContext,
  openRecordedModels,
  recordingOf,
} from "../../run/carry-out/open-recorded-models.ts";
import type { Undoings } from "../../run/carry-out/undoings.ts";
import { listenForStops } from "../../run/steering/listen-for-stops.ts";
import { openTasksFor } from "../../run/steering/open-tasks.ts";
import type { Clock } from "../../run/steering/wall-clock.ts";
import { type Stop, whyStopped } from "../../run/steering/why-stopped.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import type { StartedSampling } from "./begin-sampling.ts";
import type { DrawnCases } from "./draw-sampled.ts";
import { forgiveRefusals } from "./forgive-refusals.ts";
import { followProgress } from "./follow-progress.ts";
import type { Sample } from "./sample-case.ts";
import { sampleAll } from "./sample-cases.ts";
import type { SamplingView } from "./sampling-view.ts";
import { type LevelTally, tallyLevels } from "./tally.ts";
import { teacherName, writeSampled, type Written } from "./write-sampled.ts";

/** What a sampling is given to be carried out with. */
export type SamplingContext = ModelsContext & {
  readonly workshop: Workshop;
  readonly drawn: DrawnCases;
  readonly folder: ClaimedFolder;
  readonly clock: Clock;
  readonly view: SamplingView;
  /** Where every reply that was used is recorded; undefined for nowhere. */
  readonly record: string | undefined;
};

/** How a sampling ended, with what there is to say about it. */
export type SamplingEnd = {
  /** What became of the samples that are there, by bootcamp and level. */
  readonly levels: readonly LevelTally[];
  /** What came of writing; null where the sampling is not complete, and nothing was written. */
  readonly written: Written | null;
  readonly spending: Spending;
  readonly budget: Budget;
  /** Why it was stopped, where somebody wanted that. */
  readonly stop: Stop | undefined;
  /** What ended it otherwise. */
  readonly fault: ModelFault | undefined;
};

/** Recordings answer at once: there is nothing to keep busy. */
const RECORDED_CASES = 4;

/**
 * Samples every case of a plan and writes what is kept; or stops where it must, so that it can be resumed. No completed
 * call is ever sent again: each is answered by the memo. Throws where the record is at fault.
 */
export async function carryOutSampling(
  started: StartedSampling,
  about: SamplingContext,
): Promise<SamplingEnd> {
  return carryOutRecorded(started.id, about.store, (undoings) => carryOut(started, about, undoings));
}

async function carryOut(
  { id, plan }: StartedSampling,
  about: SamplingContext,
  undoings: Undoings,
): Promise<SamplingEnd> {
  const { store, drawn, workshop, view, terminal, clock } = about;
  const stops = listenForStops({ until: undefined, clock, terminal });
  undoings.add(stops.forget);
  const ledger = store.ledger(id, plan.budget);
  const asked = {
    config: teacherConfig(plan.endpoints, plan.teacher),
    memo: store.memo(id),
    recording: recordingOf(plan.teacher, plan.endpoints, {
      folder: about.record,
      note: "written by campforge sft --record",
    }),
  };
  const { models, writeRecording } = await openRecordedModels(asked, about, { stops, ledger });
  const rows = drawn.dataset.splits.flatMap((split) => split.rows);
  const answeredBefore = store.callTotals(id).reduce((sum, { calls }) => sum + calls, 0);
  view.begin({ run: id, teacher: teacherName(plan), samples: rows.length * plan.samples });
  undoings.add(view.end);
  const follow = followProgress(rows.length * plan.samples, { models, ledger, view });
  undoings.add(follow.end);
  const context = {
    plan,
    complete: forgiveRefusals(models.complete, { answeredBefore, of: rows.length * plan.samples }),
    sandbox: workshop.sandbox,
    programOf: (row: DatasetRow) => programOf(row, drawn),
    runSwitch: stops.runSwitch,
    breadth: breadthOf(plan),
    note: follow.note,
  };
  const work = sampleAll(rows, context, (row) => follow.samples().get(row) ?? []);
  const end = await Promise.race([work, stops.graceOver, follow.failed]);
  follow.end();
  view.end();
  stops.forget();
  if (end?.fault instanceof StoreFault) throw end.fault;
  writeRecording();
  const samples = follow.samples();
  const isComplete = end !== undefined && end.fault === undefined && samples.size === rows.length;
  return conclude({ id, plan }, about, {
    samples,
    fault: end?.fault,
    isComplete,
    stopCode: stops.interruption.exitCode(),
  });
}

/** Writes what is whole; says of the rest why it is not. */
function conclude(
  { id, plan }: StartedSampling,
  { store, drawn, folder }: SamplingContext,
  about: {
    readonly samples: ReadonlyMap<DatasetRow, readonly Sample[]>;
    readonly isComplete: boolean;
    readonly fault: ModelFault | undefined;
    /** What the process ends with when it was stopped. */
    readonly stopCode: ExitCode | undefined;
  },
): SamplingEnd {
  const { samples, isComplete, fault, stopCode } = about;
  const levels = tallyLevels(drawn.dataset, samples);
  // Written first: a process that is killed in between writes the same again.
  const whole = { plan, dataset: drawn.dataset, levels };
  const written = isComplete ? writeSampled(folder, samples, whole) : null;
  store.runs.end(id, isComplete ? "done" : "stopped");
  const stop = isComplete
    ? undefined
    : whyStopped({ stopCode, isComplete, isLate: false, isUsedUp: false, fault });
  return { levels, written, spending: store.spending(id), budget: plan.budget, stop, fault };
}

function programOf({ extra: { bootcamp } }: DatasetRow, { programs }: DrawnCases): Program {
  const program = programs.get(bootcamp);
  if (program === undefined) throw new Error(`${bootcamp} was drawn from, and its program was not opened`);
  return program;
}

/** As many cases as keep the endpoints' slots filled: each brings all its samples at once. */
function breadthOf({ teacher, endpoints, samples }: SamplingPlan): number {
  if (teacher.kind === "recorded") return RECORDED_CASES;
  const slots = endpointsOf(teacher).reduce((sum, name) => sum + (endpoints[name]?.concurrency ?? 1), 0);
  return openTasksFor(slots, { kind: "fixed", samples });
}
