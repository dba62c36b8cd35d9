import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { isPlainReward } from "../core/training/reward-shaping.ts";
import { readPublished } from "../export/published-versions.ts";
import { readPythonFile } from "../files/project.ts";
import { replaceFolder } from "../files/replace-folder.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import { buildDataset, type DatasetRequest } from "./drawing/build-dataset.ts";
import type { Dataset } from "./layout/dataset.ts";
import { MANIFEST, manifestText, ownFiles } from "./layout/manifest.ts";
import { renderReadme } from "./layout/readme.ts";
import type { FolderContext, Trainer } from "./layout/trainer.ts";

const README = "README.md";

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
  const earlier = earlierFiles(to);
  const published = readPublished(library);
  const dataset = await drawDataset(published, request);
  requireShaping(trainer, dataset);
  const { files, readme } = trainer.write(dataset, { ...reach, readPython: readPythonFile });
  const described = new Map([...files, [README, renderReadme(dataset, trainer.schema, readme)]]);
  const all = new Map([...described, [MANIFEST, manifestText(dataset, trainer.schema, described)]]);
  const isChanged = replaceFolder(to, all, [...new Set([...all.keys(), ...earlier])]);
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

/** What an earlier export left in the folder. Throws a CommandError for a folder that is somebody's. */
function earlierFiles(to: string): readonly string[] {
  if (basename(resolve(to)) === "") throw refused(`${to}: is the root of the file system; name a folder`);
  const found = lstatSync(to, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) throw refused(`${to}: is not a folder; name one with --to`);
  const names = readdirSync(to);
  if (names.length === 0) return [];
  const own = names.includes(MANIFEST) ? ownFiles(readFileSync(join(to, MANIFEST), "utf8")) : undefined;
  if (own === undefined)
    throw refused(
      `${to}: holds ${names[0]} and no data set of Campforge; name a new or empty folder with --to`,
    );
  return [...own, MANIFEST];
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
