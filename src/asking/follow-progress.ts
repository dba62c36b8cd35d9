import type { Models } from "../models/create-models.ts";
import type { RunLedger } from "../store/open-ledger.ts";
import type { SamplingProgress, SamplingView, SoFar } from "./sampling-view.ts";

/** How the samples of cases are counted, and what is said of the counts while more are coming. */
export type Counting<Sample, Counts> = {
  readonly count: (cases: readonly (readonly Sample[])[]) => Counts;
  readonly sum: (parts: readonly Counts[]) => Counts;
  readonly describe: (counts: Counts) => SoFar;
};

/** Whoever follows a sampling: keeps what comes, and tells the view of it. */
export type Follower<Row, Sample> = {
  readonly note: (row: Row, samples: readonly Sample[]) => void;
  /** What has come so far. */
  readonly samples: () => ReadonlyMap<Row, readonly Sample[]>;
  /** Rejects when the record can no longer be read. */
  readonly failed: Promise<never>;
  readonly end: () => void;
};

const TELL_MS = 1_000;

/** Follows a sampling of so many samples, and tells the view of it once a second. */
export function followProgress<Row, Sample, Counts>(
  of: number,
  about: {
    readonly models: Pick<Models, "load" | "traffic" | "health">;
    readonly ledger: Pick<RunLedger, "spent" | "budget">;
    readonly view: SamplingView;
    readonly counting: Counting<Sample, Counts>;
  },
): Follower<Row, Sample> {
  const { models, ledger, view, counting } = about;
  const all = new Map<Row, readonly Sample[]>();
  let sum = counting.count([]);
  const progress = (): SamplingProgress => ({
    soFar: counting.describe(sum),
    of,
    ...models.load(),
    callsPerMinute: models.traffic().callsPerMinute,
    spent: ledger.spent(),
    allowed: ledger.budget(),
    paused: models
      .health()
      .flatMap(({ endpoint, paused }) =>
        paused === null ? [] : [`${endpoint} is paused: ${paused.reason}`],
      ),
  });
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined); // whoever waits for the sampling hears of it
  const timer = setInterval(() => {
    try {
      view.tell(progress());
    } catch (error) {
      clearInterval(timer);
      reject(error);
    }
  }, TELL_MS);
  return {
    note: (row, samples) => {
      const isAgain = all.has(row);
      all.set(row, samples);
      sum = isAgain ? counting.count([...all.values()]) : counting.sum([sum, counting.count([samples])]);
    },
    samples: () => all,
    failed,
    end: () => clearInterval(timer),
  };
}
