import { at, Bootcamp, type Card, integer, mapping, range, type Rng, tagged, text } from "campforge/bootcamp";

type Bottle = { readonly name: string; readonly weight: number };

type Pair = readonly [first: string, second: string];

type Voice = "store" | "brief";

type Case = {
  readonly bottles: readonly Bottle[];
  /** What each shelf bears, from the lowest up. */
  readonly limits: readonly number[];
  /** Pairs that stand neither on one shelf nor on neighbouring ones. */
  readonly apart: readonly Pair[];
  /** Of each pair, the first stands on a higher shelf than the second. */
  readonly above: readonly Pair[];
  readonly voice: Voice;
  /** The shelf of each bottle in one solution. */
  readonly planted: readonly number[];
};

type Level = {
  readonly bottles: number;
  readonly shelves: number;
  readonly apart: number;
  readonly above: number;
  readonly slack: number;
};

const VOICES: readonly Voice[] = ["store", "brief"];
const NAMES = [
  "acetone", "ammonia", "aniline", "benzene", "borax", "bromine", "chloroform", "cyanide", "ether", "ethanol", "formalin",
  "glycerol", "hexane", "iodine", "lye", "mercury", "methanol", "naphtha", "nitrate", "oleum", "peroxide", "phenol",
  "pyridine", "silane", "toluene", "vitriol", "xylene", "zincate",
];

/** Draws until one is taken that a simple way of filling shelves solves. */
const MOST_TRIES = 120;

/** Nodes after which the search behind `hardness` is given up. */
const MOST_NODES = 20_000;

type Shelving = Omit<Case, "voice" | "planted">;

/** True where the bottles placed so far, by name, break no rule. */
function keepsRules({ bottles, limits, apart, above }: Shelving, shelfOf: ReadonlyMap<string, number>): boolean {
  const loads = limits.map(() => 0);
  for (const { name, weight } of bottles) {
    const shelf = shelfOf.get(name);
    if (shelf === undefined) continue;
    loads[shelf - 1] = at(loads, shelf - 1) + weight;
  }
  if (loads.some((load, index) => load > at(limits, index))) return false;
  const holds = (pairs: readonly Pair[], rule: (first: number, second: number) => boolean): boolean =>
    pairs.every(([first, second]) => {
      const one = shelfOf.get(first);
      const other = shelfOf.get(second);
      return one === undefined || other === undefined || rule(one, other);
    });
  return holds(apart, (one, other) => Math.abs(one - other) >= 2) && holds(above, (one, other) => one > other);
}

/** Places bottles one after the other, each for good, on the first shelf of an order that breaks no rule. */
function fills(drawn: Shelving, order: readonly Bottle[], shelves: readonly number[]): boolean {
  const shelfOf = new Map<string, number>();
  for (const { name } of order) {
    const free = shelves.find((shelf) => keepsRules(drawn, new Map([...shelfOf, [name, shelf]])));
    if (free === undefined) return false;
    shelfOf.set(name, free);
  }
  return true;
}

/** Nodes of a plain search with the heaviest bottles first. */
function searchNodes(drawn: Shelving): number {
  const order = drawn.bottles.toSorted((one, other) => other.weight - one.weight);
  const shelfOf = new Map<string, number>();
  let nodes = 0;
  const visit = (next: number): boolean => {
    const bottle = order[next];
    if (bottle === undefined) return true;
    for (const shelf of range(1, drawn.limits.length + 1)) {
      nodes++;
      if (nodes > MOST_NODES) return true;
      shelfOf.set(bottle.name, shelf);
      if (keepsRules(drawn, shelfOf) && visit(next + 1)) return true;
      shelfOf.delete(bottle.name);
    }
    return false;
  };
  visit(0);
  return nodes;
}

function drawShelving(rng: Rng, level: Level): Shelving & { readonly planted: readonly number[] } {
  const bottles = rng.sample(NAMES, level.bottles).map((name) => ({ name, weight: rng.integer(3, 29) }));
  const planted = rng.shuffle(bottles.map((_, index) => (index % level.shelves) + 1));
  const limits = range(1, level.shelves + 1).map(
    (shelf) =>
      bottles.reduce((sum, { weight }, index) => (at(planted, index) === shelf ? sum + weight : sum), 0) +
      rng.integer(0, level.slack),
  );
  const pairs = rng.shuffle(
    range(level.bottles).flatMap((one) => range(level.bottles).map((other): readonly [number, number] => [one, other])),
  );
  const named = ([one, other]: readonly [number, number]): Pair => [at(bottles, one).name, at(bottles, other).name];
  const gap = ([one, other]: readonly [number, number]): number => at(planted, one) - at(planted, other);
  const apart = pairs.filter((pair) => pair[0] < pair[1] && Math.abs(gap(pair)) >= 2).slice(0, level.apart).map(named);
  const above = pairs
    .filter((pair) => gap(pair) >= 1)
    .map(named)
    .filter(([first, second]) => !apart.some((pair) => pair.includes(first) && pair.includes(second)))
    .slice(0, level.above);
  return { bottles, limits, apart, above, planted };
}

export default class AcidShelves extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "AcidShelves",
    slug: "acid-shelves",
    title: "Acid Shelves",
    domain: "logical-reasoning",
    description:
      "Bottles of known weight are to be put on shelves that bear limited loads. Some pairs have to keep a shelf between them, others have to stand in a given order from top to bottom. Any arrangement that keeps all rules is correct.",
    answerFormat: "name=shelf for each bottle, between <answer> and </answer>",
    parameters: {
      bottles: { meaning: "number of bottles", min: 4, max: 24 },
      shelves: { meaning: "number of shelves", min: 3, max: 7 },
      apart: { meaning: "pairs with at least one shelf between them", min: 0, max: 20 },
      above: { meaning: "pairs of which one stands higher", min: 0, max: 20 },
      slack: { meaning: "unused load of a shelf at the most", min: 0, max: 10 },
    },
    levels: [
      { bottles: 7, shelves: 3, apart: 2, above: 2, slack: 2 },
      { bottles: 10, shelves: 3, apart: 2, above: 4, slack: 1 },
      { bottles: 13, shelves: 4, apart: 4, above: 5, slack: 1 },
      { bottles: 16, shelves: 5, apart: 5, above: 7, slack: 1 },
      { bottles: 20, shelves: 6, apart: 7, above: 9, slack: 1 },
    ],
  };

  readonly answerFormat = tagged(mapping(text({ letterCase: "lower" }), integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 1; ; tried++) {
      const drawn = drawShelving(rng, level);
      const orders = [drawn.bottles, drawn.bottles.toSorted((one, other) => other.weight - one.weight)];
      const upward = range(1, level.shelves + 1);
      const isEasy = orders.some((order) => fills(drawn, order, upward) || fills(drawn, order, upward.toReversed()));
      if (!isEasy || tried >= MOST_TRIES) return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ bottles, limits, apart, above, voice }: Case): string {
    const opening = {
      store: `A chemical store keeps ${bottles.length} bottles on ${limits.length} shelves, numbered from 1 at the bottom to ${limits.length} at the top. Find a shelf for every bottle.`,
      brief: `Assign each of ${bottles.length} bottles to one of ${limits.length} shelves. Shelf 1 is the lowest, shelf ${limits.length} the highest.`,
    }[voice];
    return [
      opening,
      "",
      "Weights of the bottles:",
      ...bottles.map(({ name, weight }) => `- ${name}: ${weight} kg`),
      "",
      "Loads that the shelves bear:",
      ...limits.map((limit, index) => `- shelf ${index + 1}: at most ${limit} kg in total`),
      "",
      "Rules:",
      "- Every bottle stands on exactly one shelf. The total weight on a shelf must not exceed the load that it bears; reaching it exactly is allowed. A shelf may hold any number of bottles.",
      ...apart.map(([first, second]) => `- At least one whole shelf must lie between the shelf of ${first} and the shelf of ${second}: they may stand neither on the same shelf nor on two neighbouring ones. Either may be the higher one.`),
      ...above.map(([first, second]) => `- The shelf of ${first} must be higher than the shelf of ${second}.`),
      "",
      "If several arrangements keep all rules, any of them is correct. Give the number of the shelf of every bottle, one bottle per line, in any order. With other bottles, it might look like this:",
      "brandy=2",
      "vinegar=1",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ bottles, planted }: Case): string {
    return this.answerFormat.wrap(bottles.map(({ name }, index) => `${name}=${at(planted, index)}`).join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const { bottles, limits } = instance;
    if (answer.size !== bottles.length) return 0;
    const isPlaced = bottles.every(({ name }) => {
      const shelf = answer.get(name) ?? 0;
      return shelf >= 1 && shelf <= limits.length;
    });
    return isPlaced && keepsRules(instance, answer) ? 1 : 0;
  }

  /** The logarithm of the nodes of a plain search, and the bottles. */
  override hardness(instance: Case): number {
    return Math.log(searchNodes(instance)) + instance.bottles.length;
  }
}
