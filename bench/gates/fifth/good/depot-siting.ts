import { at, Bootcamp, bracketed, type Card, combinations, integer, list, makeGraph, range, record, type Rng, shortestRoute, textTable, vocabulary } from "campforge/bootcamp";

type Road = { readonly from: number; readonly to: number; readonly weight: number };

type Case = {
  readonly villages: readonly { readonly name: string; readonly people: number }[];
  readonly roads: readonly Road[];
  readonly depots: number;
};

type Answer = { readonly places: readonly string[]; readonly total: number };

type Level = {
  readonly villages: number;
  readonly extraRoads: number;
  readonly depots: number;
  readonly longest: number;
};

const NAMES = [
  "Ashby", "Brill", "Corfe", "Denby", "Elham", "Firle", "Glynde", "Hythe", "Ilam", "Jarrow", "Kemble", "Lydd", "Mells", "Nunney", "Otley", "Pewsey", "Quorn", "Ripley",
] as const;

const MOST_TRIES = 120;

/** Kilometres between every two villages, by the shortest way. */
function distancesOf({ villages, roads }: Pick<Case, "villages" | "roads">): number[][] {
  const graph = makeGraph(villages.length, roads);
  return range(villages.length).map((from) =>
    range(villages.length).map((to) => shortestRoute(graph, from, to)?.weight ?? Infinity),
  );
}

/** Kilometres of all people to the nearest of the sites. */
const costOf = (
  sites: readonly number[],
  villages: Case["villages"],
  distances: readonly (readonly number[])[],
): number =>
  villages.reduce(
    (sum, { people }, village) => sum + people * Math.min(...sites.map((site) => at(at(distances, site), village))),
    0,
  );

type Solution = { readonly sites: readonly number[]; readonly cost: number };

function solve({ villages, roads, depots }: Case): Solution {
  const distances = distancesOf({ villages, roads });
  return combinations(range(villages.length), depots)
    .map((sites): Solution => ({ sites, cost: costOf(sites, villages, distances) }))
    .reduce((best, one) => (one.cost < best.cost ? one : best));
}

/** Sites that are chosen one after another, each the best beside those before it. */
function oneByOne({ villages, roads, depots }: Case): number[] {
  const distances = distancesOf({ villages, roads });
  const sites: number[] = [];
  while (sites.length < depots) {
    const others = range(villages.length).filter((village) => !sites.includes(village));
    const cost = (village: number): number => costOf([...sites, village], villages, distances);
    sites.push(others.reduce((best, one) => (cost(one) < cost(best) ? one : best)));
  }
  return sites;
}

/** True when neither the most people nor the best choice one by one tells where the depots belong. */
function isTricky(instance: Case): boolean {
  const { villages, depots } = instance;
  const distances = distancesOf(instance);
  const { cost } = solve(instance);
  const largest = range(villages.length)
    .toSorted((one, other) => at(villages, other).people - at(villages, one).people)
    .slice(0, depots);
  return [largest, oneByOne(instance)].every((sites) => costOf(sites, villages, distances) > cost);
}

function drawCase(rng: Rng, level: Level): Case {
  const names = rng.sample(NAMES, level.villages).toSorted();
  const order = rng.shuffle(range(level.villages));
  const pairs = range(1, level.villages).map((index): [number, number] => [
    at(order, index),
    at(order, rng.integer(Math.max(0, index - 3), index - 1)),
  ]);
  const others = combinations(range(level.villages), 2).filter(
    ([one, other]) => !pairs.some(([from, to]) => (from === one && to === other) || (from === other && to === one)),
  );
  const extra = rng.sample(others, Math.min(level.extraRoads, others.length));
  const roads = [...pairs, ...extra].map(([from = 0, to = 0]) => ({
    from: Math.min(from, to),
    to: Math.max(from, to),
    weight: rng.integer(2, level.longest),
  }));
  return {
    villages: names.map((name) => ({ name, people: rng.integer(3, 60) * 10 })),
    roads: rng.shuffle(roads),
    depots: level.depots,
  };
}

export default class DepotSiting extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "DepotSiting",
    slug: "depot-siting",
    title: "Siting Depots",
    domain: "mathematical-modelling",
    description:
      "Villages with inhabitants are connected by roads. A given number of depots is to be placed in villages so that the way to the nearest depot, summed over all inhabitants, is least. The places and the sum are asked for; any best choice is correct. Harder cases have more villages, roads and depots, and choosing the depots one by one does not lead to the best places.",
    answerFormat: "`places` as a list and `total` as a whole number, between [answer] and [/answer]",
    parameters: {
      villages: { meaning: "number of villages", min: 5, max: 14 },
      extraRoads: { meaning: "roads beyond those that are needed to connect all", min: 0, max: 12 },
      depots: { meaning: "depots to be placed", min: 2, max: 4 },
      longest: { meaning: "kilometres of a road at the most", min: 5, max: 30 },
    },
    levels: [
      { villages: 6, extraRoads: 1, depots: 2, longest: 9 },
      { villages: 8, extraRoads: 2, depots: 2, longest: 12 },
      { villages: 9, extraRoads: 4, depots: 3, longest: 15 },
      { villages: 11, extraRoads: 6, depots: 3, longest: 18 },
      { villages: 13, extraRoads: 8, depots: 4, longest: 20 },
    ],
  };

  readonly answerFormat = bracketed(record({ places: list(vocabulary(NAMES)), total: integer({ min: 0 }) }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const instance = drawCase(rng, level);
      if (tried >= MOST_TRIES || isTricky(instance)) return instance;
    }
  }

  promptFunc({ villages, roads, depots }: Case): string {
    const name = (village: number): string => at(villages, village).name;
    return [
      `A district has ${villages.length} villages with these numbers of inhabitants:`,
      "",
      textTable(
        ["village", "inhabitants"],
        villages.map((village) => [village.name, village.people]),
      ),
      "",
      "The only roads between them, which can be used in both directions, are:",
      "",
      ...roads.map(({ from, to, weight }) => `- ${name(from)} – ${name(to)}: ${weight} km`),
      "",
      `Exactly ${depots} depots are to be built, each in a village, no two in the same one. Every inhabitant uses the depot that is nearest by road from the inhabitant's village; a depot in the own village is 0 km away. The total is the distance that an inhabitant has to the depot used, one way, in kilometres, summed over all inhabitants of all villages.`,
      "",
      "Choose the villages so that the total is as small as possible, and state that total. Only a choice with the least possible total is correct; if there are several, any of them will do.",
      "",
      "Write two lines: `places:` with the names of the villages, separated by commas, and `total:` with the total as a whole number.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { sites, cost } = solve(instance);
    const names = sites.map((site) => at(instance.villages, site).name).join(", ");
    return this.answerFormat.wrap(`places: ${names}\ntotal: ${cost}`);
  }

  verifyCorrection({ places, total }: Answer, instance: Case): number {
    const { villages, depots } = instance;
    const sites = places.map((place) => villages.findIndex(({ name }) => name === place));
    if (sites.length !== depots || new Set(sites).size !== depots || sites.includes(-1)) return 0;
    const { cost } = solve(instance);
    return total === cost && costOf(sites, villages, distancesOf(instance)) === cost ? 1 : 0;
  }
}
