import { type Complete, type Completion, ModelFault } from "../../core/calls/completion.ts";
import { LostTask } from "../../core/run/lost-task.ts";
import type { Drivers, Synthesis, SynthesisEvent, TaskOptions } from "../../core/run/synthesis.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import { writeEvent } from "../wire/event-wire.ts";
import type { AttemptEnd, CoordinatorLetter, Recalled, WorkerLetter } from "../wire/letters.ts";

/** One attempt of this worker at a task, from its first letter to its last. */
export type Attempt = {
  readonly task: string;
  /** What it is at, and since when on the worker's clock. */
  readonly stage: () => { readonly name: string; readonly sinceMs: number };
  readonly receive: (letter: CoordinatorLetter) => void;
  /** Ends it without a verdict: whatever it still waits for comes to nothing. */
  readonly drop: (why: "left" | "dropped") => void;
};

/** Takes a task to its verdict with these drivers. */
export type Carry = (
  task: TaskDescription,
  options: TaskOptions,
  drivers: Pick<Drivers, "complete" | "record" | "recall" | "within">,
) => Promise<Synthesis>;

export type AttemptSetup = {
  readonly task: string;
  readonly job: string;
  readonly worker: string;
  readonly carry: Carry;
  readonly post: (letter: WorkerLetter) => void;
  readonly clock: () => number;
  readonly ended: (how: AttemptEnd["status"] | "dropped") => void;
};

/** The attempt was taken from this worker, or the worker goes: the line is unwound by it, and nobody hears of it. */
class Dropped extends Error {}

/** Begins an attempt: the coordinator is told, and says what to do. */
export function beginAttempt(setup: AttemptSetup): Attempt {
  const { post, clock } = setup;
  const calls = new Map<number, PromiseWithResolvers<Completion>>();
  let made = 0;
  let isOver = false;
  let stage = { name: "waiting for its description", sinceMs: clock() };
  const enter = (name: string): void => {
    stage = { name, sinceMs: clock() };
  };
  const finish = (how: AttemptEnd["status"] | "dropped"): void => {
    isOver = true;
    for (const { reject } of calls.values()) reject(new Dropped("the attempt is over"));
    calls.clear();
    setup.ended(how);
  };
  const complete: Complete = (request) => {
    if (isOver) return Promise.reject(new Dropped("the attempt is over"));
    const call = ++made;
    const waiting = Promise.withResolvers<Completion>();
    calls.set(call, waiting);
    post({ kind: "call", call, request });
    return waiting.promise;
  };
  const record = (event: SynthesisEvent): void => {
    if (!isOver) post({ kind: "event", event: writeEvent(event) });
  };
  const within: Drivers["within"] = async ({ kind }, work) => {
    enter(kind === "task" ? "draft" : kind);
    try {
      return await work();
    } finally {
      enter("draft");
    }
  };
  const go = async ({
    task,
    options,
    recalled,
  }: Extract<CoordinatorLetter, { kind: "go" }>): Promise<void> => {
    enter("draft");
    const end = await endOf(() =>
      setup.carry(task, options, { complete, record, within, recall: recallOf(recalled) }),
    );
    if (isOver) return;
    post({ kind: "ended", end });
    finish(end.status);
  };
  post({ kind: "begun", worker: setup.worker, job: setup.job });
  return {
    task: setup.task,
    stage: () => stage,
    receive: (letter) => {
      if (isOver) return;
      if (letter.kind === "go") void go(letter);
      else if (letter.kind === "revoked") finish("dropped");
      else {
        const waiting = calls.get(letter.call);
        calls.delete(letter.call);
        if (letter.kind === "reply") waiting?.resolve(letter.completion);
        else waiting?.reject(new ModelFault(letter.fault, letter.reason));
      }
    },
    drop: (why) => {
      if (!isOver) finish(why);
    },
  };
}

/** How the line ended, as the coordinator is told. */
async function endOf(line: () => Promise<Synthesis>): Promise<AttemptEnd> {
  try {
    await line();
    return { status: "decided" };
  } catch (error) {
    if (error instanceof ModelFault) return { status: "stopped", fault: error.kind, reason: error.message };
    if (error instanceof LostTask) return { status: "lost", reason: error.message };
    return { status: "faulted", reason: error instanceof Error ? error.message : String(error) };
  }
}

function recallOf(recalled: readonly Recalled[]): Drivers["recall"] {
  return (_, { line, round, source }) =>
    recalled.find((one) => one.line === line && one.round === round && one.source === source)?.tested;
}
