import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  list,
  range,
  type Rng,
  sortNumbers,
  tagged,
  textTable,
} from "campforge/bootcamp";

type Species = {
  readonly name: string;
  readonly tolerance: number;
  /** Positions in the list of species, as are foods. */
  readonly hosts: readonly number[];
  readonly foods: readonly number[];
};

type Case = {
  readonly species: readonly Species[];
  readonly target: readonly number[];
  readonly planted: readonly number[];
};

type Level = {
  readonly species: number;
  readonly releases: number;
  readonly kills: number;
  readonly targets: number;
  readonly threats: number;
  readonly chain: number;
  readonly traps: number;
  readonly lures: number;
  readonly ways: number;
};

/** For each species its tolerance, and as bits its hosts, its foods and those that list it as food. */
type Web = {
  readonly tolerances: readonly number[];
  readonly hosts: readonly number[];
  readonly foods: readonly number[];
  readonly eaters: readonly number[];
};

/** Releases that leave the target, a set as bits. */
type Draft = { readonly web: Web; readonly sequence: readonly number[]; readonly target: number };

const NAMES = [
  "Alvo",
  "Brenk",
  "Cindu",
  "Dorrit",
  "Elmip",
  "Fasco",
  "Gundel",
  "Hirro",
  "Ipsel",
  "Jumbra",
  "Kelto",
  "Lorvin",
  "Mispa",
  "Nadru",
  "Orbit",
  "Pelluk",
  "Quimo",
  "Rastel",
  "Sivvo",
  "Tarnig",
];

/** A tolerance that is still open. */
const OPEN = 99;

const hasBit = (bits: number, place: number): boolean => ((bits >> place) & 1) === 1;

const bitsOf = (places: readonly number[]): number => places.reduce((bits, place) => bits | (1 << place), 0);

const membersOf = (bits: number): number[] => range(NAMES.length).filter((place) => hasBit(bits, place));

function countBits(bits: number): number {
  let left: number = bits;
  let count = 0;
  while (left !== 0) {
    left &= left - 1;
    count += 1;
  }
  return count;
}

const isStarving = (web: Web, alive: number, one: number): boolean =>
  web.foods[one] !== 0 && (web.foods[one] & alive) === 0;

const isOvereaten = (web: Web, alive: number, one: number): boolean =>
  countBits(web.eaters[one] & alive) > web.tolerances[one];

/** Those that die in each round, until nobody dies. */
function deathsAmong(web: Web, present: number): number[] {
  const rounds: number[] = [];
  let alive: number = present;
  for (;;) {
    let dying: number = 0;
    for (let one = 0; one < web.foods.length; one += 1) {
      const dies = hasBit(alive, one) && (isStarving(web, alive, one) || isOvereaten(web, alive, one));
      if (dies) dying |= 1 << one;
    }
    if (dying === 0) return rounds;
    rounds.push(dying);
    alive &= ~dying;
  }
}

const without = (present: number, rounds: readonly number[]): number =>
  rounds.reduce((alive, dying) => alive & ~dying, present);

/** The community after a release. */
const afterRelease = (web: Web, present: number, one: number): number => {
  const joined = present | (1 << one);
  return without(joined, deathsAmong(web, joined));
};

const canRelease = (web: Web, present: number, released: number, one: number): boolean =>
  !hasBit(released, one) && (web.hosts[one] === 0 || (web.hosts[one] & present) !== 0);

/** The community that a sequence of releases leaves, or undefined where one of them is not allowed. */
function outcomeOf(web: Web, sequence: readonly number[]): number | undefined {
  let present: number = 0;
  let released: number = 0;
  for (const one of sequence) {
    if (!canRelease(web, present, released, one)) return undefined;
    present = afterRelease(web, present, one);
    released |= 1 << one;
  }
  return present;
}

const withBit = (sets: readonly number[], index: number, place: number): number[] =>
  sets.map((bits, here) => (here === index ? bits | (1 << place) : bits));

const withFood = (web: Web, eater: number, food: number): Web => ({
  ...web,
  foods: withBit(web.foods, eater, food),
  eaters: withBit(web.eaters, food, eater),
});

const withHost = (web: Web, guest: number, host: number): Web => ({
  ...web,
  hosts: withBit(web.hosts, guest, host),
});

const withTolerance = (web: Web, one: number, tolerance: number): Web => ({
  ...web,
  tolerances: web.tolerances.map((before, here) => (here === one ? tolerance : before)),
});

/** Leaves out of a sequence, one after the other, the releases that are not needed. */
function shortened({ web, sequence, target }: Draft): number[] {
  let kept: number[] = [...sequence];
  let index = 0;
  while (index < kept.length) {
    const shorter: number[] = kept.toSpliced(index, 1);
    if (outcomeOf(web, shorter) === target) {
      kept = shorter;
      index = 0;
    } else {
      index += 1;
    }
  }
  return kept;
}

/** Species that the story does not need: the first lives on its own once it is there, others eat as well. */
function withDecoys(rng: Rng, start: Web, story: number): Web {
  let web: Web = start;
  for (const decoy of range(story, start.foods.length)) {
    const isSettler = decoy === story || rng.boolean(0.4);
    if (isSettler || rng.boolean(0.7)) {
      for (const host of rng.sample(range(story), rng.integer(1, 2))) web = withHost(web, decoy, host);
    }
    if (!isSettler) {
      for (const food of rng.sample(range(story), rng.integer(1, 2))) web = withFood(web, decoy, food);
    }
    web = withTolerance(web, decoy, rng.integer(0, 1));
  }
  for (const guest of range(story)) {
    if (at(web.hosts, guest) !== 0 && rng.boolean(0.2)) {
      web = withHost(web, guest, rng.integer(story, start.foods.length - 1));
    }
  }
  return web;
}

/** Decoys as further hosts of species of the story: they can come early, and two eaters are needed to remove them. */
function withLures(rng: Rng, start: Web, story: number, lures: number): Web {
  let web: Web = start;
  for (const lure of range(lures)) {
    const decoy = story + (lure % (start.foods.length - story));
    const guests = range(2, story).filter((one) => at(start.hosts, one) !== 0);
    const eaters = range(story).filter((one) => at(start.foods, one) !== 0);
    if (guests.length > 0) {
      const guest = rng.choice(guests);
      web = withHost(web, guest, decoy);
      web = withHost(web, decoy, rng.integer(0, guest - 1));
    }
    for (const eater of rng.sample(eaters, Math.min(2, eaters.length))) web = withFood(web, eater, decoy);
    web = withTolerance(web, decoy, 1);
  }
  return web;
}

/** A web around a story in which species 0, 1, 2, … are released in this order; undefined where none comes about. */
function drawDraft(rng: Rng, level: Level): Draft | undefined {
  const story = level.releases + 1;
  const nothing = range(level.species).map(() => 0);
  const needed = [...nothing];
  const diedAt = nothing.map(() => story);
  const killSteps = [story - 1, ...rng.sample(range(3, story - 2), level.kills - 1)];
  let web: Web = { tolerances: nothing.map(() => OPEN), hosts: nothing, foods: nothing, eaters: nothing };
  let present: number = 0;
  const presentBefore: number[] = [];
  for (const step of range(story)) {
    const before = present;
    const alive = membersOf(before);
    presentBefore.push(before);
    const joined = before | (1 << step);
    let victim: number = -1;
    if (killSteps.includes(step)) {
      const now = web;
      const least = step === story - 1 ? level.targets : 2;
      const options = alive
        .filter((one) => countBits(at(now.eaters, one) & before) === at(needed, one))
        .map((one) => {
          const tried = withTolerance(withFood(now, step, one), one, at(needed, one));
          const rounds = deathsAmong(tried, joined);
          return { one, tried, rounds: rounds.length, left: countBits(without(joined, rounds)) };
        })
        .filter(({ left }) => left >= least);
      if (options.length === 0) return undefined;
      const chosen = rng.weightedChoice(options.map((option) => [option, option.rounds ** 3] as const));
      victim = chosen.one;
      web = chosen.tried;
      const eaten = chosen.one;
      const others = alive.filter((one) => one !== eaten);
      if (others.length > 0 && rng.boolean(0.25)) web = withFood(web, step, rng.choice(others));
    } else if (alive.length > 0 && rng.boolean(0.6)) {
      const count = Math.min(alive.length, rng.boolean(0.25) ? 2 : 1);
      for (const food of rng.sample(alive, count)) web = withFood(web, step, food);
    }
    if (alive.length > 0 && rng.boolean(0.95)) {
      const latest = at(alive, alive.length - 1);
      web = withHost(web, step, rng.boolean(0.75) ? latest : rng.choice(alive));
      if (rng.boolean(0.15)) web = withHost(web, step, rng.choice(alive));
    }
    for (const one of membersOf(joined)) {
      if (one !== victim) {
        needed[one] = Math.max(at(needed, one), countBits(at(web.eaters, one) & joined));
      }
    }
    const rounds = deathsAmong(web, joined);
    for (const one of rounds.flatMap(membersOf)) diedAt[one] = step;
    present = without(joined, rounds);
  }
  for (const one of range(story)) {
    if (at(web.tolerances, one) === OPEN) {
      web = withTolerance(web, one, at(needed, one) + (rng.boolean(0.2) ? 1 : 0));
    }
  }
  // Eaters that are dead when a later species comes list it as food: they must be gone before.
  const foods = web.foods;
  const threats = range(story)
    .filter((eater) => at(foods, eater) !== 0)
    .flatMap((eater) =>
      range(at(diedAt, eater) + 1, story).map((later) => ({
        eater,
        later,
        key: later - at(diedAt, eater) + 1.5 * rng.float(),
      })),
    )
    .toSorted((one, other) => one.key - other.key);
  if (threats.length < level.threats) return undefined;
  for (const { eater, later } of threats.slice(0, level.threats)) web = withFood(web, eater, later);
  // Targets that can come early, and would then be lost to an eater that is needed before them.
  const fed = web;
  const traps = rng.shuffle(
    range(story)
      .filter((eater) => at(fed.foods, eater) !== 0 && at(presentBefore, eater) !== 0)
      .flatMap((eater) =>
        membersOf(present)
          .filter((later) => later > at(diedAt, eater) && at(fed.tolerances, later) === 0)
          .filter((later) => at(fed.hosts, later) !== 0)
          .map((later) => ({ eater, later })),
      ),
  );
  const chosenTraps = traps
    .filter((trap, index) => traps.findIndex(({ later }) => later === trap.later) === index)
    .slice(0, level.traps);
  if (chosenTraps.length < level.traps) return undefined;
  for (const { eater, later } of chosenTraps) {
    web = withFood(web, eater, later);
    web = withHost(web, later, rng.choice(membersOf(at(presentBefore, eater))));
  }
  web = withLures(rng, withDecoys(rng, web, story), story, level.lures);
  const draft: Draft = { web, sequence: range(story), target: present };
  return { ...draft, sequence: shortened(draft) };
}

/** Names and places in the list, all at random. */
function toCase(rng: Rng, { web, sequence, target }: Draft): Case {
  const order = rng.shuffle(range(web.foods.length));
  const names = rng.sample(NAMES, order.length);
  const places = (species: readonly number[]): number[] => species.map((one) => order.indexOf(one));
  const placesOf = (bits: number): number[] => sortNumbers(places(membersOf(bits)));
  return {
    species: order.map(
      (one, place): Species => ({
        name: at(names, place),
        tolerance: at(web.tolerances, one),
        hosts: placesOf(at(web.hosts, one)),
        foods: placesOf(at(web.foods, one)),
      }),
    ),
    target: placesOf(target),
    planted: places(sequence),
  };
}

const webOf = (species: readonly Species[]): Web => ({
  tolerances: species.map(({ tolerance }) => tolerance),
  hosts: species.map(({ hosts }) => bitsOf(hosts)),
  foods: species.map(({ foods }) => bitsOf(foods)),
  eaters: range(species.length).map((one) =>
    bitsOf(range(species.length).filter((other) => at(species, other).foods.includes(one))),
  ),
});

/** The most rounds of dying after one release of a sequence. */
function longestChain(web: Web, sequence: readonly number[]): number {
  let present: number = 0;
  let longest = 0;
  for (const one of sequence) {
    const rounds = deathsAmong(web, present | (1 << one));
    longest = Math.max(longest, rounds.length);
    present = without(present | (1 << one), rounds);
  }
  return longest;
}

/** Whether most swaps of two releases spoil the sequence. */
function isOrdered({ web, sequence, target }: Draft): boolean {
  const isUnnoticed = (first: number, second: number): boolean => {
    const swapped = sequence
      .with(first, at(sequence, second))
      .with(second, at(sequence, first));
    return outcomeOf(web, swapped) === target;
  };
  const places = range(sequence.length);
  const adjacent = places.slice(1).filter((place) => isUnnoticed(place - 1, place)).length;
  if (adjacent > 0.35 * (sequence.length - 1)) return false;
  const pairs = places.flatMap((second) => range(second).map((first) => ({ first, second })));
  return pairs.filter(({ first, second }) => isUnnoticed(first, second)).length <= 0.2 * pairs.length;
}

/** Whether the target is met by always releasing what scores best, the first of those that are equal. */
function isMetGreedily(
  web: Web,
  target: number,
  order: readonly number[],
  score: (one: number, alive: number) => number,
): boolean {
  let present: number = 0;
  let released: number = 0;
  for (;;) {
    let best = -1;
    let bestScore = -Infinity;
    let bestAlive: number = 0;
    for (const one of order) {
      if (canRelease(web, present, released, one)) {
        const alive = afterRelease(web, present, one);
        const scored = score(one, alive);
        if (scored > bestScore) {
          best = one;
          bestScore = scored;
          bestAlive = alive;
        }
      }
    }
    if (best < 0) return false;
    present = bestAlive;
    released |= 1 << best;
    if (present === target) return true;
  }
}

/** Whether one of six greedy ways meets the target. */
function isMetByShortcut(web: Web, target: number): boolean {
  const keepsMost = (_: number, alive: number): number => countBits(alive);
  const targetsEarly = (one: number, alive: number): number =>
    countBits(alive) + (hasBit(target & alive, one) ? 100 : 0);
  const comesClose = (_: number, alive: number): number =>
    2 * countBits(alive & target) - countBits(alive & ~target);
  const listed = range(web.foods.length);
  return [listed, listed.toReversed()].some((order) =>
    [keepsMost, targetsEarly, comesClose].some((score) => isMetGreedily(web, target, order, score)),
  );
}

/** What a release is liked for, each by a weight. */
type Taste = {
  /** Targets that come alive. */
  readonly gain: number;
  /** Nearness of the released species to the targets, by hosts and foods. */
  readonly near: number;
  /** Species alive that are no targets. */
  readonly surplus: number;
  /** Species near the targets that can be released next. */
  readonly freed: number;
  /** Species that die. */
  readonly cleared: number;
};

const TASTES: readonly Taste[] = [
  { gain: 100, near: 10, surplus: -1, freed: 0, cleared: 0 },
  { gain: 100, near: 10, surplus: 1, freed: 0, cleared: 0 },
  { gain: 100, near: 0, surplus: -1, freed: 10, cleared: 0 },
  { gain: 10, near: 5, surplus: 0, freed: 0, cleared: 10 },
  { gain: 100, near: 20, surplus: -1, freed: 3, cleared: 2 },
  { gain: -5, near: 10, surplus: 0, freed: 3, cleared: 0 },
  { gain: 0, near: 10, surplus: -1, freed: 0, cleared: 1 },
  { gain: 3, near: 0, surplus: -2, freed: 1, cleared: 0 },
];

/** A distance that no species has. */
const FAR = 99;

/** How many steps from species to host or food lead from the targets to each species. */
function distancesFrom(web: Web, target: number): number[] {
  const distances = range(web.foods.length).map((one): number => (hasBit(target, one) ? 0 : FAR));
  for (const reached of range(web.foods.length)) {
    for (const one of range(web.foods.length)) {
      if (distances[one] === reached) {
        for (const needed of membersOf(web.hosts[one] | web.foods[one])) {
          distances[needed] = Math.min(distances[needed], reached + 1);
        }
      }
    }
  }
  return distances;
}

/** Whether a target can never come again, since all its hosts or foods are dead. */
function isBlocked(web: Web, target: number, alive: number, released: number): boolean {
  const usable = alive | ~released;
  for (let one = 0; one < web.foods.length; one += 1) {
    if (hasBit(target, one) && !hasBit(released, one)) {
      const lacksHost = web.hosts[one] !== 0 && (web.hosts[one] & usable) === 0;
      const lacksFood = web.foods[one] !== 0 && (web.foods[one] & usable) === 0;
      if (lacksHost || lacksFood) return true;
    }
  }
  return false;
}

/** Whether the target is met by releasing what a taste likes best, without ever losing or blocking a target. */
function isMetByTaste(
  web: Web,
  target: number,
  taste: Taste,
  order: readonly number[],
  distances: readonly number[],
  known: Map<number, number>,
): boolean {
  let present: number = 0;
  let released: number = 0;
  for (;;) {
    let best: number = -1;
    let bestScore: number = -Infinity;
    let bestAlive: number = 0;
    for (const one of order) {
      if (canRelease(web, present, released, one)) {
        const key = present * 32 + one;
        const alive = known.get(key) ?? afterRelease(web, present, one);
        known.set(key, alive);
        const used = released | (1 << one);
        if ((used & target & ~alive) === 0 && !isBlocked(web, target, alive, used)) {
          let freed: number = 0;
          if (taste.freed !== 0) {
            for (let next = 0; next < distances.length; next += 1) {
              if (distances[next] < FAR && canRelease(web, alive, used, next)) freed += 1;
            }
          }
          const isNear = hasBit(alive, one) && distances[one] < FAR;
          const score =
            taste.gain * (countBits(alive & target) - countBits(present & target)) +
            taste.near * (isNear ? 1 / (1 + distances[one]) : 0) +
            taste.surplus * countBits(alive & ~target) +
            taste.freed * freed +
            taste.cleared * countBits(present & ~alive) -
            (alive === present ? 50 : 0);
          if (score > bestScore) {
            best = one;
            bestScore = score;
            bestAlive = alive;
          }
        }
      }
    }
    if (best < 0) return false;
    present = bestAlive;
    released |= 1 << best;
    if (present === target) return true;
  }
}

/** Whether one of so many tastes meets the target, with ties decided by the list or by its reverse. */
function isMetByTastes(web: Web, target: number, ways: number): boolean {
  const distances = distancesFrom(web, target);
  const known = new Map<number, number>();
  const listed = range(web.foods.length);
  const reversed = listed.toReversed();
  return TASTES.slice(0, ways).some((taste) =>
    [listed, reversed].some((order) => isMetByTaste(web, target, taste, order, distances, known)),
  );
}

/** What happens at each release of the planted sequence. */
function steps({ species, target, planted }: Case): string[] {
  const web = webOf(species);
  const nameOf = (one: number): string => at(species, one).name;
  const listed = (bits: number): string => membersOf(bits).map(nameOf).join(", ");
  let present: number = 0;
  const lines: string[] = [];
  for (const [index, one] of planted.entries()) {
    const hosts = at(web.hosts, one) & present;
    const host = at(web.hosts, one) === 0 ? "needs no host" : `has ${listed(hosts)} as host`;
    lines.push(`${index + 1}. Release ${nameOf(one)}, which ${host}.`);
    let alive: number = present | (1 << one);
    for (const dying of deathsAmong(web, alive)) {
      const now = alive;
      const reasons = membersOf(dying).map((dead) =>
        isStarving(web, now, dead)
          ? `${nameOf(dead)} finds no food`
          : `${nameOf(dead)} is eaten by ${listed(at(web.eaters, dead) & now)} and tolerates ${at(web.tolerances, dead)}`,
      );
      lines.push(`   Dying: ${reasons.join("; ")}.`);
      alive &= ~dying;
    }
    lines.push(`   Alive: ${listed(alive)}.`);
    present = alive;
  }
  const helpers = planted.filter((one) => !target.includes(one)).map(nameOf);
  return [
    `The target is ${target.map(nameOf).join(", ")}. Hosts are needed at a release only, so helpers may come and must vanish`,
    `again: here ${helpers.join(", ")}. Whoever would stay alive to the end, or would be one eater too many for a target,`,
    "is left out or must be dead by then. The order that stays, step by step:",
    ...lines,
    "These are exactly the targets.",
    "",
  ];
}

export default class IslandStockedInOrder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "IslandStockedInOrder",
    slug: "island-stocked-in-order",
    title: "Island Stocked In Order",
    domain: "natural-sciences",
    description:
      "An island is stocked with species one by one. Each may need a host at its release and food at all times, and lives with a limited number of present eaters; after each release the species that starve or are eaten by too many die in rounds. A sequence of releases is to be found that leaves exactly a target community alive.",
    answerFormat: "the names of the species in order of release, separated by commas, between <answer> and </answer>",
    parameters: {
      species: { meaning: "number of species", min: 6, max: 18 },
      releases: { meaning: "least number of releases in the planted sequence, all of which it needs", min: 4, max: 14 },
      kills: { meaning: "releases of the story that kill another species by one eater too many", min: 1, max: 5 },
      targets: { meaning: "least number of species in the target community", min: 2, max: 6 },
      threats: { meaning: "foods of eaters that must be gone before this food is released", min: 0, max: 6 },
      chain: { meaning: "least number of rounds of dying after some release", min: 2, max: 4 },
      traps: { meaning: "targets that can come early and would be lost to an eater needed later", min: 0, max: 3 },
      lures: { meaning: "times that a decoy becomes a further host of a species of the story", min: 0, max: 8 },
      ways: { meaning: "how many ways of never taking back a release must fail, each with two orders", min: 0, max: 8 },
    },
    levels: [
      { species: 7, releases: 4, kills: 1, targets: 2, threats: 0, chain: 2, traps: 0, lures: 0, ways: 0 },
      { species: 10, releases: 6, kills: 2, targets: 2, threats: 1, chain: 2, traps: 0, lures: 0, ways: 0 },
      { species: 13, releases: 8, kills: 2, targets: 3, threats: 2, chain: 3, traps: 1, lures: 4, ways: 8 },
      { species: 16, releases: 10, kills: 3, targets: 3, threats: 3, chain: 3, traps: 1, lures: 5, ways: 8 },
      { species: 18, releases: 12, kills: 4, targets: 4, threats: 5, chain: 3, traps: 1, lures: 6, ways: 8 },
    ],
  };

  readonly answerFormat = tagged(list(choiceOf(NAMES)));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const draft = drawDraft(rng, level);
      const isLong =
        draft !== undefined &&
        draft.sequence.length >= level.releases &&
        longestChain(draft.web, draft.sequence) >= level.chain;
      if (isLong && isOrdered(draft)) {
        const drawn = toCase(rng, draft);
        const web = webOf(drawn.species);
        const target = bitsOf(drawn.target);
        if (!isMetByShortcut(web, target) && !isMetByTastes(web, target, level.ways)) return drawn;
      }
    }
  }

  promptFunc({ species, target }: Case): string {
    const written = (places: readonly number[]): string =>
      places.length === 0 ? "none" : places.map((place) => at(species, place).name).join(", ");
    const rows = species.map(({ name, tolerance, hosts, foods }) => [
      name,
      tolerance,
      written(hosts),
      written(foods),
    ]);
    return [
      "An empty island is stocked by releasing species one by one. These species are available:",
      "",
      textTable(["species", "tolerance", "hosts", "foods"], rows),
      "",
      "Rules:",
      "- Each species may be released at most once. Species may stay unused. A species that has died is never released again.",
      "- If a species has hosts, it may be released only while at least one of its hosts is alive on the island. It does not",
      "  need a host afterwards.",
      "- The eaters of a species are the species alive on the island that list it among their foods. Its tolerance is the",
      "  largest number of eaters with which it can live.",
      "- After each release, all species alive on the island, the new one included, are judged at once on the community as",
      "  it stands. Two kinds of species die, all of them together: those that have foods of which none is alive on the",
      "  island, and those that have more eaters than their tolerance. A species without foods never starves.",
      "- Then the survivors are judged in the same way, and this is repeated until nobody dies. Only then comes the next",
      "  release.",
      "",
      `Target community: ${written(target)}.`,
      "",
      "Find a sequence of releases after which exactly the species of the target community are alive on the island. Any such",
      "sequence is correct, whatever its length.",
      "",
      `Give the names of the released species in order of release, separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer({ species, planted }: Case): string {
    return this.answerFormat.wrap(planted.map((one) => at(species, one).name).join(", "));
  }

  override workedSolution(instance: Case): string {
    return [...steps(instance), this.referenceAnswer(instance)].join("\n");
  }

  /** Binary digits of the number of sequences that are as long as the planted one. */
  override hardness({ species, planted }: Case): number {
    return planted.length * Math.log2(species.length);
  }

  verifyCorrection(answer: readonly string[], { species, target }: Case): number {
    const sequence = answer.map((name) => species.findIndex((one) => one.name === name));
    if (sequence.includes(-1)) return 0;
    return outcomeOf(webOf(species), sequence) === bitsOf(target) ? 1 : 0;
  }
}
