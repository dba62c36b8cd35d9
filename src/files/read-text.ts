import { type PathLike, readFileSync, type Stats, statSync } from "node:fs";

/** The text of a file, or why it has none that could be used. */
export type ReadText =
  | { readonly status: "read"; readonly text: string }
  | { readonly status: "refused"; readonly problem: string };

/**
 * Reads a file, or what a descriptor leads to, as UTF-8, with or without a byte-order mark. What is not UTF-8 is
 * refused, where Node would put in other characters without a word.
 */
export function readText(source: PathLike | number): ReadText {
  let bytes: Buffer;
  try {
    bytes = readFileSync(source);
  } catch (error) {
    return { status: "refused", problem: describeReadError(error) };
  }
  return decodeText(bytes);
}

/** Bytes as a text, without their byte-order mark. */
export function decodeText(bytes: Uint8Array): ReadText {
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined)
    return { status: "refused", problem: `is written in ${encoding}; save it as UTF-8` };
  try {
    return { status: "read", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const line = firstBadLine(bytes);
    return { status: "refused", problem: `is not UTF-8 (line ${line}); save it as UTF-8` };
  }
}

/**
 * The same for a path that may lead to what is no file: a folder, a pipe that nobody writes to, a link to nothing. A file
 * of more than `mostMiB` is not read at all.
 */
export function readFileText(path: string, mostMiB: number): ReadText {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    return { status: "refused", problem: describeReadError(error) };
  }
  if (!stats.isFile()) return { status: "refused", problem: `is ${kindOf(stats)}, no file` };
  return stats.size > mostMiB * 1024 * 1024
    ? { status: "refused", problem: `is larger than ${mostMiB} MiB` }
    : readText(path);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe";
  return stats.isSocket() ? "a socket" : "a device";
}

/** The encoding that a byte-order mark tells of, where it is another one than UTF-8. */
export function foreignEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "UTF-16 (little endian)";
  return first === 0xfe && second === 0xff ? "UTF-16 (big endian)" : undefined;
}

/** The first line that cannot be decoded by itself; a line feed is a byte of its own in UTF-8. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let from = 0;
  for (let end = bytes.indexOf(10); ; end = bytes.indexOf(10, from)) {
    try {
      decoder.decode(bytes.subarray(from, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    from = end + 1;
    line++;
  }
}

/** Why a file could not be read, in a few words. */
export function describeReadError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
      return "is not there, or is a link to nothing";
    case "EACCES":
    case "EPERM":
      return "may not be read: permission denied";
    case "EISDIR":
      return "is a folder, no file";
    case "ELOOP":
      return "is a link that leads to itself";
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
