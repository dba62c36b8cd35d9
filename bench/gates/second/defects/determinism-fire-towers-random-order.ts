/*
defect: determinism
base: fire-towers.ts
what: The possible roads are put in random order by sorting with a random comparator, so the case depends on how the engine sorts.
needs: no model
*/
import {
  at,
  Bootcamp,
  type Card,
  combinations,
  isConnected,
  makeGraph,
  type Rng,
  setOf,
  tagged,
  text,
} from "campforge/bootcamp";

type Case = {
  /** Villages, with what a fire station there costs. */
  readonly villages: readonly { readonly name: string; readonly cost: number }[];
  /** Pairs of places in the list of villages that a road joins. */
  readonly roads: readonly (readonly [number, number])[];
};

type Level = { readonly villages: number; readonly roadShare: number; readonly costs: number };

const BEGINNINGS = [
  "Ash",
  "Birch",
  "Crow",
  "Dun",
  "Elm",
  "Fen",
  "Glen",
  "Hart",
  "Kirk",
  "Lin",
  "Marsh",
  "Nether",
];
const ENDINGS = ["by", "field", "ford", "ham", "ton", "wick"];

/** For each village, itself and its neighbours as bits. */
function reachOf({ villages, roads }: Case): number[] {
  const reach = villages.map((_, place) => 1 << place);
  for (const [one, other] of roads) {
    reach[one] = at(reach, one) | (1 << other);
    reach[other] = at(reach, other) | (1 << one);
  }
  return reach;
}

/** A cheapest set of villages, as bits, from which every village is reached; every set is looked at. */
function cheapest(instance: Case): { readonly chosen: number; readonly cost: number } {
  const reach = reachOf(instance);
  const all = 2 ** instance.villages.length;
  const covered = new Int32Array(all);
  const costs = new Int32Array(all);
  let best = { chosen: all - 1, cost: Infinity };
  for (let chosen = 1; chosen < all; chosen++) {
    const last = 31 - Math.clz32(chosen);
    const rest = chosen ^ (1 << last);
    covered[chosen] = (covered[rest] ?? 0) | at(reach, last);
    costs[chosen] = (costs[rest] ?? 0) + at(instance.villages, last).cost;
    const cost = costs[chosen] ?? 0;
    if (covered[chosen] === all - 1 && cost < best.cost) best = { chosen, cost };
  }
  return best;
}

export default class FireTowers extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "FireTowers",
    slug: "fire-towers",
    title: "Fire Stations",
    domain: "algorithms",
    description:
      "Villages are joined by roads. Fire stations are to be built so that each village has one or is joined by a road to a village that has one, at the lowest total cost. Any cheapest set of villages is right.",
    answerFormat:
      "the names of the villages that get a station, apart by commas, between <answer> and </answer>",
    parameters: {
      villages: { meaning: "villages", min: 5, max: 16 },
      roadShare: { meaning: "share of the possible roads that are there", min: 0.1, max: 0.6 },
      costs: { meaning: "most that a station costs; with 1, all cost the same", min: 1, max: 20 },
    },
    levels: [
      { villages: 7, roadShare: 0.3, costs: 1 },
      { villages: 9, roadShare: 0.25, costs: 4 },
      { villages: 12, roadShare: 0.2, costs: 9 },
      { villages: 15, roadShare: 0.17, costs: 12 },
    ],
  };

  readonly answerFormat = tagged(setOf(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const names = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));
    const villages = rng
      .sample(names, level.villages)
      .map((name) => ({ name, cost: rng.integer(1, level.costs) }));
    const possible = combinations(
      villages.map((_, place) => place),
      2,
    ).toSorted(() => rng.float() - 0.5);
    let count = Math.max(level.villages - 1, Math.round(level.roadShare * possible.length));
    for (;;) {
      const roads = possible.slice(0, count).map(([one = 0, other = 0]) => [one, other] as const);
      const edges = roads.map(([from, to]) => ({ from, to }));
      if (isConnected(makeGraph(villages.length, edges))) return { villages, roads };
      count++;
    }
  }

  promptFunc(instance: Case): string {
    const { villages, roads } = instance;
    const name = (place: number): string => at(villages, place).name;
    return [
      `A district has ${villages.length} villages. A fire station costs, in millions:`,
      ...villages.map((village) => `- ${village.name}: ${village.cost}`),
      "",
      "These pairs of villages are joined directly by a road:",
      ...roads.map(([one, other]) => `- ${name(one)} and ${name(other)}`),
      "",
      "Rules:",
      "1. In each village either one station is built or none.",
      "2. Each village has a station itself or is joined directly by a road to a village that has one.",
      "3. The total cost of all the stations is as low as possible.",
      "",
      "Example: with three villages X, Y and Z that all cost 2, and roads from X to Y and from Y to Z, a station in Y alone is best.",
      "",
      "Which villages get a station? Any set of villages that keeps the rules is right.",
      "Give the names, apart by commas, in any order.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { chosen } = cheapest(instance);
    const names = instance.villages.filter((_, place) => (chosen >> place) & 1).map(({ name }) => name);
    return this.answerFormat.wrap(names.join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { villages } = instance;
    const places = answer.map((name) => villages.findIndex((village) => village.name.toLowerCase() === name));
    if (places.includes(-1)) return 0;
    const reach = reachOf(instance);
    const covered = places.reduce((bits, place) => bits | at(reach, place), 0);
    const cost = places.reduce((sum, place) => sum + at(villages, place).cost, 0);
    return covered === 2 ** villages.length - 1 && cost === cheapest(instance).cost ? 1 : 0;
  }
}
