import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { isPlainReward } from "../core/training/reward-shaping.ts";
import { readPublished } from "../export/published-versions.ts";
import { readPythonFile } from "../files/project.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import { claimFolder } from "./claim-folder.ts";
import { buildDataset, type DatasetRequest } from "./drawing/build-dataset.ts";
import type { Dataset } from "./layout/dataset.ts";
import type { FolderContext, Trainer } from "./layout/trainer.ts";

/** Where from, where to, and how the reward server is reached. */
export type ExportPlace = {
  readonly library: string;
  readonly to: string;
} & Pick<FolderContext, "address" | "serve">;

/** What was written: a data set, or nothing because it was there already. */
export type DatasetExport = { readonly dataset: Dataset; readonly isChanged: boolean };

/**
 * Draws a data set for a trainer and writes its folder, as a whole or not at all: an earlier export's files are
 * replaced, any other file stays. Throws a CommandError for a library, request or folder that is not as it must be.
 */
export async function exportDataset(
  trainer: Trainer,
  request: DatasetRequest,
  { library, to, ...reach }: ExportPlace,
): Promise<DatasetExport> {
  const folder = claimFolder(to);
  const published = readPublished(library);
  const dataset = await drawDataset(published, request);
  requireShaping(trainer, dataset);
  const { files, readme } = trainer.write(dataset, { ...reach, readPython: readPythonFile });
  const isChanged = folder.write(dataset, trainer.schema, { files, readme });
  return { dataset, isChanged };
}

async function drawDataset(
  published: ReturnType<typeof readPublished>,
  request: DatasetRequest,
): Promise<Dataset> {
  const workshop = openWorkshop();
  try {
    return await buildDataset(published, request, workshop);
  } finally {
    workshop.close();
  }
}

/** Rewards that nobody would apply are an error: a training run would go on without them, unnoticed. */
function requireShaping(trainer: Trainer, { tasks }: Dataset): void {
  if (trainer.shapesRewards) return;
  const shaped = tasks.find(({ reward }) => !isPlainReward(reward));
  if (shaped !== undefined)
    throw refused(
      `mixture: ${shaped.published.slug}: ${trainer.name} gets its rewards from the server as they are; remove "reward" from the mixture, or export for verl, trl, openrlhf, xtuner or slime`,
    );
}

const refused = (message: string): CommandError => new CommandError(EXIT.usage, message);
