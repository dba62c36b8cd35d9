import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";

/** Writes a new file to the disk. Throws what the file system throws, also where the file is there already. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const opened = openSync(file, "wx");
  try {
    writeFileSync(opened, content);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Has the names in a folder written to the disk: a new name is there for good only then. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
