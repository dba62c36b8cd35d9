import type { BatchBook, BatchedCall, OpenBatch } from "../../core/calls/batch-book.ts";
import { type Completion, type CompletionRequest, ModelFault } from "../../core/calls/completion.ts";
import type { Ledger, Reservation } from "../../core/calls/ledger.ts";
import type { EndpointRole } from "../../core/calls/model-config.ts";
import { isChatCompletion, readRawCompletion } from "../exchange/read-raw-completion.ts";
import { type Prices, priceUsage, worstAmount, worstCase, type WorstCase } from "../endpoint/worst-case.ts";
import type { BatchClient, BatchState } from "./batch-client.ts";
import { createBatchRetries, stoppedFault } from "./batch-retries.ts";
import { type BatchLine, type BatchReply, readBatchFile, writeBatchFile } from "./batch-lines.ts";

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
  readonly warn: (message: string) => void;
  /** Ends waiting: batches stay with the provider, and the next run goes on with them. */
  readonly signal: AbortSignal;
};

type Waiting = {
  readonly line: BatchLine;
  readonly reservation: Reservation;
  readonly worst: WorstCase;
  /** Batches that it was in before. */
  readonly tries: number;
  readonly settle: (completion: Completion) => void;
  readonly fail: (error: unknown) => void;
};

type Adopted = {
  readonly batch: number;
  /** Its calls that nobody has asked for yet. */
  readonly left: Set<string>;
  readonly replies: Promise<ReadonlyMap<string, BatchReply>>;
  readonly reservation: Reservation;
};

/** A request is handed in at most so often: a provider may lose it, and a batch may expire. */
const TRIES = 3;

/** Asks by batches: half the price, for those who can wait. */
export function createBatchAsk(
  setup: BatchSetup,
): (request: CompletionRequest, key: string) => Promise<Completion> {
  const { book, client, ledger, policy, signal } = setup;
  const waiting = new Map<string, Waiting>();
  /** Calls of batches that were handed in before this process began. */
  const adopted = new Map<string, Adopted>();
  const retries = createBatchRetries({
    endpoint: setup.endpoint,
    firstPauseMs: policy.pollMs,
    warn: setup.warn,
    signal,
  });
  let timer: NodeJS.Timeout | undefined;

  for (const batch of book.open(setup.endpoint)) {
    const replies = collectAdopted(batch);
    // Who asks for one of its calls hears of a fault; perhaps nobody does.
    replies.catch(() => undefined);
    const left = new Set(batch.calls.map(({ key }) => key));
    for (const { key, reservation } of batch.calls)
      adopted.set(key, { batch: batch.id, left, replies, reservation });
  }
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    for (const one of takeAll()) {
      ledger.release(one.reservation);
      one.fail(stoppedFault());
    }
  });

  return async (request, key) => {
    const completion = await obtain(request, key, setup.role.maxTokens);
    // A reply that was cut off gets one more chance, with twice the room.
    return completion.status === "truncated"
      ? obtain(request, `${key}-twice`, setup.role.maxTokens * 2)
      : completion;
  };

  /** The reply of an earlier batch, where there is one; else that of the next. */
  async function obtain(request: CompletionRequest, key: string, maxTokens: number): Promise<Completion> {
    const earlier = adopted.get(key);
    adopted.delete(key);
    const reply = (await earlier?.replies)?.get(key);
    if (earlier !== undefined) void claim(earlier, key);
    if (earlier !== undefined && isAnswer(reply)) {
      const completion = readRawCompletion(reply.body, worstCase(request.messages, maxTokens), setup.prices);
      ledger.settle(earlier.reservation, completion.usage);
      return completion;
    }
    if (earlier !== undefined) ledger.release(earlier.reservation);
    return enqueue(request, key, maxTokens);
  }

  async function claim({ batch, left }: Adopted, key: string): Promise<void> {
    left.delete(key);
    if (left.size > 0) return;
    await nextTurn();
    book.end(batch, "collected");
  }

  function enqueue(request: CompletionRequest, key: string, maxTokens: number): Promise<Completion> {
    if (signal.aborted) return Promise.reject(stoppedFault());
    const worst = worstCase(request.messages, maxTokens);
    const reserved = ledger.reserve({
      key,
      role: request.address.role,
      endpoint: setup.endpoint,
      worst: worstAmount(worst, setup.prices),
    });
    if (reserved.status === "over-budget") return Promise.reject(new ModelFault("budget", reserved.reason));
    const { model, temperature } = setup.role;
    const { messages, seed } = request;
    const line = { key, model, messages, seed, maxTokens, temperature: temperature ?? null };
    return new Promise((settle, fail) => {
      add({ line, reservation: reserved.reservation, worst, tries: 0, settle, fail });
    });
  }

  function add(one: Waiting): void {
    waiting.set(one.line.key, one);
    clearTimeout(timer);
    if (waiting.size >= policy.maxRequests) void handIn(takeAll());
    else timer = setTimeout(() => void handIn(takeAll()), policy.idleMs);
  }

  function takeAll(): readonly Waiting[] {
    const all = [...waiting.values()];
    waiting.clear();
    return all;
  }

  async function handIn(requests: readonly Waiting[]): Promise<void> {
    const calls = requests.map(({ line, reservation }): BatchedCall => ({ key: line.key, reservation }));
    const batch = book.begin({ endpoint: setup.endpoint, calls });
    try {
      await ledger.kept();
      const remote = await submit(batch, writeBatchFile(requests.map(({ line }) => line)));
      const replies = await collect(remote);
      for (const one of requests) finish(one, replies.get(one.line.key));
      // What waits for a reply writes it down before the next turn: a kill until then loses none.
      await nextTurn();
      book.end(batch.id, "collected");
    } catch (error) {
      for (const { fail } of requests) fail(error);
    }
  }

  /** Nobody knows whether a request that failed on its way was carried out: so it is looked for first. */
  async function submit(batch: OpenBatch, input: string): Promise<string> {
    const remote = await retries.untilDone(async (turn) => {
      const there = turn === 0 ? undefined : await client.find(batch.tag);
      return there ?? client.submit(batch.tag, input);
    });
    book.submitted(batch.id, remote);
    return remote;
  }

  async function collect(remote: string): Promise<ReadonlyMap<string, BatchReply>> {
    let state: BatchState = { status: "under-way" };
    while (state.status === "under-way") {
      await retries.pause(policy.pollMs);
      state = await retries.untilDone(() => client.look(remote));
    }
    if (state.how !== "completed")
      setup.warn(
        `${setup.endpoint}: batch ${remote} ended as ${state.how}; what it lacks is asked for again`,
      );
    const { files } = state;
    const texts: string[] = [];
    for (const file of files) texts.push(await retries.untilDone(() => client.read(file)));
    return new Map(texts.flatMap(readBatchFile).map((reply) => [reply.key, reply]));
  }

  /** The replies of a batch from before; none where the provider never got it. */
  async function collectAdopted(batch: OpenBatch): Promise<ReadonlyMap<string, BatchReply>> {
    const remote = batch.remote ?? (await retries.untilDone(() => client.find(batch.tag)));
    if (remote === undefined) {
      book.end(batch.id, "abandoned");
      return new Map();
    }
    book.submitted(batch.id, remote);
    return collect(remote);
  }

  function finish(one: Waiting, reply: BatchReply | undefined): void {
    if (isAnswer(reply)) {
      const completion = readRawCompletion(reply.body, one.worst, setup.prices);
      ledger.settle(one.reservation, completion.usage);
      one.settle(completion);
      return;
    }
    const { reason, code } = reply?.status === "failed" ? reply : NO_ANSWER;
    const isOurs = code !== null && code >= 400 && code < 500 && code !== 408 && code !== 429;
    if (!isOurs && one.tries + 1 < TRIES && !signal.aborted) {
      add({ ...one, tries: one.tries + 1 });
      return;
    }
    ledger.release(one.reservation);
    const nothing = { promptTokens: 0, completionTokens: 0, estimated: true };
    one.settle({
      status: "failed",
      reason: code === null ? reason : `status ${code}: ${reason}`,
      usage: priceUsage(nothing, setup.prices),
    });
  }
}

const NO_ANSWER = { reason: "the batch ended without an answer to it", code: null } as const;

/** Some servers put an error into a reply of status 200: that is no answer. */
function isAnswer(reply: BatchReply | undefined): reply is BatchReply & { readonly status: "answered" } {
  return reply?.status === "answered" && isChatCompletion(reply.body);
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
