import type { RunLedger } from "../../store/open-ledger.ts";
import type { Store } from "../../store/open-store.ts";
import type { Models } from "../../models/create-models.ts";
import { systemClock } from "../../models/endpoint/timer-clock.ts";
import { readBeginning } from "../monitoring/read-beginning.ts";
import { createRunMonitor, type RunMonitor } from "../monitoring/run-monitor.ts";
import { type TaskAllowance, openTaskAllowance } from "./task-allowance.ts";

/** What a run is measured by: money and tokens, what still fits, tasks, calls of earlier processes. */
export type RunTracking = {
  readonly ledger: RunLedger;
  readonly allowance: TaskAllowance;
  readonly monitor: RunMonitor;
  readonly sentBefore: number;
};

/** Opens them where the record says that the run stands; `parallel` is how many tasks are under way at once. */
export function openTracking(
  store: Store,
  about: {
    readonly run: number;
    readonly ledger: RunLedger;
    readonly models: Pick<Models, "heardMs">;
    readonly parallel: () => number;
  },
): RunTracking {
  const { run, ledger, models, parallel } = about;
  const beginning = readBeginning(store, run);
  const drivers = { clock: systemClock.now, spent: ledger.spent, parallel, repliedMs: models.heardMs };
  return {
    ledger,
    allowance: openTaskAllowance(store, { run, ledger }),
    monitor: createRunMonitor(beginning, drivers),
    sentBefore: beginning.sent,
  };
}
