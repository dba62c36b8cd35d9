import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Agent } from "undici";
import { ModelFault } from "../../src/core/calls/completion.ts";
import { createBatchClient } from "../../src/models/batch-api/batch-client.ts";
import { createRedact, KEY_MARK } from "../../src/models/exchange/redact.ts";
import { aMemo, anEndpoint, aRequest, openModels } from "./open-models.ts";
import { type Answer, reply, sendJson, startServer, type TestServer } from "./start-server.ts";

const KEY = 'sk-Ab/9+"x y_Zz~%41-0123456789';

/** One that stands in a path or a title as it is. */
const CUT_KEY = "sk-proj-0123456789abcdefghijklmnop";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** Each way in which a key could be read off again. */
const FORMS: readonly ((key: string) => string)[] = [
  (key) => key,
  encodeURIComponent,
  (key) => encodeURIComponent(key).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  (key) => Buffer.from(key).toString("base64"),
  (key) => Buffer.from(key).toString("base64url"),
  (key) => Buffer.from(`Bearer ${key}`).toString("base64"),
  (key) => Buffer.from(`user:${key}`).toString("base64"),
  (key) => Buffer.from(`key=${key}&x=1`).toString("base64"),
  (key) =>
    key.replace(
      /[&<>"']/g,
      (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? "&#39;",
    ),
  (key) => key.replace(/[^A-Za-z0-9]/g, (sign) => `&#${sign.codePointAt(0)};`),
  (key) => key.replace(/[^A-Za-z0-9]/g, (sign) => `&#x${sign.codePointAt(0)?.toString(16)};`),
  (key) =>
    key.replace(/[^A-Za-z0-9]/g, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`),
  (key) => [...key].map((sign, index) => (index % 2 === 0 ? encodeURIComponent(sign) : sign)).join(""),
];

/** No text may hold any form of the key, of which base64 at another place keeps all but the ends. */
function expectNoKey(text: string): void {
  for (const form of FORMS) {
    const shown = form(KEY);
    const middle = shown.length > 30 ? shown.slice(12, -6) : shown;
    expect(text).not.toContain(shown);
    expect(text).not.toContain(middle);
  }
}

const echo = (headers: Readonly<Record<string, unknown>>): string => {
  const key = String(headers["authorization"]).replace("Bearer ", "");
  return FORMS.map((form) => `<${form(key)}>`).join(" ");
};

const WAYS: Readonly<Record<string, Answer>> = {
  "the reply's text and thinking": ({ headers }, response) => {
    const said = echo(headers);
    sendJson(response, 200, reply(said, { reasoning_content: said, reasoning: said }));
  },
  "a refusal": ({ headers }, response) => {
    sendJson(response, 200, reply("", { content: null, refusal: echo(headers) }));
  },
  "an error": ({ headers }, response) => {
    sendJson(response, 422, { error: { message: echo(headers), code: echo(headers), type: echo(headers) } });
  },
  "the error of a refused key": ({ headers }, response) => {
    sendJson(response, 401, { error: { message: `Incorrect API key provided: ${echo(headers)}` } });
  },
  "an error in a 200": ({ headers }, response) => {
    sendJson(response, 200, { error: { message: echo(headers), code: "x" } });
  },
  "an error as a text": ({ headers }, response) => {
    sendJson(response, 500, { error: echo(headers) });
  },
  "a header": ({ headers }, response) => {
    const said = encodeURIComponent(echo(headers));
    sendJson(response, 429, {}, { "retry-after": said, "x-key": said, "www-authenticate": said });
  },
  "a redirect's target": ({ headers }, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:1/?${encodeURIComponent(echo(headers))}` });
    response.end();
  },
  "what is no JSON": ({ headers }, response) => {
    response.end(echo(headers));
  },
};

describe("a key that the endpoint sends back is nowhere in what leaves the models:", () => {
  test.each(Object.entries(WAYS))("in %s", async (_, answer) => {
    server.answerWith(answer);
    const memo = aMemo();
    const stop = new AbortController();
    const said: unknown[] = [];
    const models = openModels(
      { e: anEndpoint(server.baseUrl) },
      {
        memo,
        keyOf: () => KEY,
        warn: (text) => said.push(text),
        signal: stop.signal,
        timing: { retryDelayMs: 1, coolDownMs: 1, unavailableAfterMs: 1, notReadyMs: 0 },
        recorder: { add: (_, completion) => void said.push(completion), write: () => {} },
      },
    );
    // A 429 would be waited for.
    const interrupt = setInterval(() => {
      if (models.health()[0]?.paused !== null) stop.abort();
    }, 5);
    const outcome: unknown = await models.complete(aRequest()).catch((error: unknown) => error);
    clearInterval(interrupt);
    if (outcome instanceof Error) said.push(outcome.message, outcome.stack, outcome.cause);
    said.push(outcome, [...memo.replies.values()], models.health());
    expect(outcome instanceof ModelFault || typeof outcome === "object").toBe(true);
    expectNoKey(said.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n"));
  });

  test("and a mark stands where it stood", async () => {
    server.answerWith((_, response) => {
      sendJson(response, 200, reply(`The key is ${KEY}, the answer is 42.`));
    });
    const models = openModels(server.baseUrl, { keyOf: () => KEY });
    expect(await models.complete(aRequest())).toMatchObject({
      status: "complete",
      text: `The key is ${KEY_MARK}, the answer is 42.`,
    });
  });
});

describe("where a message is cut, no beginning of the key is left:", () => {
  test.each<readonly [string, (said: string) => Answer]>([
    ["in an error", (said) => (_, response) => sendJson(response, 422, { error: { message: said } })],
    [
      "in a reply given up half-way",
      (said) => (_, response) => sendJson(response, 200, { choices: [{ error: { message: said } }] }),
    ],
    ["in a refusal", (said) => (_, response) => sendJson(response, 200, reply("", { refusal: said }))],
    [
      "in a page's title",
      (said) => (_, response) => void response.end(`<html><title>${said}</title></html>`),
    ],
    [
      "in a redirect's target",
      (said) => (_, response) =>
        void response.writeHead(302, { location: `http://127.0.0.1:1/${said}` }).end(),
    ],
  ])("%s", async (_, answer) => {
    for (let before = 60; before < 310; before += 7) {
      server.answerWith(answer(`${"-".repeat(before)}${CUT_KEY}`));
      const models = openModels(server.baseUrl, {
        keyOf: () => CUT_KEY,
        timing: { retryDelayMs: 1, coolDownMs: 1, unavailableAfterMs: 1, notReadyMs: 0 },
      });
      const outcome: unknown = await models.complete(aRequest()).catch((error: unknown) => error);
      const said = outcome instanceof Error ? outcome.message : JSON.stringify(outcome);
      expect(said).not.toContain(CUT_KEY.slice(0, 5));
    }
  });

  test("in what the Batch API answers", async () => {
    const client = createBatchClient({
      baseUrl: server.baseUrl,
      apiKey: CUT_KEY,
      dispatcher: new Agent(),
      timeoutMs: 5_000,
      redact: createRedact([CUT_KEY]),
    });
    for (let before = 200; before < 310; before += 7) {
      server.answerWith((_, response) => void response.writeHead(401).end(`${"-".repeat(before)}${CUT_KEY}`));
      await expect(client.find("tag")).rejects.toThrow(expect.not.stringContaining(CUT_KEY.slice(0, 5)));
    }
  });
});

test("what was put around a key by mistake is taken out with it, and without it", () => {
  for (const around of ["Bearer ", '"', "'"]) {
    const closing = around === "Bearer " ? "" : around;
    const clean = createRedact([`${around}${CUT_KEY}${closing}`]);
    expect(clean(`Received=${CUT_KEY}, or ${around}${CUT_KEY}${closing}`)).not.toContain(CUT_KEY.slice(0, 8));
  }
});

test("keys of any kind are taken out of any text, and nothing else is", () => {
  const key = fc.string({ minLength: 6, maxLength: 60, unit: "grapheme-ascii" });
  fc.assert(
    fc.property(key, fc.string(), fc.nat(FORMS.length - 1), (key, around, which) => {
      const shown = FORMS[which]?.(key) ?? "";
      const clean = createRedact([key])(`${around}${shown}${around}`);
      expect(clean).toContain(KEY_MARK);
      expect(createRedact(["none", ""])(`none ${around}`)).toBe(`none ${around}`);
    }),
  );
});
