import { readDescriptions } from "../../src/files/read-descriptions.ts";

/** The title of every description in a folder, with its task. */
export function readTitles(folder: string): ReadonlyMap<string, string> {
  return new Map(readDescriptions([folder]).tasks.map(({ title, id }) => [title, id]));
}
