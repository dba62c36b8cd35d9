import type { Usage } from "../../core/calls/completion.ts";
import type { Amount, Ledger } from "../../core/calls/ledger.ts";

/** The reservation of one request, to be closed once, in one of four ways. */
export type Account = {
  readonly settle: (usage: Usage) => void;
  readonly release: () => void;
  readonly chargeWhole: () => void;
  /** It could not be kept: there is nothing to close in the record. */
  readonly forget: () => void;
};

export type Opened =
  | { readonly status: "open"; readonly account: Account }
  /** Too little is left at the moment, but calls under way may give something back. */
  | { readonly status: "wait" }
  | { readonly status: "over-budget"; readonly reason: string };

/** The ledger, as the endpoints use it together. */
export type Accounts = {
  readonly open: (about: {
    readonly key: string;
    readonly role: string;
    readonly endpoint: string;
    readonly worst: Amount;
  }) => Opened;
  /** Resolves once all reservations outlive this process: then a request may be sent. */
  readonly kept: () => Promise<void>;
  /** True while a call waits for others to give something back: no other may go before it. */
  readonly isHeld: () => boolean;
};

/**
 * Reserves before each request. Worst cases are far above what calls take, so a reservation that does not fit
 * is final only when no other is open. `onFreed` is called when one is closed that others wait for.
 */
export function createAccounts(ledger: Ledger, onFreed: () => void): Accounts {
  let underWay = 0;
  let held = false;
  const close = (act: () => void): void => {
    try {
      act();
    } finally {
      underWay--;
      if (held) {
        held = false;
        onFreed();
      }
    }
  };
  return {
    open: (about) => {
      const reserved = ledger.reserve(about);
      if (reserved.status === "over-budget") {
        if (underWay === 0) return reserved;
        held = true;
        return { status: "wait" };
      }
      underWay++;
      const { reservation } = reserved;
      return {
        status: "open",
        account: {
          settle: (usage) => close(() => ledger.settle(reservation, usage)),
          release: () => close(() => ledger.release(reservation)),
          chargeWhole: () => close(() => ledger.chargeWhole(reservation)),
          forget: () => close(() => {}),
        },
      };
    },
    kept: ledger.kept,
    isHeld: () => held,
  };
}
