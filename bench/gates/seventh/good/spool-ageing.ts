import { at, Bootcamp, type Card, choiceOf, finalLine, list, range, type Rng, textTable } from "campforge/bootcamp";

type Job = {
  /** The minute at whose beginning the job reaches the printer. */
  readonly arrival: number;
  readonly pages: number;
  readonly urgency: number;
};

type Case = {
  /** Job A first. */
  readonly jobs: readonly Job[];
  /** Minutes of waiting that raise the rank of a job by 1. */
  readonly ageing: number;
};

type Level = {
  readonly jobs: number;
  readonly mostPages: number;
  readonly highestUrgency: number;
  readonly ageing: number;
  readonly interruptions: number;
};

const LETTERS = [..."ABCDEFGHIJKL"];

/** Draws after which the case with the most interruptions is taken. */
const MOST_DRAWS = 100;

/** An ageing so slow that no rank rises. */
const NEVER = 1_000_000;

type Run = {
  /** The jobs, by position, in the order in which they are completed. */
  readonly completed: readonly number[];
  /** Minutes in which another job is taken up while the last one is unfinished. */
  readonly interruptions: number;
};

/** The job that is printed in a minute, of those that wait. */
function chosen(waiting: readonly number[], rankOf: (job: number) => number, last: number, jobs: readonly Job[]): number {
  const top = Math.max(...waiting.map(rankOf));
  const tied = waiting.filter((job) => rankOf(job) === top);
  if (tied.includes(last)) return last;
  return tied.reduce((one, other) => (at(jobs, other).arrival < at(jobs, one).arrival ? other : one));
}

function run(jobs: readonly Job[], ageing: number): Run {
  const printed = jobs.map(() => 0);
  const completed: number[] = [];
  let interruptions = 0;
  let last = -1;
  for (let minute = 0; completed.length < jobs.length; minute++) {
    const now = minute;
    const waiting = range(jobs.length).filter(
      (job) => at(jobs, job).arrival <= now && at(printed, job) < at(jobs, job).pages,
    );
    if (waiting.length === 0) continue;
    const rankOf = (job: number): number => {
      const { arrival, urgency } = at(jobs, job);
      return urgency + Math.floor((now - arrival - at(printed, job)) / ageing);
    };
    const job = chosen(waiting, rankOf, last, jobs);
    if (job !== last && waiting.includes(last)) interruptions++;
    last = job;
    printed[job] = at(printed, job) + 1;
    if (at(printed, job) === at(jobs, job).pages) completed.push(job);
  }
  return { completed, interruptions };
}

function drawJobs(rng: Rng, level: Level): readonly Job[] {
  const pages = range(level.jobs).map(() => rng.integer(2, level.mostPages));
  const total = pages.reduce((sum, count) => sum + count, 0);
  // Some job is there at minute 0, and all of them come while others are still being printed.
  const arrivals = rng.shuffle([0, ...rng.distinctIntegers(level.jobs - 1, 1, Math.max(level.jobs, Math.floor(total * 0.6)))]);
  return pages.map((count, job) => ({
    arrival: at(arrivals, job),
    pages: count,
    urgency: rng.integer(1, level.highestUrgency),
  }));
}

/** True where no simple order is the order of completion. */
function isTelling(jobs: readonly Job[], completed: readonly number[]): boolean {
  const sorted = (keyOf: (job: Job) => number): readonly number[] =>
    range(jobs.length).toSorted(
      (one, other) => keyOf(at(jobs, one)) - keyOf(at(jobs, other)) || at(jobs, one).arrival - at(jobs, other).arrival,
    );
  return [
    range(jobs.length),
    sorted(({ arrival }) => arrival),
    sorted(({ pages }) => pages),
    sorted(({ urgency }) => -urgency),
    sorted(({ arrival, pages }) => arrival + pages),
    run(jobs, NEVER).completed,
  ].every((order) => order.join() !== completed.join());
}

export default class SpoolAgeing extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "SpoolAgeing",
    slug: "spool-ageing",
    title: "Spool Ageing",
    domain: "algorithms",
    description:
      "A printer prints one page a minute and takes, at every minute, a page of the job with the highest rank; the rank is an urgency that rises with the time a job has waited. The order in which the jobs are completed is asked for. Harder cases have more jobs that interrupt each other more often.",
    answerFormat: "the letters of the jobs in the order of their completion, on a last line `Answer: …`",
    parameters: {
      jobs: { meaning: "number of jobs", min: 4, max: 12 },
      mostPages: { meaning: "pages of a job at the most", min: 2, max: 20 },
      highestUrgency: { meaning: "highest urgency of a job", min: 1, max: 9 },
      ageing: { meaning: "minutes of waiting that raise a rank by 1", min: 1, max: 9 },
      interruptions: { meaning: "unfinished jobs that are interrupted, at the least", min: 0, max: 40 },
    },
    levels: [
      { jobs: 5, mostPages: 4, highestUrgency: 3, ageing: 4, interruptions: 1 },
      { jobs: 6, mostPages: 5, highestUrgency: 4, ageing: 4, interruptions: 3 },
      { jobs: 7, mostPages: 7, highestUrgency: 5, ageing: 3, interruptions: 7 },
      { jobs: 9, mostPages: 8, highestUrgency: 6, ageing: 3, interruptions: 11 },
      { jobs: 10, mostPages: 10, highestUrgency: 7, ageing: 2, interruptions: 20 },
    ],
  };

  readonly answerFormat = finalLine(list(choiceOf(LETTERS)));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawJobs(rng, level);
    let most = -1;
    for (let draw = 0; draw < MOST_DRAWS && most < level.interruptions; draw++) {
      const jobs = drawJobs(rng, level);
      const { completed, interruptions } = run(jobs, level.ageing);
      if (interruptions <= most || !isTelling(jobs, completed)) continue;
      best = jobs;
      most = interruptions;
    }
    return { jobs: best, ageing: level.ageing };
  }

  promptFunc({ jobs, ageing }: Case): string {
    const table = textTable(
      ["job", "arrival", "pages", "urgency"],
      jobs.map(({ arrival, pages, urgency }, job) => [at(LETTERS, job), arrival, pages, urgency]),
    );
    return [
      `A printer serves ${jobs.length} jobs and prints exactly one page a minute. Minutes are numbered 0, 1, 2, and so on. A job with arrival m may be printed from minute m on, minute m included.`,
      "",
      table,
      "",
      "At the beginning of every minute the printer decides anew which job gets its page in that minute; a job may be interrupted between any two of its pages and is continued later where it stopped.",
      `1. A job is waiting at minute m if it has arrived by then and has pages left. Its waiting time at the beginning of minute m is the number of minutes from its arrival up to and including minute m - 1 in which none of its pages was printed.`,
      `2. The rank of a job is its urgency plus 1 for every ${ageing} full minutes of waiting time (waiting time divided by ${ageing}, rounded down). Waiting time is never lost: it does not go back to 0 when a page of the job is printed.`,
      "3. The job with the highest rank gets its page. If several share the highest rank, the one that got the page of the minute before has precedence; if it is not among them, the one with the earliest arrival.",
      "4. If no job is waiting, the printer stands still for that minute.",
      "",
      "A job is completed when its last page is printed. In which order are the jobs completed?",
      "",
      "Give the letters of all jobs, the first that is completed first, separated by spaces; for three jobs this could be C A B.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ jobs, ageing }: Case): string {
    return this.answerFormat.wrap(
      run(jobs, ageing)
        .completed.map((job) => at(LETTERS, job))
        .join(" "),
    );
  }

  verifyCorrection(answer: readonly string[], { jobs, ageing }: Case): number {
    const { completed } = run(jobs, ageing);
    return answer.join() === completed.map((job) => at(LETTERS, job)).join() ? 1 : 0;
  }

  /** Minutes in which an unfinished job is interrupted. */
  override hardness({ jobs, ageing }: Case): number {
    return run(jobs, ageing).interruptions;
  }
}
