import { hostname } from "node:os";
import type { Fleet } from "../../core/run/fleet.ts";
import { synthesize } from "../../evolution/synthesize.ts";
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
import { runTasks, type TasksEnd } from "./run-tasks.ts";
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
  const { stops, breadth } = run;
  view.begin(started.id, started.tasks.length);
  const fleet = await about.openFleet?.({ id: started.id, drivers: run.drivers, parallel: breadth.parallel });
  const supervision = attend(run, { id: started.id, inbox, clock, view, fleet });
  undoings.add(supervision.leave);
  const end = await workOn(started, { about, run, fleet, failed: supervision.failed });
  supervision.compare();
  if (end?.left === 0) await findTwins(started.id, about, run.record);
  await (end?.left === 0 ? run.folders.complete() : run.folders.settle());
  stops.forget();
  run.writeRecording();
  return closeRun(started, about, { run, supervision, end });
}

/** Has the tasks carried out, here or by a fleet; undefined where they did not end in time after a stop. */
async function workOn(
  started: StartedRun,
  how: {
    readonly about: Circumstances;
    readonly run: OpenRun;
    readonly fleet: Fleet | undefined;
    readonly failed: Promise<never>;
  },
): Promise<TasksEnd | undefined> {
  const { about, run, fleet, failed } = how;
  const { stops, breadth, tracking, drivers } = run;
  const { runSwitch } = stops;
  const { noticeLine } = about.terminal;
  const context = { drivers, store: about.store, tracking, noticeLine, runSwitch };
  if (fleet === undefined) {
    const work = runTasks(started, { ...context, synthesize, parallel: breadth.parallel });
    return Promise.race([work, stops.graceOver, failed]);
  }
  const forget = runSwitch.onChange(() => {
    if (runSwitch.state() === "stopped") fleet.withdraw();
  });
  const parallel = (): number => Math.min(breadth.parallel(), fleet.capacity());
  const work = runTasks(started, { ...context, synthesize: fleet.synthesize, parallel });
  return Promise.race([work, stops.graceOver, failed, fleet.failed]).finally(forget);
}

/** Has somebody look after the run, who answers other terminals and writes down how it stands. */
function attend(
  { stops, breadth, models, tracking }: OpenRun,
  about: {
    readonly id: number;
    readonly inbox: ControlInbox;
    readonly fleet: Fleet | undefined;
  } & Pick<Circumstances, "clock" | "view">,
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
      again: about.fleet === undefined ? "run --resume" : "run --resume --queue",
      limits: moveLimits({ deadline: stops.deadline, ledger, clock: about.clock }),
    },
    monitor,
    sentBefore,
    view: about.view,
    now,
    spent: ledger.spent,
    allowed: () => allowedBy(ledger.budget()),
    fleet: () => about.fleet?.status() ?? null,
  });
}

function allowedBy({ tokens, money }: Budget): RunStatus["allowed"] {
  return tokens === null && money === null ? null : { tokens, cost: money };
}
