import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file as a whole or not at all: beside it first, then under its name. Whoever reads it finds the
 * old text or the new one. Throws what the file system throws, and leaves nothing half-written.
 */
export function writeAtomically(file: string, text: string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    const opened = openSync(partial, "wx");
    try {
      writeFileSync(opened, text);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder); // the name is on the disk only then
  } finally {
    closeSync(folder);
  }
}
