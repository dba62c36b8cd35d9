import type { Usage } from "./completion.ts";

/** What one request may take at worst, or what many took. Money is in the currency of the prices. */
export type Amount = {
  readonly tokens: number;
  /** Null where the endpoint has no prices. */
  readonly cost: number | null;
};

/** A request that may be sent, because its worst case was set aside first. */
export type Reservation = { readonly id: number };

/** The answer to who wants to spend. */
export type Reserved =
  | { readonly status: "reserved"; readonly reservation: Reservation }
  | { readonly status: "over-budget"; readonly reason: string };

/**
 * The accounts of a run, kept request by request: retries and second tries each have a reservation of their
 * own. What was reserved and never settled counts as spent, since nobody knows whether it was.
 */
export type Ledger = {
  /**
   * Sets the worst case of one request aside, or says that the budget does not allow it. The request may be
   * sent once that is `kept`.
   */
  readonly reserve: (about: {
    readonly key: string;
    readonly role: string;
    readonly endpoint: string;
    readonly worst: Amount;
  }) => Reserved;
  /** Puts the true cost in the reservation's place. */
  readonly settle: (reservation: Reservation, usage: Usage) => void;
  /** Ends a reservation whose request took nothing: it was refused, or never reached the endpoint. */
  readonly release: (reservation: Reservation) => void;
  /** Ends a reservation whose cost nobody told: it counts as spent, whole, and is marked as an estimate. */
  readonly chargeWhole: (reservation: Reservation) => void;
  /** Resolves once everything recorded so far outlives this process; rejects when it could not be kept. */
  readonly kept: () => Promise<void>;
};
