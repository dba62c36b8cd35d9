import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Completion } from "../../src/core/calls/completion.ts";
import type { Models } from "../../src/models/create-models.ts";
import { anEndpoint, aRequest, openModels } from "./open-models.ts";

/** What the endpoint does with each request in turn; the last one repeats. */
type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

const ok = (content: string, choice: object = {}, message: object = {}, top: object = {}): Behaviour =>
  json(200, {
    id: "x",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [
      { index: 0, message: { role: "assistant", content, ...message }, finish_reason: "stop", ...choice },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    ...top,
  });
function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}
const problem = (status: number, code = "x", headers = {}): Behaviour =>
  json(status, { error: { message: code, type: code, code } }, headers);
const silence: Behaviour = () => {};

const requestBody = z.object({
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  seed: z.number(),
});

let server: Server;
let behaviours: Behaviour[] = [];
let bodies: z.infer<typeof requestBody>[] = [];
let baseUrl = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    request.on("end", () => {
      bodies.push(requestBody.parse(JSON.parse(text)));
      const [behaviour = silence] = behaviours;
      if (behaviours.length > 1) behaviours.shift();
      behaviour(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/v1` : "";
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  bodies = [];
});

const open = (timeoutSeconds = 30): Models => openModels({ e: anEndpoint(baseUrl, { timeoutSeconds }) });

async function ask(...does: Behaviour[]): Promise<Completion> {
  behaviours = does;
  return open().complete(aRequest());
}

describe("a reply", () => {
  test("is complete with its usage, and its seed was sent with the call", async () => {
    expect(await ask(ok("Answer: 42"))).toEqual({
      status: "complete",
      text: "Answer: 42",
      thinking: "",
      usage: { promptTokens: 10, completionTokens: 5, estimated: false, cost: null },
    });
    expect(bodies).toMatchObject([{ seed: 7 }]);
  });

  test.each([
    ["tags", ok("<think>41</think>\nAnswer: 42")],
    ["an unopened tag", ok("41</think>\nAnswer: 42")],
    ["reasoning_content", ok("Answer: 42", {}, { reasoning_content: "41" })],
    ["reasoning", ok("Answer: 42", {}, { reasoning: "41" })],
  ])("has its thinking apart when it comes in %s", async (_, behaviour) => {
    const reply = await ask(behaviour);
    expect(reply).toMatchObject({ status: "complete", text: "Answer: 42" });
    expect(reply.status === "complete" ? reply.thinking : "").toContain("41");
  });

  test("that was cut off is asked for once more with twice the room, and then stays truncated", async () => {
    expect(await ask(ok("```ts\nexport default class Foo {", { finish_reason: "length" }))).toMatchObject({
      status: "truncated",
    });
    expect(bodies.map((body) => body.max_completion_tokens ?? body.max_tokens)).toEqual([100, 200]);
  });

  test.each([
    ["nothing", ok(""), "empty"],
    ["a refusal", ok("", {}, { content: null, refusal: "I cannot." }), "refused"],
    ["a filtered answer", ok("", { finish_reason: "content_filter" }), "refused"],
    ["thinking without an end", ok("<think>Answer: 42, but let me"), "empty"],
  ])("of %s is no complete one", async (_, behaviour, status) => {
    expect((await ask(behaviour)).status).toBe(status);
  });

  test("without usage is complete all the same, and charged with its worst case", async () => {
    const reply = await ask(ok("Answer: 42", {}, {}, { usage: undefined }));
    expect(reply).toMatchObject({ status: "complete", usage: { estimated: true, completionTokens: 100 } });
  });

  test("with absurd usage is charged with its worst case", async () => {
    const reply = await ask(
      ok("Answer: 42", {}, {}, { usage: { prompt_tokens: -5, completion_tokens: 1e15 } }),
    );
    expect(reply.usage).toMatchObject({ estimated: true });
    expect(reply.usage.completionTokens).toBe(100);
  });
});

describe("an endpoint in trouble", () => {
  test.each([
    ["503", problem(503)],
    ["500", problem(500)],
    ["429 with Retry-After", problem(429, "rate_limit_exceeded", { "retry-after": "0" })],
    ["429 without", problem(429, "rate_limit_exceeded")],
    ["a connection that breaks", (response: ServerResponse) => void response.socket?.destroy()],
  ])("is asked again after %s", async (_, behaviour) => {
    expect(await ask(behaviour, ok("Answer: 42"))).toMatchObject({ status: "complete" });
    expect(bodies).toHaveLength(2);
  });

  test("is given up after three tries, with what to do", async () => {
    await expect(ask(problem(503))).rejects.toThrow(/does not answer as it should: status 503.*--resume/);
    expect(bodies).toHaveLength(3);
  });

  test.each([
    ["401", problem(401), /refuses the key/],
    ["403", problem(403), /refuses the key/],
    ["404", problem(404), /does not know the model/],
    ["a used-up quota", problem(429, "insufficient_quota"), /quota is used up/],
  ])("stops the run at once on %s", async (_, behaviour, message) => {
    await expect(ask(behaviour)).rejects.toThrow(message);
    expect(bodies).toHaveLength(1);
  });

  test.each([
    ["422", problem(422)],
    ["400", problem(400)],
  ])("fails the item, not the run, on %s", async (_, behaviour) => {
    expect(await ask(behaviour)).toMatchObject({ status: "failed" });
    expect(bodies).toHaveLength(1);
  });

  test("fails the item when a conversation has grown too long for the model", async () => {
    const message = "This model's maximum context length is 8192 tokens.";
    const overflow = json(400, {
      error: { message, type: "invalid_request_error", code: "context_length_exceeded" },
    });
    expect(await ask(overflow)).toMatchObject({ status: "failed" });
    expect(bodies).toHaveLength(1);
  });

  test("that answers what is no chat completion is asked again, then named as misconfigured", async () => {
    await expect(ask(json(200, { choices: [] }))).rejects.toThrow(/its reply is no chat completion.*baseUrl/);
    expect(bodies).toHaveLength(3);
  });

  test("that never answers is given up at the deadline, after two tries", async () => {
    behaviours = [silence];
    await expect(open(0.3).complete(aRequest())).rejects.toThrow(/no answer within its deadline/);
    expect(bodies).toHaveLength(2);
  });

  test("may not send the client elsewhere", async () => {
    await expect(ask(json(302, "", { location: `${baseUrl}/elsewhere` }))).rejects.toThrow(/does not answer/);
  });

  test.each([
    ["what is no JSON", json(200, "<html>login</html>")],
    ["no choices", json(200, { choices: [] })],
  ])("that answers %s gives nothing that could be compiled or scored", async (_, behaviour) => {
    const outcome = await ask(behaviour).then(
      ({ status }) => status,
      () => "thrown",
    );
    expect(["failed", "thrown"]).toContain(outcome);
  });
});

describe("the memo", () => {
  test("lets equal requests in flight share one call, and a later one answer from it", async () => {
    behaviours = [ok("Answer: 42")];
    const models = open();
    await Promise.all([models.complete(aRequest()), models.complete(aRequest())]);
    await models.complete(aRequest());
    expect(bodies).toHaveLength(1);
    await models.complete(aRequest(2));
    await models.complete(aRequest(1, { messages: [{ role: "user", text: "What is 6 * 8?" }] }));
    expect(bodies).toHaveLength(3);
  });
});
