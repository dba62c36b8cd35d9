import type { Drivers } from "./synthesis.ts";

/** For those who need none of it: drafts do not wait for a turn, nothing was run or judged before, and nobody watches. */
export const PLAIN_DRIVERS: Pick<Drivers, "inTurn" | "recall" | "within" | "insideSoFar"> = {
  inTurn: (work) => work(),
  recall: () => undefined,
  insideSoFar: () => [],
  within: (_, work) => work(),
};
