import { hostname } from "node:os";
import type { RunStatus } from "../../core/run/run-status.ts";
import type { Budget } from "../../core/calls/spending.ts";
import type { ControlInbox } from "../../store/control.ts";
import { now } from "../../record/open-record.ts";
import { type Supervision, superviseRun, refuseStaleRequests } from "../steering/supervise-run.ts";
import { carryOutRecorded } from "./carry-out-recorded.ts";
import { closeRun } from "./close-run.ts";
import type { RunEnd } from "./conclude-run.ts";
import { findTwins } from "./find-twins.ts";
import { moveLimits } from "../steering/move-limits.ts";
import { type Circumstances, type OpenRun, openRun } from "./open-run.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import { runTasks } from "./run-tasks.ts";
import type { Undoings } from "./undoings.ts";

/**
 * Carries a run out until every task of it is decided, something stops it, or it cannot go on; returns how
 * it ended. Throws where the record is at fault.
 */
export async function carryOutRun(started: StartedRun, about: Circumstances): Promise<RunEnd> {
  return carryOutRecorded(started.id, about.store, (undoings) => carryOut(started, about, undoings));
}

async function carryOut(started: StartedRun, about: Circumstances, undoings: Undoings): Promise<RunEnd> {
  const { store, clock, view } = about;
  undoings.add(view.end);
  const inbox = store.control(started.id);
  refuseStaleRequests(inbox);
  const run = await openRun(started, about, undoings);
  const { stops, breadth, tracking } = run;
  view.begin(started.id, started.tasks.length);
  const supervision = attend(run, { id: started.id, inbox, clock, view });
  undoings.add(supervision.leave);
  const { noticeLine } = about.terminal;
  const how = { runSwitch: stops.runSwitch, parallel: breadth.parallel };
  const work = runTasks(started, { ...how, drivers: run.drivers, store, tracking, noticeLine });
  const end = await Promise.race([work, stops.graceOver, supervision.failed]);
  supervision.compare();
  if (end?.left === 0) await findTwins(started.id, about, run.record);
  await (end?.left === 0 ? run.folders.complete() : run.folders.settle());
  stops.forget();
  run.writeRecording();
  return closeRun(started, about, { run, supervision, end });
}

/** Has somebody look after the run, who answers other terminals and writes down how it stands. */
function attend(
  { stops, breadth, models, tracking }: OpenRun,
  about: { readonly id: number; readonly inbox: ControlInbox } & Pick<Circumstances, "clock" | "view">,
): Supervision {
  const { ledger, monitor, sentBefore } = tracking;
  return superviseRun({
    identity: { run: about.id, pid: process.pid, host: hostname(), startedAt: now() },
    inbox: about.inbox,
    controls: {
      runSwitch: stops.runSwitch,
      breadth,
      endpoints: models,
      stop: stops.interruption.stop,
      limits: moveLimits({ deadline: stops.deadline, ledger, clock: about.clock }),
    },
    monitor,
    sentBefore,
    view: about.view,
    now,
    spent: ledger.spent,
    allowed: () => allowedBy(ledger.budget()),
  });
}

function allowedBy({ tokens, money }: Budget): RunStatus["allowed"] {
  return tokens === null && money === null ? null : { tokens, cost: money };
}
