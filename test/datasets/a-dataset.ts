import { EVEN_MIXTURE, type Mixture } from "../../src/core/training/mixture.ts";
import { buildDataset } from "../../src/datasets/drawing/build-dataset.ts";
import type { Dataset } from "../../src/datasets/layout/dataset.ts";
import type { FolderContext, Trainer } from "../../src/datasets/layout/trainer.ts";
import { renderReadme } from "../../src/datasets/layout/readme.ts";
import { readPublished } from "../../src/export/published-versions.ts";
import { readPythonFile } from "../../src/files/project.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { join } from "node:path";
import { ROOT } from "../project.ts";
import { THREE_BOOTCAMPS } from "../three-bootcamps.ts";

/** A small data set of three bootcamps that ship with the project. */
export async function aDataset(mixture: Mixture = EVEN_MIXTURE): Promise<Dataset> {
  const splits = [
    { name: "train", share: 0.75 },
    { name: "val", share: 0.25 },
  ];
  const request = {
    cases: 24,
    levels: { kind: "all" },
    seed: 3,
    bootcamps: THREE_BOOTCAMPS,
    splits,
    mixture,
  } as const;
  const workshop = openWorkshop();
  try {
    return await buildDataset(readPublished(join(ROOT, "library")), request, workshop);
  } finally {
    workshop.close();
  }
}

/** What a trainer's folder holds, with its README. */
export function folderOf(
  trainer: Trainer,
  dataset: Dataset,
): { readonly files: ReadonlyMap<string, string | Uint8Array>; readonly readme: string } {
  const context: FolderContext = {
    address: "http://127.0.0.1:8642",
    serve: "npx campforge serve library",
    readPython: readPythonFile,
  };
  const { files, readme } = trainer.write(dataset, context);
  return { files, readme: renderReadme(dataset, trainer.schema, readme) };
}
