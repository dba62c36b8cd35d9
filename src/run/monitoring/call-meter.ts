import type { CallMemo, Completion } from "../../core/calls/completion.ts";

/** Counts the calls that endpoints answered, and how fast they come. What they took is the ledger's. */
export type CallMeter = {
  readonly memo: CallMemo;
  readonly sent: () => number;
  readonly rates: () => { readonly callsPerMinute: number; readonly tokensPerMinute: number };
};

/** Rates are over so long. */
const WINDOW_MS = 120_000;
const BUCKET_MS = 5_000;

type Bucket = { readonly fromMs: number; calls: number; tokens: number };

/**
 * Puts a meter into a memo. `before` is how many calls the run had made when it was taken up; `clock` counts
 * milliseconds from anywhere.
 */
export function meterCalls(
  memo: CallMemo,
  about: { readonly before: number; readonly clock: () => number },
): CallMeter {
  const { before, clock } = about;
  const begunMs = clock();
  const buckets: Bucket[] = [];
  let calls = before;
  const count = ({ usage }: Completion): void => {
    const used = usage.promptTokens + usage.completionTokens;
    calls++;
    const fromMs = Math.floor(clock() / BUCKET_MS) * BUCKET_MS;
    const last = buckets.at(-1);
    if (last?.fromMs === fromMs) {
      last.calls++;
      last.tokens += used;
    } else buckets.push({ fromMs, calls: 1, tokens: used });
  };
  return {
    memo: {
      ...memo,
      finish: (intent, completion, origin) => {
        memo.finish(intent, completion, origin);
        if (origin === "endpoint") count(completion);
      },
    },
    sent: () => calls,
    rates: () => {
      const nowMs = clock();
      while ((buckets[0]?.fromMs ?? nowMs) < nowMs - WINDOW_MS) buckets.shift();
      const minutes = Math.max(1_000, Math.min(WINDOW_MS, nowMs - begunMs)) / 60_000;
      const sum = (of: (bucket: Bucket) => number): number =>
        buckets.reduce((total, bucket) => total + of(bucket), 0);
      return {
        callsPerMinute: sum((one) => one.calls) / minutes,
        tokensPerMinute: sum((one) => one.tokens) / minutes,
      };
    },
  };
}
