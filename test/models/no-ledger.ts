import type { Ledger } from "../../src/core/calls/ledger.ts";

/** Accounts without a limit, for tests and measurements that keep none. */
export const NO_LEDGER: Ledger = {
  reserve: () => ({ status: "reserved", reservation: { id: 0 } }),
  settle: () => undefined,
  release: () => undefined,
  chargeWhole: () => undefined,
  kept: () => Promise.resolve(),
};
