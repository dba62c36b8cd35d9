import type { BatchBook, OpenBatch } from "../../core/calls/batch-book.ts";
import type { BatchClient, BatchState } from "./batch-client.ts";
import { type BatchReply, readBatchFile } from "./batch-lines.ts";
import type { BatchRetries } from "./batch-retries.ts";

/** The replies of a batch, by the keys of their calls. */
export type BatchReplies = ReadonlyMap<string, BatchReply>;

export type CollectorSetup = {
  readonly endpoint: string;
  readonly client: BatchClient;
  readonly book: BatchBook;
  readonly retries: BatchRetries;
  readonly pollMs: number;
  readonly warn: (message: string) => void;
};

/** Hands one batch in and waits for what comes of it. Throws a ModelFault when it must not, or need not, wait. */
export type Collector = {
  readonly handIn: (batch: OpenBatch, input: string) => Promise<BatchReplies>;
  /** The replies of a batch from before; none where the provider never got it. */
  readonly resume: (batch: OpenBatch) => Promise<BatchReplies>;
};

export function createCollector(setup: CollectorSetup): Collector {
  const { client, book, retries } = setup;
  return {
    handIn: async (batch, input) => {
      // Nobody knows whether a request that failed on its way was carried out: so it is looked for first.
      const remote = await retries.untilDone(async (turn) => {
        const there = turn === 0 ? undefined : await client.find(batch.tag);
        return there ?? client.submit(batch.tag, input);
      });
      book.submitted(batch.id, remote);
      return collect(remote, setup);
    },
    resume: async (batch) => {
      const remote = batch.remote ?? (await retries.untilDone(() => client.find(batch.tag)));
      if (remote === undefined) {
        book.end(batch.id, "abandoned");
        return new Map();
      }
      book.submitted(batch.id, remote);
      return collect(remote, setup);
    },
  };
}

async function collect(remote: string, setup: CollectorSetup): Promise<BatchReplies> {
  const { endpoint, client, retries, pollMs, warn } = setup;
  let state: BatchState = { status: "under-way" };
  while (state.status === "under-way") {
    await retries.pause(pollMs);
    state = await retries.untilDone(() => client.look(remote));
  }
  if (state.how !== "completed")
    warn(`${endpoint}: batch ${remote} ended as ${state.how}; what it lacks is asked for again`);
  const texts: string[] = [];
  for (const file of state.files) texts.push(await retries.untilDone(() => client.read(file)));
  return new Map(texts.flatMap(readBatchFile).map((reply) => [reply.key, reply]));
}
