import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { type FolderFiles, replaceFolder } from "../files/replace-folder.ts";
import type { Dataset } from "./layout/dataset.ts";
import { MANIFEST, manifestText, ownFiles } from "./layout/manifest.ts";
import { type ReadmeParts, renderReadme } from "./layout/readme.ts";

const README = "README.md";

/** A folder that a data set may be written into. */
export type ClaimedFolder = {
  /**
   * Writes a data set with its README and manifest, as a whole or not at all; files of an earlier one go. Returns
   * false where all of it was there already.
   */
  readonly write: (
    dataset: Dataset,
    schema: string,
    parts: { readonly files: FolderFiles; readonly readme: ReadmeParts },
  ) => boolean;
};

/** Takes a new or empty folder, or that of an earlier data set. Throws a CommandError for one that is somebody's. */
export function claimFolder(to: string): ClaimedFolder {
  const earlier = earlierFiles(to);
  return {
    write: (dataset, schema, { files, readme }) => {
      const described = new Map([...files, [README, renderReadme(dataset, schema, readme)]]);
      const all = new Map([...described, [MANIFEST, manifestText(dataset, schema, described)]]);
      return replaceFolder(to, all, [...new Set([...all.keys(), ...earlier])]);
    },
  };
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

const refused = (message: string): CommandError => new CommandError(EXIT.usage, message);
