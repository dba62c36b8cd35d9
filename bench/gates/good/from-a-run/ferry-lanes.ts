import { at, Bootcamp, type Card, choiceOf, list, range, type Rng, tagged } from "campforge/bootcamp";

type Lane = "P" | "S";

type Case = {
  readonly lane: number;
  /** Lengths of the cars in the order of the queue, in centimetres. */
  readonly queue: readonly number[];
};

type Level = {
  readonly leastCars: number;
  readonly mostCars: number;
  readonly waiting: number;
  readonly slack: number;
  readonly mostLoadings: number;
  readonly traps: number;
};

const SHORTEST = 250;
const LONGEST = 700;

const sumOf = (lengths: readonly number[]): number => lengths.reduce((sum, length) => sum + length, 0);

/**
 * For 0, 1, 2, … cars from the head of the queue, and for each length taken up on the port side, in how many ways
 * these cars stand on the two lanes. The last entry is for the largest number of cars.
 */
function loadings({ lane, queue }: Case): number[][] {
  const ports = range(lane + 1);
  let last: number[] = ports.map((port) => (port === 0 ? 1 : 0));
  const found: number[][] = [last];
  let total = 0;
  for (const length of queue) {
    const before = last;
    total += length;
    const least = total - lane;
    last = ports.map((port) => (port < least ? 0 : (before[port] ?? 0) + (before[port - length] ?? 0)));
    if (sumOf(last) === 0) break;
    found.push(last);
  }
  return found;
}

/** The largest number of cars that can board. */
const mostCarsOf = (instance: Case): number => loadings(instance).length - 1;

/** A loading with the largest number of cars, found from its last car back. */
function bestLoading(instance: Case): Lane[] {
  const found = loadings(instance);
  const most = found.length - 1;
  let port = at(found, most).findIndex((ways) => ways > 0);
  const lanes: Lane[] = [];
  for (let cars = most; cars > 0; cars--) {
    const length = at(instance.queue, cars - 1);
    const isPort = (at(found, cars - 1)[port - length] ?? 0) > 0;
    if (isPort) port -= length;
    lanes.push(isPort ? "P" : "S");
  }
  return lanes.toReversed();
}

/** How many cars board when each goes into the emptier lane first, or into the fuller one, if it fits there. */
function carsByHabit({ lane, queue }: Case, habit: "emptier" | "fuller"): number {
  let emptier = 0;
  let fuller = 0;
  for (const [index, length] of queue.entries()) {
    const fitsFuller = fuller + length <= lane;
    if (emptier + length > lane) return index;
    if (habit === "fuller" && fitsFuller) fuller += length;
    else emptier += length;
    [emptier, fuller] = [Math.min(emptier, fuller), Math.max(emptier, fuller)];
  }
  return queue.length;
}

export default class FerryLanes extends Bootcamp<Case, readonly Lane[], Level> {
  static readonly card: Card<Level> = {
    name: "FerryLanes",
    slug: "ferry-lanes",
    title: "Ferry Lanes",
    domain: "algorithms",
    description:
      "Cars board a ferry with two equally long lanes in the order of their queue, each into either lane, until the next car fits into neither. A loading with the largest possible number of cars is asked for; any such loading is correct.",
    answerFormat:
      "the letters P and S, one for each car that boards, separated by spaces, between <answer> and </answer>",
    parameters: {
      leastCars: { meaning: "least number of cars for which the lanes are measured out", min: 3, max: 16 },
      mostCars: { meaning: "greatest number of cars for which the lanes are measured out", min: 3, max: 16 },
      waiting: { meaning: "further cars at the end of the queue", min: 1, max: 8 },
      slack: {
        meaning: "most centimetres by which a lane is longer than half of the measured cars",
        min: 0,
        max: 200,
      },
      mostLoadings: { meaning: "most correct loadings, mirror images counted once", min: 1, max: 50 },
      traps: { meaning: "how many of two simple habits of filling must board too few cars", min: 0, max: 2 },
    },
    levels: [
      { leastCars: 6, mostCars: 6, waiting: 2, slack: 40, mostLoadings: 2, traps: 1 },
      { leastCars: 7, mostCars: 8, waiting: 2, slack: 25, mostLoadings: 2, traps: 2 },
      { leastCars: 9, mostCars: 10, waiting: 3, slack: 10, mostLoadings: 2, traps: 2 },
      { leastCars: 11, mostCars: 12, waiting: 4, slack: 3, mostLoadings: 3, traps: 2 },
      { leastCars: 13, mostCars: 14, waiting: 5, slack: 1, mostLoadings: 10, traps: 2 },
    ],
  };

  readonly answerFormat = tagged(list(choiceOf(["P", "S"])));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const cars = rng.integer(level.leastCars, level.mostCars);
      const queue = range(cars + level.waiting).map(() => rng.integer(SHORTEST, LONGEST));
      const lane = Math.ceil(sumOf(queue.slice(0, cars)) / 2) + rng.integer(0, level.slack);
      const instance: Case = { lane, queue };
      const found = loadings(instance);
      const most = found.length - 1;
      const caught = (["emptier", "fuller"] as const).filter((habit) => carsByHabit(instance, habit) < most);
      const isRare = sumOf(at(found, most)) <= 2 * level.mostLoadings;
      if (isRare && caught.length >= level.traps) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { lane, queue } = instance;
    return [
      `A river ferry has two lanes, port (P) and starboard (S). Each of them is ${lane} cm long and empty at first.`,
      `${queue.length} cars wait in one queue. From first to last, their lengths in centimetres are:`,
      queue.join(", "),
      "",
      "Rules:",
      "1. The cars board in the order of the queue. No car is skipped or overtaken.",
      "2. The next car goes into either of the two lanes, provided that the lane still has room for it. The lengths of the",
      "   cars in a lane may add up to at most the length of the lane; there is no gap between cars. Cars do not change",
      "   their lane later.",
      "3. As soon as the next car fits into neither lane, boarding ends, even if cars behind it would fit.",
      "",
      "Load the ferry so that as many cars as possible board. Any loading with the largest possible number of cars is",
      "correct.",
      "",
      "For each car that boards, in the order of the queue, write P or S for its lane, separated by spaces, and nothing for",
      `the cars that stay behind. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(bestLoading(instance).join(" "));
  }

  override workedSolution(instance: Case): string {
    const { lane, queue } = instance;
    const lanes = bestLoading(instance);
    const most = lanes.length;
    const total = sumOf(queue.slice(0, most));
    const more = sumOf(queue.slice(0, most + 1));
    const tooLong = `The first ${most + 1} cars take ${more} cm, more than the ${2 * lane} cm of both lanes together.`;
    const noSplit = `The first ${most + 1} cars take ${more} cm, but no choice of them for one lane leaves at most ${lane} cm on each.`;
    const lengthsIn = (side: Lane): number[] =>
      queue.slice(0, most).filter((_, index) => at(lanes, index) === side);
    const side = (name: string, lengths: readonly number[]): string =>
      `- ${name}: ${lengths.join(" + ")} = ${sumOf(lengths)}, at most ${lane}`;
    return [
      most === queue.length ? "All cars can board." : more > 2 * lane ? tooLong : noSplit,
      `The first ${most} cars take ${total} cm. One lane must hold between ${total - lane} and ${lane} cm of them.`,
      "Going through the cars and keeping every length that the port side can have, one finds this split:",
      side("port", lengthsIn("P")),
      side("starboard", lengthsIn("S")),
      `No car among these has to wait, since each lane only fills up. So ${most} cars board:`,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    return mostCarsOf(instance);
  }

  verifyCorrection(answer: readonly Lane[], instance: Case): number {
    const { lane, queue } = instance;
    const isFull = (side: Lane): boolean => sumOf(queue.filter((_, index) => answer[index] === side)) > lane;
    return answer.length === mostCarsOf(instance) && !isFull("P") && !isFull("S") ? 1 : 0;
  }
}
