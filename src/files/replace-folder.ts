import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { syncFolder, writeDurably } from "./write-durably.ts";

/** Files of one folder by name: a text, or bytes. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>;

/**
 * Makes a folder hold these files, all of them new at once: whoever looks finds the earlier files or the new
 * ones. Files named in `own` that are no longer wanted go; whatever else lies there is somebody's, and stays.
 * Returns false where nothing had to change. Throws what the file system throws; what was there is there still.
 */
export function replaceFolder(folder: string, files: FolderFiles, own: readonly string[]): boolean {
  const near = (suffix: string): string => join(dirname(folder), `.${basename(folder)}.${suffix}`);
  const partial = near("partial");
  const former = near("former");
  recover(folder, former, own);
  if (holds(folder, files, own)) return false;
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) throw new Error(`${folder} is not a folder`);
  rmSync(partial, { recursive: true, force: true }); // what a process left that was killed
  mkdirSync(partial, { recursive: true });
  for (const [name, text] of files) writeDurably(join(partial, name), text);
  syncFolder(partial);
  if (found !== undefined) renameSync(folder, former);
  renameSync(partial, folder);
  recover(folder, former, own);
  syncFolder(dirname(folder));
  return true;
}

/** Whether a folder holds these files as they are, and none of the others that are ours. */
function holds(folder: string, files: FolderFiles, own: readonly string[]): boolean {
  return own.every((name) => {
    const wanted = files.get(name);
    const path = join(folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (wanted === undefined || found === undefined) return wanted === undefined && found === undefined;
    return found.isFile() && readFileSync(path).equals(Buffer.from(wanted));
  });
}

/** Ends an exchange that may have been cut short: brings the earlier folder back, or moves what is not ours out of it. */
function recover(folder: string, former: string, own: readonly string[]): void {
  if (lstatSync(former, { throwIfNoEntry: false }) === undefined) return;
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) {
    renameSync(former, folder);
    return;
  }
  for (const name of readdirSync(former)) {
    if (own.includes(name)) rmSync(join(former, name), { recursive: true });
    else renameSync(join(former, name), join(folder, name));
  }
  rmdirSync(former);
}
