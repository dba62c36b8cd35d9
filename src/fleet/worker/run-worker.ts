import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { countNoun } from "../../core/text/count-noun.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import { describeVersions, fingerprintOf, type WorkerVersions } from "../postgres/fingerprint.ts";
import { openMailbox } from "../postgres/mailbox.ts";
import { type Link, type LinkWaits, openLink } from "../postgres/open-link.ts";
import { prepareSchema } from "../postgres/prepare-schema.ts";
import type { QueueAddress } from "../postgres/queue-address.ts";
import { openTaskQueue } from "../postgres/task-queue.ts";
import { readKit } from "../wire/kit.ts";
import { AttemptBench, describeMeanwhile } from "./attempt-bench.ts";
import { createCarry } from "./create-carry.ts";
import { followSessions, type SessionBook } from "./follow-sessions.ts";
import type { Carry } from "./remote-line.ts";
import { refusalOf } from "./refusal-of.ts";
import { readKitText, readSessions, reportWorker, type WorkerSetup } from "./worker-desk.ts";

/** What a worker is given. */
export type WorkerOptions = {
  readonly address: QueueAddress;
  readonly versions: WorkerVersions;
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  /** Tasks at once, and drafts that are compiled and tested at once. */
  readonly slots: number;
  readonly processes: number;
  readonly workshop: Workshop;
  readonly clock: () => number;
  readonly say: (text: string) => void;
  /** Aborted, it hands back what it has and ends. */
  readonly leaving: AbortSignal;
  readonly waits?: LinkWaits;
};

/** How a worker ended: it was told to, or no run takes it. */
export type WorkerEnd = { readonly status: "left" } | { readonly status: "refused"; readonly reason: string };

/** Reports and looks for tasks so often while there is no run that says how often. */
const IDLE_BEAT_MS = 1_000;

/** How long it takes to say goodbye, where the database does not answer. */
const GOODBYE_MS = 3_000;

/**
 * Carries out tasks of whatever runs the queue holds, until it is told to leave. Throws a CommandError where the queue
 * cannot be used.
 */
export async function runWorker(options: WorkerOptions): Promise<WorkerEnd> {
  const { address, say, clock, versions, waits } = options;
  let bench: AttemptBench | undefined;
  const link = await openLink(address, {
    what: "the queue",
    name: "campforge worker",
    clock,
    ...(waits === undefined ? {} : { waits }),
    onTrouble: (quietMs, reason) =>
      say(
        `the queue at ${address.shown} has not answered for ${formatDuration(quietMs)} (${reason}). Meanwhile: ${describeMeanwhile(bench?.report("working") ?? { doing: [] })}. It is tried again`,
      ),
    onRecovery: (quietMs) =>
      say(`the queue at ${address.shown} answers again, after ${formatDuration(quietMs)}`),
  });
  try {
    await prepareSchema(link);
    const entry = entryOf(options);
    const reason = refusalOf(await readSessions(link), versions);
    if (reason !== undefined) {
      await reportWorker(link, entry, { state: "refused", note: reason, decided: 0, doing: [] });
      return { status: "refused", reason };
    }
    say(
      `worker ${entry.name}: ${describeVersions(versions)}; ${countNoun(entry.slots, "task")} at once, ${countNoun(options.processes, "draft")} compiled and tested at once; waiting for tasks at ${address.shown}`,
    );
    await work({ link, entry, options }, (opened) => {
      bench = opened;
    });
    return { status: "left" };
  } finally {
    await link.close();
  }
}

function entryOf({ name, host, pid, slots, versions }: WorkerOptions): WorkerSetup {
  const fingerprint = fingerprintOf(versions);
  return { id: randomUUID(), name, host, pid, slots, fingerprint, versions: JSON.stringify(versions) };
}

type Reached = { readonly link: Link; readonly entry: WorkerSetup; readonly options: WorkerOptions };

/** Takes tasks and reports, until the worker is told to leave. */
async function work(reached: Reached, onBench: (bench: AttemptBench) => void): Promise<void> {
  const { link, entry, options } = reached;
  const { say, leaving, clock } = options;
  const queue = await openTaskQueue(link, { fingerprint: entry.fingerprint, supervises: false });
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  failed.catch(() => undefined); // the race below hears of it
  const book = followSessions({ versions: options.versions, say });
  const mailbox = openMailbox(link, {
    address: entry.id,
    receive: (attempt, body) => bench.receive(attempt, body),
    onNudge: () => bench.take(),
    onFault: fail,
  });
  const bench = new AttemptBench({
    worker: entry.id,
    slots: entry.slots,
    queue,
    book,
    carryFor: createCarries(reached, book),
    post: (to, attempt, letter) => mailbox.post({ to, attempt, body: JSON.stringify(letter) }),
    clock,
    say,
    fail,
  });
  onBench(bench);
  const left = untilAborted(leaving);
  const keepOn = async (): Promise<void> => {
    while (!leaving.aborted) {
      bench.drop(book.look(await readSessions(link)));
      await reportWorker(link, entry, bench.report(book.refusal() === undefined ? "working" : "refused"));
      mailbox.look();
      bench.take();
      await sleep(book.beatMs() ?? IDLE_BEAT_MS, undefined, { signal: leaving }).catch(() => undefined);
    }
  };
  const sayGoodbye = async (): Promise<void> => {
    await bench.leave();
    await mailbox.posted();
    mailbox.close();
    await reportWorker(link, entry, bench.report("left"));
    await queue.close();
  };
  await Promise.race([keepOn(), left, failed]);
  await Promise.race([sayGoodbye(), sleep(GOODBYE_MS, undefined, { ref: false })]);
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** What carries out the tasks of a session; its kit is fetched once. */
function createCarries({ link, options }: Reached, book: SessionBook): (session: string) => Carry {
  const inTurn = pLimit(options.processes);
  const opened = new Map<string, Promise<Carry>>();
  const open = async (session: string): Promise<Carry> => {
    const text = await readKitText(link, session);
    if (text === undefined) throw new Error("the run has ended");
    const insideSoFar = (): readonly number[] => book.insideOf(session);
    return createCarry(readKit(text), { workshop: options.workshop, inTurn, insideSoFar });
  };
  return (session) => async (task, how, drivers) => {
    const carry = opened.get(session) ?? open(session);
    opened.set(session, carry);
    return (await carry)(task, how, drivers);
  };
}
