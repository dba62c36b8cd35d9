import { at, Bootcamp, type Card, finalLine, list, type Rng, text, textTable } from "campforge/bootcamp";

type Job = { readonly name: string; readonly machine: string };

type Case = {
  /** In alphabetical order of their names, which is the order that the answer is compared by. */
  readonly jobs: readonly Job[];
  /** The first of two jobs is done some time before the second. */
  readonly before: readonly (readonly [first: string, second: string])[];
  /** The job stands at this place, counted from 1, or at an earlier one. */
  readonly latest: readonly { readonly job: string; readonly place: number }[];
};

type Level = {
  readonly jobs: number;
  readonly machines: number;
  readonly precedences: number;
  readonly deadlines: number;
  readonly greedyFails: boolean;
};

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const MACHINES = ["drill", "lathe", "press", "saw"];

/** Whether a job may stand next after the jobs that are done already. */
function mayFollow({ before, latest }: Case, done: readonly Job[], job: Job): boolean {
  const isReady = before.every(
    ([first, second]) => second !== job.name || done.some(({ name }) => name === first),
  );
  const inTime = latest.every((deadline) => deadline.job !== job.name || done.length + 1 <= deadline.place);
  return isReady && inTime && !done.includes(job) && done.at(-1)?.machine !== job.machine;
}

/** The alphabetically first order that keeps the rules; undefined where none does. */
function firstOrder(instance: Case): readonly Job[] | undefined {
  const { jobs } = instance;
  // Which orders can follow depends on the jobs done and on the last machine alone, so a dead end is met once.
  const deadEnds = new Set<string>();
  const extend = (done: readonly Job[]): readonly Job[] | undefined => {
    if (done.length === jobs.length) return done;
    const state = `${jobs.map((job) => (done.includes(job) ? 1 : 0)).join("")}${done.at(-1)?.machine ?? ""}`;
    const tooLate = instance.latest.some(
      ({ job, place }) => done.length >= place && !done.some(({ name }) => name === job),
    );
    if (tooLate || deadEnds.has(state)) return undefined;
    for (const job of jobs) {
      const found = mayFollow(instance, done, job) ? extend([...done, job]) : undefined;
      if (found !== undefined) return found;
    }
    deadEnds.add(state);
    return undefined;
  };
  return extend([]);
}

/** Whether taking the alphabetically first job that may follow, without looking ahead, leads to an order. */
function greedySucceeds(instance: Case): boolean {
  const done: Job[] = [];
  for (;;) {
    const next = instance.jobs.find((job) => mayFollow(instance, done, job));
    if (next === undefined) return done.length === instance.jobs.length;
    done.push(next);
  }
}

/** Machines for the places of an order, no two neighbours alike, each machine used about equally often. */
function drawMachines(rng: Rng, count: number, machines: readonly string[]): string[] {
  const drawn: string[] = [];
  while (drawn.length < count) {
    const uses = (machine: string): number => drawn.filter((one) => one === machine).length;
    const others = machines.filter((machine) => machine !== drawn.at(-1));
    drawn.push(rng.weightedChoice(others.map((machine) => [machine, 1 / (1 + uses(machine))] as const)));
  }
  return drawn;
}

function drawCase(rng: Rng, level: Level): Case {
  // A planted order that keeps all the rules, so that there is one at all; seldom is it the first.
  const names = rng.sample(LETTERS, level.jobs);
  const machines = drawMachines(rng, level.jobs, rng.sample(MACHINES, level.machines));
  const planted = names.map((name, place): Job => ({ name, machine: at(machines, place) }));
  const pairs = planted.flatMap(({ name }, place) =>
    planted.slice(place + 1).map((later): readonly [string, string] => [name, later.name]),
  );
  // The job that is planted last has no deadline: the only place left to it would be no limit at all.
  const deadlines = rng.sample(planted.slice(0, -1), level.deadlines).map(({ name }) => {
    const place = names.indexOf(name) + 1 + rng.integer(0, 2);
    return { job: name, place: Math.min(place, level.jobs - 1) };
  });
  return {
    jobs: planted.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    before: rng.sample(pairs, level.precedences),
    latest: deadlines,
  };
}

export default class JobOrder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "JobOrder",
    slug: "job-order",
    title: "Job Order",
    domain: "algorithms",
    description:
      "Jobs with precedences and deadlines are to be put in an order in which no two jobs in a row need the same machine. Of all such orders the alphabetically first is asked for; in harder cases, taking the first possible job each time runs into a dead end.",
    answerFormat: "the letters of the jobs in order, apart by commas, on a final line after Answer:",
    parameters: {
      jobs: { meaning: "jobs to put in order", min: 5, max: 16 },
      machines: { meaning: "different machines", min: 2, max: 4 },
      precedences: { meaning: "pairs of jobs of which one comes before the other", min: 0, max: 30 },
      deadlines: { meaning: "jobs that must stand at a given place or earlier", min: 0, max: 8 },
      greedyFails: { meaning: "whether taking the first possible job each time ends in a dead end" },
    },
    levels: [
      { jobs: 7, machines: 3, precedences: 4, deadlines: 1, greedyFails: false },
      { jobs: 9, machines: 3, precedences: 6, deadlines: 2, greedyFails: true },
      { jobs: 12, machines: 3, precedences: 9, deadlines: 3, greedyFails: true },
      { jobs: 15, machines: 4, precedences: 13, deadlines: 5, greedyFails: true },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const instance = drawCase(rng, level);
      if (!level.greedyFails || !greedySucceeds(instance)) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { jobs, before, latest } = instance;
    const deadlines = latest.map(({ job, place }) =>
      place === 1 ? `- ${job} is the very first job.` : `- ${job} is among the first ${place} jobs.`,
    );
    return [
      `A workshop does ${jobs.length} jobs one after another. Each job needs one machine:`,
      "",
      textTable(
        ["job", "machine"],
        jobs.map(({ name, machine }) => [name, machine]),
      ),
      "",
      "An order of the jobs is possible when all of these hold:",
      "- Every job is done exactly once.",
      "- Two jobs that directly follow one another need different machines.",
      ...before.map(
        ([first, second]) => `- ${first} is done before ${second}, directly or some time before.`,
      ),
      ...deadlines,
      "",
      "Of all possible orders, find the one that comes first alphabetically: of two orders, the one that comes first",
      "is the one with the letter earlier in the alphabet at the first place where they differ.",
      "",
      "Write the letters of all jobs in that order, from the first job to the last, with commas between them.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const order = firstOrder(instance) ?? [];
    return this.answerFormat.wrap(order.map(({ name }) => name).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    // Only one order is first, so the right answer is one; it is found anew from the rules of the case.
    const order = firstOrder(instance);
    if (order === undefined || answer.length !== order.length) return 0;
    return order.every(({ name }, place) => name === at(answer, place)) ? 1 : 0;
  }
}
