import { findLibrary, readCatalogue } from "../catalogue/read-catalogue.ts";
import { CommandError } from "../core/run/exit-codes.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import { type MappedRecord, readMap } from "./read-map.ts";

/**
 * The map of the library that is named, or of the one at hand, and of a record. Where the library cannot be read that is
 * said, and there is no map: whatever it was to stand beside is told without it.
 */
export function readLibraryMap(
  named: string | undefined,
  record: MappedRecord,
  notice: (text: string) => void,
): LibraryMap | undefined {
  try {
    return readMap(readCatalogue(findLibrary(named)), record);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    notice(`no map is drawn: ${error.message}`);
    return undefined;
  }
}
