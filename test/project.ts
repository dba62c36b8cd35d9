import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, "..");

/** Where other people's task descriptions are, if they are there. */
export const SHARED = process.env["CAMPFORGE_SHARED"] ?? join(ROOT, "..", "shared");

/** A folder of its own for one test, and how to remove it. */
export function scratchFolder(): {
  readonly path: string;
  readonly write: (name: string, text: string) => string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), "campforge-"));
  return {
    path,
    write: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
