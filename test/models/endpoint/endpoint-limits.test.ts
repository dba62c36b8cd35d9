import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Completion, ModelFault } from "../../../src/core/calls/completion.ts";
import { createRunSwitch } from "../../../src/core/run/run-switch.ts";
import { taskId } from "../../../src/core/task/ids.ts";
import type { EndpointHealth } from "../../../src/core/run/run-status.ts";
import {
  allowed,
  fullAllowance,
  lowered,
  raised,
} from "../../../src/models/endpoint/concurrency-allowance.ts";
import type { Models } from "../../../src/models/create-models.ts";
import { createRateWindow } from "../../../src/models/endpoint/rate-window.ts";
import { readRetryAfter } from "../../../src/models/endpoint/retry-after.ts";
import { manualClock } from "../manual-clock.ts";
import { aMemo, anEndpoint, aRequest, HASTY, openModels } from "../open-models.ts";
import { reply, sendJson, startServer, type TestServer } from "../start-server.ts";

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await startServer();
  other = await startServer();
});
afterAll(() => {
  server.close();
  other.close();
});
beforeEach(() => {
  for (const one of [server, other])
    one.answerWith((_, response) => {
      sendJson(response, 200, reply());
    });
});

const USAGE = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const COMPLETE: Completion = { status: "complete", text: "", thinking: "", usage: USAGE };

const tooMany = (after: string | null) => (_: unknown, response: Parameters<typeof sendJson>[0]) => {
  sendJson(
    response,
    429,
    { error: { message: "slow down" } },
    after === null ? {} : { "retry-after": after },
  );
};
const status = (code: number) => (_: unknown, response: Parameters<typeof sendJson>[0]) => {
  sendJson(response, code, { error: { message: "no" } });
};
const healthOf = (models: Models, endpoint = "e"): EndpointHealth => {
  const found = models.health().find((one) => one.endpoint === endpoint);
  if (found === undefined) throw new Error(`no endpoint ${endpoint}`);
  return found;
};
const askMany = (models: Models, count: number, from = 1): Promise<string>[] =>
  Array.from({ length: count }, async (_, n) => {
    const asked = await models.complete(aRequest(from + n)).catch((error: unknown) => error);
    if (asked instanceof ModelFault) return asked.kind;
    return typeof asked === "object" && asked !== null && "status" in asked ? String(asked.status) : "thrown";
  });
const until = (condition: () => boolean): Promise<boolean> => vi.waitUntil(condition, { timeout: 30_000 });

describe("a 429", () => {
  test("pauses the endpoint as long as it says, even an hour; nothing fails, and nobody else sends meanwhile", async () => {
    const clock = manualClock();
    const warnings: string[] = [];
    const models = openModels(server.baseUrl, { clock, warn: (text) => warnings.push(text) });
    const before = server.requests();
    server.answerWith(tooMany("3600"));
    const asked = askMany(models, 12);
    await until(() => healthOf(models).paused !== null && healthOf(models).inFlight === 0);
    expect(server.requests() - before).toBe(4);
    expect(warnings).toEqual([expect.stringMatching(/^e asks to wait 3600 s, until \d\d:\d\d:\d\d UTC/)]);

    server.answerWith((_, response) => {
      sendJson(response, 200, reply());
    });
    clock.advance(3_599_000);
    asked.push(...askMany(models, 1, 50));
    expect(healthOf(models).inFlight).toBe(0);
    clock.advance(1_000);
    expect(healthOf(models).inFlight).toBeGreaterThan(0);
    expect(await Promise.all(asked)).toEqual(Array(13).fill("complete"));
    expect(server.requests() - before).toBe(4 + 13);
    expect(healthOf(models)).toMatchObject({ requests: 17, retries: 4, failures: 0, paused: null });
  });

  test("that says nothing about when pauses for longer each time, and fails nothing", async () => {
    let left = 10;
    const models = openModels(server.baseUrl);
    server.answerWith((request, response) => {
      if (left-- > 0) tooMany(null)(request, response);
      else sendJson(response, 200, reply());
    });
    expect(await Promise.all(askMany(models, 6))).toEqual(Array(6).fill("complete"));
  });

  test("that names no wait to speak of is not asked again and again at once", async () => {
    const clock = manualClock();
    const models = openModels(server.baseUrl, { clock });
    const before = server.requests();
    server.answerWith((request, response) => {
      clock.advance(1);
      tooMany("0")(request, response);
    });
    const asked = askMany(models, 4);
    await until(() => healthOf(models).paused !== null && healthOf(models).inFlight === 0);
    expect(server.requests() - before).toBeLessThanOrEqual(8);
    server.answerWith((_, response) => {
      sendJson(response, 200, reply());
    });
    clock.advance(60_000);
    expect(await Promise.all(asked)).toEqual(Array(4).fill("complete"));
  });

  test("ends its pause at once when the run is stopped", async () => {
    const stop = new AbortController();
    const clock = manualClock();
    const models = openModels(server.baseUrl, { clock, signal: stop.signal });
    server.answerWith(tooMany("3600"));
    const asked = askMany(models, 9);
    await until(() => healthOf(models).paused !== null && healthOf(models).inFlight === 0);
    stop.abort();
    expect(await Promise.all(asked)).toEqual(Array(9).fill("stopped"));
    expect(await askMany(models, 1, 70)[0]).toBe("stopped");
    expect(clock.timers(), "nothing keeps the process from ending").toBe(0);
  });

  test("lowers how many calls are under way, and answers raise it again, never above what is configured", () => {
    const steps = fc.array(fc.constantFrom("answer", "too many"), { maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), steps, (configured, events) => {
        let allowance = fullAllowance(configured);
        for (const [nowMs, event] of events.entries()) {
          const before = allowed(allowance);
          allowance = event === "answer" ? raised(allowance) : lowered(allowance, nowMs, nowMs + 0.5);
          const most = event === "too many" ? Math.max(1, before - 1) : before + 1;
          expect(allowed(allowance)).toBeLessThanOrEqual(most);
          expect(allowed(allowance)).toBeGreaterThanOrEqual(1);
          expect(allowed(allowance)).toBeLessThanOrEqual(configured);
        }
        for (let answers = 0; answers < configured ** 2; answers++) allowance = raised(allowance);
        expect(allowed(allowance)).toBe(configured);
      }),
      { numRuns: 50 },
    );
  });

  test("counts once for all calls that were under way together", () => {
    const once = lowered(fullAllowance(64), 10, 20);
    expect(allowed(once)).toBe(48);
    expect(allowed(lowered(lowered(once, 12, 21), 20, 22))).toBe(48);
    expect(allowed(lowered(once, 21, 30))).toBe(36);
  });

  test.each([
    [{ "retry-after": "2" }, 2_000],
    [{ "retry-after": "2.5" }, 2_500],
    [{ "retry-after": "1m7s" }, 67_000],
    [{ "retry-after-ms": "350", "retry-after": "1" }, 350],
    [{ "retry-after": "Thu, 01 Jan 1970 00:01:00 GMT" }, 59_000],
    [{ "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, 0],
    [{ "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "1m0.5s" }, 60_500],
    [{ "x-ratelimit-remaining-tokens": "7", "x-ratelimit-reset-tokens": "6m0s" }, null],
    [{ "retry-after": "1e999" }, null],
    [{ "retry-after": "99999999999" }, 86_400_000],
    [{ "retry-after": "soon" }, null],
    [{}, null],
  ])(
    "is understood in each way to say how long: %j",
    (headers: Readonly<Record<string, string>>, expected) => {
      expect(readRetryAfter((name) => headers[name] ?? null, 1_000)).toBe(expected);
    },
  );

  test.each(["1700000009", "1700000009000"])("may name a moment for a wait: %s", (moment) => {
    const now = 1_700_000_000_000;
    expect(readRetryAfter((name) => (name === "retry-after" ? moment : null), now)).toBe(9_000);
  });
});

describe("limits a minute", () => {
  test("hold in every 60 seconds, for requests and tokens", () => {
    const call = fc.record({
      gapMs: fc.integer({ min: 0, max: 20_000 }),
      tokens: fc.integer({ min: 0, max: 400 }),
      /** How long it is on its way. */
      lateMs: fc.integer({ min: 0, max: 999 }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const window = createRateWindow({ requests: 5, tokens: 1_000 });
        const arrived: { atMs: number; tokens: number }[] = [];
        let nowMs = 0;
        for (const { gapMs, tokens, lateMs } of calls) {
          nowMs = window.freeAt(nowMs + gapMs, tokens);
          window.add(nowMs, tokens);
          arrived.push({ atMs: nowMs + lateMs, tokens });
        }
        for (const { atMs } of arrived) {
          const minute = arrived.filter((one) => one.atMs > atMs - 60_000 && one.atMs <= atMs);
          expect(minute.length).toBeLessThanOrEqual(5);
          expect(minute.reduce((sum, { tokens }) => sum + tokens, 0)).toBeLessThanOrEqual(1_000);
        }
      }),
    );
  });

  test("keep calls waiting, not failing", async () => {
    const clock = manualClock();
    const models = openModels({ e: anEndpoint(server.baseUrl, { requestsPerMinute: 3 }) }, { clock });
    const before = server.requests();
    const asked = askMany(models, 7);
    for (const sent of [3, 6, 7]) {
      await until(() => healthOf(models).requests === sent && healthOf(models).inFlight === 0);
      clock.advance(60_000);
      expect(healthOf(models).requests).toBe(sent);
      clock.advance(1_000);
    }
    expect(await Promise.all(asked)).toEqual(Array(7).fill("complete"));
    expect(server.requests() - before).toBe(7);
  });

  test("count the tokens that a call has taken in the place of those that it might have", async () => {
    const models = openModels({ e: anEndpoint(server.baseUrl, { concurrency: 1, tokensPerMinute: 300 }) });
    // Each could take about 190 and takes 15: one after the other they go through without a wait.
    expect(await Promise.all(askMany(models, 8))).toEqual(Array(8).fill("complete"));
  });

  test("let a call pass that is larger than the whole limit, when nothing else was sent", () => {
    const window = createRateWindow({ requests: undefined, tokens: 100 });
    expect(window.freeAt(0, 500)).toBe(0);
    window.add(0, 500);
    expect(window.freeAt(1, 1)).toBe(61_000);
  });
});

describe("the line of an endpoint", () => {
  test("lets go first whatever is not the judge's, then the task that began first, then the call that came first", async () => {
    const order: string[] = [];
    const models = openModels({ e: anEndpoint(server.baseUrl, { concurrency: 1 }) });
    server.answerWith((_, response, body) => {
      order.push(/say ([\w ]+)/.exec(body)?.[1] ?? "");
      sendJson(response, 200, reply());
    });
    const ask = (task: string, role: "judge" | "author", word: string) => {
      const { address, ...request } = aRequest(1, { messages: [{ role: "user", text: `say ${word}` }] });
      const place = { ...address, task: taskId(task) };
      const whose =
        role === "judge" ? place : ({ task: place.task, line: 1, round: 1, role, turn: 1 } as const);
      return models.complete({ ...request, address: whose });
    };
    const asked = [
      ask("first", "author", "at once"),
      ask("second", "judge", "second one"),
      ask("third", "author", "third draft"),
      ask("first", "judge", "first one"),
      ask("second", "judge", "second two"),
      ask("first", "judge", "first two"),
      ask("second", "author", "second draft"),
    ];
    await Promise.all(asked);
    const drafts = ["second draft", "third draft"];
    expect(order).toEqual(["at once", ...drafts, "first one", "first two", "second one", "second two"]);
  });

  test("lets a call that is to wait keep its place in the line, and one that went wrong go to its end", async () => {
    for (const [failure, last] of [
      [tooMany("0.02"), ["one", "two", "three"]],
      [status(500), ["two", "three", "one"]],
    ] as const) {
      const order: string[] = [];
      let isFirst = true;
      server.answerWith((request, response, body) => {
        if (isFirst) {
          isFirst = false;
          failure(request, response);
          return;
        }
        order.push(/say (\w+)/.exec(body)?.[1] ?? "");
        sendJson(response, 200, reply());
      });
      const models = openModels({ e: anEndpoint(server.baseUrl, { concurrency: 1 }) });
      const ask = (word: string) =>
        models.complete(aRequest(1, { messages: [{ role: "user", text: `say ${word}` }] }));
      await Promise.all([ask("one"), ask("two"), ask("three")]);
      expect(order).toEqual(last);
    }
  });

  test("sends nothing more while the run is paused and loses nothing; what is under way ends", async () => {
    const held: (() => void)[] = [];
    server.answerWith((_, response) => {
      held.push(() => sendJson(response, 200, reply()));
    });
    const runSwitch = createRunSwitch();
    const models = openModels(server.baseUrl, { runSwitch });
    const asked = askMany(models, 6);
    await until(() => held.length === 4);
    expect(models.load()).toEqual({ inFlight: 4, waiting: 2, waitingForBudget: 0 });
    runSwitch.pause();
    asked.push(...askMany(models, 1, 50));
    for (const answer of held.splice(0)) answer();
    await until(() => models.load().inFlight === 0);
    expect(models.load()).toEqual({ inFlight: 0, waiting: 3, waitingForBudget: 0 });
    runSwitch.resume();
    await until(() => held.length === 3);
    for (const answer of held) answer();
    expect(await Promise.all(asked)).toEqual(Array(7).fill("complete"));
    expect(models.load()).toEqual({ inFlight: 0, waiting: 0, waitingForBudget: 0 });
  });

  test("a pause holds what is recorded, too, and a stop refuses what waits for its end and what comes later", async () => {
    const runSwitch = createRunSwitch();
    const memo = { ...aMemo(), find: () => COMPLETE };
    const models = openModels(server.baseUrl, { runSwitch, memo });
    runSwitch.pause();
    const asked = askMany(models, 2);
    expect(models.load()).toEqual({ inFlight: 0, waiting: 2, waitingForBudget: 0 });
    runSwitch.stop();
    expect(await Promise.all([...asked, ...askMany(models, 1, 9)])).toEqual(Array(3).fill("stopped"));
  });

  test("is as wide as it is tuned to while a run is on", async () => {
    const held: (() => void)[] = [];
    server.answerWith((_, response) => {
      held.push(() => sendJson(response, 200, reply()));
    });
    const models = openModels(server.baseUrl);
    const asked = askMany(models, 12);
    await until(() => held.length === 4);
    models.setConcurrency("e", 7);
    await until(() => held.length === 7);
    models.setConcurrency(null, 1);
    expect(healthOf(models)).toMatchObject({ inFlight: 7, allowed: 1, configured: 1 });
    for (const answer of held.splice(0, 6)) answer();
    await until(() => healthOf(models).inFlight === 1);
    models.setConcurrency("e", 100_000);
    expect(healthOf(models).configured).toBe(1_024);
    await until(() => held.length === 6);
    for (const answer of held) answer();
    expect(await Promise.all(asked)).toEqual(Array(12).fill("complete"));
  });

  test("lets calls under way finish when the run is stopped, and sends none that waits", async () => {
    const held: (() => void)[] = [];
    server.answerWith((_, response) => {
      held.push(() => sendJson(response, 200, reply()));
    });
    const stop = new AbortController();
    const models = openModels(server.baseUrl, { signal: stop.signal });
    const before = server.requests();
    const asked = askMany(models, 10);
    await until(() => held.length === 4);
    stop.abort();
    for (const answer of held) answer();
    expect(await Promise.all(asked)).toEqual([...Array(4).fill("complete"), ...Array(6).fill("stopped")]);
    expect(server.requests() - before).toBe(4);
  });
});

describe("an endpoint that stops answering", () => {
  const brokenAfter = (good: number): void => {
    let left = good;
    server.answerWith((request, response) => {
      if (left-- > 0) sendJson(response, 200, reply());
      else status(503)(request, response);
    });
  };

  test("is left alone but for one call at a time, and everything goes on when it answers again", async () => {
    const clock = manualClock();
    const warnings: string[] = [];
    const timing = {
      retryDelayMs: 1_000_000,
      coolDownMs: 10_000,
      unavailableAfterMs: 3_600_000,
      notReadyMs: 0,
    };
    const models = openModels(
      { e: anEndpoint(server.baseUrl, { concurrency: 8 }) },
      { clock, timing, warn: (text) => warnings.push(text) },
    );
    brokenAfter(1);
    expect(await askMany(models, 1)[0]).toBe("complete");
    const before = server.requests();
    const asked = askMany(models, 20, 10);
    await until(() => healthOf(models).circuit === "open" && healthOf(models).inFlight === 0);
    // Four failures each let the next one in, the fifth does not.
    expect(server.requests() - before).toBe(8 + 4);
    for (const coolDownMs of [10_000, 20_000, 40_000, 60_000, 60_000]) {
      const sent = healthOf(models).requests;
      clock.advance(coolDownMs - 1);
      expect(healthOf(models).requests).toBe(sent);
      clock.advance(1);
      await until(() => healthOf(models).circuit === "open" && healthOf(models).inFlight === 0);
      expect(healthOf(models).requests).toBe(sent + 1);
    }
    server.answerWith((_, response) => {
      sendJson(response, 200, reply());
    });
    clock.advance(60_000);
    await until(() => healthOf(models).circuit === "closed" && healthOf(models).inFlight === 0);
    // Some were sent back to wait a while before they try again.
    clock.advance(10_000_000);
    expect(await Promise.all(asked)).toEqual(Array(20).fill("complete"));
    expect(warnings).toEqual([
      expect.stringMatching(/^e is in trouble \(status 503: no\)/),
      "e answers again",
    ]);
  });

  test("stops the run, to be resumed, when it stays so", async () => {
    const timing = { retryDelayMs: 1, coolDownMs: 1, unavailableAfterMs: 100, notReadyMs: 0 };
    const models = openModels(server.baseUrl, { timing });
    brokenAfter(1);
    expect(await askMany(models, 1)[0]).toBe("complete");
    expect(await Promise.all(askMany(models, 9, 10))).toEqual(Array(9).fill("unavailable"));
    await expect(models.complete(aRequest(99))).rejects.toThrow(
      /does not answer as it should and has not for \d+ s: status 503.*--resume/,
    );
  });

  test("stops the run at once when it has never answered", async () => {
    const models = openModels(server.baseUrl, { timing: { ...HASTY, unavailableAfterMs: 1e9 } });
    brokenAfter(0);
    expect(await Promise.all(askMany(models, 4))).toEqual(Array(4).fill("unavailable"));
  });

  test("for one request only, fails that request and not the run", async () => {
    server.answerWith((request, response, body) => {
      if (body.includes("poison")) status(500)(request, response);
      else sendJson(response, 200, reply());
    });
    const models = openModels({ e: anEndpoint(server.baseUrl, { concurrency: 1 }) });
    const poison = models.complete(aRequest(1, { messages: [{ role: "user", text: "poison" }] }));
    const others = askMany(models, 8, 2);
    expect(await poison).toMatchObject({ status: "failed", reason: /status 500: no, 3 times, while others/ });
    expect(await Promise.all(others)).toEqual(Array(8).fill("complete"));
  });
});

describe("several endpoints of a role", () => {
  const both = (): ReturnType<typeof openModels> =>
    openModels({
      a: anEndpoint(server.baseUrl, { concurrency: 6 }),
      b: anEndpoint(other.baseUrl, { concurrency: 2 }),
    });

  test("share the work by the room they have", async () => {
    const held: (() => void)[] = [];
    for (const one of [server, other])
      one.answerWith((_, response) => {
        held.push(() => sendJson(response, 200, reply()));
      });
    const models = both();
    const asked = askMany(models, 4);
    await until(() => held.length === 4);
    expect(models.health().map(({ endpoint, inFlight }) => [endpoint, inFlight])).toEqual([
      ["a", 3],
      ["b", 1],
    ]);
    for (const answer of held) answer();
    await Promise.all(asked);
  });

  test("stand in for each other: when one is down, or asks to wait, its calls go to the other", async () => {
    for (const failure of [status(503), tooMany("3600")]) {
      server.answerWith(failure);
      const models = both();
      expect(await Promise.all(askMany(models, 30))).toEqual(Array(30).fill("complete"));
      expect(healthOf(models, "a").requests).toBeLessThan(20);
      expect(healthOf(models, "b").tokens).toBe(30 * 15);
    }
  });

  test("stop the run only when none of them answers", async () => {
    server.answerWith(status(503));
    other.answerWith(status(502));
    expect(await Promise.all(askMany(both(), 8))).toEqual(Array(8).fill("unavailable"));
  });

  test("share one memo: whichever answered, the call is not sent again", async () => {
    const kept = new Map<string, string>();
    const keys = async (): Promise<readonly string[]> => {
      kept.clear();
      await models.complete(aRequest());
      return [...kept.keys()];
    };
    const memo = {
      find: () => undefined,
      begin: ({ key, endpoint }: { key: string; endpoint: string }) => void kept.set(key, endpoint),
      finish: () => {},
      kept: () => Promise.resolve(),
    };
    const models = openModels({ a: anEndpoint(server.baseUrl), b: anEndpoint(other.baseUrl) }, { memo });
    server.answerWith(tooMany("3600"));
    const first = await keys();
    expect([...kept.values()]).toEqual(["a,b"]);
    expect(await keys()).toEqual(first);
  });
});
