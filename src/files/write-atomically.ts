import { renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { syncFolder, writeDurably } from "./write-durably.ts";

/**
 * Writes a file as a whole or not at all: beside it first, then under its name. Whoever reads it finds the
 * old text or the new one. Throws what the file system throws, and leaves nothing half-written.
 */
export function writeAtomically(file: string, text: string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeDurably(partial, text);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}
