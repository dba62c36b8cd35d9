import { carryOutSamples, type SamplesContext, type SamplesEnd } from "../../asking/carry-out-samples.ts";
import type { Counting } from "../../asking/follow-progress.ts";
import type { Budget, Spending } from "../../core/calls/spending.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { formatCount, formatShare } from "../../core/text/format-number.ts";
import type { ClaimedFolder } from "../../datasets/claim-folder.ts";
import type { DatasetRow } from "../../datasets/layout/dataset.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import type { StartedSampling } from "./begin-sampling.ts";
import type { DrawnCases } from "./draw-sampled.ts";
import { droppedText } from "./render-tally.ts";
import { type Sample, sampleCase } from "./sample-case.ts";
import { type LevelTally, sumTallies, type Tally, tally, tallyLevels } from "./tally.ts";
import { writeSampled, type Written } from "./write-sampled.ts";

/** What a sampling is given to be carried out with. */
export type SamplingContext = Omit<SamplesContext, "recording"> & {
  readonly workshop: Workshop;
  readonly drawn: DrawnCases;
  readonly folder: ClaimedFolder;
  /** Where every reply that was used is recorded; undefined for nowhere. */
  readonly record: string | undefined;
};

/** How a sampling ended, with what there is to say about it. */
export type SamplingEnd = Pick<SamplesEnd<DatasetRow, Sample>, "stop" | "fault"> & {
  /** What became of the samples that are there, by bootcamp and level. */
  readonly levels: readonly LevelTally[];
  /** What came of writing; null where the sampling is not complete, and nothing was written. */
  readonly written: Written | null;
  readonly spending: Spending;
  readonly budget: Budget;
};

const COUNTING: Counting<Sample, Tally> = {
  count: tally,
  sum: sumTallies,
  describe: ({ samples, kept, dropped }) => {
    const why = droppedText(dropped);
    const line = `kept ${formatCount(kept)} (${formatShare(kept, samples)})${why === "" ? "" : `, dropped: ${why}`}`;
    return { samples, line, fields: { kept, dropped } };
  },
};

/**
 * Samples every case of a plan and writes what is kept; or stops where it must, so that it can be resumed. No completed
 * call is ever sent again: each is answered by the memo. Throws where the record is at fault.
 */
export function carryOutSampling(
  { id, plan }: StartedSampling,
  about: SamplingContext,
): Promise<SamplingEnd> {
  const { store, drawn, folder, workshop, record } = about;
  const { endpoints, teacher: model, samples, budget } = plan;
  const asked = { endpoints, model, samples, budget };
  const cases = {
    rows: drawn.dataset.splits.flatMap((split) => split.rows),
    sample: (row: DatasetRow, complete: Parameters<typeof sampleCase>[1]["complete"]) =>
      sampleCase(row, { plan, complete, sandbox: workshop.sandbox, program: programOf(row, drawn) }),
    hasFailed: ({ sorted }: Sample): boolean => "reason" in sorted && sorted.reason === "failed",
    counting: COUNTING,
  };
  const recording = { folder: record, note: "written by campforge sft --record" };
  const conclude = (end: SamplesEnd<DatasetRow, Sample>): SamplingEnd => {
    const levels = tallyLevels(drawn.dataset, end.samples);
    const whole = { plan, dataset: drawn.dataset, levels };
    const written = end.isComplete ? writeSampled(folder, end.samples, whole) : null;
    return { levels, written, spending: store.spending(id), budget, stop: end.stop, fault: end.fault };
  };
  return carryOutSamples({ run: id, asked }, cases, { ...about, recording, conclude });
}

function programOf({ extra: { bootcamp } }: DatasetRow, { programs }: DrawnCases): Program {
  const program = programs.get(bootcamp);
  if (program === undefined) throw new Error(`${bootcamp} was drawn from, and its program was not opened`);
  return program;
}
