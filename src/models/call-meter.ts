import type { Completion } from "../core/calls/completion.ts";

/** How many calls endpoints have answered, and how fast they come. What they took is the ledger's. */
export type Traffic = {
  readonly answered: number;
  readonly callsPerMinute: number;
  readonly tokensPerMinute: number;
};

/** Counts calls, and remembers when each task last had a reply. */
export type CallMeter = {
  /** Counts a call that an endpoint answered. */
  readonly count: (completion: Completion) => void;
  /** Notes that a task had a reply, wherever it came from. */
  readonly hear: (task: string) => void;
  readonly traffic: () => Traffic;
  /** When a task last had a reply, on the meter's clock; undefined where it had none. */
  readonly heardMs: (task: string) => number | undefined;
};

/** Rates are over so long. */
const WINDOW_MS = 120_000;
const BUCKET_MS = 5_000;

type Bucket = { readonly fromMs: number; calls: number; tokens: number };

/** Begins with nothing counted; `clock` counts milliseconds from anywhere. */
export function createCallMeter(clock: () => number): CallMeter {
  const begunMs = clock();
  const heard = new Map<string, number>();
  const buckets: Bucket[] = [];
  let answered = 0;
  return {
    count: ({ usage }) => {
      const used = usage.promptTokens + usage.completionTokens;
      answered++;
      const fromMs = Math.floor(clock() / BUCKET_MS) * BUCKET_MS;
      const last = buckets.at(-1);
      if (last?.fromMs === fromMs) {
        last.calls++;
        last.tokens += used;
      } else buckets.push({ fromMs, calls: 1, tokens: used });
    },
    hear: (task) => void heard.set(task, clock()),
    traffic: () => {
      const nowMs = clock();
      while ((buckets[0]?.fromMs ?? nowMs) < nowMs - WINDOW_MS) buckets.shift();
      const minutes = Math.max(1_000, Math.min(WINDOW_MS, nowMs - begunMs)) / 60_000;
      const sum = (of: (bucket: Bucket) => number): number =>
        buckets.reduce((total, bucket) => total + of(bucket), 0);
      return {
        answered,
        callsPerMinute: sum((one) => one.calls) / minutes,
        tokensPerMinute: sum((one) => one.tokens) / minutes,
      };
    },
    heardMs: (task) => heard.get(task),
  };
}
