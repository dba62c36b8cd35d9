import type { Drivers } from "./synthesis.ts";

/** For those who need none of it: drafts do not wait for a turn, nothing was run before, and nobody watches. */
export const PLAIN_DRIVERS: Pick<Drivers, "inTurn" | "recall" | "within"> = {
  inTurn: (work) => work(),
  recall: () => undefined,
  within: (_, work) => work(),
};
