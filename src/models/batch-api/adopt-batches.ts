import type { BatchBook } from "../../core/calls/batch-book.ts";
import type { Reservation } from "../../core/calls/ledger.ts";
import type { BatchReply } from "./batch-lines.ts";
import type { BatchReplies, Collector } from "./collect-batch.ts";
import { nextTurn } from "./next-turn.ts";

/** What became of a call that an earlier process handed in. */
export type Adopted = { readonly reservation: Reservation; readonly reply: BatchReply | undefined };

/** Takes up the batches that were handed in before this process began; each of their calls is given out once. */
export function adoptBatches(
  endpoint: string,
  { book, collector }: { readonly book: BatchBook; readonly collector: Collector },
): (key: string) => Promise<Adopted | undefined> {
  const calls = new Map<
    string,
    {
      readonly batch: number;
      readonly left: Set<string>;
      readonly replies: Promise<BatchReplies>;
      readonly reservation: Reservation;
    }
  >();
  for (const batch of book.open(endpoint)) {
    const replies = collector.resume(batch);
    // Who asks for one of its calls hears of a fault; perhaps nobody does.
    replies.catch(() => undefined);
    const left = new Set(batch.calls.map(({ key }) => key));
    for (const { key, reservation } of batch.calls)
      calls.set(key, { batch: batch.id, left, replies, reservation });
  }
  const claim = async (key: string, batch: number, left: Set<string>): Promise<void> => {
    left.delete(key);
    if (left.size > 0) return;
    await nextTurn();
    book.end(batch, "collected");
  };
  return async (key) => {
    const call = calls.get(key);
    if (call === undefined) return undefined;
    calls.delete(key);
    const reply = (await call.replies).get(key);
    void claim(key, call.batch, call.left);
    return { reservation: call.reservation, reply };
  };
}
