import { join } from "node:path";
import { Agent } from "undici";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { CompletionRequest } from "../../../src/core/calls/completion.ts";
import { taskId } from "../../../src/core/task/ids.ts";
import type { Ledger } from "../../../src/core/calls/ledger.ts";
import { createBatchAsk } from "../../../src/models/batch-api/create-batch-ask.ts";
import { createBatchClient } from "../../../src/models/batch-api/batch-client.ts";
import { systemClock } from "../../../src/models/endpoint/timer-clock.ts";
import type { Ask } from "../../../src/models/exchange/ask-route.ts";
import { openStore, type Store } from "../../../src/store/open-store.ts";
import { scratchFolder } from "../../project.ts";
import { type BatchEndpoint, type BatchFaults, completionOf, startBatchEndpoint } from "../batch-endpoint.ts";

const folder = scratchFolder();
let files = 0;
const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});
afterAll(() => folder.remove());

function aStore(file: string): Store {
  return openStore(file, () => "2026-01-01T00:00:00.000Z");
}

async function anEndpoint(faults: BatchFaults = {}, holds = false): Promise<BatchEndpoint> {
  const endpoint = await startBatchEndpoint(faults, holds);
  open.push(endpoint.close);
  return endpoint;
}

/** Accounts in memory: what is open, what was settled. */
function accounts(): { readonly ledger: Ledger; readonly open: Set<number>; readonly settled: number[] } {
  const reserved = new Set<number>();
  const settled: number[] = [];
  let next = 0;
  const ledger: Ledger = {
    reserve: () => {
      reserved.add(++next);
      return { status: "reserved", reservation: { id: next } };
    },
    settle: ({ id }, usage) => {
      reserved.delete(id);
      settled.push(usage.promptTokens + usage.completionTokens);
    },
    release: ({ id }) => reserved.delete(id),
    kept: () => Promise.resolve(),
    chargeWhole: ({ id }) => reserved.delete(id),
  };
  return { ledger, open: reserved, settled };
}

const key = (index: number): string => `key-${index}`;

function aRequest(position: number): CompletionRequest {
  const address = {
    role: "judge",
    task: taskId("a"),
    line: 1,
    round: 1,
    level: 0,
    index: position,
    caseHash: "c",
    attempt: 0,
  } as const;
  return {
    address,
    messages: [{ role: "user", text: `question ${position}` }],
    sample: position,
    seed: position,
  };
}

function anAsk(
  endpoint: BatchEndpoint,
  store: Store,
  about: { readonly ledger?: Ledger; readonly signal?: AbortSignal; readonly maxRequests?: number } = {},
): { readonly ask: Ask; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const dispatcher = new Agent();
  open.push(() => dispatcher.destroy());
  const { ask } = createBatchAsk({
    endpoint: "night",
    role: { kind: "endpoint", endpoint: "night", model: "m", maxTokens: 100 },
    client: createBatchClient({
      baseUrl: endpoint.baseUrl,
      apiKey: "k",
      dispatcher,
      timeoutMs: 5_000,
      redact: (text) => text,
    }),
    book: store.batches,
    ledger: about.ledger ?? accounts().ledger,
    prices: { prompt: 1, completion: 1 },
    redact: (text) => text,
    clock: systemClock,
    policy: { idleMs: 20, pollMs: 5, maxRequests: about.maxRequests ?? 1_000 },
    warn: (message) => warnings.push(message),
    signal: about.signal ?? new AbortController().signal,
  });
  return { ask, warnings };
}

function newStore(): { readonly store: Store; readonly file: string } {
  const file = join(folder.path, `batch-${++files}.sqlite`);
  const store = aStore(file);
  open.push(() => store.close());
  return { store, file };
}

const asked = (ask: Ask, count: number): Promise<readonly string[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const completion = await ask(aRequest(index), key(index));
      return completion.status === "complete" ? completion.text : completion.status;
    }),
  );

const texts = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `answer to ${key(index)}`);

describe("judging by batches", () => {
  test("calls that come together are handed in together, each once, and every reply finds its call", async () => {
    const endpoint = await anEndpoint();
    const { ledger, open: unsettled, settled } = accounts();
    const { ask } = anAsk(endpoint, newStore().store, { ledger, maxRequests: 40 });
    expect(await asked(ask, 100)).toEqual(texts(100));
    expect(endpoint.batches).toEqual([40, 40, 20]);
    expect([...endpoint.handedIn.values()].every((count) => count === 1)).toBe(true);
    expect(unsettled.size).toBe(0);
    expect(settled).toEqual(Array.from({ length: 100 }, () => 5));
  });

  test("a batch that was created without an answer is found again, not handed in twice", async () => {
    const endpoint = await anEndpoint({ silentlyCreated: new Set([1]) });
    const { ask, warnings } = anAsk(endpoint, newStore().store);
    expect(await asked(ask, 3)).toEqual(texts(3));
    expect(endpoint.batches).toEqual([3]);
    expect(warnings.join()).toContain("does not answer");
  });

  test("a run that ends while a batch is under way leaves it there, and the next one collects it", async () => {
    const endpoint = await anEndpoint({}, true);
    const { store, file } = newStore();
    const { ledger, open: unsettled } = accounts();
    const interrupt = new AbortController();
    const first = anAsk(endpoint, store, { ledger, signal: interrupt.signal });
    const lost = Promise.allSettled(
      Array.from({ length: 5 }, (_, index) => first.ask(aRequest(index), key(index))),
    );
    await expect.poll(() => store.batches.open("night").map(({ remote }) => remote)).toEqual(["batch_1"]);
    interrupt.abort();
    expect((await lost).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "rejected"));
    expect(unsettled.size, "what was handed in may cost, and stays reserved").toBe(5);
    store.close();

    endpoint.finish();
    const again = aStore(file);
    open.push(() => again.close());
    const { ask } = anAsk(endpoint, again, { ledger });
    expect(await asked(ask, 7)).toEqual(texts(7));
    expect(endpoint.batches).toEqual([5, 2]);
    expect(unsettled.size).toBe(0);
    await expect.poll(() => again.batches.open("night")).toEqual([]);
  });

  test("a batch that was begun and never reached the endpoint is handed in anew", async () => {
    const endpoint = await anEndpoint();
    const { store } = newStore();
    store.batches.begin({ endpoint: "night", calls: [{ key: key(0), reservation: { id: 9 } }] });
    const { ask } = anAsk(endpoint, store);
    expect(await asked(ask, 1)).toEqual(texts(1));
    expect(endpoint.batches).toEqual([1]);
    await expect.poll(() => store.batches.open("night")).toEqual([]);
  });

  test("what a batch loses is asked for again, three times in all; a refused request is not", async () => {
    const endpoint = await anEndpoint({
      loses: (lost, batch) => lost === key(0) || (lost === key(1) && batch === 1),
      reply: (one) => (one === key(2) ? null : completionOf(`answer to ${one}`)),
    });
    const { ledger, open: unsettled } = accounts();
    const { ask } = anAsk(endpoint, newStore().store, { ledger });
    expect(await asked(ask, 4)).toEqual(["failed", `answer to ${key(1)}`, "failed", `answer to ${key(3)}`]);
    expect(endpoint.handedIn).toEqual(
      new Map([
        [key(0), 3],
        [key(1), 2],
        [key(2), 1],
        [key(3), 1],
      ]),
    );
    expect(unsettled.size).toBe(0);
  });

  test("a reply that was cut off is asked for once more with twice the room", async () => {
    const endpoint = await anEndpoint({
      reply: (one) => completionOf(`answer to ${one}`, one === key(0) ? "length" : "stop"),
    });
    const { ask } = anAsk(endpoint, newStore().store);
    expect(await asked(ask, 2)).toEqual([`answer to ${key(0)}-twice`, `answer to ${key(1)}`]);
  });

  test("an endpoint without a Batch API stops the run with what to do; one that stumbles is waited for", async () => {
    const none = await anEndpoint({ status: () => 404 });
    await expect(asked(anAsk(none, newStore().store).ask, 1)).rejects.toThrow(
      /check that it has the Batch API/,
    );
    const stumbling = await anEndpoint({ status: (_, count) => (count < 5 ? 503 : undefined) });
    expect(await asked(anAsk(stumbling, newStore().store).ask, 2)).toEqual(texts(2));
    expect(stumbling.batches).toEqual([2]);
  });
});
