import { ModelFault } from "../../core/calls/completion.ts";
import type { RunSwitch } from "../../core/run/run-switch.ts";
import { StoreFault } from "../../core/run/store-fault.ts";
import type { DatasetRow } from "../../datasets/layout/dataset.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { type CaseContext, type Sample, sampleCase } from "./sample-case.ts";

/** What kept the cases from coming to their end; undefined where nothing did. */
export type CasesEnd = { readonly fault: ModelFault | StoreFault | undefined };

/** What cases are sampled with, and what decides how many are under way. */
export type CasesContext = Omit<CaseContext, "program"> & {
  readonly programOf: (row: DatasetRow) => Program;
  readonly runSwitch: Pick<RunSwitch, "state">;
  /** Cases under way at once. */
  readonly breadth: number;
  /** Told of each case once all its samples are there. */
  readonly note: (row: DatasetRow, samples: readonly Sample[]) => void;
};

/**
 * Samples the cases in their order, so many at a time. Once the teacher cannot be asked or nothing be recorded, no
 * other case begins, and those under way come to their end. Throws any other error, once they have.
 */
async function sampleCases(rows: readonly DatasetRow[], about: CasesContext): Promise<CasesEnd> {
  const waiting = rows.values();
  const errors: unknown[] = [];
  const work = async (): Promise<void> => {
    for (const row of waiting) {
      if (errors.length > 0 || about.runSwitch.state() === "stopped") return;
      try {
        about.note(row, await sampleCase(row, { ...about, program: about.programOf(row) }));
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(about.breadth, rows.length) }, work));
  return { fault: gravest(errors) };
}

/**
 * Samples all cases, and once more those of which some call failed: what an endpoint did not answer it may answer now,
 * and what it did answer is not asked again. `samplesOf` tells what was noted.
 */
export async function sampleAll(
  rows: readonly DatasetRow[],
  about: CasesContext,
  samplesOf: (row: DatasetRow) => readonly Sample[],
): Promise<CasesEnd> {
  const first = await sampleCases(rows, about);
  const hasFailed = ({ sorted }: Sample): boolean => "reason" in sorted && sorted.reason === "failed";
  const again = rows.filter((row) => samplesOf(row).some(hasFailed));
  return first.fault !== undefined || again.length === 0 ? first : sampleCases(again, about);
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
