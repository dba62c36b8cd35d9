import type { ModelFault } from "../../core/calls/completion.ts";
import type { Budget, Spending } from "../../core/calls/spending.ts";
import type { ExitCode } from "../../core/run/exit-codes.ts";
import type { Models } from "../../models/create-models.ts";
import type { ProvenanceCounts } from "../../models/recordings.ts";
import { type RunSummary, summarizeRun } from "../../record/summarize-run.ts";
import type { Store } from "../../store/open-store.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import { type Stop, whyStopped } from "../steering/why-stopped.ts";
import type { TaskAllowance } from "./task-allowance.ts";

/** How a run ended, with what there is to say about it. */
export type RunEnd = {
  readonly summary: RunSummary;
  readonly spending: Spending;
  readonly budget: Budget;
  /** Where the replies of its recorded models come from. */
  readonly provenance: ProvenanceCounts;
  readonly isComplete: boolean;
  /** Why it was stopped, where somebody wanted that. */
  readonly stop: Stop | undefined;
  /** What ended it otherwise. */
  readonly fault: ModelFault | undefined;
};

/** Draws up how a run ended. */
export function concludeRun(
  started: StartedRun,
  about: {
    readonly store: Store;
    readonly models: Models;
    readonly fault: ModelFault | undefined;
    readonly isComplete: boolean;
    /** What the process ends with when it was stopped. */
    readonly stopCode: ExitCode | undefined;
    readonly isLate: boolean;
    readonly allowance: TaskAllowance;
    readonly budget: Budget;
  },
): RunEnd {
  const { store, models, fault, isComplete, budget } = about;
  return {
    summary: summarizeRun(store, started.id),
    spending: store.spending(started.id),
    budget,
    provenance: models.countProvenance(started.tasks.map(({ id }) => id)),
    isComplete,
    stop: whyStopped({ ...about, isUsedUp: about.allowance.isUsedUp() }),
    fault,
  };
}
