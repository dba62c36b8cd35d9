import { createServer, request as httpRequest, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ModelFault } from "../../src/core/calls/completion.ts";
import { createBatchClient } from "../../src/models/batch-api/batch-client.ts";
import { createBatchRetries } from "../../src/models/batch-api/batch-retries.ts";
import type { Models } from "../../src/models/create-models.ts";
import { createDispatcher, type Proxy } from "../../src/models/endpoint/dispatcher.ts";
import { systemClock } from "../../src/models/endpoint/timer-clock.ts";
import { createRedact } from "../../src/models/exchange/redact.ts";
import { aLedger } from "./a-ledger.ts";
import { aRequest, openModels } from "./open-models.ts";
import { reply, sendJson, startServer, type TestServer } from "./start-server.ts";

/** A forward proxy on loopback that takes every host for the test's endpoint, by either way of asking. */
async function startProxy(
  target: () => string,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { pathname } = new URL(request.url ?? "");
    const passedOn = httpRequest(`${target()}${pathname}`, {
      method: request.method,
      headers: request.headers,
    });
    passedOn.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(passedOn);
  });
  proxy.on("connect", (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    const upstream = connect(Number(new URL(target()).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    for (const one of [socket, upstream]) one.on("error", () => {});
  });
  const port = await listen(proxy);
  return { url: `http://127.0.0.1:${port}`, close: () => proxy.close() };
}

/** Has a server listen on loopback, and says at which port. */
async function listen(one: Server): Promise<number> {
  await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
  const address = one.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

const asked: string[] = [];
let server: TestServer;
let proxy: Awaited<ReturnType<typeof startProxy>>;
beforeAll(async () => {
  server = await startServer();
  proxy = await startProxy(() => server.origin);
  server.answerWith((_, response) => {
    sendJson(response, 200, reply());
  });
});
afterAll(() => {
  proxy.close();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
});

/** The top-level domain is reserved: there is no such host. */
const FAR = "http://models.invalid/v1";

test("an endpoint is reached through the proxy that is named", async () => {
  const models = openModels(FAR, { proxy: { http: proxy.url, https: "", except: "" } });
  expect(await models.complete(aRequest())).toMatchObject({ status: "complete" });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/models\.invalid/);
});

test("an address of this machine is never reached through a proxy", async () => {
  const models = openModels(server.baseUrl, { proxy: { http: proxy.url, https: proxy.url, except: "" } });
  expect(await models.complete(aRequest())).toMatchObject({ status: "complete" });
  expect(asked).toEqual([]);
});

test("a host that NO_PROXY names is reached without, and so is every host when no proxy is named", async () => {
  for (const named of [
    { http: proxy.url, https: proxy.url, except: "invalid" },
    { http: "", https: "", except: "" },
  ]) {
    await expect(openModels(FAR, { proxy: named }).complete(aRequest())).rejects.toThrow(/models\.invalid/);
  }
  expect(asked).toEqual([]);
});

/** Ways of naming a proxy at `address`, each with the variable that then leads a request to it. */
const namings = (address: string) =>
  [
    ["http", { http: address, https: "", except: "" }, "HTTP_PROXY"],
    ["https", { http: "", https: address, except: "" }, "HTTPS_PROXY"],
    ["https", { http: address, https: "", except: "" }, "HTTP_PROXY"],
    ["https", { http: "http://127.0.0.1:2", https: address, except: "" }, "HTTPS_PROXY"],
  ] as const;

/** The fault that a call ends with, whose message is all that the user sees. */
async function faultOf(models: Models): Promise<string> {
  const error: unknown = await models.complete(aRequest()).catch((fault: unknown) => fault);
  if (!(error instanceof ModelFault)) throw new Error("the call ended with no fault");
  return error.message;
}

/** Asks a Batch API for a batch until it answers. */
function findBatch(baseUrl: string, named: Proxy): Promise<string | undefined> {
  const about = { clock: systemClock, signal: AbortSignal.timeout(60_000), warn: () => {} };
  const dispatcher = createDispatcher(baseUrl, 1, named);
  const redact = createRedact([]);
  const client = createBatchClient({
    baseUrl,
    apiKey: "a-secret-key",
    dispatcher,
    timeoutMs: 30_000,
    redact,
  });
  return createBatchRetries({ ...about, endpoint: "e", firstPauseMs: 1 }).untilDone(() => client.find("tag"));
}

test("a proxy that wants credentials is named, without its password, at once and for nothing", async () => {
  const strict = createServer((_, response) => {
    response.writeHead(407, { "content-type": "text/html" });
    response.end(`<html><title>Log in</title>${"please ".repeat(10_000)}</html>`);
  });
  strict.on("connect", (_, socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
  const port = await listen(strict);
  for (const [scheme, named, variable] of namings(`http://me:s3cret@127.0.0.1:${port}`)) {
    const ledger = aLedger();
    const models = openModels(`${scheme}://models.invalid/v1`, { proxy: named, ledger });
    const message = await faultOf(models);
    expect(message).toContain(`the proxy that ${variable} names (127.0.0.1:${port}) wants credentials`);
    expect(message).not.toMatch(/s3cret|baseUrl is correct/);
    expect(ledger.entries).toEqual([expect.objectContaining({ end: "released" })]);
    expect(models.health()[0]).toMatchObject({ requests: 1, tokens: 0 });
    const lookUp = findBatch(`${scheme}://models.invalid/v1`, named);
    await expect(lookUp).rejects.toThrow(`the proxy that ${variable} names (127.0.0.1:${port}) wants`);
  }
  strict.close();
});

test("a proxy that cannot be reached is named in the endpoint's place, after three tries for nothing", async () => {
  const dead = [...namings("http://me:s3cret@127.0.0.1:1"), ...namings("socks5://127.0.0.1:1")];
  for (const [scheme, named, variable] of dead) {
    const models = openModels(`${scheme}://models.invalid/v1`, { proxy: named });
    const message = await faultOf(models);
    expect(message).toMatch(
      new RegExp(`the proxy that ${variable} names \\(127\\.0\\.0\\.1:1\\) cannot be used`),
    );
    expect(message).toContain(`Check that the proxy is running and that ${variable} is correct`);
    expect(message).not.toMatch(/s3cret|baseUrl is correct/);
    expect(models.health()[0]).toMatchObject({ requests: 3, failures: 3, tokens: 0 });
  }
});

test("a proxy that has no part in a fault is not named: NO_PROXY leaves it out, or the endpoint behind it fails", async () => {
  const proxied = { http: proxy.url, https: "http://127.0.0.1:1", except: "" };
  const leftOut = { ...proxied, except: "models.invalid" };
  for (const scheme of ["http", "https"]) {
    const message = await faultOf(openModels(`${scheme}://models.invalid/v1`, { proxy: leftOut }));
    expect(message).toContain("baseUrl is correct");
    expect(message).not.toContain("the proxy that");
  }
  server.answerWith((_, response) => sendJson(response, 500, { error: { message: "out of cheese" } }));
  expect(await faultOf(openModels(FAR, { proxy: proxied }))).toMatch(/out of cheese\. .*baseUrl is correct/);
});
