import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROJECT } from "./project.ts";

/** A bootcamp of the library; `folder` is its own, from the library's on. */
export type LibrarySource = {
  readonly folder: string;
  readonly source: string;
  /** Whether it is one of the few that every author's prompt shows: an export or a new class changes no prompt. */
  readonly isExample: boolean;
};

/** A grid puzzle, one with many correct answers verified by rule, and a numeric one with a tolerance. */
const EXAMPLES: ReadonlySet<string> = new Set([
  "graphical-puzzles/futoshiki",
  "logical-reasoning/map-colouring",
  "natural-science/calorimetry",
]);

/** The current version of every bootcamp that ships with the project, by domain and name. */
export function librarySources(): readonly LibrarySource[] {
  const library = join(PROJECT, "library");
  return readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/]+\/[^/]+\/bootcamp\.ts$/.test(file))
    .sort()
    .map((file) => {
      const folder = dirname(file);
      const source = readFileSync(join(library, file), "utf8");
      return { folder, source, isExample: EXAMPLES.has(folder) };
    });
}
