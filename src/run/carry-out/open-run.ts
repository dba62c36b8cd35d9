import type { Drivers, SynthesisEvent } from "../../core/run/synthesis.ts";
import type { OpenFleet } from "../../core/run/fleet.ts";
import type { UserTerminal } from "../../core/run/user-terminal.ts";
import type { Proxy } from "../../models/endpoint/dispatcher.ts";
import type { KeyOf } from "../../models/endpoint/require-models.ts";
import type { Store } from "../../store/open-store.ts";
import type { ProgressView } from "../monitoring/progress-view.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import type { Clock } from "../steering/wall-clock.ts";
import { followRun, type TaskFolders } from "../../task-folders/follow-run.ts";
import { type Breadth, openBreadth } from "../steering/breadth.ts";
import { listenForStops, type Stops } from "../steering/listen-for-stops.ts";
import { type RunTracking, openTracking } from "./open-tracking.ts";
import { openRunDrivers } from "./open-run-drivers.ts";
import type { RunModels } from "./open-recorded-models.ts";
import { openRunModels } from "./open-run-models.ts";
import { modelsOf } from "../../core/run/plan.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import type { Undoings } from "./undoings.ts";
import type { RunFlags } from "../plan/run-flags.ts";

/** What a run is given to be carried out with. */
export type Circumstances = {
  readonly store: Store;
  readonly workshop: Workshop;
  readonly flags: RunFlags;
  readonly db: string;
  /** When its time is over; undefined where it has no end. */
  readonly until: Date | undefined;
  readonly clock: Clock;
  readonly keyOf: KeyOf;
  readonly proxy: Proxy;
  readonly terminal: UserTerminal;
  /** Shows the progress of the run. */
  readonly view: ProgressView;
  /** Spreads the run over machines; left out, this process carries out all of it. */
  readonly openFleet?: OpenFleet;
};

/** A run with everything open that it needs; nothing of it has begun. */
export type OpenRun = RunModels & {
  readonly stops: Stops;
  readonly breadth: Breadth;
  readonly tracking: RunTracking;
  readonly folders: TaskFolders;
  readonly drivers: Drivers;
  /** Tells the record, the monitor, the view and the folders of what happens; the drivers' own tells traces, too. */
  readonly record: Drivers["record"];
};

/**
 * Opens a run: what may stop it, what it is measured by, its models, and the drivers of its tasks. What has
 * to be undone is added to `undoings` as soon as it is done, so that a run that cannot begin ends all the same.
 */
export async function openRun(
  started: StartedRun,
  about: Circumstances,
  undoings: Undoings,
): Promise<OpenRun> {
  const { store, workshop, flags, view } = about;
  const { plan, id } = started;
  const stops = listenForStops(about);
  undoings.add(stops.forget);
  const breadth = openBreadth(plan, modelsOf(plan));
  const ledger = store.ledger(id, plan.budget);
  const opened = await openRunModels(started, about, { stops, ledger });
  const { models } = opened;
  const tracking = openTracking(store, { run: id, ledger, models, parallel: breadth.parallel });
  const write = store.events(id);
  const { noticeLine } = about.terminal;
  const folders = followRun(plan.generated, { run: id, store, workshop, noticeLine });
  const record = (event: SynthesisEvent): void => {
    write(event);
    tracking.monitor.follow(event);
    view.show(event);
    folders.follow(event);
  };
  const { complete } = models;
  const drivers = await openRunDrivers(started, { store, workshop, flags, complete, record });
  return { ...opened, stops, breadth, tracking, folders, drivers, record };
}
