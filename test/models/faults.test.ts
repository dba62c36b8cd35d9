import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Completion, ModelFault, type ModelFaultKind } from "../../src/core/calls/completion.ts";
import type { Ledger } from "../../src/core/calls/ledger.ts";
import type { Models } from "../../src/models/create-models.ts";
import { worstCase } from "../../src/models/endpoint/worst-case.ts";
import { aLedger, type Entry } from "./a-ledger.ts";
import { anEndpoint, aRequest, HASTY, openModels } from "./open-models.ts";
import { type FaultEndpoint, startFaultEndpoint } from "./start-fault-endpoint.ts";

/** What must come of one call: its outcome, and how each request that was sent was accounted for. */
type Expected = readonly [outcome: Completion["status"] | ModelFaultKind, ...accounts: Entry["end"][]];

const ONCE_AND_FAILED: Expected = ["failed", "released"];
const THREE_CHARGED: Expected = ["unavailable", "whole", "whole", "whole"];
const TWO_CHARGED: Expected = ["unavailable", "whole", "whole"];
/** The endpoint is waited for, however long it says; the test interrupts the wait. */
const WAITED_FOR: Expected = ["stopped", "released"];

const EXPECTED: Readonly<Record<string, Expected>> = {
  ok: ["complete", "settled"],
  "slow-2s": ["complete", "settled"],
  "status-400": ONCE_AND_FAILED,
  "context-overflow": ONCE_AND_FAILED,
  "status-401": ["unauthorized", "released"],
  "status-403": ["unauthorized", "released"],
  "status-404": ["unknown model", "released"],
  "status-408": THREE_CHARGED,
  "status-409": ONCE_AND_FAILED,
  "status-413": ONCE_AND_FAILED,
  "status-422": ONCE_AND_FAILED,
  "429-no-header": WAITED_FOR,
  "429-after-2": WAITED_FOR,
  "429-after-3600": WAITED_FOR,
  "429-quota": ["quota", "released"],
  "status-500": THREE_CHARGED,
  "502-html": THREE_CHARGED,
  "status-503": THREE_CHARGED,
  "504-empty": THREE_CHARGED,
  "status-529": THREE_CHARGED,
  hang: TWO_CHARGED,
  drip: TWO_CHARGED,
  "body-cut": THREE_CHARGED,
  "json-broken": THREE_CHARGED,
  "html-200": THREE_CHARGED,
  "html-as-json": THREE_CHARGED,
  "empty-200": THREE_CHARGED,
  "no-choices": THREE_CHARGED,
  "content-null": ["empty", "settled"],
  "content-empty": ["empty", "settled"],
  refusal: ["refused", "settled"],
  length: ["truncated", "settled", "settled"],
  "content-filter": ["refused", "settled"],
  "error-in-200": THREE_CHARGED,
  "usage-missing": ["complete", "settled"],
  "usage-absurd": ["complete", "settled"],
  "reasoning-content": ["complete", "settled"],
  reasoning: ["complete", "settled"],
  "think-tags": ["complete", "settled"],
  "think-unopened": ["complete", "settled"],
  "think-unclosed": ["empty", "settled"],
  reset: THREE_CHARGED,
  redirect: ["unavailable", "released", "released", "released"],
  "huge-60mb": THREE_CHARGED,
  "stream-truncated": THREE_CHARGED,
  "stream-stall": TWO_CHARGED,
  "stream-error": THREE_CHARGED,
};
const MODES = Object.keys(EXPECTED);

const NEVER_ANSWER = new Set(["hang", "drip", "stream-stall"]);
const DEADLINE_SECONDS = 2;
/** What a busy machine may add to two deadlines; without deadlines these calls last for ever. */
const SLACK_MS = 20_000;
const AN_HOUR_MS = 3_600_000;

let endpoint: FaultEndpoint;
/** Composing 60 MB keeps a process from answering others within their deadlines. */
let huge: FaultEndpoint;
beforeAll(async () => {
  endpoint = await startFaultEndpoint();
  huge = await startFaultEndpoint();
});
afterAll(() => {
  endpoint.close();
  huge.close();
});
const endpointFor = (mode: string): FaultEndpoint => (mode === "huge-60mb" ? huge : endpoint);

type Opened = { readonly models: Models; readonly stop: AbortController };

function open(mode: string, ledger: Ledger): Opened {
  const stop = new AbortController();
  const timeoutSeconds = NEVER_ANSWER.has(mode) ? DEADLINE_SECONDS : 120;
  const config = anEndpoint(endpointFor(mode).baseUrl(mode), { timeoutSeconds });
  const waits = mode.startsWith("429-") && mode !== "429-quota";
  const timing = waits ? { ...HASTY, retryDelayMs: AN_HOUR_MS } : HASTY;
  return { models: openModels({ e: config }, { ledger, timing, signal: stop.signal }), stop };
}

/** Ends the wait of a paused endpoint, once it is paused. */
async function stopWhenPaused({ models, stop }: Opened): Promise<void> {
  await vi.waitUntil(() => models.health()[0]?.paused !== null, { timeout: 60_000 });
  stop.abort();
}

/** The endpoint has received exactly so many requests; it may still be reading the last one. */
async function reaches(mode: string, requests: number): Promise<void> {
  const received = (): Promise<number> => endpointFor(mode).requests(mode);
  await vi.waitUntil(async () => (await received()) >= requests, { timeout: 30_000 });
  expect(await received()).toBe(requests);
}

const outcomeOf = (asked: Promise<Completion>): Promise<Completion | ModelFault> =>
  asked.catch((error: unknown) => {
    if (error instanceof ModelFault) return error;
    throw error;
  });

test("the table has every mode of the endpoint", async () => {
  expect(MODES).toEqual(await endpoint.modes());
});

describe("a call ends as it must, after as many requests as it may cost, each of them accounted for:", () => {
  test.concurrent.each(MODES)(
    "%s",
    async (mode) => {
      const ledger = aLedger();
      const opened = open(mode, ledger);
      const before = await endpointFor(mode).requests(mode);
      const started = performance.now();
      const asked = outcomeOf(opened.models.complete(aRequest()));
      const [expected = "", ...accounts] = EXPECTED[mode] ?? [];
      if (expected === "stopped") await stopWhenPaused(opened);
      const outcome = await asked;
      const lastedMs = performance.now() - started;

      expect(outcome instanceof ModelFault ? outcome.kind : outcome.status).toBe(expected);
      expect(ledger.entries.map(({ end }) => end)).toEqual(accounts);
      await reaches(mode, before + accounts.length);
      const most = NEVER_ANSWER.has(mode) ? 2 * DEADLINE_SECONDS * 1000 + SLACK_MS : Infinity;
      expect(lastedMs).toBeLessThan(most);
      const health = opened.models.health()[0];
      expect(health).toMatchObject({ requests: accounts.length, inFlight: 0 });
    },
    180_000,
  );
});

describe("what an endpoint says is not lost and not believed blindly:", () => {
  test.each(["reasoning-content", "reasoning", "think-tags", "think-unopened"])(
    "thinking is kept apart from the text (%s)",
    async (mode) => {
      const reply = await open(mode, aLedger()).models.complete(aRequest());
      expect(reply).toMatchObject({ status: "complete", text: "Answer: 42" });
      expect(reply.status === "complete" ? reply.thinking : "").toContain("41");
    },
  );

  test.each(["usage-missing", "usage-absurd"])(
    "usage is the worst case when it is no count (%s)",
    async (mode) => {
      const ledger = aLedger();
      const reply = await open(mode, ledger).models.complete(aRequest());
      expect(reply.usage.estimated).toBe(true);
      expect(reply.usage.promptTokens + reply.usage.completionTokens).toBe(ledger.entries[0]?.worst.tokens);
      expect(ledger.spent()).toBe(ledger.entries[0]?.worst.tokens);
    },
  );
});

describe("no request is sent past the budget:", () => {
  const CALLS = 12;
  test.concurrent.each(MODES)(
    "%s",
    async (mode) => {
      const { promptTokens, completionTokens } = worstCase(aRequest().messages, 100);
      const worst = promptTokens + completionTokens;
      const cap = Math.floor(worst * 4.5);
      const ledger = aLedger(cap);
      const opened = open(mode, ledger);
      const before = await endpointFor(mode).requests(mode);
      const asked = Array.from({ length: CALLS }, (_, sample) =>
        outcomeOf(opened.models.complete(aRequest(100 + sample))),
      );
      if (EXPECTED[mode]?.[0] === "stopped") await stopWhenPaused(opened);
      await Promise.all(asked);

      expect(ledger.spent()).toBeLessThanOrEqual(cap);
      expect(ledger.entries.every(({ end }) => end !== "open")).toBe(true);
      expect(opened.models.health()[0]?.requests).toBe(ledger.entries.length);
      await reaches(mode, before + ledger.entries.length);
    },
    180_000,
  );

  const askMany = (
    mode: string,
    worstCases: number,
  ): {
    ledger: ReturnType<typeof aLedger>;
    models: ReturnType<typeof open>["models"];
    kinds: Promise<readonly string[]>;
  } => {
    const { promptTokens, completionTokens } = worstCase(aRequest().messages, 100);
    const ledger = aLedger((promptTokens + completionTokens) * worstCases);
    const { models } = open(mode, ledger);
    const asked = Array.from({ length: CALLS }, async (_, sample) => {
      const outcome = await outcomeOf(models.complete(aRequest(200 + sample)));
      return outcome instanceof ModelFault ? outcome.kind : outcome.status;
    });
    return { ledger, models, kinds: Promise.all(asked) };
  };

  test("calls that are charged whole use it up, and the next one stops the run", async () => {
    const { ledger, kinds } = askMany("usage-missing", 4.5);
    expect((await kinds).toSorted()).toEqual([...Array(8).fill("budget"), ...Array(4).fill("complete")]);
    expect(ledger.entries).toHaveLength(4);
  });

  test("calls wait while others under way may give something back, rather than stop the run", async () => {
    const { ledger, models, kinds } = askMany("ok", 2.5);
    const load = await vi.waitUntil(() => models.load().waitingForBudget > 0 && models.load(), {
      interval: 1,
    });
    expect(load.waitingForBudget).toBe(load.waiting);
    expect(await kinds).toEqual(Array(CALLS).fill("complete"));
    expect(ledger.spent()).toBe(CALLS * 15);
  });
});
