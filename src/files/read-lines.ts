import { createReadStream } from "node:fs";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { describeReadError, foreignEncoding } from "./read-text.ts";

/** A line of a file; the first is number 1. */
export type FileLine = { readonly number: number; readonly text: string };

/** Where lines come from: bytes as they arrive, under the name that messages give them. */
export type LineSource = { readonly name: string; readonly chunks: AsyncIterable<Uint8Array> };

/** The bytes of a file as a source, which is opened when it is read. */
export const fileSource = (file: string): LineSource => ({
  name: file,
  chunks: { [Symbol.asyncIterator]: () => createReadStream(file)[Symbol.asyncIterator]() },
});

/** The lines of a UTF-8 file, one after the other, so that any length of file takes little memory. */
export async function* readLines(file: string, limit: number): AsyncGenerator<FileLine> {
  for await (const lines of readLineBatches(fileSource(file), limit)) yield* lines;
}

/** The most bytes that a UTF-16 unit takes in UTF-8. */
const BYTES_A_UNIT = 3;
const LINE_FEED = 10;

/**
 * The same in batches: the lines that each arrival of bytes completes, so that whoever is waiting at the other end of a
 * pipe gets an answer to what they have sent. Only a line feed ends a line: JSON lines may hold U+2028 and a lone
 * carriage return, which `readline` would split at. A line longer than `limit` UTF-16 units comes cut off just behind
 * it. Throws a CommandError where the source cannot be read or is not UTF-8.
 */
export async function* readLineBatches(
  source: LineSource,
  limit: number,
): AsyncGenerator<readonly FileLine[]> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const add = (bytes: Uint8Array): void => {
    const room = BYTES_A_UNIT * (limit + 1) - size;
    if (room <= 0 || bytes.length === 0) return;
    parts.push(bytes.subarray(0, room));
    size += Math.min(room, bytes.length);
  };
  const take = (): FileLine => {
    number++;
    const isCut = size >= BYTES_A_UNIT * (limit + 1);
    const text = decodeLine(Buffer.concat(parts), { place: `${source.name}:${number}`, isCut });
    parts = [];
    size = 0;
    return { number, text: text.length > limit ? text.slice(0, limit + 1) : text };
  };
  for await (const chunk of explained(source)) {
    const lines: FileLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, end));
      lines.push(take());
      from = end + 1;
    }
    add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [take()];
}

async function* explained({ name, chunks }: LineSource): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw new CommandError(EXIT.usage, `${name}: ${describeReadError(error)}`, { cause: error });
  }
}

/** A line that was cut off may end within a character; any other is UTF-8 or refused. */
function decodeLine(
  bytes: Uint8Array,
  { place, isCut }: { readonly place: string; readonly isCut: boolean },
): string {
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined)
    throw new CommandError(EXIT.usage, `${place}: is written in ${encoding}; save it as UTF-8`);
  try {
    return new TextDecoder("utf-8", { fatal: !isCut }).decode(bytes);
  } catch (error) {
    throw new CommandError(EXIT.usage, `${place}: is not UTF-8; save it as UTF-8`, { cause: error });
  }
}
