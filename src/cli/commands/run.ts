import { type Complete, type Converse, ModelFault } from "../../core/completion.ts";
import type { Ledger } from "../../core/ledger.ts";
import { sentBack } from "../../core/review.ts";
import type { Drivers, SynthesisEvent } from "../../core/synthesis.ts";
import { StoreFault } from "../../core/store-fault.ts";
import { runBatch, type TaskOutcome } from "../../evolution/run-batch.ts";
import type { Models } from "../../models/create-models.ts";
import { endpointsOf, type ModelConfig } from "../../models/model-config.ts";
import { requireModels } from "../../models/require-models.ts";
import { PATIENT } from "../../models/timing.ts";
import type { Store } from "../../store/open-store.ts";
import { isTracing, traceDrivers } from "../../tracing/trace-drivers.ts";
import { traceMemo } from "../../tracing/trace-memo.ts";
import { type Allowance, openAllowance, renderSpending } from "../allowance.ts";
import { type Clock, SYSTEM_CLOCK } from "../clock.ts";
import { readConfig } from "../config.ts";
import { awaitDeadline } from "../deadline.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { findTwins } from "../find-twins.ts";
import { listenForInterrupts } from "../interruption.ts";
import { openKnownBootcamps } from "../known-library.ts";
import { readProfiles } from "../endpoint-profiles.ts";
import { openRecord, requireRecord } from "../open-record.ts";
import { createProgressView } from "../progress-view.ts";
import { readProxy } from "../read-proxy.ts";
import { readPrompts } from "../read-prompts.ts";
import { readUntil } from "../read-until.ts";
import { renderSummary } from "../render-summary.ts";
import { beginRun, type Plan, prepareRun, reopenRun, type RunFlags, type StartedRun } from "../run-plan.ts";
import { summarizeRun } from "../summarize-run.ts";
import { describeModels } from "../traced-models.ts";
import { resumeCommand, whyStopped } from "../why-stopped.ts";
import { JOB_LIMITS, withWorkshop, type Workshop } from "../workshop.ts";
import { print, printJson, printNoticeLine } from "../print.ts";

/** Writes, tests and judges a bootcamp for each description; returns the exit code. */
export async function run(
  paths: readonly string[],
  flags: RunFlags,
  clock: Clock = SYSTEM_CLOCK,
): Promise<number> {
  const config = readConfig(flags.config);
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

const modelsOf = ({ endpoints, author, judge, solver, critic }: Plan): ModelConfig => ({
  endpoints,
  roles: { author, judge, solver, critic },
});

type Circumstances = {
  readonly store: Store;
  readonly workshop: Workshop;
  readonly flags: RunFlags;
  readonly db: string;
  readonly until: Date | undefined;
  readonly clock: Clock;
};

async function carryOut(started: StartedRun, about: Circumstances): Promise<number> {
  const { store, flags } = about;
  const view = createProgressView({ json: flags.json === true });
  const { plan, id } = started;
  const interruption = listenForInterrupts();
  const deadline = awaitDeadline(about.until, about.clock);
  const stopping = AbortSignal.any([interruption.stopping, deadline.passed]);
  const isStopping = (): boolean => interruption.isStopping() || deadline.isOver();
  const ledger = store.ledger(id, plan.budget);
  const allowance = openAllowance(store, { run: id, budget: plan.budget, ledger });
  const { models, createConverse, writeRecording } = await openModels(started, about, {
    isStopping,
    stopping,
    ledger,
  });
  const write = store.events(started.id);
  const record = (event: SynthesisEvent): void => {
    write(event);
    view.show(event);
  };
  const untraced: Omit<Drivers, "converse"> = {
    compile: about.workshop.compiler.compile,
    compileSolver: about.workshop.compiler.compileSolver,
    sandbox: about.workshop.sandbox,
    known: openKnownBootcamps(about.workshop),
    prompts: readPrompts((await about.workshop.compiler.documentation()).markdown),
    complete: models.complete,
    record,
  };
  const drivers = traceDrivers(untraced, createConverse, {
    models: describeModels(plan),
    content: flags.traceContent === true,
  });
  view.begin(started.id, started.tasks.length);
  const work = runBatch(started.tasks, drivers, {
    ...plan,
    ...plan.gates,
    limits: JOB_LIMITS,
    sentBackOf: (task) => sentBack(store.decisions(id, task.id)),
    isStopping,
    mayBegin: allowance.mayBegin,
    onStart: (task) => store.runs.setTaskState(id, task.id, "running", null),
    onEnd: (outcome) => {
      if (outcome.status === "decided") allowance.noteDecided();
      noteEnd(outcome, id, store);
    },
  });
  const outcomes = await Promise.race([work, interruption.farewell, deadline.farewell]);
  if (outcomes !== undefined) await findTwins(id, { store, workshop: about.workshop }, record);
  interruption.forget();
  deadline.forget();
  writeRecording();
  const ended = { signal: interruption.signal(), isLate: deadline.isOver(), allowance };
  return conclude(outcomes ?? [], started, { ...about, ...ended, models });
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

type OpenedModels = {
  readonly models: Models;
  readonly createConverse: (complete: Complete) => Converse;
  readonly writeRecording: () => void;
};

async function openModels(
  { id, plan }: StartedRun,
  about: Circumstances,
  limits: { readonly isStopping: () => boolean; readonly stopping: AbortSignal; readonly ledger: Ledger },
): Promise<OpenedModels> {
  const { createModels } = await import("../../models/create-models.ts");
  const { createRecordingWriter } = await import("../../models/recordings.ts");
  const config = modelsOf(plan);
  const recorder =
    about.flags.record === undefined
      ? undefined
      : createRecordingWriter(about.flags.record, {
          provenance: isScripted(plan) ? "scripted" : "recorded",
          model: plan.author.kind === "endpoint" ? plan.author.model : plan.author.path,
          note: "written by campforge run --record",
        });
  const models = createModels({
    config,
    memo: isTracing() ? traceMemo(about.store.memo(id)) : about.store.memo(id),
    keyOf,
    warn: printNoticeLine,
    recorder,
    batches: about.store.batches,
    ledger: limits.ledger,
    timing: PATIENT,
    signal: limits.stopping,
    proxy: readProxy(),
    profiles: readProfiles(about.db),
  });
  const complete: Complete = (request) => {
    if (limits.isStopping()) return Promise.reject(new ModelFault("stopped", "the run is stopping"));
    return models.complete(request);
  };
  const { createConverse } = await import("../../models/converse.ts");
  return {
    models: { ...models, complete },
    createConverse,
    writeRecording: () => recorder?.write(),
  };
}

function isScripted(plan: Plan): boolean {
  return (
    plan.author.kind === "endpoint" &&
    endpointsOf(plan.author).every((name) => plan.endpoints[name]?.scripted === true)
  );
}

type Ended = {
  readonly models: Models;
  readonly signal: "SIGINT" | "SIGTERM" | null;
  readonly isLate: boolean;
  readonly allowance: Allowance;
};

function conclude(
  outcomes: readonly TaskOutcome[],
  started: StartedRun,
  about: Circumstances & Ended,
): number {
  const { store, flags, models, db } = about;
  const stopped = outcomes.flatMap((outcome) => (outcome.status === "stopped" ? [outcome.fault] : []));
  const broken = stopped.find((one) => one instanceof StoreFault);
  if (broken !== undefined) throw broken; // the run stays unfinished in the record, and can be resumed
  const faults = stopped.filter((one) => one instanceof ModelFault);
  const isComplete =
    outcomes.length === started.tasks.length && outcomes.every(({ status }) => status === "decided");
  const stop = whyStopped({ ...about, isComplete, isUsedUp: about.allowance.isUsedUp(), faults });
  store.runs.end(started.id, isComplete ? "done" : "stopped");
  const summary = summarizeRun(store, started.id);
  const spending = store.spending(started.id);
  if (flags.json === true) printJson({ type: "run-ended", ...summary, spending, stopped: stop?.why ?? null });
  else
    print(
      renderSummary(summary, {
        db,
        provenance: models.provenance(started.tasks.map(({ id }) => id)),
        config: flags.config,
        spending: renderSpending(spending, started.plan.budget),
      }),
    );
  if (stop !== undefined) {
    printNoticeLine(
      `${stop.text}; nothing is lost. Go on with: ${resumeCommand({ db, config: flags.config, stop })}`,
    );
    return stop.exitCode;
  }
  const fault = faults.find(({ kind }) => kind !== "stopped") ?? faults[0];
  if (fault !== undefined) throw fault;
  return isComplete ? EXIT.done : EXIT.fault;
}
