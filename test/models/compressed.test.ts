import { afterEach, expect, test } from "vitest";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { completionOf } from "./batch-endpoint.ts";
import { aRequest, openModels } from "./open-models.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

async function replyTo(encoding: string, bytes: Buffer): Promise<unknown> {
  server = await startServer();
  server.answerWith((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
    response.end(bytes);
  });
  return openModels(server.baseUrl).complete(aRequest());
}

const REPLY = JSON.stringify(completionOf("42"));

test.each([
  ["gzip", gzipSync(REPLY)],
  ["deflate", deflateSync(REPLY)],
  ["br", brotliCompressSync(REPLY)],
  ["zstd", zstdCompressSync(REPLY)],
  ["identity", Buffer.from(REPLY)],
])("a reply that was packed unasked as %s is read", async (encoding, bytes) => {
  expect(await replyTo(encoding, bytes)).toMatchObject({ status: "complete", text: "42" });
});

test("a reply that is too large once it is unpacked is no reply", async () => {
  const huge = JSON.stringify(completionOf("x".repeat(64 * 1024 * 1024)));
  const found = replyTo("gzip", gzipSync(huge));
  await expect(found).rejects.toThrow(/larger than 4 MiB/);
});

test("a reply that cannot be unpacked is a broken one", async () => {
  await expect(replyTo("gzip", Buffer.from(REPLY))).rejects.toThrow(/does not answer as it should/);
});
