import { availableParallelism, hostname } from "node:os";
import type { Complete } from "../../core/completion.ts";
import type { RunStatus } from "../../core/run-status.ts";
import type { Budget } from "../../core/spending.ts";
import { sentBack } from "../../core/review.ts";
import { StoreFault } from "../../core/store-fault.ts";
import type { Drivers, SynthesisEvent } from "../../core/synthesis.ts";
import { createCallQueue } from "../../evolution/call-queue.ts";
import { runBatch, type TaskOutcome } from "../../evolution/run-batch.ts";
import { createRunSwitch } from "../../evolution/run-switch.ts";
import { createSemaphore } from "../../evolution/semaphore.ts";
import { requireModels } from "../../models/require-models.ts";
import type { Store } from "../../store/open-store.ts";
import { traceDrivers } from "../../tracing/trace-drivers.ts";
import { openAllowance } from "../run/allowance.ts";
import { attendRun, refuseStaleRequests } from "../run/attend-run.ts";
import { meterCalls } from "../progress/call-meter.ts";
import { type Clock, SYSTEM_CLOCK } from "../run/clock.ts";
import { concludeRun } from "../run/conclude-run.ts";
import { readConfig } from "../input/config.ts";
import { awaitDeadline } from "../run/deadline.ts";
import { detachRun } from "../run/detach-run.ts";
import { CommandError, EXIT } from "../output/exit-codes.ts";
import { findTwins } from "../run/find-twins.ts";
import { listenForInterrupts } from "../run/interruption.ts";
import { openKnownBootcamps } from "../library/known-library.ts";
import { openLanes } from "../run/lanes.ts";
import { now, openRecord, requireRecord } from "../record/open-record.ts";
import { openRunModels } from "../run/open-run-models.ts";
import { chooseProgressStyle } from "../progress/progress-style.ts";
import { createProgressView } from "../progress/progress-view.ts";
import { readBeginning } from "../progress/read-beginning.ts";
import { moveLimits } from "../run/move-limits.ts";
import { readPrompts } from "../input/read-prompts.ts";
import { readUntil } from "../input/read-until.ts";
import { createRunMonitor } from "../progress/run-monitor.ts";
import {
  beginRun,
  modelsOf,
  prepareRun,
  reopenRun,
  type RunFlags,
  type StartedRun,
} from "../run/run-plan.ts";
import { describeModels } from "../run/traced-models.ts";
import { resumeCommand } from "../run/resume-command.ts";
import { JOB_LIMITS, withWorkshop, type Workshop } from "../workshop/workshop.ts";
import { printNoticeLine } from "../output/print.ts";

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
    return await withWorkshop((workshop) => carryOut(started, { store, workshop, flags, db, until, clock }));
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const message = `${error.message} The run can go on afterwards: ${resumeCommand({ db, config: flags.config })}`;
    throw new StoreFault(error.problem, message, { cause: error });
  } finally {
    store.close();
  }
}

const keyOf = (variable: string): string | undefined => process.env[variable];

type Circumstances = {
  readonly store: Store;
  readonly workshop: Workshop;
  readonly flags: RunFlags;
  readonly db: string;
  readonly until: Date | undefined;
  readonly clock: Clock;
};

async function carryOut(started: StartedRun, about: Circumstances): Promise<number> {
  const { store, flags, workshop } = about;
  const { plan, id } = started;
  const desk = store.control(id);
  refuseStaleRequests(desk);
  const view = createProgressView(chooseProgressStyle(flags, started.tasks.length), () => Date.now());
  const runSwitch = createRunSwitch();
  const stopping = new AbortController();
  runSwitch.onChange(() => {
    if (runSwitch.state() === "stopped") stopping.abort();
  });
  const interruption = listenForInterrupts(runSwitch);
  const deadline = awaitDeadline(about.until, about.clock, runSwitch.stop);
  const ledger = store.ledger(id, plan.budget);
  const allowance = openAllowance(store, { run: id, ledger });
  const lanes = openLanes(plan, modelsOf(plan));
  const beginning = readBeginning(store, id);
  const meter = meterCalls(store.memo(id), { before: beginning.sent, clock: monotonic });
  const monitor = createRunMonitor(beginning, {
    clock: monotonic,
    spent: ledger.spent,
    parallel: lanes.parallel,
  });
  const { models, writeRecording } = await openRunModels(
    started,
    { ...about, keyOf },
    {
      memo: meter.memo,
      stopping: stopping.signal,
      ledger,
    },
  );
  const heard: Complete = async (request) => {
    const completion = await models.complete(request);
    monitor.hear(request.address.task);
    return completion;
  };
  const queue = createCallQueue(heard, { laneOf: lanes.laneOf, runSwitch });
  const write = store.events(id);
  const record = (event: SynthesisEvent): void => {
    write(event);
    monitor.follow(event);
    view.show(event);
  };
  const { createConverse } = await import("../../models/converse.ts");
  const untraced: Omit<Drivers, "converse"> = {
    compile: workshop.compiler.compile,
    compileSolver: workshop.compiler.compileSolver,
    sandbox: workshop.sandbox,
    known: openKnownBootcamps(workshop),
    prompts: readPrompts((await workshop.compiler.documentation()).markdown),
    complete: queue.complete,
    inTurn: createSemaphore(availableParallelism()),
    record,
  };
  const drivers = traceDrivers(untraced, createConverse, {
    models: describeModels(plan),
    content: flags.traceContent === true,
  });
  view.begin(id, started.tasks.length);
  const attendance = attendRun({
    identity: { run: id, pid: process.pid, host: hostname(), startedAt: now() },
    desk,
    helm: {
      runSwitch,
      lanes,
      endpoints: models,
      stop: interruption.stop,
      limits: moveLimits({ deadline, ledger, clock: about.clock }),
    },
    monitor,
    meter,
    queue,
    view,
    now,
    spent: ledger.spent,
    allowed: () => allowedBy(ledger.budget()),
  });
  const work = runBatch(started.tasks, drivers, {
    ...plan,
    ...plan.gates,
    limits: JOB_LIMITS,
    parallel: lanes.parallel,
    runSwitch,
    sentBackOf: (task) => sentBack(store.decisions(id, task.id)),
    mayBegin: allowance.mayBegin,
    onStart: (task) => {
      store.runs.setTaskState(id, task.id, "running", null);
      monitor.begin(task.id);
    },
    onEnd: (outcome) => {
      if (outcome.status === "decided") allowance.noteDecided();
      noteEnd(outcome, id, store);
      monitor.end(outcome);
    },
  });
  const end = await Promise.race([work, interruption.farewell, deadline.farewell, attendance.failed]);
  attendance.compare();
  if (end?.left === 0) await findTwins(id, { store, workshop }, record);
  interruption.forget();
  deadline.forget();
  writeRecording();
  const fault = end?.fault;
  if (fault instanceof StoreFault) {
    attendance.leave();
    throw fault; // the run stays unfinished in the record, and can be resumed
  }
  const isComplete = end?.left === 0;
  store.runs.end(id, isComplete ? "done" : "stopped");
  attendance.end(isComplete ? "done" : "stopped");
  const ended = {
    fault,
    isComplete,
    stopCode: interruption.exitCode(),
    isLate: deadline.isOver(),
    allowance,
  };
  return concludeRun(started, { ...about, ...ended, models, budget: ledger.budget() });
}

/** Milliseconds from anywhere. */
const monotonic = (): number => performance.now();

function allowedBy({ tokens, money }: Budget): RunStatus["allowed"] {
  return tokens === null && money === null ? null : { tokens, cost: money };
}

function noteEnd(outcome: TaskOutcome, run: number, store: Store): void {
  switch (outcome.status) {
    case "decided":
      break; // the event has been written
    case "stopped":
      if (outcome.fault instanceof StoreFault) break; // it cannot be written any more
      noteStopped(outcome.task.id, outcome.fault.message, { run, store });
      break;
    case "faulted": {
      const reason = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
      printNoticeLine(`${outcome.task.id}: ${reason}`);
      noteStopped(outcome.task.id, reason, { run, store });
    }
  }
}

/** A record that fails here fails again at the end of the run, where it is said. */
function noteStopped(
  task: string,
  reason: string,
  about: { readonly run: number; readonly store: Store },
): void {
  try {
    about.store.runs.setTaskState(about.run, task, "stopped", reason);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
}
