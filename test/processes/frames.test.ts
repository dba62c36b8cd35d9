import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFrameReader, encodeFrame, MAX_FRAME_BYTES } from "../../src/processes/frames.ts";

/** Texts of every script, lengths around nothing included; lone surrogates have no bytes of their own. */
const texts = fc.array(
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }).map((text) => text.toWellFormed()),
    fc.constantFrom("", "\u0000", "🙂".repeat(50), "x".repeat(70_000)),
  ),
  { maxLength: 12 },
);

function readInChunks(bytes: Buffer, cuts: readonly number[]): readonly string[] {
  const read: string[] = [];
  const take = createFrameReader((text) => read.push(text));
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  for (const [index, start] of places.entries())
    take(bytes.subarray(start, places[index + 1] ?? bytes.length));
  return read;
}

describe("frames", () => {
  test("bring any texts over whole and in order, in whatever chunks they come", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(encodeFrame));
        expect(readInChunks(bytes, cuts)).toEqual(sent);
      }),
    );
  });

  test("bring short texts over byte by byte", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 5 }), { maxLength: 5 }), (sent) => {
        const bytes = Buffer.concat(sent.map(encodeFrame));
        expect(readInChunks(bytes, [...bytes.keys()])).toEqual(sent);
      }),
    );
  });

  test("hand out nothing of a text that has not come to its end", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, cut) => {
        const frame = encodeFrame(text);
        expect(readInChunks(frame.subarray(0, cut % frame.length), [])).toEqual([]);
      }),
    );
  });

  test("are refused when they are longer than a frame may be, before their text has come", () => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(MAX_FRAME_BYTES + 1);
    expect(() => readInChunks(header, [])).toThrow(RangeError);
    expect(() => encodeFrame("x".repeat(MAX_FRAME_BYTES + 1))).toThrow(RangeError);
  });
});
