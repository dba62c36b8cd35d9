import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { hashSources } from "../files/kept-results.ts";
import { PROJECT } from "../files/project.ts";

/** Where a warm workshop of this very version and user is met, and the mark that the last check left. */
export type WarmPlace = { readonly socket: string; readonly mark: string };

/** Longer paths are no names of sockets, on any system. */
const MAX_PATH = 100;

/** Who checks twice within so long is at work on a class, and checks again. */
const AT_WORK_MS = 10 * 60_000;

/**
 * The place below a user's cache folder; undefined where there can be none: on a system without users' ids, or where
 * the folder is open to others, who could answer in the workshop's place.
 */
export function findWarmPlace(cache = join(homedir(), ".cache", "campforge")): WarmPlace | undefined {
  const user = process.getuid?.();
  if (user === undefined) return undefined;
  try {
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(cache);
    if (uid !== user || (mode & 0o077) !== 0 || (mode & 0o170000) !== 0o040000) return undefined;
    const packaged = readFileSync(join(PROJECT, "package.json"), "utf8");
    const sources = hashSources(["."], [PROJECT, packaged, process.version, String(user)]);
    const key = createHash("sha256").update(sources).digest("hex").slice(0, 16);
    const socket = join(cache, `${key}.sock`);
    return Buffer.byteLength(socket) > MAX_PATH ? undefined : { socket, mark: join(cache, `${key}.checked`) };
  } catch {
    return undefined; // a home that cannot be written
  }
}

/** Notes that somebody checks, and says whether somebody did a short while ago. */
export function markCheck({ mark }: WarmPlace): "again" | "first" {
  const now = Date.now();
  try {
    const isRecent = now - statSync(mark).mtimeMs < AT_WORK_MS;
    utimesSync(mark, now / 1000, now / 1000);
    return isRecent ? "again" : "first";
  } catch {
    writeFileSync(mark, "", { mode: 0o600 });
    return "first";
  }
}
