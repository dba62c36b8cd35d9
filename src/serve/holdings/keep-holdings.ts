import { openWorkshop } from "../../workshop/workshop.ts";
import { type HoldingsOptions, openHoldings } from "./open-holdings.ts";
import type { Holdings } from "./served-class.ts";

/** A library that is served, and read again when it has changed. */
export type KeptHoldings = {
  readonly current: () => Holdings;
  /** Reads the library again. What is under way goes on with what it began with. Never rejects. */
  readonly reload: () => Promise<void>;
};

/** What became of a library that was read again. */
export type Reloaded =
  | { readonly status: "reloaded"; readonly holdings: Holdings }
  | { readonly status: "kept"; readonly reason: string };

/** Opens a library. Throws what `openHoldings` throws the first time; later on the library stays as it was. */
export async function keepHoldings(
  folder: string,
  options: Pick<HoldingsOptions, "versions" | "verifier"> & {
    readonly onReload: (reloaded: Reloaded) => void;
  },
): Promise<KeptHoldings> {
  let current = await open(folder, options, null);
  let underWay: Promise<void> | undefined;
  let isStale = false;
  const readAgain = async (): Promise<void> => {
    do {
      isStale = false;
      try {
        const next = await open(folder, options, current);
        if (next.bootcamps.size === 0) throw new Error("nothing in it can be served");
        current = next;
        options.onReload({ status: "reloaded", holdings: current });
      } catch (error) {
        options.onReload({ status: "kept", reason: error instanceof Error ? error.message : String(error) });
      }
    } while (isStale);
  };
  return {
    current: () => current,
    reload: () => {
      if (underWay === undefined) underWay = readAgain().finally(() => (underWay = undefined));
      else isStale = true;
      return underWay;
    },
  };
}

/** Compiler and sandbox are needed for as long as it takes. */
async function open(
  folder: string,
  { versions, verifier }: Pick<HoldingsOptions, "versions" | "verifier">,
  before: Holdings | null,
): Promise<Holdings> {
  const workshop = openWorkshop();
  try {
    return await openHoldings(folder, { workshop, versions, verifier, before });
  } finally {
    workshop.close();
  }
}
