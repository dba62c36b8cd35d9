import type { RunLedger } from "../../store/open-ledger.ts";
import type { Store } from "../../store/open-store.ts";
import { type CallMeter, meterCalls } from "../monitoring/call-meter.ts";
import { readBeginning } from "../monitoring/read-beginning.ts";
import { createRunMonitor, type RunMonitor } from "../monitoring/run-monitor.ts";
import { type TaskAllowance, openTaskAllowance } from "./task-allowance.ts";
import type { StartedRun } from "../plan/begin-run.ts";

/** What a run is measured by: money and tokens, what still fits, calls, tasks. */
export type RunTracking = {
  readonly ledger: RunLedger;
  readonly allowance: TaskAllowance;
  readonly meter: CallMeter;
  readonly monitor: RunMonitor;
};

/** Opens them where the record says that the run stands; `parallel` is how many tasks are under way at once. */
export function openTracking({ id, plan }: StartedRun, store: Store, parallel: () => number): RunTracking {
  const ledger = store.ledger(id, plan.budget);
  const allowance = openTaskAllowance(store, { run: id, ledger });
  const beginning = readBeginning(store, id);
  const meter = meterCalls(store.memo(id), { before: beginning.sent, clock: monotonic });
  const monitor = createRunMonitor(beginning, { clock: monotonic, spent: ledger.spent, parallel });
  return { ledger, allowance, meter, monitor };
}

/** Milliseconds from anywhere. */
const monotonic = (): number => performance.now();
