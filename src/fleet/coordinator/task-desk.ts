import { randomUUID } from "node:crypto";
import { ModelFault } from "../../core/calls/completion.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import type { Synthesize } from "../../core/run/fleet.ts";
import type { Synthesis } from "../../core/run/synthesis.ts";
import type { TaskId } from "../../core/task/ids.ts";
import type { TaskJob } from "../postgres/task-queue.ts";
import { readEvent } from "../wire/event-wire.ts";
import {
  type AttemptEnd,
  type CoordinatorLetter,
  type Recalled,
  readWorkerLetter,
  type WorkerLetter,
} from "../wire/letters.ts";
import { answerCall, composeBeginning, type OfferedTask } from "./offered-task.ts";

export type DeskSetup = {
  readonly session: string;
  readonly post: (to: string, attempt: string, letter: CoordinatorLetter) => void;
  /** The drafts of a task that an earlier attempt tested, as the record has them. */
  readonly recalledDrafts: (task: TaskId) => readonly Recalled[];
  readonly offer: (job: TaskJob) => void;
  readonly finish: (job: string) => void;
  /** Somebody else is to take it: whoever had it could not carry it out, or leaves. */
  readonly giveBack: (job: string) => void;
  readonly putBack: (job: string) => void;
  readonly notice: (text: string) => void;
};

/** A worker that cannot carry a task out may be at fault itself: so many have to say so. */
const MOST_FAULTS = 3;

/**
 * The tasks that are with workers or wait for them, and everything that workers write about them. Only the attempt that
 * a task has now counts: whatever others still write is dropped.
 */
export class TaskDesk {
  readonly #setup: DeskSetup;
  readonly #byJob = new Map<string, OfferedTask>();
  readonly #byAttempt = new Map<string, OfferedTask>();
  /** How many tasks each worker has handed back since it was last asked about. */
  readonly #handedBack = new Map<string, number>();
  #isWithdrawn = false;

  constructor(setup: DeskSetup) {
    this.#setup = setup;
  }

  /** Has some worker take a task to its verdict. */
  readonly synthesize: Synthesize = (task, drivers, options) => {
    const { promise, resolve, reject } = Promise.withResolvers<Synthesis>();
    const job = randomUUID();
    const fresh = { attempt: undefined, decided: undefined, faults: 0, fault: undefined };
    this.#byJob.set(job, { job, task, drivers, options, resolve, reject, ...fresh });
    this.#setup.offer({ id: job, session: this.#setup.session, task: task.id });
    return promise;
  };

  /** Reads a letter of a worker. What cannot be read, or recorded, ends its task. */
  receive(attempt: string, body: string): void {
    const offered = this.#byAttempt.get(attempt);
    try {
      const letter = readWorkerLetter(body);
      if (letter.kind === "begun") this.#begin(attempt, letter);
      else if (offered !== undefined) this.#follow(offered, attempt, letter);
    } catch (error) {
      if (offered !== undefined) this.#fail(offered, error);
    }
  }

  /**
   * Workers have left. Returns how many tasks others are to take from them: those that they handed back, and those of
   * which it was not read yet.
   */
  workersLeft(left: ReadonlySet<string>): number {
    for (const offered of this.#tasksOf(left)) this.#handBack(offered);
    const counts = [...left].map((worker) => this.#handedBack.get(worker) ?? 0);
    for (const worker of left) this.#handedBack.delete(worker);
    return this.#isWithdrawn ? 0 : counts.reduce((sum, count) => sum + count, 0);
  }

  /** Workers are lost: their attempts count no more. Returns the jobs that others are to take. */
  dropWorkers(gone: ReadonlySet<string>): readonly string[] {
    const lost = this.#tasksOf(gone);
    for (const offered of lost) {
      if (this.#isWithdrawn) this.#fail(offered, stopped());
      else this.#revoke(offered);
    }
    return this.#isWithdrawn ? [] : lost.map(({ job }) => job);
  }

  #tasksOf(workers: ReadonlySet<string>): readonly OfferedTask[] {
    return [...this.#byAttempt.values()].filter(
      ({ attempt }) => attempt !== undefined && workers.has(attempt.worker),
    );
  }

  /** Jobs that some worker has said it is at. */
  underWay(): ReadonlySet<string> {
    return new Set([...this.#byAttempt.values()].map(({ job }) => job));
  }

  /** How many tasks each worker is at. */
  load(): ReadonlyMap<string, number> {
    const load = new Map<string, number>();
    for (const { attempt } of this.#byAttempt.values())
      if (attempt !== undefined) load.set(attempt.worker, (load.get(attempt.worker) ?? 0) + 1);
    return load;
  }

  /** The queue has given jobs up: they have taken down too many workers. */
  giveUp(jobs: readonly string[]): void {
    for (const job of jobs) {
      const offered = this.#byJob.get(job);
      if (offered !== undefined)
        this.#fail(offered, new Error("it was given to worker after worker, and each of them went away"));
    }
  }

  /** Takes back what nobody has begun, and begins nothing any more. */
  withdraw(): void {
    this.#isWithdrawn = true;
    for (const offered of this.#byJob.values())
      if (offered.attempt === undefined) this.#fail(offered, stopped());
  }

  #begin(attempt: string, { worker, job }: Extract<WorkerLetter, { kind: "begun" }>): void {
    const offered = this.#byJob.get(job);
    if (offered === undefined) {
      this.#setup.post(worker, attempt, { kind: "revoked" });
      return;
    }
    this.#revoke(offered); // whoever had it is cut off, and may come back
    offered.attempt = { id: attempt, worker };
    this.#byAttempt.set(attempt, offered);
    const recalled = this.#setup.recalledDrafts(offered.task.id);
    this.#setup.post(worker, attempt, composeBeginning(offered, recalled));
  }

  #follow(offered: OfferedTask, attempt: string, letter: Exclude<WorkerLetter, { kind: "begun" }>): void {
    switch (letter.kind) {
      case "call":
        void this.#answer(offered, attempt, letter);
        break;
      case "event": {
        const event = readEvent(letter.event, offered.task);
        if (event.type === "task-decided") offered.decided = event.synthesis;
        offered.drivers.record(event);
        break;
      }
      case "ended":
        this.#end(offered, letter.end);
    }
  }

  async #answer(
    offered: OfferedTask,
    attempt: string,
    letter: Extract<WorkerLetter, { kind: "call" }>,
  ): Promise<void> {
    const reply = await answerCall(offered, letter);
    if (offered.attempt?.id === attempt) this.#setup.post(offered.attempt.worker, attempt, reply);
  }

  #end(offered: OfferedTask, how: AttemptEnd): void {
    const { decided, fault, task } = offered;
    switch (how.status) {
      case "decided":
        if (decided === undefined) return this.#fail(offered, new Error("a worker sent no verdict"));
        this.#close(offered);
        return offered.resolve(decided);
      case "left":
        return this.#handBack(offered);
      case "lost":
        return this.#fail(offered, new LostTask(how.reason));
      case "stopped":
        return this.#fail(offered, fault ?? new ModelFault(how.fault, how.reason));
      case "faulted":
        if (++offered.faults >= MOST_FAULTS) return this.#fail(offered, new Error(how.reason));
        this.#setup.notice(
          `${task.id}: a worker could not carry it out (${how.reason}); it is given to another one`,
        );
        return this.#giveBack(offered);
    }
  }

  /** Somebody else is to take it, unless the run ends. */
  #giveBack(offered: OfferedTask): void {
    this.#forgetAttempt(offered);
    if (this.#isWithdrawn) this.#fail(offered, stopped());
    else this.#setup.giveBack(offered.job);
  }

  /** The same, but its worker leaves, which is no fault of the task. */
  #handBack(offered: OfferedTask): void {
    const { attempt, job } = offered;
    if (attempt !== undefined)
      this.#handedBack.set(attempt.worker, (this.#handedBack.get(attempt.worker) ?? 0) + 1);
    this.#forgetAttempt(offered);
    if (this.#isWithdrawn) this.#fail(offered, stopped());
    else this.#setup.putBack(job);
  }

  #fail(offered: OfferedTask, error: unknown): void {
    this.#revoke(offered);
    this.#close(offered);
    offered.reject(error);
  }

  #close(offered: OfferedTask): void {
    this.#forgetAttempt(offered);
    this.#byJob.delete(offered.job);
    this.#setup.finish(offered.job);
  }

  #revoke(offered: OfferedTask): void {
    const { attempt } = offered;
    if (attempt !== undefined) this.#setup.post(attempt.worker, attempt.id, { kind: "revoked" });
    this.#forgetAttempt(offered);
  }

  #forgetAttempt(offered: OfferedTask): void {
    if (offered.attempt !== undefined) this.#byAttempt.delete(offered.attempt.id);
    offered.attempt = undefined;
    offered.decided = undefined;
  }
}

const stopped = (): ModelFault => new ModelFault("stopped", "the run was stopped");
