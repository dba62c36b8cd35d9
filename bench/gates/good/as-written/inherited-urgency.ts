import {
  at,
  Bootcamp,
  type Card,
  combinations,
  finalLine,
  integer,
  mapping,
  range,
  type Rng,
  sortNumbers,
  text,
} from "campforge/bootcamp";

type Job = {
  readonly name: string;
  readonly arrival: number;
  readonly priority: number;
  /** "W 3", "+K" or "-K". */
  readonly steps: readonly string[];
};

type Case = {
  readonly jobs: readonly Job[];
  /** Whether the base priorities of two jobs may be exchanged. */
  readonly exchange: boolean;
};

type Level = {
  readonly jobs: number;
  readonly keys: number;
  readonly depth: number;
  readonly exchange: boolean;
};

type Run = {
  readonly priorities: readonly number[];
  /** The finishing time of each job, in the order of the jobs. */
  readonly finish: readonly number[];
  /** The most jobs that waited in one chain, each for a key of the next. */
  readonly depth: number;
  /** How often the worker picked a job. */
  readonly picks: number;
};

/** The rules in full, or with one of them left out or simplified. */
type Way =
  | "full"
  | "no inheritance"
  | "one link"
  | "no handing over"
  | "first come"
  | "keys ignored"
  | "never interrupted"
  | "raised above"
  | "raised below";

/** Simplified ways that must not lead to a right answer, and those that should not. */
const SIMPLE: readonly Way[] = ["keys ignored", "never interrupted", "raised above", "raised below", "no inheritance"];
const SUBTLE: readonly Way[] = ["one link", "no handing over", "first come"];
/** Ways in which no job ever waits. */
const UNHINDERED: readonly Way[] = ["keys ignored", "never interrupted", "raised above", "raised below"];

const NAMES = [..."HJLMNPQRSTUVXYZ"];
const KEYS = [..."ABCDEFG"];
const MOST_DRAWS = 160;
const MOST_TRIALS = 6;

/** The course of events. */
function simulate(jobs: readonly Job[], priorities: readonly number[], way: Way = "full"): Run {
  const next = jobs.map(() => 0);
  const worked = jobs.map(() => 0);
  const waitsFor = jobs.map(() => "");
  const waitsSince = jobs.map(() => 0);
  const finish = jobs.map(() => -1);
  const held = jobs.map((): string[] => []);
  const isUnhindered = UNHINDERED.includes(way);
  let clock = 0;
  let depth = 0;
  let picks = 0;

  const holderOf = (key: string): number => held.findIndex((keys) => keys.includes(key));
  const isThere = (job: number): boolean => at(jobs, job).arrival <= clock && at(finish, job) < 0;
  const stillWants = (job: number, keys: readonly string[]): boolean =>
    isThere(job) &&
    at(jobs, job)
      .steps.slice(at(next, job))
      .some((step) => step.startsWith("+") && keys.includes(step.slice(1)));
  const urgency = (job: number): number => {
    const own = at(priorities, job);
    const keys = at(held, job);
    if (keys.length === 0 || way === "no inheritance" || way === "keys ignored") return own;
    if (way === "never interrupted") return own + 1000;
    let most = own;
    for (let other = 0; other < jobs.length; other++) {
      if (other === job) continue;
      if (isUnhindered) {
        if (stillWants(other, keys)) most = Math.max(most, at(priorities, other) + (way === "raised above" ? 0.5 : -0.5));
      } else if (keys.includes(at(waitsFor, other))) {
        most = Math.max(most, way === "one link" ? at(priorities, other) : urgency(other));
      }
    }
    return most;
  };
  const mostUrgent = (among: readonly number[]): number => {
    let best = at(among, 0);
    let most = urgency(best);
    for (const job of among.slice(1)) {
      const own = urgency(job);
      if (own > most) [best, most] = [job, own];
    }
    return best;
  };
  const chain = (job: number): number => {
    let length = 0;
    let current = job;
    while (at(waitsFor, current) !== "") {
      length++;
      current = holderOf(at(waitsFor, current));
    }
    return length;
  };
  const complete = (job: number): void => {
    next[job] = at(next, job) + 1;
    worked[job] = 0;
    if (at(next, job) === at(jobs, job).steps.length) finish[job] = clock;
  };

  while (finish.includes(-1)) {
    const ready: number[] = [];
    let arrival = Infinity;
    for (let job = 0; job < jobs.length; job++) {
      const time = at(jobs, job).arrival;
      if (time > clock) arrival = Math.min(arrival, time);
      else if (at(finish, job) < 0 && at(waitsFor, job) === "") ready.push(job);
    }
    if (ready.length === 0) {
      clock = arrival;
      continue;
    }
    const job = mostUrgent(ready);
    const step = at(at(jobs, job).steps, at(next, job));
    const key = step.slice(1);
    picks++;
    if (step.startsWith("W")) {
      // Until a job arrives, the same job is picked again minute by minute.
      const minutes = Math.min(Number(key) - at(worked, job), arrival - clock);
      clock += minutes;
      picks += minutes - 1;
      worked[job] = at(worked, job) + minutes;
      if (at(worked, job) === Number(key)) complete(job);
    } else if (step.startsWith("+")) {
      if (!isUnhindered && holderOf(key) >= 0) {
        waitsFor[job] = key;
        waitsSince[job] = picks;
        depth = Math.max(depth, ...range(jobs.length).map(chain));
      } else {
        at(held, job).push(key);
        complete(job);
      }
    } else {
      held[job] = at(held, job).filter((one) => one !== key);
      complete(job);
      const waiting = range(jobs.length).filter((other) => at(waitsFor, other) === key);
      if (waiting.length === 0) continue;
      if (way === "no handing over") {
        for (const other of waiting) waitsFor[other] = "";
        continue;
      }
      const first = waiting.reduce((one, other) => (at(waitsSince, other) < at(waitsSince, one) ? other : one));
      const heir = way === "first come" ? first : mostUrgent(waiting);
      waitsFor[heir] = "";
      at(held, heir).push(key);
      complete(heir);
    }
  }
  return { priorities, finish, depth, picks };
}

const prioritiesOf = (jobs: readonly Job[]): number[] => jobs.map((job) => job.priority);

const total = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0);

function exchanged(priorities: readonly number[], one: number, other: number): number[] {
  return priorities.with(one, at(priorities, other)).with(other, at(priorities, one));
}

/** The runs that may be chosen, the one without an exchange first. */
function runsOf({ jobs, exchange }: Case): Run[] {
  const priorities = prioritiesOf(jobs);
  const pairs = exchange ? combinations(range(jobs.length), 2) : [];
  return [priorities, ...pairs.map(([one = 0, other = 0]) => exchanged(priorities, one, other))].map((list) =>
    simulate(jobs, list),
  );
}

/** The runs whose finishing times have the least sum. */
function bestOf(runs: readonly Run[]): Run[] {
  const least = Math.min(...runs.map((run) => total(run.finish)));
  return runs.filter((run) => total(run.finish) === least);
}

/** How many of the ways lead to other finishing times in each of the runs. */
function failing(jobs: readonly Job[], runs: readonly Run[], ways: readonly Way[]): number {
  return ways.filter((way) =>
    runs.every((run) => simulate(jobs, run.priorities, way).finish.join() !== run.finish.join()),
  ).length;
}

function drawSteps(rng: Rng, keys: readonly string[], longest: number): string[] {
  const steps: string[] = [];
  const work = (probability: number): void => {
    if (rng.boolean(probability)) steps.push(`W ${rng.integer(1, longest)}`);
  };
  let left = rng.boolean(0.25) ? 1 : rng.integer(2, Math.max(2, Math.min(keys.length, 3)));
  let held: readonly string[] = [];
  work(0.7);
  while (left > 0 || held.length > 0) {
    const now = held;
    const later = keys.filter((key) => now.every((one) => one < key));
    if (left > 0 && later.length > 0 && (now.length === 0 || rng.boolean(0.65))) {
      const key = rng.choice(later.slice(0, 2));
      steps.push(`+${key}`);
      held = [...now, key];
      left--;
    } else {
      const key = rng.choice(now);
      steps.push(`-${key}`);
      held = now.filter((one) => one !== key);
    }
    work(held.length > 0 ? 0.85 : 0.5);
  }
  return steps;
}

/** Jobs of which the later ones tend to be the shorter and more urgent ones, so that they meet keys that are held. */
function drawJobs(rng: Rng, level: Level): Job[] {
  const keys = rng.sample(KEYS, level.keys).toSorted();
  const places = range(level.jobs).map((index) => index + 3 * rng.float());
  const values = sortNumbers(rng.distinctIntegers(level.jobs, 1, 2 * level.jobs));
  let arrival = rng.integer(0, 2);
  const jobs = rng.sample(NAMES, level.jobs).map((name, index) => {
    if (index > 0) arrival += rng.boolean(0.1) ? rng.integer(6, 12) : rng.integer(0, 3);
    const rank = places.filter((place) => place < at(places, index)).length;
    const longest = rng.boolean((0.8 * index) / level.jobs) ? 3 : 5;
    return { name, arrival, priority: at(values, rank), steps: drawSteps(rng, keys, longest) };
  });
  return rng.shuffle(jobs);
}

/** The jobs with two priorities exchanged so that the sum of the finishing times grows; undefined where no such two are met. */
function worsened(rng: Rng, jobs: readonly Job[], sum: number): readonly Job[] | undefined {
  for (let count = 0; count < 5; count++) {
    const [one = 0, other = 0] = rng.sample(range(jobs.length), 2);
    const priorities = exchanged(prioritiesOf(jobs), one, other);
    if (total(simulate(jobs, priorities).finish) > sum)
      return jobs.map((job, index) => ({ ...job, priority: at(priorities, index) }));
  }
  return undefined;
}

export default class InheritedUrgency extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "InheritedUrgency",
    slug: "inherited-urgency",
    title: "Inherited Urgency",
    domain: "algorithms",
    description:
      "Jobs share one worker and some keys, and a job that holds a key inherits the urgency of the jobs that wait for it. The finishing time of every job is asked for. At the harder levels the base priorities of two jobs may be exchanged first so that the sum of the finishing times is least; any best exchange is correct. Harder cases have more jobs, more keys and longer chains of waiting jobs.",
    answerFormat: "the finishing times such as H=6, L=9, M=8, in any order, on a last line `Answer: …`",
    parameters: {
      jobs: { meaning: "number of jobs", min: 3, max: 10 },
      keys: { meaning: "number of keys", min: 1, max: 6 },
      depth: { meaning: "jobs aimed at that wait in one chain, at the least, on the day that is asked for", min: 1, max: 4 },
      exchange: { meaning: "whether the base priorities of two jobs may be exchanged" },
    },
    levels: [
      { jobs: 5, keys: 2, depth: 1, exchange: false },
      { jobs: 8, keys: 4, depth: 3, exchange: false },
      { jobs: 5, keys: 3, depth: 2, exchange: true },
      { jobs: 7, keys: 4, depth: 2, exchange: true },
      { jobs: 9, keys: 5, depth: 3, exchange: true },
    ],
  };

  readonly answerFormat = finalLine(mapping(text({ letterCase: "upper" }), integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const { exchange } = level;
    let found: Case = { jobs: drawJobs(rng, level), exchange };
    let most = -1;
    let trials = 0;
    for (let count = 0; count < MOST_DRAWS; count++) {
      const good = drawJobs(rng, level);
      const run = simulate(good, prioritiesOf(good));
      // Shorter chains will do where longer ones were not met for long.
      if (run.depth < level.depth && (most >= 0 || count < MOST_DRAWS / 2 || run.depth === 0)) continue;
      if (failing(good, [run], SIMPLE) < SIMPLE.length) continue;
      const jobs = exchange ? worsened(rng, good, total(run.finish)) : good;
      if (jobs === undefined) continue;
      const instance: Case = { jobs, exchange };
      const runs = runsOf(instance);
      const best = bestOf(runs);
      trials++;
      // Where an exchange is allowed it must help.
      if (!exchange || !best.includes(at(runs, 0))) {
        const depth = Math.min(level.depth, ...best.map((one) => one.depth));
        const simple = failing(jobs, best, SIMPLE);
        const subtle = Math.min(1, failing(jobs, best, SUBTLE));
        const worth = 10 * simple + 2 * depth + subtle;
        if (worth > most) {
          most = worth;
          found = instance;
        }
        if (worth === 10 * SIMPLE.length + 2 * level.depth + 1) break;
      }
      if (trials >= MOST_TRIALS && most >= 10 * SIMPLE.length) break;
    }
    return found;
  }

  promptFunc({ jobs, exchange }: Case): string {
    return [
      `${jobs.length} jobs share one worker and some keys. Each key is held by at most one job at a time; at first all keys are free. Each job has an arrival time, a base priority (all different, higher is more urgent) and a list of steps:`,
      "",
      ...jobs.map(
        ({ name, arrival, priority, steps }) =>
          `- ${name}: arrives at ${arrival}, base priority ${priority}, steps: ${steps.join(", ")}`,
      ),
      "",
      "W n is n minutes of work, +A takes key A, and -A gives key A back (and so for other letters). A job does its steps in the order listed. Every job takes a key only if it comes later in the alphabet than all keys it holds, and gives back every key it takes. The clock starts at 0 and counts minutes.",
      "",
      "Rules:",
      "1. A job's urgency at any moment is the largest of its base priority and the urgencies of all jobs that are waiting for a key it holds. Urgency is thus passed on through chains of waiting jobs.",
      "2. The worker picks, among the jobs that have arrived, are unfinished and are not waiting, the most urgent one and looks at its next step. A job whose arrival time is the current clock time has arrived.",
      "3. If that step is W, one minute of it is done and the clock moves by one. Then the worker picks anew, so a W step may be interrupted and continued later.",
      "4. If it is +, no time passes. If the key is free, the job takes it and the step is done. If another job holds the key, the job starts waiting for it. Then the worker picks anew.",
      "5. If it is -, no time passes and the job no longer holds the key. If jobs are waiting for the key, the most urgent of them gets it at once: its + step is done and it no longer waits. Otherwise the key is free. Then the worker picks anew.",
      "6. If there is no job to pick, the clock moves by one and the worker tries again.",
      "7. A job finishes at the clock time at which its last step is done.",
      "",
      ...(exchange
        ? [
            "Before the clock starts, you may choose two jobs and exchange their base priorities, once, or leave all as they are. Choose so that the sum of the finishing times of all jobs is as small as possible. If several choices reach the smallest sum, any of them is correct.",
            "",
            "Give the finishing time of every job for your choice.",
          ]
        : ["Give the finishing time of every job."]),
      "List all jobs in any order, as name=time separated by commas, in the form H=6, L=9, M=8.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { finish } = at(bestOf(runsOf(instance)), 0);
    return this.answerFormat.wrap(instance.jobs.map(({ name }, index) => `${name}=${at(finish, index)}`).join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const { jobs } = instance;
    const isRight = bestOf(runsOf(instance)).some(({ finish }) =>
      jobs.every(({ name }, index) => answer.get(name) === at(finish, index)),
    );
    return isRight && answer.size === jobs.length ? 1 : 0;
  }

  /** How often the worker picks a job, in all runs that have to be compared. */
  override hardness(instance: Case): number {
    return runsOf(instance).reduce((sum, run) => sum + run.picks, 0);
  }
}
