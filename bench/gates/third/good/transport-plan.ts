import { at, Bootcamp, type Card, fencedBlock, grid, integer, makeGrid, type Rng, textTable } from "campforge/bootcamp";

type Case = {
  readonly supplies: readonly number[];
  readonly demands: readonly number[];
  /** What one unit costs from each depot to each shop; 0 where there is no road. */
  readonly costs: readonly (readonly number[])[];
};

type Level = {
  readonly depots: number;
  readonly shops: number;
  readonly surplus: number;
  readonly closed: number;
};

type Plan = readonly (readonly number[])[];

const ATTEMPTS = 60;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What a plan costs altogether. */
const costOf = (plan: Plan, costs: Case["costs"]): number =>
  sum(plan.map((row, depot) => sum(row.map((units, shop) => units * at(at(costs, depot), shop)))));

/**
 * A cheapest plan, by cheapest augmenting ways (Bellman and Ford) from depots with units left to shops that
 * lack some; undefined where the demand cannot be met.
 */
function cheapestPlan({ supplies, demands, costs }: Case): number[][] | undefined {
  const depots = supplies.length;
  const plan = makeGrid(depots, demands.length, () => 0);
  const left = [...supplies];
  const lacking = [...demands];
  while (lacking.some((units) => units > 0)) {
    // The vertices are the depots and then the shops.
    const distance = [...left.map((units) => (units > 0 ? 0 : Infinity)), ...demands.map(() => Infinity)];
    const previous = distance.map(() => -1);
    for (let changed = true; changed;) {
      changed = false;
      for (let depot = 0; depot < depots; depot++) {
        for (let shop = 0; shop < demands.length; shop++) {
          const cost = at(at(costs, depot), shop);
          if (cost === 0) continue;
          const vertex = depots + shop;
          if (at(distance, depot) + cost < at(distance, vertex)) {
            distance[vertex] = at(distance, depot) + cost;
            previous[vertex] = depot;
            changed = true;
          }
          const isUsed = at(at(plan, depot), shop) > 0;
          if (isUsed && at(distance, vertex) - cost < at(distance, depot)) {
            distance[depot] = at(distance, vertex) - cost;
            previous[depot] = vertex;
            changed = true;
          }
        }
      }
    }
    const targets = demands.flatMap((_, shop) => (at(lacking, shop) > 0 ? [depots + shop] : []));
    const target = targets.reduce((best, one) => (at(distance, one) < at(distance, best) ? one : best));
    if (at(distance, target) === Infinity) return undefined;
    // One unit at a time: the amounts are small.
    let vertex = target;
    while (at(previous, vertex) >= 0) {
      const before = at(previous, vertex);
      const [depot, shop, change] = vertex >= depots ? [before, vertex - depots, 1] : [vertex, before - depots, -1];
      const row = at(plan, depot);
      row[shop] = at(row, shop) + change;
      vertex = before;
    }
    left[vertex] = at(left, vertex) - 1;
    lacking[target - depots] = at(lacking, target - depots) - 1;
  }
  return plan;
}

/** What somebody hasty pays: always as much as possible on the cheapest road that is still of use. */
function hastyCost({ supplies, demands, costs }: Case): number {
  const left = [...supplies];
  const lacking = [...demands];
  const roads = costs
    .flatMap((row, depot) => row.map((cost, shop) => ({ depot, shop, cost })))
    .filter(({ cost }) => cost > 0)
    .toSorted((a, b) => a.cost - b.cost);
  let total = 0;
  for (const { depot, shop, cost } of roads) {
    const units = Math.min(at(left, depot), at(lacking, shop));
    left[depot] = at(left, depot) - units;
    lacking[shop] = at(lacking, shop) - units;
    total += units * cost;
  }
  return sum(lacking) > 0 ? Infinity : total;
}

/** Splits a number of units at random into parts of at least 1. */
function split(rng: Rng, units: number, parts: number): number[] {
  const cuts = rng.sample(Array.from({ length: units - 1 }, (_, index) => index + 1), parts - 1);
  const ends = [0, ...cuts.toSorted((a, b) => a - b), units];
  return ends.slice(1).map((end, index) => end - at(ends, index));
}

function drawCase(rng: Rng, level: Level): Case {
  const demand = 5 * level.shops + rng.integer(0, 8);
  const costs = makeGrid(level.depots, level.shops, () => rng.integer(2, 25));
  const cells = costs.flatMap((row, depot) => row.map((_, shop) => ({ depot, shop })));
  for (const { depot, shop } of rng.sample(cells, level.closed)) at(costs, depot)[shop] = 0;
  return {
    supplies: split(rng, demand + level.surplus, level.depots),
    demands: split(rng, demand, level.shops),
    costs,
  };
}

export default class TransportPlan extends Bootcamp<Case, Plan, Level> {
  static readonly card: Card<Level> = {
    name: "TransportPlan",
    slug: "transport-plan",
    title: "The Cheapest Transport",
    domain: "mathematical-modelling",
    description:
      "Depots with limited stock supply shops with given demands, at a cost per unit for each road; some roads may be closed. A cheapest plan is asked for, and any plan of least cost is correct.",
    answerFormat: "a fenced block with one line for each depot, holding the units sent to each shop",
    parameters: {
      depots: { meaning: "depots with stock", min: 2, max: 6 },
      shops: { meaning: "shops with demand", min: 2, max: 7 },
      surplus: { meaning: "units in stock beyond the total demand", min: 0, max: 20 },
      closed: { meaning: "pairs of depot and shop without a road", min: 0, max: 10 },
    },
    levels: [
      { depots: 2, shops: 2, surplus: 2, closed: 0 },
      { depots: 2, shops: 4, surplus: 4, closed: 0 },
      { depots: 3, shops: 4, surplus: 4, closed: 2 },
      { depots: 5, shops: 6, surplus: 3, closed: 6 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(integer({ min: 0 })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const drawn = drawCase(rng, level);
      const plan = cheapestPlan(drawn);
      if (plan === undefined) continue;
      if (hastyCost(drawn) > costOf(plan, drawn.costs) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { supplies, demands, costs } = instance;
    const shops = demands.map((_, index) => `shop ${index + 1}`);
    const rows = costs.map((row, depot) => [
      `depot ${depot + 1}`,
      ...row.map((cost) => (cost === 0 ? "no road" : cost)),
      at(supplies, depot),
    ]);
    return [
      "Goods are to be sent from depots to shops. The table gives the cost of sending one unit from each depot to each",
      "shop, the units that each depot has in stock, and the units that each shop needs.",
      "",
      textTable(["cost per unit", ...shops, "in stock"], [...rows, ["needed", ...demands, ""]]),
      "",
      "Rules:",
      "1. Only whole units are sent, and none back.",
      "2. No depot sends more than it has in stock; it may keep some or all of it.",
      "3. Each shop gets exactly what it needs, from one depot or from several.",
      '4. Nothing is sent where the table says "no road".',
      "5. The total cost is as small as possible.",
      "",
      "Any plan that follows all the rules is correct. Give one line for each depot, from depot 1 on, with the number of",
      "units it sends to each shop, from shop 1 on, separated by spaces, and 0 where it sends nothing. For one depot and",
      "three shops, a plan could be the line `7 0 11`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const plan = cheapestPlan(instance) ?? [];
    return this.answerFormat.wrap(plan.map((row) => row.join(" ")).join("\n"));
  }

  verifyCorrection(answer: Plan, instance: Case): number {
    const { supplies, demands, costs } = instance;
    if (answer.length !== supplies.length || answer.some((row) => row.length !== demands.length)) return 0;
    const isWhole = answer.every((row) => row.every((units) => Number.isInteger(units) && units >= 0));
    const hasRoads = answer.every((row, depot) =>
      row.every((units, shop) => units === 0 || at(at(costs, depot), shop) > 0),
    );
    const keepsStock = answer.every((row, depot) => sum(row) <= at(supplies, depot));
    const meetsNeed = demands.every((units, shop) => sum(answer.map((row) => at(row, shop))) === units);
    const best = cheapestPlan(instance);
    if (!isWhole || !hasRoads || !keepsStock || !meetsNeed || best === undefined) return 0;
    return costOf(answer, costs) === costOf(best, costs) ? 1 : 0;
  }
}
