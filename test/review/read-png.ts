import { inflateSync } from "node:zlib";

/** A picture of a page, as far as it is black on white. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  /** How dark a place is, from 0 to 255; 0 outside of the picture. */
  readonly darkness: (x: number, y: number) => number;
};

/** Reads a PNG as browsers write screenshots: eight bits, no interlacing, with or without transparency. */
export function readPng(bytes: Buffer): Picture {
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth, colour, , , interlaced] = bytes.subarray(24, 29);
  const channels = colour === 6 ? 4 : 3;
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0)
    throw new Error("the picture is of another kind than browsers write");
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels);
  return {
    width,
    height,
    darkness: (x, y) => {
      const isInside = x >= 0 && y >= 0 && x < width && y < height;
      return isInside ? 255 - (pixels[(y * width + x) * channels + 1] ?? 255) : 0;
    },
  };
}

/** Each row begins with how its bytes were told by their neighbours to the left, above, and above to the left. */
function unfilter(raw: Buffer, stride: number, channels: number): Uint8Array {
  const rows = raw.length / (stride + 1);
  const out = new Uint8Array(rows * stride);
  for (let row = 0; row < rows; row++) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let at = 0; at < stride; at++) {
      const here = row * stride + at;
      const left = at < channels ? 0 : (out[here - channels] ?? 0);
      const up = row === 0 ? 0 : (out[here - stride] ?? 0);
      const corner = at < channels || row === 0 ? 0 : (out[here - stride - channels] ?? 0);
      const told = [0, left, up, Math.floor((left + up) / 2), nearest(left, up, corner)][filter] ?? 0;
      out[here] = ((raw[row * (stride + 1) + 1 + at] ?? 0) + told) & 0xff;
    }
  }
  return out;
}

/** The neighbour that lies nearest to what the three of them lead to expect. */
function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
