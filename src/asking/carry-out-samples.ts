import type { Complete, ModelFault } from "../core/calls/completion.ts";
import { bareName, type ModelConfig, type RoleConfig, soleModelConfig } from "../core/calls/model-config.ts";
import type { Budget } from "../core/calls/spending.ts";
import { StoreFault } from "../core/run/store-fault.ts";
import { carryOutRecorded } from "../run/carry-out/carry-out-recorded.ts";
import {
  type ModelsContext,
  openRecordedModels,
  recordingOf,
} from "../run/carry-out/open-recorded-models.ts";
import type { Undoings } from "../run/carry-out/undoings.ts";
import { listenForStops } from "../run/steering/listen-for-stops.ts";
import { openTasksFor } from "../run/steering/open-tasks.ts";
import type { Clock } from "../run/steering/wall-clock.ts";
import { type Stop, whyStopped } from "../run/steering/why-stopped.ts";
import { type Counting, followProgress } from "./follow-progress.ts";
import { forgiveRefusals } from "./forgive-refusals.ts";
import type { SamplingView } from "./sampling-view.ts";
import { slotsOf } from "./work-off.ts";
import { workThrough } from "./work-through.ts";

/** Who is asked, how often, and what that may take. */
export type SampledModel = {
  readonly endpoints: ModelConfig["endpoints"];
  readonly model: RoleConfig;
  /** Who compares answers where a class has that done by a model. */
  readonly verifier?: RoleConfig | undefined;
  /** How often each case is asked. */
  readonly samples: number;
  readonly budget: Budget;
};

/** What the samples of a run are carried out with. */
export type SamplesContext = ModelsContext & {
  readonly clock: Clock;
  readonly view: SamplingView;
  /** Where every reply that was used is recorded, and the command that has it so; undefined for nowhere. */
  readonly recording: { readonly folder: string | undefined; readonly note: string };
};

/** The cases of a run, how each is sampled, and how its samples count. */
export type SampledCases<Row, Sample, Counts> = {
  readonly rows: readonly Row[];
  readonly sample: (row: Row, complete: Complete) => Promise<readonly Sample[]>;
  /** Whether a sample was never answered. */
  readonly hasFailed: (sample: Sample) => boolean;
  readonly counting: Counting<Sample, Counts>;
};

/** What there is once nothing is asked any more. */
export type SamplesEnd<Row, Sample> = {
  readonly samples: ReadonlyMap<Row, readonly Sample[]>;
  /** Whether every case was worked through; some of its samples may have failed. */
  readonly isComplete: boolean;
  /** Why it was stopped, where somebody wanted that. */
  readonly stop: Stop | undefined;
  /** What ended it otherwise. */
  readonly fault: ModelFault | undefined;
};

/** Recordings answer at once: there is nothing to keep busy. */
const RECORDED_CASES = 4;

/**
 * Samples every case of a run, or stops where it must, so that the run can be resumed; then has its caller conclude,
 * and ends the run in the record. No completed call is ever sent again: each is answered by the memo. Throws where the
 * record is at fault, and what `conclude` throws.
 */
export async function carryOutSamples<Row, Sample, Counts, Concluded>(
  { run, asked }: { readonly run: number; readonly asked: SampledModel },
  cases: SampledCases<Row, Sample, Counts>,
  about: SamplesContext & { readonly conclude: (end: SamplesEnd<Row, Sample>) => Concluded },
): Promise<Concluded> {
  return carryOutRecorded(run, about.store, async (undoings) => {
    const end = await carryOut({ run, asked }, cases, { ...about, undoings });
    // Concluded first: a process that is killed in between concludes the same again.
    const concluded = about.conclude(end);
    about.store.runs.end(run, end.isComplete ? "done" : "stopped");
    return concluded;
  });
}

async function carryOut<Row, Sample, Counts>(
  { run, asked }: { readonly run: number; readonly asked: SampledModel },
  { rows, sample, hasFailed, counting }: SampledCases<Row, Sample, Counts>,
  about: SamplesContext & { readonly undoings: Undoings },
): Promise<SamplesEnd<Row, Sample>> {
  const { store, view, terminal, clock, undoings } = about;
  const stops = listenForStops({ until: undefined, clock, terminal });
  undoings.add(stops.forget);
  const ledger = store.ledger(run, asked.budget);
  const opening = {
    run,
    config: soleModelConfig(asked.endpoints, asked.model, asked.verifier),
    memo: store.memo(run),
    recording: recordingOf(asked.model, asked.endpoints, about.recording),
  };
  const { models, writeRecording } = await openRecordedModels(opening, about, { stops, ledger });
  const of = rows.length * asked.samples;
  const answeredBefore = store.callTotals(run).reduce((sum, { calls }) => sum + calls, 0);
  view.begin({ run, model: bareName(asked.model), samples: of });
  undoings.add(view.end);
  const follow = followProgress<Row, Sample, Counts>(of, { models, ledger, view, counting });
  undoings.add(follow.end);
  const complete = forgiveRefusals(models.complete, { answeredBefore, of });
  const work = workThrough(
    rows,
    {
      sample: (row) => sample(row, complete),
      hasFailed,
      runSwitch: stops.runSwitch,
      breadth: breadthOf(asked),
      note: follow.note,
    },
    (row) => follow.samples().get(row) ?? [],
  );
  const end = await Promise.race([work, stops.graceOver, follow.failed]);
  follow.end();
  view.end();
  stops.forget();
  if (end?.fault instanceof StoreFault) throw end.fault;
  writeRecording();
  const samples = follow.samples();
  const fault = end?.fault;
  const isComplete = end !== undefined && fault === undefined && samples.size === rows.length;
  const stopCode = stops.interruption.exitCode();
  const stop = isComplete
    ? undefined
    : whyStopped({ stopCode, isComplete, isLate: false, isUsedUp: false, fault });
  return { samples, isComplete, stop, fault };
}

/** As many cases as keep the endpoints' slots filled: each brings all its samples at once. */
function breadthOf({ model, endpoints, samples }: SampledModel): number {
  const slots = slotsOf(model, endpoints);
  return slots === undefined ? RECORDED_CASES : openTasksFor(slots, { kind: "fixed", samples });
}
