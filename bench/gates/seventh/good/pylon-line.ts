import { at, Bootcamp, type Card, integer, list, range, record, type Rng, tagged, textTable } from "campforge/bootcamp";

type Site = { readonly position: number; readonly ground: number; readonly cost: number };

type Case = {
  readonly sites: readonly Site[];
  /** The height of a pylon. */
  readonly pylon: number;
  /** How high a wire has to hang above the ground, at the least. */
  readonly clearance: number;
  /** The length of a span at the most. */
  readonly span: number;
  /** A span that is longer than this is a long one. */
  readonly long: number;
  readonly splice: number;
};

type Level = {
  readonly sites: number;
  readonly reach: number;
  readonly lowestCost: number;
  readonly highestCost: number;
};

type Plan = { readonly cost: number; readonly pylons: readonly number[] };

const MOST_DRAWS = 300;

/** True where a wire between two sites is not too long and hangs high enough over all sites between. */
function isAllowed({ sites, pylon, clearance, span }: Case, from: number, to: number): boolean {
  const one = at(sites, from);
  const other = at(sites, to);
  const length = other.position - one.position;
  if (length > span) return false;
  return sites.slice(from + 1, to).every(({ position, ground }) => {
    const height = (one.ground + pylon) * (other.position - position) + (other.ground + pylon) * (position - one.position);
    return height >= (ground + clearance) * length;
  });
}

const isLong = ({ sites, long }: Case, from: number, to: number): boolean =>
  at(sites, to).position - at(sites, from).position > long;

/** What a line costs whose pylons rise from the first to the last site; undefined where it breaks a rule. */
function costOf(instance: Case, pylons: readonly number[]): number | undefined {
  let cost = at(instance.sites, at(pylons, 0)).cost;
  let wasLong = false;
  for (const [index, to] of pylons.entries()) {
    const from = pylons[index - 1];
    if (from === undefined) continue;
    const long = isLong(instance, from, to);
    if (!isAllowed(instance, from, to) || (long && wasLong)) return undefined;
    cost += at(instance.sites, to).cost + (long ? instance.splice : 0);
    wasLong = long;
  }
  return cost;
}

type Label = { readonly cost: number; readonly pylons: readonly number[]; readonly wasLong: boolean };

/** The cheapest lines to each site, one that ends with a long span and one that does not. */
function labels(instance: Case, alternate = true): readonly (readonly Label[])[] {
  const all: Label[][] = [[{ cost: at(instance.sites, 0).cost, pylons: [0], wasLong: false }]];
  for (let to = 1; to < instance.sites.length; to++) {
    const here: Label[] = [];
    for (const wasLong of [false, true]) {
      const reached = range(to)
        .filter((from) => isLong(instance, from, to) === wasLong && isAllowed(instance, from, to))
        .flatMap((from) => at(all, from).filter((label) => !(alternate && wasLong && label.wasLong)))
        .map(({ cost, pylons }) => ({
          cost: cost + at(instance.sites, to).cost + (wasLong ? instance.splice : 0),
          pylons: [...pylons, to],
          wasLong,
        }));
      const [first, ...others] = reached;
      if (first !== undefined) here.push(others.reduce((best, label) => (label.cost < best.cost ? label : best), first));
    }
    all.push(here);
  }
  return all;
}

/** A cheapest line. */
function solve(instance: Case, alternate = true): Plan {
  const ends = labels(instance, alternate).at(-1) ?? [];
  return ends.reduce((best, label) => (label.cost < best.cost ? label : best));
}

/** The line that always goes to the next site that a rule likes best, of those that may come next. */
function greedy(instance: Case, rate: (from: number, to: number) => number): readonly number[] {
  const pylons = [0];
  let wasLong = false;
  for (let from = 0; from < instance.sites.length - 1; ) {
    const here = from;
    const barred = wasLong;
    const next = range(here + 1, instance.sites.length).filter(
      (to) => isAllowed(instance, here, to) && !(barred && isLong(instance, here, to)),
    );
    from = next.reduce((best, to) => (rate(here, to) > rate(here, best) ? to : best));
    wasLong = isLong(instance, here, from);
    pylons.push(from);
  }
  return pylons;
}

function drawCase(rng: Rng, level: Level): Case {
  const gaps = range(level.sites).map(() => rng.integer(20, 60));
  let ground = rng.integer(20, 40);
  const sites = gaps.map((_, index) => {
    ground = Math.max(0, ground + rng.integer(-9, 9));
    return {
      position: gaps.slice(0, index).reduce((sum, gap) => sum + gap, 0),
      ground,
      cost: rng.integer(level.lowestCost, level.highestCost),
    };
  });
  return {
    sites,
    pylon: rng.integer(14, 18),
    clearance: rng.integer(7, 10),
    span: 40 * level.reach + rng.integer(0, 20),
    long: 20 * level.reach + rng.integer(15, 30),
    splice: rng.integer(Math.ceil(level.lowestCost / 3), level.lowestCost),
  };
}

/** True where every rule matters and no simple way finds a cheapest line. */
function isDemanding(instance: Case): boolean {
  const { cost } = solve(instance);
  const costAt = (site: number): number => at(instance.sites, site).cost;
  const rates: readonly ((from: number, to: number) => number)[] = [
    (_, to) => to,
    (_, to) => -costAt(to),
    (from, to) => -costAt(to) / (to - from),
    (from, to) => (isLong(instance, from, to) ? -1 : to),
  ];
  const free = { ...instance, clearance: -1_000 };
  return (
    rates.every((rate) => (costOf(instance, greedy(instance, rate)) ?? Infinity) > cost) &&
    [solve(instance, false), solve({ ...instance, splice: 0 }), solve(free)].every(
      ({ pylons }) => costOf(instance, pylons) !== cost,
    )
  );
}

export default class PylonLine extends Bootcamp<Case, Plan, Level> {
  static readonly card: Card<Level> = {
    name: "PylonLine",
    slug: "pylon-line",
    title: "Pylon Line",
    domain: "algorithms",
    description:
      "Pylons of a power line are to be put on some of the sites along a straight track, so that no span is too long, the wires clear the ground, no two long spans follow each other, and the whole is as cheap as possible. The cost and the sites are asked for; any cheapest choice is correct. Harder cases have more sites within reach of each other and closer costs.",
    answerFormat: "two named parts, `cost` and `pylons`, between <answer> tags",
    parameters: {
      sites: { meaning: "number of sites", min: 5, max: 24 },
      reach: { meaning: "sites that a span may pass by, roughly", min: 2, max: 6 },
      lowestCost: { meaning: "least cost of a pylon", min: 3, max: 90 },
      highestCost: { meaning: "greatest cost of a pylon", min: 4, max: 99 },
    },
    levels: [
      { sites: 8, reach: 3, lowestCost: 10, highestCost: 40 },
      { sites: 11, reach: 3, lowestCost: 15, highestCost: 40 },
      { sites: 14, reach: 4, lowestCost: 20, highestCost: 50 },
      { sites: 17, reach: 4, lowestCost: 30, highestCost: 60 },
      { sites: 21, reach: 5, lowestCost: 40, highestCost: 75 },
    ],
  };

  readonly answerFormat = tagged(record<Plan>({ cost: integer(), pylons: list(integer({ min: 1 }), { minLength: 1 }) }));

  caseGenerator(rng: Rng, level: Level): Case {
    let instance = drawCase(rng, level);
    for (let draw = 1; draw < MOST_DRAWS && !isDemanding(instance); draw++) instance = drawCase(rng, level);
    return instance;
  }

  promptFunc({ sites, pylon, clearance, span, long, splice }: Case): string {
    const table = textTable(
      ["site", "position", "ground", "cost"],
      sites.map(({ position, ground, cost }, site) => [site + 1, position, ground, cost]),
    );
    return [
      `A power line is to run along a straight track with ${sites.length} sites, numbered in order. A pylon may be put on each; the table has the position of the site along the track and the height of the ground there, both in metres, and the cost of a pylon on it.`,
      "",
      table,
      "",
      `1. There is a pylon on site 1 and one on site ${sites.length}. On any other site there is one or none.`,
      "2. A wire runs straight from the top of each pylon to the top of the next one. Such a span has the length by which the positions of its two sites differ.",
      `3. Every pylon is ${pylon} metres high, so its top is that far above the ground of its site.`,
      `4. No span is longer than ${span} metres.`,
      `5. Above every site that a span passes by, the wire hangs at least ${clearance} metres above the ground of that site; exactly ${clearance} is enough. Wires do not sag: between its ends a span is a straight line. Only the sites count, not the ground between them.`,
      `6. A span of more than ${long} metres is a long one. It needs a splice, which costs ${splice}. Two spans that follow each other are never both long.`,
      "",
      "The cost of the line is the sum of the costs of its pylons, with both ends, and of its splices; wire costs nothing. Find a line of the least possible cost. If there are several, any of them is correct.",
      "",
      "Give two things, one a line:",
      "- cost: the cost of your line;",
      "- pylons: the sites with a pylon in increasing order, separated by commas, both ends included.",
      "For a track of five sites this could be",
      "cost: 57",
      "pylons: 1, 2, 5",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { cost, pylons } = solve(instance);
    return this.answerFormat.wrap(`cost: ${cost}\npylons: ${pylons.map((site) => site + 1).join(", ")}`);
  }

  verifyCorrection(answer: Plan, instance: Case): number {
    const last = instance.sites.length - 1;
    const pylons = answer.pylons.map((site) => site - 1);
    const isRising = pylons.every((site, index) => site > (pylons[index - 1] ?? -1));
    if (!isRising || pylons[0] !== 0 || pylons.at(-1) !== last) return 0;
    const { cost } = solve(instance);
    return answer.cost === cost && costOf(instance, pylons) === cost ? 1 : 0;
  }

  /** Spans that may be built, over all pairs of sites. */
  override hardness(instance: Case): number {
    const all = range(instance.sites.length);
    return all.reduce((sum, to) => sum + range(to).filter((from) => isAllowed(instance, from, to)).length, 0);
  }
}
