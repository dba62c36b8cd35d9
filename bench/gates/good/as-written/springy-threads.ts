import {
  at,
  Bootcamp,
  type Card,
  integer,
  list,
  range,
  record,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

type Crossing = {
  /** The place of the left one of the two threads, counted from 1. */
  readonly place: number;
  /** True where the left thread passes over the right one, false where the right one passes over the left. */
  readonly toRight: boolean;
};

type Case = {
  /** The threads from left to right at the top. */
  readonly threads: readonly string[];
  readonly crossings: readonly Crossing[];
};

type Answer = {
  readonly order: readonly string[];
  /** How often each thread was the upper one, in alphabetical order of the threads. */
  readonly upper: readonly number[];
};

type Level = {
  readonly threads: number;
  readonly crossings: number;
};

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
/** Each time of as many that a thread is the upper one, the crossing springs back. */
const SPRINGS_EVERY = 3;
const PER_ROW = 15;
const TRIES = 300;

const crossingText = ({ place, toRight }: Crossing): string => `${place}${toRight ? "/" : "\\"}`;

/** Hangs on with each crossing: the upper thread, whether it springs back, and the order behind it. */
type Step = { readonly upper: string; readonly times: number; readonly isBack: boolean; readonly order: readonly string[] };

function stepsOf({ threads, crossings }: Case, springs = true): Step[] {
  const order = [...threads];
  const counts = new Map<string, number>();
  return crossings.map(({ place, toRight }) => {
    const left = at(order, place - 1);
    const right = at(order, place);
    const upper = toRight ? left : right;
    const times = (counts.get(upper) ?? 0) + 1;
    counts.set(upper, times);
    const isBack = springs && times % SPRINGS_EVERY === 0;
    if (!isBack) {
      order[place - 1] = right;
      order[place] = left;
    }
    return { upper, times, isBack, order: [...order] };
  });
}

/** The order at the bottom and the counts. */
function weave(instance: Case, springs = true): Answer {
  const steps = stepsOf(instance, springs);
  const last = steps.at(-1);
  return {
    order: last === undefined ? instance.threads : last.order,
    upper: instance.threads.toSorted().map((thread) => steps.filter(({ upper }) => upper === thread).length),
  };
}

const answerText = ({ order, upper }: Answer): string => `order: ${order.join(", ")}\nupper: ${upper.join(", ")}`;

function draw(rng: Rng, level: Level): Case {
  return {
    threads: rng.sample(ALPHABET, level.threads),
    crossings: range(level.crossings).map(() => ({
      place: rng.integer(1, level.threads - 1),
      toRight: rng.boolean(),
    })),
  };
}

/** True when the order changes, and would be another one if nothing sprang back. */
function isLively(instance: Case): boolean {
  const order = weave(instance).order.join();
  return order !== instance.threads.join() && order !== weave(instance, false).order.join();
}

export default class SpringyThreads extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "SpringyThreads",
    slug: "springy-threads",
    title: "Springy Threads",
    domain: "graphical-puzzles",
    description:
      "Threads that hang side by side are crossed over each other again and again. Each third time that a thread is the upper one, the crossing springs back. The order at the bottom and the times that each thread was the upper one are asked for. Harder cases have more threads and many more crossings.",
    answerFormat: "order: …, upper: … (the counts in alphabetical order of the threads), one per line, in <answer> tags",
    parameters: {
      threads: { meaning: "number of threads", min: 3, max: 26 },
      crossings: { meaning: "number of crossings", min: 8, max: 800 },
    },
    levels: [
      { threads: 4, crossings: 14 },
      { threads: 8, crossings: 60 },
      { threads: 12, crossings: 150 },
      { threads: 17, crossings: 280 },
      { threads: 23, crossings: 480 },
    ],
  };

  readonly answerFormat = tagged(
    record<Answer>({ order: list(text({ letterCase: "upper" })), upper: list(integer()) }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 1; tries < TRIES && !isLively(drawn); tries++) drawn = draw(rng, level);
    return drawn;
  }

  promptFunc({ threads, crossings }: Case): string {
    const rows = range(Math.ceil(crossings.length / PER_ROW)).map((row) =>
      crossings
        .slice(row * PER_ROW, (row + 1) * PER_ROW)
        .map(crossingText)
        .join(" "),
    );
    return [
      "Threads hang side by side, each with a letter for its colour, all different. Crossings are made one after the other, from top to bottom. Each is written as a number and a stroke; places are counted from the left, starting with 1, as the threads hang at that moment:",
      "- 3/ is a crossing between the threads that are third and fourth from the left at that moment: the third one passes over the fourth, to the right. The third one is the upper one.",
      "- 3\\ is a crossing between the same two, but the fourth one passes over the third, to the left. The fourth one is the upper one.",
      "- Other numbers mean other places in the same way. Either way the two threads change places, unless the crossing springs back.",
      "- The third, sixth, ninth, ... time that a thread is the upper one, counted for that thread over all crossings, the crossing springs back: it counts for the thread as a time that it was the upper one, but the two threads do not change places.",
      "",
      "An example: the threads R G B W with the crossings 1/ 2/ 3/ 1\\ 2/ 3\\.",
      "1/: R over G, which gives G R B W. 2/: R over B, G B R W. 3/: R over W is the third time for R, so it springs back. 1\\: B over G, B G R W. 2/: G over R, B R G W. 3\\: W over G, B R W G.",
      "At the bottom the order is B R W G, and B was the upper one once, G once, R 3 times and W once.",
      "",
      `Now there are ${threads.length} threads, from left to right:`,
      threads.join(" "),
      "",
      `These are the ${crossings.length} crossings, to be read row by row, each row from left to right:`,
      ...rows,
      "",
      "Give the order of the threads at the bottom, from left to right, and for each thread, in alphabetical order of the letters, how often it was the upper one (0 if it never was). Write both on lines of their own, separated by commas, the second one as numbers alone. For the example above that is:",
      "order: B, R, W, G",
      "upper: 1, 1, 3, 1",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(answerText(weave(instance)));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return answerText(answer) === answerText(weave(instance)) ? 1 : 0;
  }

  /** Each crossing with its upper thread and the order behind it. */
  override workedSolution(instance: Case): string {
    const steps = stepsOf(instance).map(
      ({ upper, times, isBack, order }, index) =>
        `${index + 1}. ${crossingText(at(instance.crossings, index))}: ${upper} is the upper one, time ${times}${isBack ? ", springs back" : ""}: ${order.join(" ")}`,
    );
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Crossings that are made. */
  override hardness({ crossings }: Case): number {
    return crossings.length;
  }
}
