import type { RunSwitch } from "../core/run/run-switch.ts";
import { type WorkFault, workOff } from "./work-off.ts";

/** What kept the cases from coming to their end; undefined where nothing did. */
export type CasesEnd = { readonly fault: WorkFault | undefined };

/** How cases are sampled, and what decides how many are under way. */
export type CasesWork<Row, Sample> = {
  readonly sample: (row: Row) => Promise<readonly Sample[]>;
  /** Whether a sample was never answered. */
  readonly hasFailed: (sample: Sample) => boolean;
  readonly runSwitch: Pick<RunSwitch, "state">;
  /** Cases under way at once. */
  readonly breadth: number;
  /** Told of each case once all its samples are there. */
  readonly note: (row: Row, samples: readonly Sample[]) => void;
};

/**
 * Samples all cases, and once more those of which some call failed: what an endpoint did not answer it may answer now,
 * and what it did answer is not asked again. `samplesOf` tells what was noted.
 */
export async function workThrough<Row, Sample>(
  rows: readonly Row[],
  work: CasesWork<Row, Sample>,
  samplesOf: (row: Row) => readonly Sample[],
): Promise<CasesEnd> {
  const first = await sampleCases(rows, work);
  const again = rows.filter((row) => samplesOf(row).some(work.hasFailed));
  return first.fault !== undefined || again.length === 0 ? first : sampleCases(again, work);
}

/** Samples the cases in their order, so many at a time. */
async function sampleCases<Row, Sample>(
  rows: readonly Row[],
  about: CasesWork<Row, Sample>,
): Promise<CasesEnd> {
  const waiting = rows.values();
  const fault = await workOff(
    () => waiting.next().value,
    async (row) => about.note(row, await about.sample(row)),
    {
      breadth: Math.min(about.breadth, rows.length),
      isStopped: () => about.runSwitch.state() === "stopped",
    },
  );
  return { fault };
}
