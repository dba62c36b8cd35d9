import { type FSWatcher, watch } from "node:fs";

/** An export writes many files in a row: a library is read again once it has been quiet for so long. */
const QUIET_MS = 400;

/** Calls back when something below a folder has changed and is quiet again; returns what ends that. */
export function watchFolder(folder: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { recursive: true, persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    });
    watcher.on("error", () => {}); // the folder went away; a signal still has it read again
  } catch {
    // Not every file system can be watched; a signal has the library read again.
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
