import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  makeGraph,
  range,
  reachable,
  record,
  type Rng,
  setOf,
  textTable,
} from "campforge/bootcamp";

type Canal = { readonly from: number; readonly to: number; readonly cost: number };

type Case = {
  /** Basins are numbered from 0; water enters at the first and must not reach the last. */
  readonly basins: number;
  readonly canals: readonly Canal[];
};

type Answer = { readonly cost: number; readonly dams: readonly number[] };

type Level = { readonly basins: number; readonly canals: number; readonly largest: number; readonly fewestDams: number };

/** Canals over the gap between the two halves, in the direction of the water, are more than the dams needed by up to this. */
const MORE_CROSSING = 2;

/** The greatest flow from the first basin to the last, which is what the cheapest dams cost, and the wet side of it. */
function greatestFlow({ basins, canals }: Case): { readonly cost: number; readonly wet: ReadonlySet<number> } {
  const spare = range(basins).map(() => range(basins).map(() => 0));
  for (const { from, to, cost } of canals) at(spare, from)[to] = at(at(spare, from), to) + cost;
  let total = 0;
  for (;;) {
    const before = new Map<number, number>([[0, 0]]);
    for (const here of before.keys())
      for (let next = 0; next < basins; next++)
        if (!before.has(next) && at(at(spare, here), next) > 0) before.set(next, here);
    if (!before.has(basins - 1)) return { cost: total, wet: new Set(before.keys()) };
    const path: (readonly [number, number])[] = [];
    for (let place = basins - 1; place !== 0; place = before.get(place) ?? 0) path.push([before.get(place) ?? 0, place]);
    const most = Math.min(...path.map(([from, to]) => at(at(spare, from), to)));
    for (const [from, to] of path) {
      at(spare, from)[to] = at(at(spare, from), to) - most;
      at(spare, to)[from] = at(at(spare, to), from) + most;
    }
    total += most;
  }
}

/** The canals that lead from the wet basins to the dry ones, counted from 1. */
function cheapestDams(instance: Case): Answer {
  const { cost, wet } = greatestFlow(instance);
  const dams = instance.canals.flatMap(({ from, to }, index) => (wet.has(from) && !wet.has(to) ? [index + 1] : []));
  return { cost, dams };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A network in two halves: many canals within each, few from the upper one to the lower one, some back. */
function drawNetwork(rng: Rng, { basins, canals, largest, fewestDams }: Level): Case | undefined {
  const isUpper = range(basins).map((basin) => basin === 0 || (basin < basins - 1 && rng.boolean()));
  const pairs = range(basins).flatMap((from) =>
    range(basins).flatMap((to) =>
      from === to || to === 0 || from === basins - 1 || (from === 0 && to === basins - 1) ? [] : [{ from, to }],
    ),
  );
  const crossing = rng.shuffle(pairs.filter(({ from, to }) => at(isUpper, from) && !at(isUpper, to)));
  const others = rng.shuffle(pairs.filter(({ from, to }) => !at(isUpper, from) || at(isUpper, to)));
  const over = rng.integer(fewestDams, fewestDams + MORE_CROSSING);
  const chosen = [...crossing.slice(0, over), ...others.slice(0, canals - over)];
  if (chosen.length < canals) return undefined;
  return { basins, canals: rng.shuffle(chosen).map((pair) => ({ ...pair, cost: rng.integer(1, largest) })) };
}

const nameOf = (basin: number): string => String.fromCharCode(65 + basin);

export default class CanalCut extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "CanalCut",
    slug: "canal-cut",
    title: "Canal Cut",
    domain: "algorithms",
    description:
      "In a network of one-way canals, each of which costs something to dam, the cheapest dams that keep the water of the first basin from the last are to be found (a minimum cut). Harder cases have more basins and canals and need more dams.",
    answerFormat: "the least cost and the numbers of the dammed canals, on a last line `Answer: cost: …, dams: …`",
    parameters: {
      basins: { meaning: "basins, the first and the last included", min: 4, max: 26 },
      canals: { meaning: "one-way canals", min: 5, max: 80 },
      largest: { meaning: "the greatest cost of a dam", min: 2, max: 99 },
      fewestDams: { meaning: "dams that the cheapest way needs at least", min: 1, max: 10 },
    },
    levels: [
      { basins: 5, canals: 9, largest: 9, fewestDams: 2 },
      { basins: 7, canals: 15, largest: 15, fewestDams: 2 },
      { basins: 9, canals: 24, largest: 20, fewestDams: 3 },
      { basins: 12, canals: 38, largest: 30, fewestDams: 3 },
      { basins: 15, canals: 56, largest: 40, fewestDams: 4 },
    ],
  };

  readonly answerFormat = finalLine(record({ cost: integer({ min: 0 }), dams: setOf(integer({ min: 1 })) }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = drawNetwork(rng, level);
      if (drawn === undefined) continue;
      const { cost, dams } = cheapestDams(drawn);
      const atSource = sum(drawn.canals.filter(({ from }) => from === 0).map((canal) => canal.cost));
      const atSink = sum(drawn.canals.filter(({ to }) => to === drawn.basins - 1).map((canal) => canal.cost));
      // Damming all canals at one of the ends must not be the best.
      if (cost > 0 && cost < Math.min(atSource, atSink) && dams.length >= level.fewestDams) return drawn;
    }
  }

  promptFunc({ basins, canals }: Case): string {
    const last = nameOf(basins - 1);
    return [
      `Water flows through a network of ${canals.length} canals between ${basins} basins, A to ${last}. Each canal carries water in one direction only. The spring feeds basin A.`,
      `After a spill at the spring, no water from basin A may reach basin ${last} on any way through the canals. For that, canals may be dammed. A dammed canal carries no water at all; the cost of its dam stands in the table. What happens to the other basins does not matter.`,
      "",
      textTable(
        ["canal", "from", "to", "cost"],
        canals.map(({ from, to, cost }, index) => [index + 1, nameOf(from), nameOf(to), cost]),
      ),
      "",
      `Which canals are to be dammed so that basin ${last} is cut off from basin A and the dams together cost as little as possible? If there are several cheapest ways, any of them will do.`,
      "",
      "Give the total cost and the numbers of the dammed canals, in any order, in the form `cost: 1000, dams: 71, 72, 73` (an example of the form only).",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { cost, dams } = cheapestDams(instance);
    return this.answerFormat.wrap(`cost: ${cost}, dams: ${dams.join(", ")}`);
  }

  verifyCorrection({ cost, dams }: Answer, instance: Case): number {
    const { basins, canals } = instance;
    if (dams.some((dam) => dam > canals.length)) return 0;
    const open = canals.filter((_, index) => !dams.includes(index + 1));
    const graph = makeGraph(basins, open.map(({ from, to }) => ({ from, to })), "directed");
    if (reachable(graph, 0).includes(basins - 1)) return 0;
    const paid = sum(dams.map((dam) => at(canals, dam - 1).cost));
    return paid === cost && cost === greatestFlow(instance).cost ? 1 : 0;
  }
}
