import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { claimFolder } from "../../datasets/claim-folder.ts";
import { buildDataset, type DatasetRequest } from "../../datasets/drawing/build-dataset.ts";
import type { Dataset } from "../../datasets/layout/dataset.ts";
import { readPublished } from "../../export/published-versions.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { SFT_SCHEMA, traceLines, traceTable } from "../traces/trace.ts";
import { solvedDataset, traceFolder } from "../traces/trace-folder.ts";
import { type Kept, workOut } from "./work-out.ts";

/** What was written, bootcamp by bootcamp. */
export type WorkedEnd = { readonly kept: readonly Kept[]; readonly isChanged: boolean };

/**
 * Writes the worked solutions of a library's cases for supervised fine-tuning, without any model: a chat a line, and
 * the same as parquet. The same request gives the same bytes. Throws a CommandError for what cannot be had.
 */
export async function writeWorked(
  request: DatasetRequest,
  { library, to }: { readonly library: string; readonly to: string },
): Promise<WorkedEnd> {
  const folder = claimFolder(to);
  const published = readPublished(library);
  const { dataset, traces, kept } = await solveAll(published, request);
  if (traces.size === 0)
    throw new CommandError(
      EXIT.usage,
      `${library}: no class that was drawn from has a workedSolution; docs/training.md says what that is`,
    );
  const worked = solvedDataset(dataset, (row) => traces.has(row));
  const parts = traceFolder(worked, (row) => traces.get(row), {
    lines: traceLines,
    table: traceTable,
    title: "Worked solutions for supervised fine-tuning",
    notes: ["Each solution was verified: it ends in an answer that scores 1."],
  });
  return { kept, isChanged: folder.write(worked, SFT_SCHEMA, parts) };
}

async function solveAll(
  published: ReturnType<typeof readPublished>,
  request: DatasetRequest,
): Promise<{ readonly dataset: Dataset } & Awaited<ReturnType<typeof workOut>>> {
  const workshop = openWorkshop();
  try {
    const dataset = await buildDataset(published, request, workshop);
    return { dataset, ...(await workOut(dataset, workshop)) };
  } finally {
    workshop.close();
  }
}
