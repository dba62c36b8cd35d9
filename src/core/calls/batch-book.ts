import type { Reservation } from "./ledger.ts";

/** A call that went into a batch, and what was set aside for it. */
export type BatchedCall = { readonly key: string; readonly reservation: Reservation };

/** A batch of which some replies were not collected yet. */
export type OpenBatch = {
  readonly id: number;
  /** Names the batch in what the provider keeps of it. */
  readonly tag: string;
  /** The provider's name for it; null while it is not known whether the provider has it. */
  readonly remote: string | null;
  readonly calls: readonly BatchedCall[];
};

/**
 * The batches that were handed to a provider, kept before and after each step, so that a run that is killed
 * between two of them finds its batch again and hands in none twice. Each method is one transaction.
 */
export type BatchBook = {
  readonly begin: (about: { readonly endpoint: string; readonly calls: readonly BatchedCall[] }) => OpenBatch;
  readonly submitted: (batch: number, remote: string) => void;
  readonly end: (batch: number, how: "collected" | "abandoned") => void;
  /** Batches with calls whose replies are not in the memo, and those calls of them; oldest first. */
  readonly open: (endpoint: string) => readonly OpenBatch[];
};
