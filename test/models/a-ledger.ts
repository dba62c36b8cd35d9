import type { Usage } from "../../src/core/calls/completion.ts";
import type { Amount, Ledger } from "../../src/core/calls/ledger.ts";

/** How each reservation ended, in the order in which they were made. */
export type Entry = {
  readonly worst: Amount;
  end: "open" | "settled" | "released" | "whole";
  /** What it counts for: its worst case until it is known better. */
  tokens: number;
};

/** Accounts in memory, with a cap in tokens; closing one twice is an error. */
export function aLedger(cap = Infinity): Ledger & {
  readonly entries: readonly Entry[];
  readonly spent: () => number;
} {
  const entries: Entry[] = [];
  const spent = (): number => entries.reduce((sum, { tokens }) => sum + tokens, 0);
  const close = (id: number, end: Entry["end"], tokens: (entry: Entry) => number): void => {
    const entry = entries[id];
    if (entry?.end !== "open") throw new Error(`reservation ${id} is ${entry?.end ?? "unknown"}`);
    entry.end = end;
    entry.tokens = tokens(entry);
  };
  return {
    entries,
    spent,
    reserve: ({ worst }) => {
      if (spent() + worst.tokens > cap) return { status: "over-budget", reason: `${cap} tokens are spent` };
      entries.push({ worst, end: "open", tokens: worst.tokens });
      return { status: "reserved", reservation: { id: entries.length - 1 } };
    },
    settle: ({ id }, usage: Usage) => close(id, "settled", () => usage.promptTokens + usage.completionTokens),
    release: ({ id }) => close(id, "released", () => 0),
    kept: () => Promise.resolve(),
    chargeWhole: ({ id }) => close(id, "whole", ({ worst }) => worst.tokens),
  };
}
