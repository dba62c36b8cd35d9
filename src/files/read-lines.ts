import { createReadStream } from "node:fs";

/** A line of a file; the first is number 1. */
export type FileLine = { readonly number: number; readonly text: string };

/**
 * The lines of a UTF-8 file, one after the other, so that any length of file takes little memory. Only a line
 * feed ends a line: JSON lines may hold U+2028 and a lone carriage return, which `readline` would split at.
 * A line longer than `limit` UTF-16 units comes cut off just behind it.
 */
export async function* readLines(file: string, limit: number): AsyncGenerator<FileLine> {
  let rest = "";
  let number = 0;
  for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
    const parts = String(chunk).split("\n");
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        yield { number: ++number, text: rest };
        rest = "";
      }
      if (rest.length <= limit) rest = (rest + part).slice(0, limit + 1);
    }
  }
  if (rest !== "") yield { number: ++number, text: rest };
}
