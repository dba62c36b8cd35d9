import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { countNoun } from "../../core/text/count-noun.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import type { TaskJob, TaskQueue } from "../postgres/task-queue.ts";
import { readCoordinatorLetter, type WorkerLetter } from "../wire/letters.ts";
import type { SessionBook } from "./follow-sessions.ts";
import { type Attempt, beginAttempt, type Carry } from "./remote-line.ts";
import type { WorkerReport } from "./worker-desk.ts";

export type BenchSetup = {
  readonly worker: string;
  readonly slots: number;
  readonly queue: TaskQueue;
  readonly book: SessionBook;
  readonly carryFor: (session: string) => Carry;
  readonly post: (to: string, attempt: string, letter: WorkerLetter) => void;
  readonly clock: () => number;
  readonly say: (text: string) => void;
  /** A fault of ours, or a letter that nobody can read. */
  readonly fail: (error: unknown) => void;
};

const ENDINGS = {
  decided: "decided",
  lost: "not decided, its endpoint refused what was asked",
  stopped: "stopped",
  faulted: "could not be carried out here",
  left: "handed back",
  dropped: "given up: it is somebody else's, or nobody's",
} as const;

/** A worker with many free slots leaves so much time between two tasks that it takes. */
const BETWEEN_TASKS_MS = 50;

/** The tasks that a worker is at. */
export class AttemptBench {
  readonly #setup: BenchSetup;
  readonly #attempts = new Map<string, Attempt>();
  #decided = 0;
  #taking: Promise<void> | undefined;
  #isLeaving = false;

  constructor(setup: BenchSetup) {
    this.#setup = setup;
  }

  /** Takes tasks for slots that are free, as far as this worker's share goes. */
  take(): void {
    this.#taking ??= this.#take()
      .catch(this.#setup.fail)
      .finally(() => {
        this.#taking = undefined;
      });
  }

  async #take(): Promise<void> {
    const { slots, queue, book } = this.#setup;
    while (!this.#isLeaving && this.#attempts.size < Math.min(slots, book.share(slots))) {
      const [job] = await queue.take(1);
      if (job === undefined) return;
      if (this.#isLeaving) return queue.putBack([job.id]);
      this.#begin(job);
      // Others with free slots are told of tasks, too: few tasks are not all for whoever is quickest.
      await sleep(BETWEEN_TASKS_MS);
    }
  }

  #begin(job: TaskJob): void {
    const { worker, carryFor, post, clock, say, book } = this.#setup;
    const id = randomUUID();
    say(`${job.task}: taken`);
    book.hold(id, job.session);
    const attempt = beginAttempt({
      task: job.task,
      job: job.id,
      worker,
      carry: carryFor(job.session),
      post: (letter) => post(job.session, id, letter),
      clock,
      ended: (how) => {
        this.#attempts.delete(id);
        book.release(id);
        if (how === "decided") this.#decided++;
        say(`${job.task}: ${ENDINGS[how]}`);
        this.take();
      },
    });
    this.#attempts.set(id, attempt);
  }

  /** Passes a letter on to the attempt that it is about. */
  receive(attempt: string, body: string): void {
    try {
      this.#attempts.get(attempt)?.receive(readCoordinatorLetter(body));
    } catch (error) {
      this.#setup.fail(error);
    }
  }

  /** Gives attempts up whose run nobody leads any more. */
  drop(attempts: readonly string[]): void {
    for (const id of attempts) this.#attempts.get(id)?.drop("dropped");
  }

  /** Takes nothing any more and hands back what it has, and what it is just taking, so that others go on with it at once. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    for (const [id, attempt] of this.#attempts) {
      const session = this.#setup.book.sessionOf(id);
      attempt.drop("left");
      if (session !== undefined) this.#setup.post(session, id, { kind: "ended", end: { status: "left" } });
    }
    await this.#taking;
  }

  /** What the worker says of itself. */
  report(state: WorkerReport["state"]): WorkerReport {
    const nowMs = this.#setup.clock();
    const doing = [...this.#attempts.values()].map((one) => {
      const { name, sinceMs } = one.stage();
      return { task: one.task, stage: name, forMs: Math.round(nowMs - sinceMs) };
    });
    const note = this.#setup.book.refusal() ?? "";
    return { state, note, decided: this.#decided, doing };
  }
}

/** What a worker does while nobody can be reached, in words. */
export function describeMeanwhile({ doing }: Pick<WorkerReport, "doing">): string {
  if (doing.length === 0) return "it has no task, and waits";
  const named = doing.map(({ task, stage, forMs }) => `${task} (${stage} for ${formatDuration(forMs)})`);
  const goOn = doing.length === 1 ? "goes on until it needs an answer" : "go on until they need an answer";
  return `${countNoun(doing.length, "task")} here ${goOn}, and what they find is kept and sent afterwards: ${named.join(", ")}`;
}
