import { type CallOutcome, type Child, type ChildProgram, startChild } from "./start-child.ts";

/** How a call ended, how long the child took over it, and the most memory it has held so far. */
export type PooledOutcome = CallOutcome & { readonly wallMs: number; readonly peakMiB: number };

/** Writes a request once it is known which child gets it. `told` is what that child was told before, and lives as it. */
export type Compose = (told: Set<string>) => string;

/** A few disposable processes that share a queue of jobs. */
export type Pool = {
  /**
   * Runs one job in an idle child; waits for one when there is none. Jobs of one lane go to the same child where it is
   * idle.
   */
  readonly call: (request: string | Compose, limitMs: number, lane?: number) => Promise<PooledOutcome>;
  /** What the first child said when it was ready. */
  readonly greeting: () => Promise<string>;
  readonly close: () => void;
};

export type PoolOptions = {
  /** How many jobs run at a time. */
  readonly size: number;
  /** Children kept ready beyond those at work once one was lost, so that nobody waits for a start again. */
  readonly spares: number;
  /** After so many jobs a child is replaced. */
  readonly jobsPerChild: number;
};

type Waiting = {
  readonly request: string | Compose;
  readonly limitMs: number;
  readonly resolve: (outcome: PooledOutcome) => void;
  /** Children that ended before they were ready, and so before they saw the request. */
  readonly failedStarts: number;
  readonly lane: number | undefined;
};

/** Where so many children in a row never become ready, none will. */
const MOST_FAILED_STARTS = 3;

const CLOSED: PooledOutcome = {
  status: "died",
  cause: "exit",
  reason: "the pool was closed",
  wallMs: 0,
  peakMiB: 0,
};

/** `lane` is that of the jobs that it does for preference; a spare has none yet. */
type Seat = { readonly child: Child; readonly told: Set<string>; jobs: number; lane: number | undefined };

/**
 * Starts children as they are needed, and replaces each after a bad outcome or enough jobs. Most processes lose none,
 * and a spare that nobody needs takes as long to start as a third of what a short command does. After a first job one
 * child at least is kept, so that whoever comes after one was killed does not wait for all of a start.
 */
export function createPool(program: ChildProgram, options: PoolOptions): Pool {
  const idle: Seat[] = [];
  const queue: Waiting[] = [];
  const all = new Set<Seat>();
  let busy = 0;
  let hasLost = false;
  let closed = false;

  const addSeat = (): Seat => {
    const seat: Seat = { child: startChild(program), told: new Set(), jobs: 0, lane: undefined };
    all.add(seat);
    // Below those that are ready: nobody waits for a start while another child has nothing to do.
    idle.unshift(seat);
    return seat;
  };
  const dispose = (seat: Seat): void => {
    seat.child.kill();
    hasLost = all.delete(seat) || hasLost;
  };
  const work = async (job: Waiting): Promise<void> => {
    const seat = takeSeat(job.lane);
    let start = performance.now();
    const finish = (outcome: CallOutcome): void => {
      job.resolve({ ...outcome, wallMs: performance.now() - start, peakMiB: seat.child.peakMiB() });
    };
    let isReady = false;
    try {
      await seat.child.ready;
      isReady = true;
      start = performance.now();
      const request = typeof job.request === "string" ? job.request : job.request(seat.told);
      finish(await seat.child.call(request, job.limitMs));
    } catch (error) {
      const failedStarts = job.failedStarts + 1;
      if (!isReady && !closed && failedStarts < MOST_FAILED_STARTS) queue.unshift({ ...job, failedStarts });
      else finish({ status: "died", cause: "exit", reason: String(error) });
    }
    seat.jobs++;
    busy--;
    if (seat.child.isAlive() && seat.jobs < options.jobsPerChild && !closed) idle.push(seat);
    else dispose(seat);
    dispatch();
  };
  const takeSeat = (lane: number | undefined): Seat => {
    busy++;
    for (const seat of idle.filter(({ child }) => !child.isAlive())) {
      idle.splice(idle.indexOf(seat), 1);
      dispose(seat);
    }
    const seat = chooseSeat(idle, lane) ?? addSeat();
    idle.splice(idle.indexOf(seat), 1);
    seat.lane ??= lane;
    return seat;
  };
  const dispatch = (): void => {
    if (closed) return;
    for (let job = busy < options.size ? queue.shift() : undefined; job !== undefined;) {
      void work(job);
      job = busy < options.size ? queue.shift() : undefined;
    }
    const wanted = Math.min(options.size, busy + queue.length) + (hasLost ? options.spares : 0);
    while (all.size < Math.max(1, wanted)) addSeat();
  };

  return {
    call: (request, limitMs, lane) => {
      if (closed) return Promise.resolve(CLOSED);
      return new Promise((resolve) => {
        queue.push({ request, limitMs, resolve, failedStarts: 0, lane });
        dispatch();
      });
    },
    greeting: () => (idle[0] ?? [...all][0] ?? addSeat()).child.ready,
    close: () => {
      closed = true;
      for (const job of queue.splice(0)) job.resolve(CLOSED);
      for (const seat of all) dispose(seat);
    },
  };
}

/**
 * The child of a lane, or one that has none yet. For a job without a lane the one that worked last: it is the likeliest
 * to know what the job is about.
 */
function chooseSeat(idle: readonly Seat[], lane: number | undefined): Seat | undefined {
  if (lane === undefined) return idle.at(-1);
  const own = idle.find((seat) => seat.lane === lane);
  return own ?? idle.findLast((seat) => seat.lane === undefined) ?? idle.at(-1);
}
