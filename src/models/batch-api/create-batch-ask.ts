import type { BatchBook, BatchedCall } from "../../core/calls/batch-book.ts";
import { type Completion, type CompletionRequest, ModelFault } from "../../core/calls/completion.ts";
import type { Ledger, Reservation } from "../../core/calls/ledger.ts";
import type { EndpointRole } from "../../core/calls/model-config.ts";
import type { Clock } from "../endpoint/timer-clock.ts";
import { type Prices, priceUsage, worstAmount, worstCase, type WorstCase } from "../endpoint/worst-case.ts";
import type { Ask, Asking } from "../exchange/ask-route.ts";
import type { Redact } from "../exchange/redact.ts";
import { createRefusals } from "../exchange/refusals.ts";
import { parseReply, type Reply, toCompletion } from "../exchange/reply.ts";
import { adoptBatches } from "./adopt-batches.ts";
import type { BatchClient } from "./batch-client.ts";
import { type BatchLine, type BatchReply, writeBatchFile } from "./batch-lines.ts";
import { createBatchRetries, isRefusal, stoppedFault } from "./batch-retries.ts";
import { createCollector, type Collector } from "./collect-batch.ts";
import { nextTurn } from "./next-turn.ts";

/** When a batch is closed and how often it is looked at. */
export type BatchPolicy = {
  /** A batch is handed in when so long nothing was added to it. */
  readonly idleMs: number;
  readonly pollMs: number;
  /** The most requests of a batch: providers allow 50,000. */
  readonly maxRequests: number;
};

export type BatchSetup = {
  readonly endpoint: string;
  readonly role: EndpointRole;
  readonly client: BatchClient;
  readonly book: BatchBook;
  readonly ledger: Ledger;
  /** What a request in a batch costs, which is less than otherwise. */
  readonly prices: Prices | undefined;
  readonly policy: BatchPolicy;
  readonly redact: Redact;
  readonly clock: Clock;
  readonly warn: (message: string) => void;
  /** Ends waiting: batches stay with the provider, and the next run goes on with them. */
  readonly signal: AbortSignal;
};

/** What a batch brought for a call, and whether the provider turned the request itself away. */
type Obtained = { readonly completion: Completion; readonly isRefused: boolean };

/** A call that waits for the next batch, or for the reply of the one that it is in. */
type Waiting = {
  readonly line: BatchLine;
  readonly reservation: Reservation;
  readonly worst: WorstCase;
  /** Batches that it was in before. */
  readonly tries: number;
  readonly settle: (outcome: Obtained) => void;
  readonly fail: (error: unknown) => void;
};

/** A request is handed in at most so often: a provider may lose it, and a batch may expire. */
const TRIES = 3;

/** Asks by batches: half the price, for those who can wait. */
export function createBatchAsk(setup: BatchSetup): Asking {
  const { endpoint, policy, signal, ledger } = setup;
  const retries = createBatchRetries({ ...setup, firstPauseMs: policy.pollMs });
  const collector = createCollector({ ...setup, retries, pollMs: policy.pollMs });
  const takeAdopted = adoptBatches(endpoint, { book: setup.book, collector });
  const pile = createPile(policy, (calls) => void handIn(calls, { ...setup, collector, again: pile.add }));
  signal.addEventListener("abort", () => {
    for (const one of pile.takeAll()) {
      ledger.release(one.reservation);
      one.fail(stoppedFault());
    }
  });

  /** The reply of an earlier batch, where there is one; else that of the next. */
  const obtain = async (request: CompletionRequest, key: string, maxTokens: number): Promise<Obtained> => {
    const worst = worstCase(request.messages, maxTokens);
    const earlier = await takeAdopted(key);
    const reply = replyIn(earlier?.reply);
    if (earlier !== undefined && reply !== undefined) {
      const completion = toCompletion(reply, { ...setup, worst });
      ledger.settle(earlier.reservation, completion.usage);
      return { completion, isRefused: false };
    }
    if (earlier !== undefined) ledger.release(earlier.reservation);
    if (signal.aborted) throw stoppedFault();
    const reservation = reserve({ key, role: request.address.role, worst }, setup);
    const { model, temperature = null } = setup.role;
    const { messages, seed } = request;
    const line = { key, model, messages, seed, maxTokens, temperature };
    return new Promise((settle, fail) => {
      pile.add({ line, reservation, worst, tries: 0, settle, fail });
    });
  };

  const refusals = createRefusals(() => {}); // nobody waits in a line for it
  const ask: Ask = (request, key) =>
    refusals.during(async () => {
      const { maxTokens } = setup.role;
      const { completion, isRefused } = await obtain(request, key, maxTokens);
      const { task, role } = request.address;
      if (isRefused && completion.status === "failed")
        await refusals.refused({ task, role, endpoint, reason: completion.reason });
      if (completion.status !== "failed") refusals.answered();
      if (completion.status !== "truncated") return completion;
      // A reply that was cut off gets one more chance, with twice the room, where the provider grants it.
      const second = await obtain(request, `${key}-twice`, maxTokens * 2);
      return second.completion.status === "failed" ? completion : second.completion;
    });
  return { ask, remembered: refusals.answered };
}

/** Throws a ModelFault where the budget does not allow it. */
function reserve(
  { key, role, worst }: { readonly key: string; readonly role: string; readonly worst: WorstCase },
  { endpoint, ledger, prices }: Pick<BatchSetup, "endpoint" | "ledger" | "prices">,
): Reservation {
  const reserved = ledger.reserve({ key, role, endpoint, worst: worstAmount(worst, prices) });
  if (reserved.status === "over-budget") throw new ModelFault("budget", reserved.reason);
  return reserved.reservation;
}

/** The calls of the next batch. */
type Pile = { readonly add: (one: Waiting) => void; readonly takeAll: () => readonly Waiting[] };

/** Gives its calls away once there are enough of them, or nothing was added for long enough. */
function createPile({ maxRequests, idleMs }: BatchPolicy, onFull: (calls: readonly Waiting[]) => void): Pile {
  const calls = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;
  const takeAll = (): readonly Waiting[] => {
    clearTimeout(timer);
    const all = [...calls.values()];
    calls.clear();
    return all;
  };
  return {
    takeAll,
    add: (one) => {
      calls.set(one.line.key, one);
      clearTimeout(timer);
      if (calls.size >= maxRequests) onFull(takeAll());
      else timer = setTimeout(() => onFull(takeAll()), idleMs);
    },
  };
}

type HandingIn = BatchSetup & {
  readonly collector: Collector;
  /** Puts a call into the next batch, too. */
  readonly again: (one: Waiting) => void;
};

async function handIn(requests: readonly Waiting[], setup: HandingIn): Promise<void> {
  const { book, ledger, collector } = setup;
  const calls = requests.map(({ line, reservation }): BatchedCall => ({ key: line.key, reservation }));
  const batch = book.begin({ endpoint: setup.endpoint, calls });
  try {
    await ledger.kept();
    const replies = await collector.handIn(batch, writeBatchFile(requests.map(({ line }) => line)));
    for (const one of requests) finish(one, replies.get(one.line.key), setup);
    await nextTurn();
    book.end(batch.id, "collected");
  } catch (error) {
    for (const { fail } of requests) fail(error);
  }
}

const NO_ANSWER = { reason: "the batch ended without an answer to it", code: null } as const;

function finish(one: Waiting, found: BatchReply | undefined, setup: HandingIn): void {
  const { ledger, prices, signal } = setup;
  const reply = replyIn(found);
  if (reply !== undefined) {
    const completion = toCompletion(reply, { ...setup, worst: one.worst });
    ledger.settle(one.reservation, completion.usage);
    one.settle({ completion, isRefused: false });
    return;
  }
  const { reason, code } = found?.status === "failed" ? found : NO_ANSWER;
  const isOurs = code !== null && isRefusal(code);
  if (!isOurs && one.tries + 1 < TRIES && !signal.aborted) {
    setup.again({ ...one, tries: one.tries + 1 });
    return;
  }
  ledger.release(one.reservation);
  const nothing = { promptTokens: 0, completionTokens: 0, estimated: true };
  const said = setup.redact(code === null ? reason : `status ${code}: ${reason}`).slice(0, 300);
  const completion: Completion = {
    status: "failed",
    reason: said,
    usage: priceUsage(nothing, prices),
    ...(isOurs ? { refusal: "other" } : {}),
  };
  one.settle({ completion, isRefused: isOurs });
}

/** Some servers put an error into a reply of status 200: that is no answer. */
function replyIn(found: BatchReply | undefined): Reply | undefined {
  return found?.status === "answered" ? parseReply(found.body) : undefined;
}
