import { at, Bootcamp, type Card, integer, list, range, record, type Rng, tagged, text } from "campforge/bootcamp";

/** A road or a ferry between two towns, in both directions. */
type Link = {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly toll: boolean;
  /** A ferry leaves both of its towns at minute `first` and then each time that `every` minutes have passed. */
  readonly ferry: { readonly first: number; readonly every: number } | null;
};

type Voice = "courier" | "plain" | "brief";

type Case = {
  readonly towns: readonly string[];
  readonly links: readonly Link[];
  readonly start: string;
  readonly goal: string;
  /** Toll roads that may be used; null where there are none. */
  readonly tolls: number | null;
  readonly voice: Voice;
};

type Level = {
  readonly towns: number;
  /** Links for each town, on average. */
  readonly density: number;
  readonly ferryShare: number;
  readonly tollShare: number;
  readonly tolls: number;
};

type Answer = { readonly arrival: number; readonly route: readonly string[] };

/** A way to a town: when one is there, over how many toll roads, and by which way to which town before. */
type Label = {
  readonly town: string;
  readonly minute: number;
  readonly tolls: number;
  readonly before: Label | undefined;
};

const VOICES: readonly Voice[] = ["courier", "plain", "brief"];
const TOWNS = [
  "Alm", "Birk", "Corin", "Dale", "Elster", "Farn", "Gorse", "Holt", "Irwell", "Joss", "Kell", "Loch", "Mere", "Nant",
  "Orme", "Pell", "Quay", "Rusk", "Strand", "Tarn", "Usk", "Vale", "Wick", "Yarrow", "Zell", "Ash", "Brae", "Croft",
  "Dun", "Esk", "Fell", "Glen", "Heath", "Inver", "Keld", "Lea", "Moss", "Ness", "Oak", "Pike",
];

/** The minute at which one arrives over a link, having come to it at another. */
function arrivalOver({ minutes, ferry }: Link, minute: number): number {
  if (ferry === null) return minute + minutes;
  const missed = Math.max(0, Math.ceil((minute - ferry.first) / ferry.every));
  return ferry.first + missed * ferry.every + minutes;
}

const otherEnd = (link: Link, town: string): string => (link.from === town ? link.to : link.from);

/** Dijkstra's search over towns and toll roads used. Whoever comes earlier is never worse off, since waiting is allowed. */
function search(instance: Omit<Case, "voice">): { readonly best: Label | undefined; readonly labels: number } {
  const { links, start, goal } = instance;
  const allowed = instance.tolls ?? 0;
  const linksOf = new Map(
    instance.towns.map((town) => [town, links.filter(({ from, to }) => from === town || to === town)]),
  );
  const settled = new Map<string, number>();
  let open: Label[] = [{ town: start, minute: 0, tolls: 0, before: undefined }];
  let labels = 0;
  while (open.length > 0) {
    const next = open.reduce((least, one) =>
      one.minute < least.minute || (one.minute === least.minute && one.tolls < least.tolls) ? one : least,
    );
    open = open.filter((one) => one !== next);
    // A town that was reached earlier with fewer tolls needs no second look.
    if ((settled.get(next.town) ?? Infinity) <= next.tolls) continue;
    settled.set(next.town, next.tolls);
    if (next.town === goal) return { best: next, labels };
    for (const link of linksOf.get(next.town) ?? []) {
      const tolls = next.tolls + (link.toll ? 1 : 0);
      const town = otherEnd(link, next.town);
      if (tolls > allowed || (settled.get(town) ?? Infinity) <= tolls) continue;
      open.push({ town, minute: arrivalOver(link, next.minute), tolls, before: next });
      labels++;
    }
  }
  return { best: undefined, labels };
}

function routeOf(label: Label | undefined): readonly Label[] {
  const route: Label[] = [];
  for (let one = label; one !== undefined; one = one.before) route.unshift(one);
  return route;
}

/** Towns at random places; each is linked to near ones, so that there is no way round that is obviously short. */
function drawLinks(rng: Rng, towns: readonly string[], level: Level): Link[] {
  const places = towns.map((town) => ({ town, x: rng.integer(0, 100), y: rng.integer(0, 100) }));
  const pairs = places
    .flatMap((one, index) => places.slice(index + 1).map((other) => ({ one, other })))
    .map(({ one, other }) => ({ from: one.town, to: other.town, length: Math.abs(one.x - other.x) + Math.abs(one.y - other.y) }))
    .map((pair) => ({ ...pair, order: pair.length + rng.integer(0, 25) }))
    .toSorted((a, b) => a.order - b.order);
  return pairs.slice(0, Math.round(towns.length * level.density)).map(({ from, to, length }) => {
    const isFerry = rng.boolean(level.ferryShare);
    const toll = !isFerry && rng.boolean(level.tollShare);
    const minutes = Math.max(4, Math.round(length * (isFerry ? 0.5 : toll ? 0.6 : 1)) + rng.integer(0, 12));
    const every = rng.integer(20, 75);
    return { from, to, minutes, toll, ferry: isFerry ? { first: rng.integer(0, every - 1), every } : null };
  });
}

export default class FerryRoutes extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "FerryRoutes",
    slug: "ferry-routes",
    title: "Ferry Routes",
    domain: "algorithms",
    description:
      "Towns are linked by roads and by ferries that leave at fixed intervals; harder networks also have toll roads, of which only a few may be used. The earliest arrival at a town is asked for, with a route that achieves it; any such route is correct.",
    answerFormat: "arrival: …, route: … -> … between <answer> and </answer>",
    parameters: {
      towns: { meaning: "towns of the network", min: 5, max: 40 },
      density: { meaning: "links for each town on average", min: 1.4, max: 3 },
      ferryShare: { meaning: "share of links that are ferries", min: 0, max: 0.8 },
      tollShare: { meaning: "share of the other links that are toll roads", min: 0, max: 0.8 },
      tolls: { meaning: "toll roads that may be used, where there are any", min: 0, max: 5 },
    },
    levels: [
      { towns: 7, density: 1.6, ferryShare: 0.3, tollShare: 0, tolls: 0 },
      { towns: 11, density: 1.8, ferryShare: 0.4, tollShare: 0.2, tolls: 1 },
      { towns: 17, density: 2, ferryShare: 0.4, tollShare: 0.3, tolls: 1 },
      { towns: 26, density: 2.2, ferryShare: 0.5, tollShare: 0.4, tolls: 2 },
      { towns: 38, density: 2.4, ferryShare: 0.5, tollShare: 0.5, tolls: 3 },
    ],
  };

  readonly answerFormat = tagged(
    record({ arrival: integer(), route: list(text(), { separators: ["->", "→", ","] }) }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const towns = rng.sample(TOWNS, level.towns).toSorted();
      const links = drawLinks(rng, towns, level);
      if (links.filter(({ ferry }) => ferry !== null).length < 2) continue;
      const tolls = links.some(({ toll }) => toll) ? level.tolls : null;
      const [start = "", ...others] = rng.shuffle(towns);
      const routes = others.flatMap((goal) => {
        const { best, labels } = search({ towns, links, start, goal, tolls });
        return best === undefined ? [] : [{ goal, labels, hops: routeOf(best).length - 1 }];
      });
      if (routes.length < others.length) continue;
      // Of the towns with the most stops on the way, the one that takes the longest search.
      const most = Math.max(...routes.map(({ hops }) => hops));
      const far = routes.filter(({ hops }) => hops >= Math.max(3, most - 1));
      if (far.length === 0) continue;
      const { goal } = far.reduce((hardest, one) => (one.labels > hardest.labels ? one : hardest));
      return { towns, links, start, goal, tolls, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ towns, links, start, goal, tolls, voice }: Case): string {
    const roads = links.filter(({ ferry }) => ferry === null);
    const ferries = links.flatMap((link) => (link.ferry === null ? [] : [{ ...link, ...link.ferry }]));
    const opening = {
      courier: `A courier sets out from ${start} at minute 0 and wants to be in ${goal} as early as possible.`,
      plain: `What is the earliest minute at which one can be in ${goal}, setting out from ${start} at minute 0?`,
      brief: `Find the route from ${start} to ${goal} that arrives first. The clock starts at minute 0 in ${start}.`,
    }[voice];
    return [
      opening,
      `There are ${towns.length} towns: ${towns.join(", ")}. All roads and ferries can be used in both directions, and changing between them takes no time.`,
      "",
      "Roads:",
      ...roads.map(({ from, to, minutes, toll }) => `- ${from} - ${to}: ${minutes} minutes${toll ? ", toll" : ""}`),
      "",
      "Ferries:",
      ...ferries.map(
        ({ from, to, minutes, first, every }) =>
          `- ${from} - ${to}: leaves both towns at minute ${first} and every ${every} minutes after that, takes ${minutes} minutes`,
      ),
      "",
      "Rules:",
      "1. One may set out on a road at any time.",
      "2. A ferry is boarded at a minute at which it leaves; who arrives at exactly that minute still catches it. One may wait in a town for as long as one likes.",
      ...(tolls === null ? [] : [`3. At most ${tolls} of the roads used may be marked "toll"; a road used twice counts twice.`]),
      "",
      `Give the minute of arrival and the towns in the order in which they are passed, from ${start} to ${goal}, both included. Any route that arrives at the earliest possible minute is correct. Write it in the form`,
      "arrival: 65, route: Xanten -> Yvoire -> Zug",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { best } = search(instance);
    const route = routeOf(best).map(({ town }) => town);
    return this.answerFormat.wrap(`arrival: ${best?.minute ?? 0}, route: ${route.join(" -> ")}`);
  }

  verifyCorrection({ arrival, route }: Answer, instance: Case): number {
    const { links, start, goal, tolls } = instance;
    if (route[0] !== start || route.at(-1) !== goal) return 0;
    let minute = 0;
    let used = 0;
    for (const step of range(1, route.length)) {
      const [from, to] = [at(route, step - 1), at(route, step)];
      const link = links.find((one) => from !== to && [one.from, one.to].includes(from) && otherEnd(one, from) === to);
      if (link === undefined) return 0;
      minute = arrivalOver(link, minute);
      if (link.toll) used++;
    }
    const isAllowed = used <= (tolls ?? 0);
    return isAllowed && minute === arrival && minute === search(instance).best?.minute ? 1 : 0;
  }

  /** Ways to a further town that a search in order of time looks at until it reaches the goal. */
  override hardness(instance: Case): number {
    return search(instance).labels;
  }
}
