import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Dataset, DatasetRow } from "../../datasets/layout/dataset.ts";
import { openPublished, type OpenedVersion, versionName } from "../../datasets/drawing/open-published.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";
import { type Trace, WORKED_BY_CLASS } from "../traces/trace.ts";

/** What became of the cases of one bootcamp. */
export type Kept = {
  readonly bootcamp: string;
  readonly cases: number;
  readonly kept: number;
  /** Why there are none of it; null where there are. */
  readonly missing: string | null;
};

/** The same in one line. */
export function describeKept({ bootcamp, kept, cases, missing }: Kept): string {
  return `${bootcamp}: kept ${kept} of ${cases}${missing === null ? "" : `; ${missing}`}`;
}

/** Cases in one crossing: a worked solution may be long. */
const CROSSING = 50;

/**
 * The worked solution of every case whose class has one, each verified to score 1, by their rows; and what was kept
 * of each bootcamp. Throws a CommandError when a class fails, or gives a solution that does not score 1.
 */
export async function workOut(
  dataset: Dataset,
  workshop: Workshop,
): Promise<{ readonly traces: ReadonlyMap<DatasetRow, Trace>; readonly kept: readonly Kept[] }> {
  const all = dataset.splits.flatMap(({ rows }) => rows);
  const traces = new Map<DatasetRow, Trace>();
  const kept: Kept[] = [];
  for (const { published } of dataset.tasks) {
    const rows = all.filter(({ truth }) => truth.bootcamp === published.slug);
    const opened = await openPublished(published, workshop);
    const solved = opened.worksOut ? await solveRows(opened, rows, workshop) : [];
    for (const [row, solution] of solved)
      traces.set(row, {
        prompt: row.prompt,
        solution,
        extra: row.extra,
        model: WORKED_BY_CLASS,
        sample: 0,
      });
    kept.push({
      bootcamp: versionName(published),
      cases: rows.length,
      kept: solved.length,
      missing: opened.worksOut ? null : "its class has no workedSolution",
    });
  }
  return { traces, kept };
}

async function solveRows(
  { published, program, drawing }: OpenedVersion,
  rows: readonly DatasetRow[],
  workshop: Workshop,
): Promise<readonly (readonly [row: DatasetRow, solution: string])[]> {
  const failed = (reason: string): CommandError =>
    new CommandError(EXIT.checkFailed, `${versionName(published)}: ${reason}. Nothing was written`);
  const solved: (readonly [DatasetRow, string])[] = [];
  for (let start = 0; start < rows.length; start += CROSSING) {
    const some = rows.slice(start, start + CROSSING);
    const worked = await drawing.work(
      program,
      some.map(({ truth }) => truth.case),
      JOB_LIMITS,
    );
    if (worked.status !== "completed") throw failed(describeExecution(worked));
    const pairs = some.map((row, index) => {
      const solution = worked.value[index] ?? null;
      if (solution === null) throw failed(`case ${row.extra.case_id} was not worked out`);
      return [row, solution] as const;
    });
    const scores = await workshop.sandbox.verifyAlone(
      program,
      pairs.map(([{ truth }, response]) => ({ instance: truth.case, response })),
      JOB_LIMITS,
    );
    if (scores.status !== "completed") throw failed(describeExecution(scores));
    for (const [index, pair] of pairs.entries()) {
      const score = scores.value[index];
      if (score?.status !== "scored" || score.score !== 1)
        throw failed(`the worked solution of case ${pair[0].extra.case_id} does not score 1`);
      solved.push(pair);
    }
  }
  return solved;
}
