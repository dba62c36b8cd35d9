import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { PROJECT } from "./project.ts";

/** A bootcamp of the library; `folder` is its own, from the library's on. */
export type LibrarySource = {
  readonly folder: string;
  readonly source: string;
  /** Written by hand, so that authors may be shown it; what was exported is never part of a prompt. */
  readonly isExample: boolean;
};

/** The current version of every bootcamp that ships with the project, by domain and name. */
export function librarySources(): readonly LibrarySource[] {
  const library = join(PROJECT, "library");
  return readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/]+\/[^/]+\/bootcamp\.ts$/.test(file))
    .sort()
    .map((file) => {
      const folder = dirname(file);
      const source = readFileSync(join(library, file), "utf8");
      return { folder, source, isExample: isByHand(join(library, folder, "card.json")) };
    });
}

const authorOnly = z.object({ models: z.object({ author: z.string().optional() }) });

/** A class that no model wrote; a run may have measured it all the same. */
function isByHand(card: string): boolean {
  return (
    !existsSync(card) || authorOnly.parse(JSON.parse(readFileSync(card, "utf8"))).models.author === undefined
  );
}
