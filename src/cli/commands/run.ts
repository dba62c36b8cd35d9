import { StoreFault } from "../../core/store-fault.ts";
import { requireModels } from "../../models/require-models.ts";
import { readConfig } from "../input/config.ts";
import { readUntil } from "../input/read-until.ts";
import { CommandError, EXIT } from "../output/exit-codes.ts";
import { openRecord, requireRecord } from "../record/open-record.ts";
import { carryOutRun } from "../run/carry-out-run.ts";
import { type Clock, SYSTEM_CLOCK } from "../steering/clock.ts";
import { detachRun } from "../background/detach-run.ts";
import { resumeCommand } from "../background/resume-command.ts";
import { beginRun, modelsOf, prepareRun, reopenRun, type RunFlags } from "../run/run-plan.ts";
import { withWorkshop } from "../workshop/workshop.ts";

/** Writes, tests and judges a bootcamp for each description; returns the exit code. */
export async function run(
  paths: readonly string[],
  flags: RunFlags,
  clock: Clock = SYSTEM_CLOCK,
): Promise<number> {
  const config = readConfig(flags.config);
  if (flags.detach === true) return detachRun(flags.db ?? config.db);
  if (flags.run !== undefined && flags.resume !== true)
    throw new CommandError(EXIT.usage, "--run names a run to go on with: give --resume, too");
  const until = flags.until === undefined ? undefined : readUntil(flags.until, clock.now());
  if (flags.resume === true && flags.waive !== undefined)
    throw new CommandError(
      EXIT.usage,
      "--waive is for a new run: a resumed one keeps the waivers it began with",
    );
  const db = flags.db ?? config.db;
  const prepared = flags.resume === true ? undefined : prepareRun(paths, flags, config);
  if (prepared === undefined) requireRecord(db);
  else requireModels(modelsOf(prepared.plan), keyOf);
  const store = openRecord(db);
  try {
    const started = prepared === undefined ? reopenRun(store, flags, config) : beginRun(store, prepared);
    const code = await withWorkshop((workshop) =>
      carryOutRun(started, { store, workshop, flags, db, until, clock, keyOf }),
    );
    await store.kept(); // a run whose end is not on the disk has not ended
    return code;
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const message = `${error.message} The run can go on afterwards: ${resumeCommand({ db, config: flags.config })}`;
    throw new StoreFault(error.problem, message, { cause: error });
  } finally {
    store.close();
  }
}

const keyOf = (variable: string): string | undefined => process.env[variable];
