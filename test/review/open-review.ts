import { recordBeside } from "../../src/cli/record/open-record.ts";
import { makeReviewDrivers } from "../../src/cli/review/review-drivers.ts";
import { openWorkshop } from "../../src/cli/workshop/workshop.ts";
import { type Patience, type RunningReview, startReview } from "../../src/review/start-review.ts";
import type { ReviewDrivers } from "../../src/review/drivers.ts";
import type { Reviewer } from "../../src/review/page-frame.ts";

/** The review's pages on a record, with the real sandbox behind them; faults end up in `faults`. */
export async function openReview(
  file: string,
  options: {
    readonly patience?: Patience;
    readonly drivers?: Partial<ReviewDrivers>;
    readonly reviewer?: Reviewer;
  } = {},
): Promise<RunningReview & { readonly faults: readonly Error[] }> {
  const store = recordBeside(file);
  const workshop = openWorkshop();
  const faults: Error[] = [];
  const drivers = makeReviewDrivers(store, workshop, { db: file, config: undefined });
  const running = await startReview(
    { ...drivers, ...options.drivers },
    {
      host: "127.0.0.1",
      port: 0,
      reviewer: options.reviewer ?? { name: "ada", isConfirmed: true },
      onFault: (error) => faults.push(error),
      ...(options.patience === undefined ? {} : { patience: options.patience }),
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
