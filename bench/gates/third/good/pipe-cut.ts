import { at, Bootcamp, boxed, type Card, integer, type Rng, setOf, textTable } from "campforge/bootcamp";

/** A pipe through which water flows one way, and what it costs to shut it. */
type Pipe = { readonly from: number; readonly to: number; readonly cost: number };

type Case = {
  /** Stations, of which the first is the spring and the last the town. */
  readonly stations: number;
  readonly pipes: readonly Pipe[];
};

type Level = { readonly stations: number; readonly pipes: number; readonly backwards: number };

const ATTEMPTS = 200;

/** The stations that water reaches by pipes of which something is left. */
function reached(stations: number, pipes: readonly Pipe[], left: readonly number[], back: readonly number[]): Set<number> {
  const seen = new Set([0]);
  for (let round = 0; round < stations; round++) {
    pipes.forEach(({ from, to }, index) => {
      if (seen.has(from) && at(left, index) > 0) seen.add(to);
      if (seen.has(to) && at(back, index) > 0) seen.add(from);
    });
  }
  return seen;
}

/** A cheapest set of pipes without which no water arrives, by the greatest flow (Ford and Fulkerson). */
function cheapestCut({ stations, pipes }: Case): number[] {
  const left = pipes.map(({ cost }) => cost);
  const back = pipes.map(() => 0);
  /** Sends one unit along some way that does not come by a station twice. */
  const send = (station: number, seen: Set<number>): boolean => {
    if (station === stations - 1) return true;
    seen.add(station);
    return pipes.some(({ from, to }, index) => {
      if (from === station && at(left, index) > 0 && !seen.has(to) && send(to, seen)) {
        left[index] = at(left, index) - 1;
        back[index] = at(back, index) + 1;
        return true;
      }
      if (to === station && at(back, index) > 0 && !seen.has(from) && send(from, seen)) {
        left[index] = at(left, index) + 1;
        back[index] = at(back, index) - 1;
        return true;
      }
      return false;
    });
  };
  while (send(0, new Set())) continue;
  const wet = reached(stations, pipes, left, back);
  return pipes.flatMap(({ from, to }, index) => (wet.has(from) && !wet.has(to) ? [index] : []));
}

const costOf = (cut: readonly number[], pipes: readonly Pipe[]): number =>
  cut.reduce((sum, index) => sum + at(pipes, index).cost, 0);

/** What shutting everything at the spring, or everything at the town, would cost, whichever is less. */
function obviousCost({ stations, pipes }: Case): number {
  const all = pipes.map((_, index) => index);
  const atSpring = all.filter((index) => at(pipes, index).from === 0);
  const atTown = all.filter((index) => at(pipes, index).to === stations - 1);
  return Math.min(costOf(atSpring, pipes), costOf(atTown, pipes));
}

function drawPipes(rng: Rng, level: Level): Pipe[] {
  const { stations } = level;
  const pipes = new Map<string, Pipe>();
  const add = (from: number, to: number): void => {
    const key = `${from}-${to}`;
    if (from === to || to === 0 || from === stations - 1 || pipes.has(key)) return;
    // Pipes in the middle are cheaper than those at the ends, so that a cut there may pay.
    const isEnd = from === 0 || to === stations - 1;
    pipes.set(key, { from, to, cost: rng.integer(isEnd ? 4 : 1, isEnd ? 14 : 9) });
  };
  for (let station = 1; station < stations; station++) add(rng.integer(Math.max(0, station - 3), station - 1), station);
  for (let station = 0; station < stations - 1; station++)
    add(station, rng.integer(station + 1, Math.min(stations - 1, station + 3)));
  for (let tries = 0; pipes.size < level.pipes && tries < 500; tries++) {
    const from = rng.integer(0, stations - 2);
    const isBack = from > 1 && rng.boolean(level.backwards);
    add(from, isBack ? rng.integer(1, from - 1) : rng.integer(from + 1, Math.min(stations - 1, from + 3)));
  }
  return rng.shuffle([...pipes.values()]);
}

export default class PipeCut extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "PipeCut",
    slug: "pipe-cut",
    title: "Shutting the Pipes",
    domain: "algorithms",
    description:
      "Water flows through a network of one-way pipes from a spring to a town. A cheapest set of pipes is to be shut so that no water arrives. Larger networks with pipes that lead back are harder. Any set of least cost is correct.",
    answerFormat: "the numbers of the pipes to shut, separated by commas, in \\boxed{}",
    parameters: {
      stations: { meaning: "stations, including the spring and the town", min: 4, max: 14 },
      pipes: { meaning: "pipes of the network", min: 5, max: 40 },
      backwards: { meaning: "how often a further pipe leads back towards the spring", min: 0, max: 0.8 },
    },
    levels: [
      { stations: 5, pipes: 7, backwards: 0 },
      { stations: 6, pipes: 11, backwards: 0.1 },
      { stations: 8, pipes: 17, backwards: 0.2 },
      { stations: 10, pipes: 24, backwards: 0.3 },
      { stations: 13, pipes: 34, backwards: 0.35 },
    ],
  };

  readonly answerFormat = boxed(setOf(integer({ min: 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const drawn = { stations: level.stations, pipes: drawPipes(rng, level) };
      if (costOf(cheapestCut(drawn), drawn.pipes) < obviousCost(drawn) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { stations, pipes } = instance;
    const nameOf = (station: number): string =>
      station === 0 ? "spring" : station === stations - 1 ? "town" : `station ${station}`;
    const rows = pipes.map(({ from, to, cost }, index) => [index + 1, nameOf(from), nameOf(to), cost]);
    return [
      `Water flows from a spring through ${stations - 2} stations to a town. Each pipe leads one way only:`,
      "",
      textTable(["pipe", "from", "to", "cost of shutting it"], rows),
      "",
      "Some pipes are to be shut so that the spring is cut off from the town: there must be no way left from the spring to the",
      "town along pipes that are still open, each in its own direction. The sum of the costs of the pipes that are shut is to",
      "be as small as possible. Any set of pipes that achieves this is correct.",
      "",
      "Give the numbers of the pipes to shut, in any order, separated by commas, written like \\boxed{91, 92, 93}.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(cheapestCut(instance).map((index) => index + 1).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const { stations, pipes } = instance;
    if (answer.some((number) => number > pipes.length)) return 0;
    const cut = answer.map((number) => number - 1);
    const left = pipes.map((_, index) => (cut.includes(index) ? 0 : 1));
    if (reached(stations, pipes, left, pipes.map(() => 0)).has(stations - 1)) return 0;
    return costOf(cut, pipes) === costOf(cheapestCut(instance), pipes) ? 1 : 0;
  }
}
