import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anEndpoint, aRequest, openModels } from "./open-models.ts";
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
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => proxy.close() };
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

test("a proxy that cannot be reached is trouble like any other, and costs nothing", async () => {
  const models = openModels(
    { e: anEndpoint("https://models.invalid/v1") },
    { proxy: { http: "", https: "http://127.0.0.1:1", except: "" } },
  );
  await expect(models.complete(aRequest())).rejects.toThrow(/does not answer as it should/);
  expect(models.health()[0]).toMatchObject({ requests: 3, failures: 3, tokens: 0 });
});
