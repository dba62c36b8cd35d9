import { openSharedRecord } from "../../src/record/open-record.ts";
import { makeReviewDrivers } from "../../src/review/queue/review-drivers.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { type Timeouts, type RunningReview, startReview } from "../../src/review/server/start-review.ts";
import type { ReviewDrivers } from "../../src/review/queue/drivers.ts";
import type { Reviewer } from "../../src/review/pages/page-frame.ts";

/** The review's pages on a record, with the real sandbox behind them; faults end up in `faults`. */
export async function openReview(
  file: string,
  options: {
    readonly timeouts?: Timeouts;
    readonly drivers?: Partial<ReviewDrivers>;
    readonly reviewer?: Reviewer;
    readonly library?: string;
  } = {},
): Promise<RunningReview & { readonly faults: readonly Error[] }> {
  const store = openSharedRecord(file, () => undefined);
  const workshop = openWorkshop();
  const faults: Error[] = [];
  const drivers = makeReviewDrivers(store, workshop, {
    db: file,
    config: undefined,
    library: options.library,
  });
  const running = await startReview(
    { ...drivers, ...options.drivers },
    {
      host: "127.0.0.1",
      port: 0,
      reviewer: options.reviewer ?? { name: "ada", isConfirmed: true },
      onFault: (error) => faults.push(error),
      ...(options.timeouts === undefined ? {} : { timeouts: options.timeouts }),
    },
  );
  return {
    ...running,
    faults,
    close: async () => {
      await running.close();
      workshop.close();
      store.close();
    },
  };
}
