import type { DatasetRow } from "../../datasets/layout/dataset.ts";
import type { Models } from "../../models/create-models.ts";
import type { RunLedger } from "../../store/open-ledger.ts";
import type { Sample } from "./sample-case.ts";
import type { SamplingProgress, SamplingView } from "./sampling-view.ts";
import { sumTallies, tally, type Tally } from "./tally.ts";

/** Whoever follows a sampling: keeps what comes, and tells the view of it. */
export type Follower = {
  readonly note: (row: DatasetRow, samples: readonly Sample[]) => void;
  /** What has come so far. */
  readonly samples: () => ReadonlyMap<DatasetRow, readonly Sample[]>;
  /** Rejects when the record can no longer be read. */
  readonly failed: Promise<never>;
  readonly end: () => void;
};

const TELL_MS = 1_000;

/** Follows a sampling of so many samples, and tells the view of it once a second. */
export function followProgress(
  of: number,
  about: {
    readonly models: Pick<Models, "load" | "traffic" | "health">;
    readonly ledger: Pick<RunLedger, "spent" | "budget">;
    readonly view: SamplingView;
  },
): Follower {
  const { models, ledger, view } = about;
  const all = new Map<DatasetRow, readonly Sample[]>();
  let sum: Tally = tally([]);
  const progress = (): SamplingProgress => ({
    samples: sum.samples,
    of,
    kept: sum.kept,
    dropped: sum.dropped,
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
      sum = isAgain ? tally([...all.values()]) : sumTallies([sum, tally([samples])]);
    },
    samples: () => all,
    failed,
    end: () => clearInterval(timer),
  };
}
