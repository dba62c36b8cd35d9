import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  finalLine,
  list,
  type Rng,
  textTable,
} from "campforge/bootcamp";

type Job = { readonly name: string; readonly minutes: number; readonly due: number };

/** The first job must be finished before the second begins. */
type Precedence = readonly [first: string, second: string];

type Case = {
  readonly jobs: readonly Job[];
  readonly precedences: readonly Precedence[];
};

type Level = { readonly jobs: number; readonly precedences: number; readonly trap: boolean };

const NAMES = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P"] as const;
const ATTEMPTS = 300;

/** The greatest lateness of any job when they are done in this order, without pauses; negative if all are early. */
function greatestLateness(order: readonly Job[]): number {
  let clock = 0;
  let greatest = -Infinity;
  for (const job of order) {
    clock += job.minutes;
    greatest = Math.max(greatest, clock - job.due);
  }
  return greatest;
}

/** Lawler's rule: from the back, of the jobs that nothing unplaced must follow, the one that is due last. */
function bestOrder({ jobs, precedences }: Case): Job[] {
  const open = new Map(jobs.map((job) => [job.name, job]));
  const order: Job[] = [];
  while (open.size > 0) {
    const free = [...open.values()].filter(
      (job) => !precedences.some(([first, second]) => first === job.name && open.has(second)),
    );
    const last = free.reduce((best, job) => (job.due > best.due ? job : best));
    order.unshift(last);
    open.delete(last.name);
  }
  return order;
}

/** What somebody hasty does: from the front, of the jobs that may begin, the one that is due first. */
function hastyOrder({ jobs, precedences }: Case): Job[] {
  const open = new Map(jobs.map((job) => [job.name, job]));
  const order: Job[] = [];
  while (open.size > 0) {
    const ready = [...open.values()].filter(
      (job) => !precedences.some(([first, second]) => second === job.name && open.has(first)),
    );
    const next = ready.reduce((best, job) => (job.due < best.due ? job : best));
    order.push(next);
    open.delete(next.name);
  }
  return order;
}

const keepsPrecedences = (order: readonly string[], precedences: readonly Precedence[]): boolean =>
  precedences.every(([first, second]) => order.indexOf(first) < order.indexOf(second));

/** Different pairs that agree with one hidden order, so that they never close a circle. */
function drawPrecedences(rng: Rng, names: readonly string[], count: number): Precedence[] {
  const hidden = rng.shuffle(names);
  const pairs = hidden.flatMap((first, index) =>
    hidden.slice(index + 1).map((second): Precedence => [first, second]),
  );
  return rng.sample(pairs, Math.min(count, pairs.length));
}

function drawCase(rng: Rng, level: Level): Case {
  const names = NAMES.slice(0, level.jobs);
  const minutes = names.map(() => rng.integer(2, 15));
  const total = minutes.reduce((sum, one) => sum + one, 0);
  const jobs = names.map((name, index) => ({
    name,
    minutes: at(minutes, index),
    due: rng.integer(Math.ceil(total / 6), total),
  }));
  return { jobs, precedences: drawPrecedences(rng, names, level.precedences) };
}

export default class JobLateness extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "JobLateness",
    slug: "job-lateness",
    title: "Jobs and Their Lateness",
    domain: "algorithms",
    description:
      "Jobs with durations, due times and precedences are done one after another on one machine. An order is asked for that keeps the precedences and makes the greatest lateness as small as possible; any such order is correct.",
    answerFormat: "the letters of all jobs in order, separated by commas, on a final line behind Answer:",
    parameters: {
      jobs: { meaning: "jobs to be ordered", min: 4, max: 14 },
      precedences: { meaning: "pairs of jobs of which one must come first", min: 1, max: 40 },
      trap: { meaning: "whether always taking the job that is due first must fail" },
    },
    levels: [
      { jobs: 5, precedences: 3, trap: false },
      { jobs: 7, precedences: 6, trap: true },
      { jobs: 10, precedences: 12, trap: true },
      { jobs: 14, precedences: 24, trap: true },
    ],
  };

  readonly answerFormat = finalLine(list(choiceOf(NAMES)));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const drawn = drawCase(rng, level);
      const best = greatestLateness(bestOrder(drawn));
      const alphabet = keepsPrecedences(
        drawn.jobs.map(({ name }) => name),
        drawn.precedences,
      );
      const alphabetWins = alphabet && greatestLateness(drawn.jobs) === best;
      const trapped = !level.trap || greatestLateness(hastyOrder(drawn)) > best;
      if ((!alphabetWins && trapped) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { jobs, precedences } = instance;
    const rows = jobs.map(({ name, minutes, due }) => [name, minutes, due]);
    return [
      `One machine has to do ${jobs.length} jobs, one after another, beginning at minute 0. There are no pauses between`,
      "jobs, and a job that has begun is finished before the next one begins.",
      "",
      textTable(["job", "duration (minutes)", "due at minute"], rows),
      "",
      "Precedences:",
      ...precedences.map(([first, second]) => `- ${first} must come before ${second}`),
      "",
      "The lateness of a job is the minute at which it is finished minus the minute at which it is due; it is negative",
      "for a job that is finished early. Find an order of all the jobs that keeps every precedence and in which the",
      "greatest lateness of any job is as small as possible. Other jobs may stand between the two of a precedence.",
      "Any order that reaches the smallest possible value is correct.",
      "",
      "Give the letters of all jobs in the order in which they are done, separated by commas, as in `Answer: Z, X, Y`",
      `for three jobs X, Y and Z. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      bestOrder(instance)
        .map(({ name }) => name)
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { jobs, precedences } = instance;
    const order = answer.flatMap((name) => jobs.filter((job) => job.name === name));
    if (answer.length !== jobs.length || order.length !== jobs.length) return 0;
    if (new Set(answer).size !== jobs.length) return 0;
    if (!keepsPrecedences(answer, precedences)) return 0;
    return greatestLateness(order) === greatestLateness(bestOrder(instance)) ? 1 : 0;
  }
}
