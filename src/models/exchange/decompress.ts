import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";

const STAGES: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** A body as it was before it was packed: some gateways do so unasked. What cannot be unpacked ends in an error. */
export function decompress(body: Readable, encoding: string | null): Readable {
  const stage = STAGES[(encoding ?? "").trim().toLowerCase()];
  return stage === undefined ? body : pipeline(body, stage(), () => {}); // who reads hears of errors
}
