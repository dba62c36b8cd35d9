import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { countNoun } from "../../core/text/count-noun.ts";
import type { Fleet, OpenFleet } from "../../core/run/fleet.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import type { TaskId } from "../../core/task/ids.ts";
import { libraryBootcamps } from "../../workshop/known-bootcamps.ts";
import { fingerprintOf, type WorkerVersions } from "../postgres/fingerprint.ts";
import { openMailbox } from "../postgres/mailbox.ts";
import { type Link, type LinkWaits, openLink } from "../postgres/open-link.ts";
import { prepareSchema } from "../postgres/prepare-schema.ts";
import type { QueueAddress } from "../postgres/queue-address.ts";
import { openTaskQueue, type TaskQueue } from "../postgres/task-queue.ts";
import type { Kit } from "../wire/kit.ts";
import type { Recalled } from "../wire/letters.ts";
import {
  beatSession,
  endEarlierSessions,
  endSession,
  insertSession,
  readWorkers,
  tidyUp,
} from "./fleet-session.ts";
import { TaskDesk } from "./task-desk.ts";
import { createWorkerWatch, type WorkerWatch } from "./watch-workers.ts";

/** What a coordinator is given. */
export type CoordinatorSetup = {
  readonly address: QueueAddress;
  readonly versions: WorkerVersions;
  /** Names the record, so that a run that is resumed ends what is left of its earlier session. */
  readonly record: string;
  /** The drafts of a run's tasks that an earlier part of it tested. */
  readonly recall: (run: number) => (task: TaskId) => readonly Recalled[];
  /** After how long without a word a worker is gone, in milliseconds. */
  readonly goneMs: number;
  readonly clock: () => number;
  readonly notice: (text: string) => void;
  readonly waits?: LinkWaits;
};

/** A queue that was reached, and what opens the fleet of a run there. */
export type PreparedFleet = { readonly open: OpenFleet; readonly close: () => Promise<void> };

/** Workers report, and the coordinator looks, so many times before one of them is gone. */
const BEATS_PER_GONE = 10;

/** How long it takes to say goodbye, where the database does not answer. */
const GOODBYE_MS = 3_000;

/** Looks at least and at most so often, in milliseconds. */
const beatMsOf = (goneMs: number): number =>
  Math.min(2_000, Math.max(200, Math.round(goneMs / BEATS_PER_GONE)));

/**
 * Reaches the queue, and returns what opens the fleet of a run there. Throws a CommandError where the queue cannot be
 * used.
 */
export async function prepareFleet(setup: CoordinatorSetup): Promise<PreparedFleet> {
  const { address, notice, clock, waits } = setup;
  const link = await openLink(address, {
    what: "the queue",
    name: "campforge run",
    clock,
    ...(waits === undefined ? {} : { waits }),
    onTrouble: (quietMs, reason) =>
      notice(
        `the queue at ${address.shown} has not answered for ${formatDuration(quietMs)} (${reason}); calls that are under way go on, workers wait, and it is tried again`,
      ),
    onRecovery: (quietMs) =>
      notice(`the queue at ${address.shown} answers again, after ${formatDuration(quietMs)}`),
  });
  try {
    await prepareSchema(link);
    const queue = await openTaskQueue(link, {
      fingerprint: fingerprintOf(setup.versions),
      supervises: true,
    });
    let opened: Fleet | undefined;
    const sayGoodbye = async (): Promise<void> => {
      await opened?.close();
      await queue.close();
    };
    return {
      open: async (run) => (opened = await openFleet({ link, queue, setup }, run)),
      close: async () => {
        await Promise.race([sayGoodbye(), sleep(GOODBYE_MS, undefined, { ref: false })]);
        await link.close();
      },
    };
  } catch (error) {
    await link.close();
    throw error;
  }
}

type Reached = { readonly link: Link; readonly queue: TaskQueue; readonly setup: CoordinatorSetup };

async function openFleet(reached: Reached, run: Parameters<OpenFleet>[0]): Promise<Fleet> {
  const { link, queue, setup } = reached;
  const { goneMs, clock, notice } = setup;
  const session = randomUUID();
  const beatMs = beatMsOf(goneMs);
  const fingerprint = fingerprintOf(setup.versions);
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined); // whoever waits for the run hears of it
  const inBackground = (work: Promise<unknown>): void => void work.catch(fail);

  const watch = createWorkerWatch({ fingerprint, beatMs, goneMs, clock });
  const mailbox = openMailbox(link, {
    address: session,
    receive: (attempt, body) => desk.receive(attempt, body),
    onFault: fail,
  });
  const nudges = createNudges(watch, { load: () => desk.load(), tell: mailbox.nudge });
  const desk = new TaskDesk({
    session,
    post: (to, attempt, letter) => mailbox.post({ to, attempt, body: JSON.stringify(letter) }),
    recalledDrafts: setup.recall(run.id),
    offer: (job) => inBackground(queue.offer(job).then(nudges.idlest)),
    finish: (job) => inBackground(queue.finish(job)),
    giveBack: (job) => inBackground(queue.giveBack([job])),
    putBack: (job) => inBackground(queue.putBack([job]).then(nudges.idlest)),
    notice,
  });
  const runKey = `${setup.record}#${run.id}`;
  const kit: Kit = { prompts: run.drivers.prompts, library: libraryBootcamps() };
  const ended = await endEarlierSessions(link, { runKey });
  await queue.forget(ended);
  await tidyUp(link, ended);
  await insertSession(link, {
    id: session,
    runKey,
    run: run.id,
    host: hostname(),
    fingerprint,
    versions: JSON.stringify(setup.versions),
    kit: JSON.stringify(kit),
    beatMs,
    goneMs,
  });
  const lead = createLead({ reached, session, desk, watch, run });
  const stopLeading = everyBeat(beatMs, async () => {
    mailbox.look();
    nudges.forget();
    await lead().catch(fail);
  });
  await lead();
  if (watch.slots() === 0)
    notice(
      `no worker is there yet: start some on any machine with campforge worker --queue … (${setup.address.shown})`,
    );
  return {
    synthesize: desk.synthesize,
    capacity: watch.slots,
    status: () => ({ workers: [...watch.statuses()] }),
    withdraw: () => desk.withdraw(),
    failed,
    close: async () => {
      stopLeading();
      await mailbox.posted().catch(() => undefined);
      mailbox.close();
      await endSession(link, session).catch(() => undefined);
    },
  };
}

/** Tells whoever has the most free slots of a task; who was told so since the last beat may not have said yet to have begun. */
function createNudges(
  watch: WorkerWatch,
  about: { readonly load: () => ReadonlyMap<string, number>; readonly tell: (worker: string) => void },
): { readonly idlest: () => void; readonly forget: () => void } {
  const nudged = new Map<string, number>();
  return {
    idlest: () => {
      const idlest = watch.idlest(addCounts(about.load(), nudged));
      if (idlest === undefined) return;
      nudged.set(idlest, (nudged.get(idlest) ?? 0) + 1);
      about.tell(idlest);
    },
    forget: () => nudged.clear(),
  };
}

/** The sum of both counts for each worker. */
function addCounts(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sums = new Map(one);
  for (const [worker, count] of other) sums.set(worker, (sums.get(worker) ?? 0) + count);
  return sums;
}

/** One look at the workers: who has gone, what goes back into the queue, and what all are told. */
function createLead(about: {
  readonly reached: Reached;
  readonly session: string;
  readonly desk: TaskDesk;
  readonly watch: WorkerWatch;
  readonly run: Parameters<OpenFleet>[0];
}): () => Promise<void> {
  const { session, desk, watch, run } = about;
  const { link, queue, setup } = about.reached;
  const { goneMs, notice } = setup;
  return async () => {
    const gone = watch.look(await readWorkers(link, session));
    const handedBack = desk.workersLeft(gone.left);
    if (handedBack > 0) notice(`${countNoun(gone.left.size, "worker")} left; ${goOn(handedBack)}`);
    const lost = desk.dropWorkers(gone.lost);
    if (lost.length > 0)
      notice(`${countNoun(gone.lost.size, "worker")} went away without a word; ${goOn(lost.length)}`);
    await queue.giveBack(lost);
    // A job that somebody took and nobody is at: its taker, or the answer to who took it, was lost.
    const { active, failed: given } = await queue.taken(session, goneMs);
    const underWay = desk.underWay();
    await queue.giveBack(active.filter((job) => !underWay.has(job)));
    desk.giveUp(given);
    const slots = watch.slots();
    const atOnce = Math.min(run.parallel(), slots);
    await beatSession(link, session, { atOnce, slots, inside: run.drivers.insideSoFar() });
  };
}

const goOn = (tasks: number): string =>
  `${countNoun(tasks, "task")} of theirs ${tasks === 1 ? "is" : "are"} given to others`;

/** Does something every so often, never twice at once; returns what ends that. */
function everyBeat(beatMs: number, work: () => Promise<void>): () => void {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void work().finally(() => {
      isBusy = false;
    });
  }, beatMs);
  return () => clearInterval(timer);
}
