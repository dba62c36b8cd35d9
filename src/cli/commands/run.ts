import { StoreFault } from "../../core/run/store-fault.ts";
import { requireModels } from "../../models/endpoint/require-models.ts";
import { keyOf, readProxy } from "../input/environment.ts";
import { printNoticeLine } from "../output/print.ts";
import { printRunEnd } from "../output/print-run-end.ts";
import { USER_TERMINAL } from "../output/standard-streams.ts";
import { chooseProgressStyle } from "../progress/progress-style.ts";
import { createProgressView } from "../progress/create-progress-view.ts";
import { readConfig } from "../../files/read-config.ts";
import { readUntil } from "../../core/run/read-until.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { openRecord, requireRecord } from "../../record/open-record.ts";
import { carryOutRun } from "../../run/carry-out/carry-out-run.ts";
import { type Clock, SYSTEM_CLOCK } from "../../run/steering/wall-clock.ts";
import { showQueueOption } from "../../fleet/postgres/queue-address.ts";
import { reachFleet } from "./reach-fleet.ts";
import { detachRun } from "./detach-run.ts";
import { resumeCommand } from "../../run/background/resume-command.ts";
import { modelsOf } from "../../core/run/plan.ts";
import { beginRun } from "../../run/plan/begin-run.ts";
import { prepareRun } from "../../run/plan/prepare-run.ts";
import { reopenRun } from "../../run/plan/reopen-run.ts";
import type { RunFlags } from "../../run/plan/run-flags.ts";
import { openWorkshop } from "../../workshop/workshop.ts";

/** Writes, tests and judges a bootcamp for each description; returns the exit code. */
export async function run(
  paths: readonly string[],
  flags: RunFlags,
  clock: Clock = SYSTEM_CLOCK,
): Promise<number> {
  const config = readConfig(flags.config);
  if (flags.detach === true) return detachRun(flags.db);
  const isAgain = flags.failed === true || flags.stopped === true || flags.only !== undefined;
  if (flags.run !== undefined && flags.resume !== true && !isAgain)
    throw new CommandError(
      EXIT.usage,
      "--run names an earlier run: give --resume, --only, --failed or --stopped, too",
    );
  if (isAgain && flags.resume === true)
    throw new CommandError(
      EXIT.usage,
      "--resume continues a run; --only, --failed and --stopped start a new one: give one of them",
    );
  const until = flags.until === undefined ? undefined : readUntil(flags.until, clock.now());
  if (flags.resume === true && flags.waive !== undefined)
    throw new CommandError(
      EXIT.usage,
      "--waive is for a new run: a resumed one keeps the waivers it began with",
    );
  const { db } = flags;
  const again = { db, config: flags.config, queue: showQueueOption(flags.queue) };
  const source = { config, keyOf, noticeLine: printNoticeLine };
  const prepared = flags.resume === true ? undefined : prepareRun(paths, flags, source);
  if (prepared === undefined) requireRecord(db);
  else requireModels(modelsOf(prepared.plan), keyOf);
  const store = openRecord(db, printNoticeLine);
  const workshop = openWorkshop();
  let fleet: Awaited<ReturnType<typeof reachFleet>>;
  try {
    fleet = await reachFleet(flags, { store });
    const started = prepared === undefined ? reopenRun(store, flags, source) : beginRun(store, prepared);
    const view = createProgressView(chooseProgressStyle(flags, started.tasks.length), () => Date.now());
    const surroundings = {
      keyOf,
      proxy: readProxy(),
      terminal: USER_TERMINAL,
      view,
      ...(fleet === undefined ? {} : { openFleet: fleet.open }),
    };
    const end = await carryOutRun(started, { store, workshop, flags, db, until, clock, ...surroundings });
    const { generated } = started.plan;
    const code = printRunEnd(end, { ...again, json: flags.json === true, generated });
    await store.kept(); // a run whose end is not on the disk has not ended
    return code;
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const message = `${error.message} The run can be resumed afterwards: ${resumeCommand(again)}`;
    throw new StoreFault(error.problem, message, { cause: error });
  } finally {
    await fleet?.close();
    workshop.close();
    store.close();
  }
}
