import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Delivery } from "../../src/export/carry-out.ts";
import { planExport, shelvesAfter } from "../../src/export/plan-export.ts";
import { shelfFiles, type Shelf } from "../../src/export/shelf.ts";
import { updateIndex } from "../../src/export/update-index.ts";
import { ROOT } from "../project.ts";
import { aCandidate, aLibrary } from "./a-shelf.ts";

const NAMES = ["Alpha", "Beta"];
const wishes = { theirs: false, isWithdrawn: () => false, sourceOf: () => undefined };
const template = readFileSync(join(ROOT, "library", "index.ts"), "utf8");

const candidates = (generation: number): Parameters<typeof planExport>[1] =>
  NAMES.map((name) =>
    aCandidate({
      name,
      slug: name.toLowerCase(),
      task: name,
      source: `export default class ${name} { generation = ${generation} }\n`,
    }),
  );

const first = shelvesAfter(aLibrary(), planExport(aLibrary(), candidates(1), wishes));
const second = shelvesAfter(aLibrary(...first), planExport(aLibrary(...first), candidates(2), wishes));

/** A library before and after an export in which every bootcamp is superseded. */
export const GENERATIONS: readonly (readonly Shelf[])[] = [first, second];

/** Everything of a generation, as an export delivers it. */
export function deliveryOf(shelves: readonly Shelf[]): Delivery {
  const made = updateIndex(template, shelves);
  if (made.status === "unusable") throw new Error(made.reason);
  const folders = shelves.map((shelf) => ({ folder: shelf.folder, files: shelfFiles(shelf) }));
  return { folders, index: made.text };
}
