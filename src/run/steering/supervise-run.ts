import type { RunPhase, RunStatus } from "../../core/run/run-status.ts";
import type { ControlInbox } from "../../store/control.ts";
import type { ProgressView } from "../monitoring/progress-view.ts";
import type { RunMonitor } from "../monitoring/run-monitor.ts";
import { type RunControls, steerRun } from "./steer-run.ts";

/** Which process carries out which run. */
export type Identity = Pick<RunStatus, "run" | "pid" | "host" | "startedAt">;

export type Supervised = {
  readonly identity: Identity;
  readonly inbox: ControlInbox;
  readonly controls: RunControls;
  readonly monitor: RunMonitor;
  /** Calls that were answered before this process took the run up. */
  readonly sentBefore: number;
  readonly view: ProgressView;
  readonly now: () => string;
  /** What counts as spent, as the accounts have it. */
  readonly spent: () => RunStatus["spent"];
  /** The most that the run may spend, where it has a budget. */
  readonly allowed: () => RunStatus["allowed"];
  /** The workers, where the run is spread over machines. */
  readonly fleet: () => RunStatus["fleet"];
};

/** Somebody who looks after a run while it is under way. */
export type Supervision = {
  /** Rejects when the record can no longer be written. */
  readonly failed: Promise<never>;
  /** From now on every task is decided, and drafts are compared with each other. */
  readonly compare: () => void;
  /** Goes without a word, because the record cannot be written any more. */
  readonly leave: () => void;
  /** Writes the last status and goes. */
  readonly end: (phase: "stopped" | "done") => void;
};

/** Refuses what was asked when no process carried the run out: to stop now because of it would surprise everybody. */
export function refuseStaleRequests(inbox: ControlInbox): void {
  for (const { id } of inbox.open()) inbox.answer(id, { status: "refused", note: "the run had ended" });
}

const ASK_MS = 500;
const TELL_MS = 1_000;
const WRITE_MS = 2_000;

/**
 * Looks after a run: answers what is asked of it from other terminals twice a second, tells the view once a
 * second, and writes its status into the record every two seconds.
 */
export function superviseRun(about: Supervised): Supervision {
  const { inbox, controls, view } = about;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined); // whoever waits for the run hears of it
  let comparing = false;
  let toldMs = 0;
  let writtenMs = -WRITE_MS;
  const phase = (): RunPhase => {
    const state = controls.runSwitch.state();
    if (state === "stopped") return "stopping";
    return comparing ? "comparing" : state === "paused" ? "paused" : "running";
  };
  const write = (status: RunStatus): void => {
    inbox.writeStatus(status);
    writtenMs = performance.now();
  };
  const attend = (): void => {
    const requests = inbox.open();
    for (const { id, request } of requests) inbox.answer(id, steerRun(request, controls));
    // What fits into the budget changes by itself.
    controls.runSwitch.announce();
    const atMs = performance.now();
    const isDue = requests.length > 0 || atMs - writtenMs >= WRITE_MS;
    if (!isDue && atMs - toldMs < TELL_MS) return;
    const status = assembleStatus(about, phase());
    view.tell(status);
    toldMs = atMs;
    if (isDue) write(status);
  };
  const timer = setInterval(() => {
    try {
      attend();
    } catch (error) {
      clearInterval(timer);
      reject(error);
    }
  }, ASK_MS);
  write(assembleStatus(about, phase()));
  const leave = (): void => {
    clearInterval(timer);
    view.end();
  };
  return {
    failed,
    compare: () => {
      comparing = true;
    },
    leave,
    end: (last) => {
      leave();
      inbox.writeStatus(assembleStatus(about, last));
    },
  };
}

function assembleStatus(about: Supervised, phase: RunPhase): RunStatus {
  const { identity, controls, monitor, sentBefore } = about;
  const { answered, ...rates } = controls.endpoints.traffic();
  const { tasks, ...monitored } = monitor.status();
  return {
    ...identity,
    ...monitored,
    writtenAt: about.now(),
    phase,
    tasks: { ...tasks, parallel: controls.breadth.parallel() },
    calls: { ...controls.endpoints.load(), sent: sentBefore + answered },
    rates,
    spent: about.spent(),
    allowed: about.allowed(),
    endpoints: [...controls.endpoints.health()],
    fleet: about.fleet(),
  };
}
