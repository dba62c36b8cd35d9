/*
defect: novelty
base: fire-towers.ts
what: Retells the fire stations class: masts on islands joined by ferries, with the same case, rules, objective and verifier under other names.
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
  /** Islands, with what a relay mast there costs. */
  readonly islands: readonly { readonly name: string; readonly cost: number }[];
  /** Pairs of places in the list of islands that a ferry line joins. */
  readonly ferries: readonly (readonly [number, number])[];
};

type Level = { readonly islands: number; readonly ferryShare: number; readonly costs: number };

const BEGINNINGS = ["Aru", "Bel", "Cor", "Dem", "Ilo", "Kau", "Lim", "Mor", "Nau", "Oro", "Pel", "Tam"];
const ENDINGS = ["ai", "ea", "oa", "una", "iki", "ena"];

/** For each island, itself and its neighbours as bits. */
function reachOf({ islands, ferries }: Case): number[] {
  const reach = islands.map((_, place) => 1 << place);
  for (const [one, other] of ferries) {
    reach[one] = at(reach, one) | (1 << other);
    reach[other] = at(reach, other) | (1 << one);
  }
  return reach;
}

/** A cheapest set of islands, as bits, from which every island is reached; every set is looked at. */
function cheapest(instance: Case): { readonly chosen: number; readonly cost: number } {
  const reach = reachOf(instance);
  const all = 2 ** instance.islands.length;
  const covered = new Int32Array(all);
  const costs = new Int32Array(all);
  let best = { chosen: all - 1, cost: Infinity };
  for (let chosen = 1; chosen < all; chosen++) {
    const last = 31 - Math.clz32(chosen);
    const rest = chosen ^ (1 << last);
    covered[chosen] = (covered[rest] ?? 0) | at(reach, last);
    costs[chosen] = (costs[rest] ?? 0) + at(instance.islands, last).cost;
    const cost = costs[chosen] ?? 0;
    if (covered[chosen] === all - 1 && cost < best.cost) best = { chosen, cost };
  }
  return best;
}

export default class RelayMasts extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "RelayMasts",
    slug: "relay-masts",
    title: "Relay Masts",
    domain: "algorithms",
    description:
      "Islands are joined by ferries. Relay masts are to be built so that each island has one or is joined by a ferry line to an island that has one, at the lowest total cost. Any cheapest set of islands is right.",
    answerFormat: "the names of the islands that get a mast, apart by commas, between <answer> and </answer>",
    parameters: {
      islands: { meaning: "islands", min: 5, max: 16 },
      ferryShare: { meaning: "share of the possible ferries that are there", min: 0.1, max: 0.6 },
      costs: { meaning: "most that a mast costs; with 1, all cost the same", min: 1, max: 20 },
    },
    levels: [
      { islands: 7, ferryShare: 0.3, costs: 1 },
      { islands: 9, ferryShare: 0.25, costs: 4 },
      { islands: 12, ferryShare: 0.2, costs: 9 },
      { islands: 15, ferryShare: 0.17, costs: 12 },
    ],
  };

  readonly answerFormat = tagged(setOf(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const names = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));
    const islands = rng
      .sample(names, level.islands)
      .map((name) => ({ name, cost: rng.integer(1, level.costs) }));
    const possible = rng.shuffle(
      combinations(
        islands.map((_, place) => place),
        2,
      ),
    );
    let count = Math.max(level.islands - 1, Math.round(level.ferryShare * possible.length));
    for (;;) {
      const ferries = possible.slice(0, count).map(([one = 0, other = 0]) => [one, other] as const);
      const edges = ferries.map(([from, to]) => ({ from, to }));
      if (isConnected(makeGraph(islands.length, edges))) return { islands, ferries };
      count++;
    }
  }

  promptFunc(instance: Case): string {
    const { islands, ferries } = instance;
    const name = (place: number): string => at(islands, place).name;
    return [
      `An archipelago has ${islands.length} islands. A relay mast costs, in thousands:`,
      ...islands.map((island) => `- ${island.name}: ${island.cost}`),
      "",
      "These pairs of islands are joined directly by a ferry line:",
      ...ferries.map(([one, other]) => `- ${name(one)} and ${name(other)}`),
      "",
      "Rules:",
      "1. On each island either one mast is built or none.",
      "2. Each island has a mast itself or is joined directly by a ferry line to an island that has one.",
      "3. The total cost of all the masts is as low as possible.",
      "",
      "Example: with three islands X, Y and Z that all cost 2, and ferries from X to Y and from Y to Z, a mast in Y alone is best.",
      "",
      "Which islands get a mast? Any set of islands that keeps the rules is right.",
      "Give the names, apart by commas, in any order.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { chosen } = cheapest(instance);
    const names = instance.islands.filter((_, place) => (chosen >> place) & 1).map(({ name }) => name);
    return this.answerFormat.wrap(names.join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { islands } = instance;
    const places = answer.map((name) => islands.findIndex((island) => island.name.toLowerCase() === name));
    if (places.includes(-1)) return 0;
    const reach = reachOf(instance);
    const covered = places.reduce((bits, place) => bits | at(reach, place), 0);
    const cost = places.reduce((sum, place) => sum + at(islands, place).cost, 0);
    return covered === 2 ** islands.length - 1 && cost === cheapest(instance).cost ? 1 : 0;
  }
}
