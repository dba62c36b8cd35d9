import { setImmediate } from "node:timers/promises";
import { AIMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { CompletionRequest } from "../../src/core/calls/completion.ts";
import { hashJson } from "../../src/core/draft/hash.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { roleSchema } from "../../src/core/calls/model-config.ts";
import { composeRequest } from "../../src/models/exchange/compose-request.ts";
import { requireModels } from "../../src/models/endpoint/require-models.ts";
import { systemClock } from "../../src/models/endpoint/timer-clock.ts";
import { aMemo, anEndpoint, aRequest, openModels } from "./open-models.ts";
import { reply, sendJson, startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
let bodies: Readonly<Record<string, unknown>>[] = [];
beforeAll(async () => {
  server = await startServer();
  server.answerWith((_, response, body) => {
    bodies.push(z.record(z.string(), z.unknown()).parse(JSON.parse(body)));
    sendJson(response, 200, reply());
  });
});
afterAll(() => server.close());
beforeEach(() => {
  bodies = [];
});

test("a request holds what it is known to need, and no more", async () => {
  await openModels(server.baseUrl).complete(aRequest());
  expect(bodies).toEqual([
    {
      model: "m",
      messages: [{ role: "user", content: "What is 6 * 7?" }],
      max_tokens: 100,
      seed: 7,
      stream: false,
    },
  ]);
});

test("what is known of a model decides how it is asked, the configuration before what was found out", async () => {
  const known = { seed: false, tokenLimit: "max_completion_tokens" } as const;
  const profiles = { e: { baseUrl: server.baseUrl, models: { m: known } } };
  const ask = (endpoint: object, from: typeof profiles): Promise<unknown> =>
    openModels({ e: anEndpoint(server.baseUrl, endpoint) }, { profiles: from }).complete(aRequest());
  await ask({}, profiles);
  await ask({ serviceTier: "flex", compat: { seed: true } }, profiles);
  await ask({}, { e: { ...profiles.e, baseUrl: "http://elsewhere.invalid/v1" } });
  const asked = bodies.map(({ seed, max_tokens, max_completion_tokens, service_tier }) => [
    seed,
    max_tokens,
    max_completion_tokens,
    service_tier,
  ]);
  expect(asked).toEqual([
    [undefined, undefined, 100, undefined],
    [7, undefined, 100, "flex"],
    [7, 100, undefined, undefined],
  ]);
});

describe("a request is byte for byte what langchain's client for OpenAI sends", () => {
  const messages = [
    { role: "system", text: "be «brief» \u2028 \u{1f600}" },
    { role: "user", text: 'say "hi"\n' },
    { role: "assistant", text: "hi" },
    { role: "user", text: "" },
  ] as const;
  const MESSAGES = { system: SystemMessage, user: HumanMessage, assistant: AIMessage } as const;

  test.each(["m", "gpt-4o", "o3-mini", "gpt-5", "gpt-5-chat-latest", "openai/o3"])("to %s", async (model) => {
    for (const temperature of [undefined, 0, 0.7]) {
      for (const serviceTier of [undefined, "flex"]) {
        const bodies: string[] = [];
        server.answerWith((_, response, body) => {
          bodies.push(body);
          sendJson(response, 200, reply());
        });
        const client = new ChatOpenAI({
          model,
          apiKey: "k",
          maxTokens: 77,
          maxRetries: 0,
          useResponsesApi: false,
          ...(temperature === undefined ? {} : { temperature }),
          ...(serviceTier === undefined ? {} : { modelKwargs: { service_tier: serviceTier } }),
          configuration: { baseURL: server.baseUrl },
        });
        await client.invoke(
          messages.map(({ role, text }) => new MESSAGES[role](text)),
          { seed: 7 },
        );
        const config = anEndpoint(server.baseUrl, serviceTier === undefined ? {} : { serviceTier });
        const setup = { config, apiKey: "k", model, maxTokens: 77, temperature, compat: {} };
        const { url, ...composed } = composeRequest({ messages, seed: 7 }, setup);
        await fetch(url, composed);
        expect(bodies[1]).toBe(bodies[0]);
      }
    }
  });
});

test("a reply is given to whoever asked once the memo has kept it", async () => {
  const finished = Promise.withResolvers<undefined>();
  const kept = Promise.withResolvers<undefined>();
  const finish = (): void => finished.resolve(undefined);
  const memo = { ...aMemo(), finish, kept: () => kept.promise };
  const asked = openModels(server.baseUrl, { memo }).complete(aRequest());
  await finished.promise;
  expect(await Promise.race([asked, setImmediate("not yet")])).toBe("not yet");
  kept.resolve(undefined);
  expect(await asked).toMatchObject({ status: "complete" });
});

test("what an endpoint answers is counted, though a task hears of replies out of the memo, too", async () => {
  let nowMs = 0;
  const models = openModels(server.baseUrl, { clock: { ...systemClock, now: () => nowMs } });
  const { task } = aRequest().address;
  expect(models.heardMs(task)).toBeUndefined();
  await models.complete(aRequest());
  nowMs = 60_000;
  await models.complete(aRequest());
  expect(models.heardMs(task)).toBe(60_000);
  expect(models.traffic()).toEqual({ answered: 1, callsPerMinute: 1, tokensPerMinute: 15 });
  nowMs = 300_000;
  expect(models.traffic()).toEqual({ answered: 1, callsPerMinute: 0, tokensPerMinute: 0 });
});

test("a call to one endpoint is known by the same key as ever, so that old records answer", async () => {
  const memo = aMemo();
  await openModels(server.baseUrl, { memo }).complete(aRequest());
  const { messages, seed, sample } = aRequest();
  const parameters = { maxTokens: 100, temperature: null };
  expect([...memo.replies.keys()]).toEqual([
    hashJson({ endpoint: "e", model: "m", parameters, messages, seed, sample }),
  ]);
});

test("a call that the endpoint turned away is asked again by the next run; one that it answered is not", async () => {
  const memo = aMemo();
  let status = 400;
  server.answerWith((_, response) => {
    sendJson(response, status, status === 200 ? reply("") : { error: { message: "no" } });
  });
  const models = openModels(server.baseUrl, { memo });
  expect(await models.complete(aRequest())).toMatchObject({ status: "failed" });
  expect(memo.replies.size).toBe(0);
  status = 200;
  expect(await models.complete(aRequest())).toMatchObject({ status: "empty" });
  expect(memo.replies.size).toBe(1);
});

test("a run that is resumed does not suspect an endpoint that has answered its role before", async () => {
  const asAuthor = (turn: number): CompletionRequest => ({
    ...aRequest(turn),
    address: { role: "author", task: taskId("t"), line: 1, round: 1, turn },
  });
  const memo = aMemo();
  await openModels(server.baseUrl, { memo }).complete(asAuthor(1));
  server.answerWith((_, response) => sendJson(response, 422, { error: { message: "unprocessable" } }));

  const suspecting = openModels(server.baseUrl).complete(asAuthor(2));
  await expect(suspecting).rejects.toThrow("has answered nothing that the author asked");
  const resumed = openModels(server.baseUrl, { memo });
  await resumed.complete(asAuthor(1));
  expect(await resumed.complete(asAuthor(2))).toMatchObject({ status: "failed", refusal: "other" });
});

test("a role may name several endpoints, each once, and each must be there with its key", () => {
  const role = roleSchema.parse({ endpoint: ["a", "b"], model: "m" });
  expect(roleSchema.safeParse({ endpoint: ["a", "a"], model: "m" }).success).toBe(false);
  expect(roleSchema.safeParse({ endpoint: [], model: "m" }).success).toBe(false);
  const endpoints = { a: anEndpoint(server.baseUrl), b: anEndpoint(server.baseUrl, { apiKeyEnv: "OTHER" }) };
  const config = { endpoints, roles: { author: role, judge: role } };
  const keyOf = (variable: string): string | undefined => (variable === "KEY" ? "x" : undefined);
  expect(() => requireModels(config, keyOf)).toThrow(/endpoint b needs a key, and OTHER is not set/);
  expect(() => requireModels({ ...config, endpoints: { a: endpoints.a } }, keyOf)).toThrow(
    /endpoint b is not configured\. Configured are: a\./,
  );
});
