import { at, Bootcamp, type Card, finalLine, list, range, type Rng, text, textTable } from "campforge/bootcamp";

type Case = {
  /** For each job, its minutes on each machine. */
  readonly times: readonly (readonly number[])[];
};

type Level = {
  readonly jobs: number;
  readonly machines: number;
  readonly longest: number;
};

const MOST_TRIES = 60;

const LETTERS = "ABCDEFGHIJKL";

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** The minutes after the start of one job at which another may start right behind it. */
function gapBetween(first: readonly number[], second: readonly number[]): number {
  return Math.max(...range(first.length).map((machine) => total(first.slice(0, machine + 1)) - total(second.slice(0, machine))));
}

const gapsOf = (times: Case["times"]): number[][] => times.map((first) => times.map((second) => gapBetween(first, second)));

/** When the last job of an order leaves the line. */
function finish(times: Case["times"], order: readonly number[]): number {
  const starts = total(range(order.length - 1).map((place) => gapBetween(at(times, at(order, place)), at(times, at(order, place + 1)))));
  return starts + total(at(times, at(order, order.length - 1)));
}

/** An order that finishes as early as possible, by sets of jobs that come last. */
function bestOrder(times: Case["times"]): number[] {
  const count = times.length;
  const gaps = gapsOf(times);
  const full = (1 << count) - 1;
  // left[set * count + job]: minutes from the start of the job to the end of all, the jobs of the set still to follow.
  const left: number[] = range((full + 1) * count).map(() => Infinity);
  const next: number[] = left.map(() => -1);
  for (let set = 0; set <= full; set++) {
    for (let job = 0; job < count; job++) {
      if ((set & (1 << job)) !== 0) continue;
      const place = set * count + job;
      if (set === 0) left[place] = total(at(times, job));
      for (let other = 0; other < count; other++) {
        if ((set & (1 << other)) === 0) continue;
        const minutes = gaps[job][other] + left[(set & ~(1 << other)) * count + other];
        if (minutes < left[place]) {
          left[place] = minutes;
          next[place] = other;
        }
      }
    }
  }
  const first = range(count).reduce((best, job) => (at(left, (full & ~(1 << job)) * count + job) < at(left, (full & ~(1 << best)) * count + best) ? job : best), 0);
  const order: number[] = [];
  for (let [job, set] = [first, full & ~(1 << first)]; job >= 0; ) {
    order.push(job);
    job = at(next, set * count + job);
    set &= ~(1 << Math.max(job, 0));
  }
  return order;
}

/** The order of a hasty planner: after each job the one that can follow soonest. */
function soonestNext(times: Case["times"], first: number): number[] {
  const order = [first];
  while (order.length < times.length) {
    const last = at(times, at(order, order.length - 1));
    const rest = range(times.length).filter((job) => !order.includes(job));
    order.push(rest.reduce((best, job) => (gapBetween(last, at(times, job)) < gapBetween(last, at(times, best)) ? job : best)));
  }
  return order;
}

/** Orders that need no thought. */
function plainOrders(times: Case["times"]): number[][] {
  const jobs = range(times.length);
  const by = (value: (job: readonly number[]) => number): number[] => jobs.toSorted((one, other) => value(at(times, one)) - value(at(times, other)));
  const sorted = [by(total), by((job) => at(job, 0)), by((job) => at(job, job.length - 1)), by((job) => at(job, 0) - at(job, job.length - 1))];
  return [...sorted, ...sorted.map((order) => order.toReversed()), ...jobs.map((job) => soonestNext(times, job))];
}

export default class NoWaitLine extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "NoWaitLine",
    slug: "no-wait-line",
    title: "No-Wait Line",
    domain: "algorithms",
    description:
      "Jobs go through a row of machines without ever waiting between two of them. An order of the jobs is asked for in which the last one is finished as early as possible. Harder cases have more jobs and more machines.",
    answerFormat: "the letters of the jobs in order, separated by commas, on a last line `Answer: …`",
    parameters: {
      jobs: { meaning: "number of jobs", min: 4, max: 10 },
      machines: { meaning: "machines in the line", min: 2, max: 6 },
      longest: { meaning: "minutes of a job on a machine at the most", min: 5, max: 60 },
    },
    levels: [
      { jobs: 5, machines: 3, longest: 12 },
      { jobs: 6, machines: 3, longest: 20 },
      { jobs: 7, machines: 4, longest: 25 },
      { jobs: 9, machines: 4, longest: 30 },
      { jobs: 10, machines: 5, longest: 40 },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const times = range(level.jobs).map(() => range(level.machines).map(() => rng.integer(1, level.longest)));
      const best = finish(times, bestOrder(times));
      if (tried >= MOST_TRIES || plainOrders(times).every((order) => finish(times, order) > best)) return { times };
    }
  }

  promptFunc({ times }: Case): string {
    const machines = at(times, 0).length;
    return [
      `A dairy has ${times.length} batches to make today, each on all of machines 1 to ${machines}, in this order. The table gives the minutes that a batch spends on each machine.`,
      "",
      textTable(["batch", ...range(machines).map((machine) => `machine ${machine + 1}`)], times.map((job, index) => [at([...LETTERS], index), ...job])),
      "",
      "The rules:",
      "- A machine works on one batch at a time.",
      "- Milk must not stand: once a batch has started on machine 1 it goes from each machine to the next without any waiting, and it stays on a machine for exactly the minutes of the table. A batch may be started on machine 1 as late as necessary.",
      "- Moving on takes no time, and a machine may take the next batch at the very minute at which it lets one go.",
      "- No batch overtakes another: all machines see the batches in the same order. The first batch starts at minute 0.",
      "",
      "In which order should the batches be started, so that the last one leaves the last machine as early as possible? Only an order with the earliest possible end is correct; if there are several, any of them will do.",
      "",
      "Write the letters of all batches in the order in which they are started, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ times }: Case): string {
    return this.answerFormat.wrap(bestOrder(times).map((job) => at([...LETTERS], job)).join(", "));
  }

  verifyCorrection(answer: readonly string[], { times }: Case): number {
    const order = answer.map((letter) => (letter.length === 1 ? LETTERS.indexOf(letter) : -1));
    const isComplete = order.length === times.length && range(times.length).every((job) => order.includes(job));
    if (!isComplete) return 0;
    return finish(times, order) === finish(times, bestOrder(times)) ? 1 : 0;
  }
}
