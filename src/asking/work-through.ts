import { ModelFault } from "../core/calls/completion.ts";
import type { RunSwitch } from "../core/run/run-switch.ts";
import { StoreFault } from "../core/run/store-fault.ts";

/** What kept the cases from coming to their end; undefined where nothing did. */
export type CasesEnd = { readonly fault: ModelFault | StoreFault | undefined };

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

/**
 * Samples the cases in their order, so many at a time. Once the model cannot be asked or nothing be recorded, no
 * other case begins, and those under way come to their end. Throws any other error, once they have.
 */
async function sampleCases<Row, Sample>(
  rows: readonly Row[],
  about: CasesWork<Row, Sample>,
): Promise<CasesEnd> {
  const waiting = rows.values();
  const errors: unknown[] = [];
  const work = async (): Promise<void> => {
    for (const row of waiting) {
      if (errors.length > 0 || about.runSwitch.state() === "stopped") return;
      try {
        about.note(row, await about.sample(row));
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(about.breadth, rows.length) }, work));
  return { fault: gravest(errors) };
}

/** Of several faults the one that says most: that a run was stopped says less than why. */
function gravest(errors: readonly unknown[]): ModelFault | StoreFault | undefined {
  const faults = errors.map((error) => {
    if (error instanceof ModelFault || error instanceof StoreFault) return error;
    throw error;
  });
  const weight = (fault: ModelFault | StoreFault): number =>
    fault instanceof StoreFault ? 2 : fault.kind === "stopped" ? 0 : 1;
  return faults.toSorted((one, other) => weight(other) - weight(one))[0];
}
