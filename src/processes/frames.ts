/** The longest frame that either side takes, in bytes; more means that the other side is not ours. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** A text as a frame: its length in bytes as an unsigned 32-bit big-endian number, then UTF-8. */
export function encodeFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  if (length > MAX_FRAME_BYTES)
    throw new RangeError(`frame of ${length} bytes, more than ${MAX_FRAME_BYTES}`);
  const frame = Buffer.allocUnsafe(4 + length);
  frame.writeUInt32BE(length, 0);
  frame.write(text, 4);
  return frame;
}

/** Puts frames together from chunks of any size. Throws a RangeError on a frame that is too long. */
export function createFrameReader(onFrame: (text: string) => void): (chunk: Buffer) => void {
  let waiting: Buffer[] = [];
  let size = 0;
  let needed = 4;
  return (chunk) => {
    waiting.push(chunk);
    size += chunk.length;
    while (size >= needed) {
      const all =
        waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting, size);
      const length = all.readUInt32BE(0);
      if (length > MAX_FRAME_BYTES)
        throw new RangeError(`frame of ${length} bytes, more than ${MAX_FRAME_BYTES}`);
      needed = 4 + length;
      waiting = [all];
      if (size < needed) return;
      const rest = all.subarray(needed);
      waiting = [rest];
      size = rest.length;
      const end = needed;
      needed = 4;
      onFrame(all.toString("utf8", 4, end));
    }
  };
}
