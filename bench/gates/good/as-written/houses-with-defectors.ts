import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  list,
  multisetOf,
  range,
  record,
  type Rng,
  setOf,
  sortNumbers,
  tagged,
} from "campforge/bootcamp";

/** People are numbers from 0, in alphabetical order of their names. */
type Win = { readonly who: number; readonly wins: number };

type Gathering = {
  readonly kind: "gathering";
  readonly present: readonly number[];
  /** Those that were recorded. */
  readonly wins: readonly Win[];
};

type Join = { readonly kind: "join"; readonly who: number; readonly whose: number };

type Happening = Gathering | Join;

/** The starting house of each person, and for each house the set of those it beats, as bits. */
type Theory = { readonly homes: readonly number[]; readonly beats: readonly number[] };

type Case = {
  readonly people: number;
  readonly houses: number;
  readonly events: readonly Happening[];
  readonly planted: Theory;
};

type Level = {
  readonly people: number;
  readonly houses: number;
  readonly gatherings: number;
  readonly present: number;
  readonly defections: number;
  readonly extraWins: number;
  readonly ways: number;
};

/** A recorded win, everybody named by the person in whose starting house he or she is at the time. */
type Fact = {
  readonly event: number;
  readonly who: number;
  readonly roots: readonly number[];
  readonly root: number;
  readonly wins: number;
};

const NAMES = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];

const nameOf = (person: number): string => at(NAMES, person);

const hasBit = (bits: number, place: number): boolean => ((bits >> place) & 1) === 1;

function factsOf(events: readonly Happening[]): Fact[] {
  const rootOf = range(NAMES.length);
  return events.flatMap((event, index): Fact[] => {
    if (event.kind === "join") {
      rootOf[event.who] = at(rootOf, event.whose);
      return [];
    }
    const roots = event.present.map((person) => at(rootOf, person));
    return event.wins.map(({ who, wins }) => ({ event: index, who, roots, root: at(rootOf, who), wins }));
  });
}

/** How many duels a person wins against a company, by their homes. */
function winsOf({ homes, beats }: Theory, root: number, roots: readonly number[]): number {
  const beaten = at(beats, at(homes, root));
  let wins: number = 0;
  for (const other of roots) wins += (beaten >> at(homes, other)) & 1;
  return wins;
}

const holds = (theory: Theory, fact: Fact): boolean => winsOf(theory, fact.root, fact.roots) === fact.wins;

/** Every way to settle all pairs of houses, where rows holds the sets that each house may beat. */
function orientations(rows: readonly number[], chosen: readonly number[] = []): number[][] {
  const house = chosen.length;
  if (house === rows.length) return [[...chosen]];
  const row = at(rows, house);
  const found: number[][] = [];
  for (let beaten = 0; beaten < 2 ** rows.length; beaten += 1) {
    const isPossible =
      hasBit(row, beaten) && chosen.every((sets, other) => hasBit(sets, house) !== hasBit(beaten, other));
    if (isPossible) found.push(...orientations(rows, [...chosen, beaten]));
  }
  return found;
}

/** All theories that agree with the facts; or, of one who never takes back a choice, the one that is met, if any. */
function solve(
  people: number,
  houses: number,
  facts: readonly Fact[],
  order: readonly number[],
  way: { readonly greedy: boolean; readonly newestFirst: boolean },
): Theory[] {
  const sets = 2 ** houses;
  const containing = range(houses).map((house) =>
    range(sets).reduce((bits, set) => (hasBit(set, house) ? bits + 2 ** set : bits), 0),
  );
  const touched = range(people).map((person) =>
    range(facts.length).filter((fact) => at(facts, fact).roots.includes(person)),
  );
  const times = range(people).map((person) =>
    facts.map(({ roots }) => roots.filter((root) => root === person).length),
  );
  // For each fact, those present by house, four bits for each, and those whose house is open.
  const packed: number[] = facts.map(() => 0);
  const unknown: number[] = facts.map(({ roots }) => roots.length);
  const homes: number[] = range(people).map(() => -1);
  const found: Theory[] = [];
  const memo = new Map<number, number>();
  /** The sets of beaten houses that allow so many wins. */
  const allowed = (present: number, open: number, wins: number): number => {
    const key = (present * 16 + open) * 16 + wins;
    const known = memo.get(key);
    if (known !== undefined) return known;
    let bits: number = 0;
    for (let set = 0; set < sets; set += 1) {
      let sum: number = 0;
      for (let house = 0; house < houses; house += 1) {
        if (hasBit(set, house)) sum += (present >> (4 * house)) & 15;
      }
      if (sum <= wins && wins <= sum + open) bits += 2 ** set;
    }
    memo.set(key, bits);
    return bits;
  };
  /** Puts a person into a house, or takes him or her out of it again. */
  const move = (person: number, home: number, sign: number): void => {
    homes[person] = sign > 0 ? home : -1;
    const counts = at(times, person);
    for (const fact of at(touched, person)) {
      const change = sign * counts[fact];
      packed[fact] += change * 16 ** home;
      unknown[fact] -= change;
    }
  };
  /** What is left for each house to beat once a person has a home, or undefined where that cannot be. */
  const narrowed = (rows: readonly number[], person: number): number[] | undefined => {
    const next = [...rows];
    for (const fact of at(touched, person)) {
      const { root, wins } = facts[fact];
      const home = homes[root];
      if (home >= 0) {
        next[home] &= allowed(packed[fact], unknown[fact], wins);
        if (next[home] === 0) return undefined;
      }
    }
    for (let one = 0; one < houses; one += 1) {
      for (let other = 0; other < houses; other += 1) {
        if (one !== other) {
          if ((next[one] & ~containing[other]) === 0) next[other] &= ~containing[one];
          else if ((next[one] & containing[other]) === 0) next[other] &= containing[one];
          if (next[other] === 0) return undefined;
        }
      }
    }
    return next;
  };
  const place = (depth: number, used: number, rows: readonly number[]): void => {
    if (depth === people) {
      for (const beats of orientations(rows)) found.push({ homes: [...homes], beats });
      return;
    }
    const person = at(order, depth);
    const choices = range(Math.min(used + 1, houses));
    for (const home of way.newestFirst ? choices.toReversed() : choices) {
      const nowUsed = Math.max(used, home + 1);
      if (houses - nowUsed <= people - depth - 1) {
        move(person, home, 1);
        const next = narrowed(rows, person);
        if (next !== undefined) place(depth + 1, nowUsed, next);
        move(person, home, -1);
        if (next !== undefined && way.greedy) return;
      }
    }
  };
  place(
    0,
    0,
    containing.map((bits) => 2 ** sets - 1 - bits),
  );
  return found;
}

/** People by how many facts tell of them, most first. */
function byFacts(people: number, facts: readonly Fact[]): number[] {
  const counts = range(people).map((person) => facts.filter(({ roots }) => roots.includes(person)).length);
  return range(people).toSorted((one, other) => at(counts, other) - at(counts, one));
}

/** Whether one of six ways that place person after person, and never take back a choice, meets the solution. */
function isPaidByPlacing(people: number, houses: number, facts: readonly Fact[]): boolean {
  const given = range(people);
  return [given, given.toReversed(), byFacts(people, facts)].some((order) =>
    [false, true].some(
      (newestFirst) => solve(people, houses, facts, order, { greedy: true, newestFirst }).length > 0,
    ),
  );
}

/** A way of settling houses and directions one after the other, for good. */
type Style = {
  readonly first: "clear" | "people" | "directions" | "recorded";
  /** The wins that are expected against a person whose house is open. */
  readonly expected: number;
  /** What speaks for one house of two with equal wins at a gathering. */
  readonly alike: number;
};

const STYLES: readonly Style[] = [
  { first: "clear", expected: 0.35, alike: 0.3 },
  { first: "people", expected: 0.35, alike: 0.3 },
  { first: "directions", expected: 0.35, alike: 0.3 },
  { first: "recorded", expected: 0.35, alike: 0.3 },
  { first: "clear", expected: 0.5, alike: 0 },
  { first: "recorded", expected: 0.25, alike: 0 },
];

/** Whether a way of settling things for good meets the solution; what is forced is always settled first. */
function isSettledBy(style: Style, people: number, houses: number, facts: readonly Fact[]): boolean {
  const homes: number[] = range(people).map(() => -1);
  // 1 where the first of two houses beats the second, 0 where it does not, -1 where that is open.
  const duels: number[] = range(houses * houses).map(() => -1);
  const about = range(people).map((person) =>
    range(facts.length).filter((fact) => at(facts, fact).roots.includes(person)),
  );
  const mates = facts.map((fact) =>
    facts.filter((other) => other.event === fact.event && other.root !== fact.root),
  );
  const rate = (index: number): number => {
    const { roots, root, wins } = facts[index];
    const home = homes[root];
    let sure: number = 0;
    let open: number = 0;
    let unplaced: number = 0;
    for (const other of roots) {
      if (other !== root) {
        const place = homes[other];
        if (home < 0 || place < 0) {
          unplaced += 1;
        } else if (home !== place) {
          const duel = duels[home * houses + place];
          if (duel < 0) open += 1;
          else sure += duel;
        }
      }
    }
    const beyond = Math.max(0, sure - wins, wins - sure - open - unplaced);
    let rating: number = Math.abs(wins - sure - open / 2 - style.expected * unplaced) + 100 * beyond;
    if (home >= 0) {
      for (const mate of mates[index]) {
        if (homes[mate.root] === home) rating += mate.wins === wins ? -style.alike / 2 : 50;
      }
    }
    return rating;
  };
  let ratings: number[] = facts.map(() => 0);
  const ratePlacing = (person: number, home: number): number => {
    homes[person] = home;
    let change: number = 0;
    for (const fact of about[person]) change += rate(fact) - ratings[fact];
    homes[person] = -1;
    return change;
  };
  const setDuel = (one: number, other: number, value: number): void => {
    duels[one * houses + other] = value;
    duels[other * houses + one] = value < 0 ? -1 : 1 - value;
  };
  const rateDuel = (one: number, other: number, value: number): number => {
    setDuel(one, other, value);
    let change: number = 0;
    for (let fact = 0; fact < facts.length; fact += 1) {
      const home = homes[facts[fact].root];
      if (home === one || home === other) change += rate(fact) - ratings[fact];
    }
    setDuel(one, other, -1);
    return change;
  };
  const keyOf = (lead: number, person: number): number => {
    if (lead >= 40) return 10000 + lead;
    if (style.first === "people") return person >= 0 ? 5000 + lead : lead;
    if (style.first === "directions") return person < 0 ? 5000 + lead : lead;
    if (style.first === "recorded") return person >= 0 ? 100 * about[person].length + lead : lead;
    return lead;
  };
  homes[at(byFacts(people, facts), 0)] = 0;
  let used: number = 1;
  let left: number = people - 1;
  for (;;) {
    ratings = facts.map((_, fact) => rate(fact));
    if (ratings.some((rating) => rating >= 40)) return false;
    let bestKey: number = -Infinity;
    let settle: () => void = () => {};
    for (let person = 0; person < people; person += 1) {
      if (homes[person] < 0) {
        let best: number = Infinity;
        let second: number = Infinity;
        let bestHome: number = -1;
        for (let home = left === houses - used ? used : 0; home < Math.min(used + 1, houses); home += 1) {
          const rating = ratePlacing(person, home);
          if (rating < best) {
            second = best;
            best = rating;
            bestHome = home;
          } else if (rating < second) {
            second = rating;
          }
        }
        const key = keyOf(second === Infinity ? 1000 : second - best, person);
        if (key > bestKey) {
          bestKey = key;
          const chosen = bestHome;
          const placed = person;
          settle = () => {
            homes[placed] = chosen;
            used = Math.max(used, chosen + 1);
            left -= 1;
          };
        }
      }
    }
    for (let one = 0; one < used; one += 1) {
      for (let other = one + 1; other < used; other += 1) {
        if (duels[one * houses + other] < 0) {
          const wins = rateDuel(one, other, 1);
          const loses = rateDuel(one, other, 0);
          const key = keyOf(Math.abs(wins - loses), -1);
          if (key > bestKey) {
            bestKey = key;
            const [winner, loser] = wins <= loses ? [one, other] : [other, one];
            settle = () => {
              setDuel(winner, loser, 1);
            };
          }
        }
      }
    }
    // With nothing open and nothing wrong, this is the solution.
    if (bestKey === -Infinity) return true;
    settle();
  }
}

function drawTheory(rng: Rng, { people, houses }: Level): Theory {
  const homes = rng.shuffle(range(people).map((index) => (index < houses ? index : rng.integer(0, houses - 1))));
  const beats = range(houses).map(() => 0);
  for (const one of range(houses)) {
    for (const other of range(one)) {
      const [winner, loser] = rng.boolean() ? [one, other] : [other, one];
      beats[winner] = at(beats, winner) + 2 ** loser;
    }
  }
  return { homes, beats };
}

/** Who comes to a gathering: those who must, and rather those who came seldom; all houses but at most one. */
function drawPresent(
  rng: Rng,
  level: Level,
  current: readonly number[],
  seen: readonly number[],
  due: readonly number[],
): number[] | undefined {
  for (let tries = 0; tries < 30; tries += 1) {
    const keys = seen.map((times, person) => (due.includes(person) ? -1 : times + 2 * rng.float()));
    const present = range(level.people)
      .toSorted((one, other) => at(keys, one) - at(keys, other))
      .slice(0, level.present);
    const houses = new Set(present.map((person) => at(current, person)));
    if (houses.size >= level.houses - 1) return sortNumbers(present);
  }
  return undefined;
}

/** Gatherings with all wins, and defections between them; undefined where two houses never meet, or none can be drawn. */
function drawEvents(rng: Rng, level: Level, { homes, beats }: Theory): Happening[] | undefined {
  const current = [...homes];
  const seen = range(level.people).map(() => 0);
  const met = new Set<number>();
  const slots = range(level.defections).map(() => rng.integer(0, level.gatherings - 2));
  const events: Happening[] = [];
  let due: number[] = [];
  for (const gathering of range(level.gatherings)) {
    const present = drawPresent(rng, level, current, seen, due);
    if (present === undefined) return undefined;
    for (const one of present) {
      seen[one] = at(seen, one) + 1;
      for (const other of present) met.add(at(current, one) * level.houses + at(current, other));
    }
    const wins = present.map((who): Win => ({
      who,
      wins: present.filter((other) => hasBit(at(beats, at(current, who)), at(current, other))).length,
    }));
    events.push({ kind: "gathering", present, wins });
    const moved: number[] = [];
    for (const slot of slots) {
      if (slot === gathering) {
        const movers = range(level.people).filter((person) => at(seen, person) > 0 && !moved.includes(person));
        if (movers.length === 0) return undefined;
        const who = rng.choice(movers);
        const hosts = range(level.people).filter((person) => at(current, person) !== at(current, who));
        if (hosts.length === 0) return undefined;
        const whose = rng.choice(hosts);
        current[who] = at(current, whose);
        moved.push(who);
        events.push({ kind: "join", who, whose });
      }
    }
    due = moved;
  }
  // Each house meets each, itself included where it was seen at all; only pairs of two houses count.
  const pairs = range(level.houses).flatMap((one) => range(one).map((other) => one * level.houses + other));
  return pairs.every((pair) => met.has(pair)) ? events : undefined;
}

/** A case with one solution, or undefined where the draw has several or is solved by a way that never looks back. */
function drawCase(rng: Rng, level: Level): Case | undefined {
  const { people, houses } = level;
  const planted = drawTheory(rng, level);
  const events = drawEvents(rng, level, planted);
  if (events === undefined) return undefined;
  const facts = factsOf(events);
  // Middling wins first: none, or wins against most of those present, tell much at a glance.
  const isTelling = ({ wins, roots }: Fact): boolean => wins < 1 || wins > (roots.length - 1) / 2;
  const shuffled = rng.shuffle(range(facts.length));
  const order = [
    ...shuffled.filter((fact) => !isTelling(at(facts, fact))),
    ...shuffled.filter((fact) => isTelling(at(facts, fact))),
  ];
  const eventOf = (fact: number): number => at(facts, fact).event;
  const chosen = order.filter(
    (fact, index) => order.findIndex((other) => eventOf(other) === eventOf(fact)) === index,
  );
  for (const [index, event] of events.entries()) {
    if (event.kind === "join") {
      // Without this defection some recorded win would be another one.
      const altered = factsOf(events.filter((_, other) => other !== index));
      const shows = (fact: number): boolean => !holds(planted, at(altered, fact));
      const further = order.find(shows);
      if (!chosen.some(shows) && further !== undefined) chosen.push(further);
    }
  }
  // Different wins at one gathering exclude that two are of one house: such records come last.
  const clashes = (fact: number): boolean =>
    chosen.some((other) => eventOf(other) === eventOf(fact) && at(facts, other).wins !== at(facts, fact).wins);
  const free = order.filter((fact) => !chosen.includes(fact));
  const others = [...free.filter((fact) => !clashes(fact)), ...free.filter(clashes)];
  chosen.push(...others.slice(0, Math.max(0, people + 1 - chosen.length)));
  const begun = sortNumbers(chosen).map((fact) => at(facts, fact));
  let theories: readonly Theory[] = solve(people, houses, begun, byFacts(people, begun), {
    greedy: false,
    newestFirst: false,
  });
  while (theories.length > 1) {
    // Of some records, the one that leaves fewest theories; of all, where none of these excludes any.
    const before: readonly Theory[] = theories;
    const unused = others.filter((fact) => !chosen.includes(fact));
    let best: number = -1;
    let fewest: number = before.length;
    for (const [index, fact] of unused.entries()) {
      if (index < 10 || best < 0) {
        const left = before.filter((theory) => holds(theory, at(facts, fact))).length;
        if (left < fewest) {
          best = fact;
          fewest = left;
        }
      }
    }
    if (best < 0) return undefined;
    const added = at(facts, best);
    chosen.push(best);
    theories = before.filter((theory) => holds(theory, added));
  }
  chosen.push(...order.filter((fact) => !chosen.includes(fact)).slice(0, level.extraWins));
  const recorded = sortNumbers(chosen).map((fact) => at(facts, fact));
  const isPaid =
    isPaidByPlacing(people, houses, recorded) ||
    STYLES.slice(0, level.ways).some((style) => isSettledBy(style, people, houses, recorded));
  if (isPaid) return undefined;
  return {
    people,
    houses,
    events: events.map((event, index): Happening => {
      if (event.kind === "join") return event;
      const wins = event.wins.filter((win) =>
        recorded.some((fact) => fact.event === index && fact.who === win.who),
      );
      return { kind: "gathering", present: event.present, wins };
    }),
    planted,
  };
}

/** The members of each starting house by name, in alphabetical order of the first. */
const groupsOf = ({ homes }: Theory): number[][] =>
  [...new Set(homes)].map((home) => range(homes.length).filter((person) => at(homes, person) === home));

/** The winner and the loser of every two houses, each named by its first starting member. */
function duelsOf(theory: Theory): string[][] {
  const firsts = groupsOf(theory).map((group) => at(group, 0));
  return firsts.flatMap((one) =>
    firsts
      .filter((other) => winsOf(theory, one, [other]) === 1)
      .map((other) => [nameOf(one), nameOf(other)]),
  );
}

const namesOf = (people: readonly number[]): string => people.map(nameOf).join(", ");

function written(event: Happening): string {
  if (event.kind === "join") return `${nameOf(event.who)} joined ${nameOf(event.whose)}'s house.`;
  const wins = event.wins.map(({ who, wins: count }) => `${nameOf(who)} ${count}`);
  return `Gathering of ${namesOf(event.present)}. Recorded wins: ${wins.join(", ")}.`;
}

/** What happens at each event, by the planted solution. */
function steps({ events, planted, people }: Case): string[] {
  const houseNames = new Map(
    groupsOf(planted).flatMap((group) =>
      group.map((person): [number, string] => [at(planted.homes, person), nameOf(at(group, 0))]),
    ),
  );
  const current = [...planted.homes];
  const houseOf = (person: number): string => houseNames.get(at(current, person)) ?? "";
  const told = events.map((event, index): string => {
    if (event.kind === "join") {
      const before = houseOf(event.who);
      current[event.who] = at(current, event.whose);
      return `${index + 1}. ${nameOf(event.who)} goes from house ${before} to house ${houseOf(event.who)}.`;
    }
    const houses = event.present.map((person) => `${nameOf(person)} is of house ${houseOf(person)}`);
    const wins = event.wins.map(({ who, wins: count }) => {
      const beaten = event.present.filter((other) =>
        hasBit(at(planted.beats, at(current, who)), at(current, other)),
      );
      const whom = beaten.length === 0 ? "nobody" : namesOf(beaten);
      return `${nameOf(who)} beats ${whom}, which makes ${count}`;
    });
    return `${index + 1}. Now ${houses.join(", ")}. So ${wins.join("; ")}, as recorded.`;
  });
  return [
    `After a defection, a person counts at gatherings like the starting house of whoever that house was named by, so each`,
    `gathering tells of the starting houses of the ${people} people. Groupings are tried person by person, and given up when`,
    "some recorded win can no longer come about whichever house beats which. Of all of them, one stays:",
    ...groupsOf(planted).map((group) => `- house ${nameOf(at(group, 0))}: ${namesOf(group)}`),
    `The houses compare so: ${duelsOf(planted)
      .map(([winner, loser]) => `${winner} beats ${loser}`)
      .join(", ")}.`,
    "",
    "With these, event by event:",
    ...told,
    "",
  ];
}

type Answer = {
  readonly houses: readonly (readonly string[])[];
  readonly duels: readonly (readonly string[])[];
};

export default class HousesWithDefectors extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "HousesWithDefectors",
    slug: "houses-with-defectors",
    title: "Houses With Defectors",
    domain: "logical-reasoning",
    description:
      "People belong to three or four secret houses, of every two of which one always beats the other. From gatherings, at which all present fight each other and some numbers of wins are recorded, and from defections between houses, the starting houses and the outcome between every two houses are to be found.",
    answerFormat:
      "the starting houses as groups in braces after 'houses:', and the pairs of houses as X > Y after 'duels:', between <answer> and </answer>",
    parameters: {
      people: { meaning: "number of people", min: 5, max: 10 },
      houses: { meaning: "number of houses", min: 3, max: 4 },
      gatherings: { meaning: "number of gatherings", min: 4, max: 12 },
      present: { meaning: "people at a gathering, at least two fewer than there are", min: 3, max: 7 },
      defections: { meaning: "number of defections", min: 1, max: 8 },
      extraWins: { meaning: "recorded wins beyond those that were chosen to leave one solution", min: 0, max: 9 },
      ways: {
        meaning: "how many ways of settling one house or direction after the other for good must fail on a case",
        min: 0,
        max: 6,
      },
    },
    levels: [
      { people: 5, houses: 3, gatherings: 5, present: 3, defections: 1, extraWins: 6, ways: 0 },
      { people: 6, houses: 3, gatherings: 5, present: 4, defections: 2, extraWins: 4, ways: 0 },
      { people: 8, houses: 4, gatherings: 8, present: 5, defections: 3, extraWins: 0, ways: 6 },
      { people: 9, houses: 4, gatherings: 9, present: 5, defections: 4, extraWins: 0, ways: 6 },
      { people: 9, houses: 4, gatherings: 11, present: 5, defections: 7, extraWins: 0, ways: 6 },
    ],
  };

  readonly answerFormat = tagged(
    record({
      houses: multisetOf(setOf(choiceOf(NAMES), { minLength: 1 })),
      duels: multisetOf(list(choiceOf(NAMES), { separators: [">"], minLength: 2, maxLength: 2 })),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    // A draw may have several solutions, or be solved by a way that never looks back.
    for (;;) {
      const drawn = drawCase(rng, level);
      if (drawn !== undefined) return drawn;
    }
  }

  promptFunc({ people, houses, events }: Case): string {
    const names = namesOf(range(people));
    return [
      `${people} people, ${names}, are divided among ${houses} secret houses. At the start everyone is in exactly one house, and no`,
      "house is empty. Of every two houses, one always beats the other; circles are possible, as when X beats Y, Y beats Z",
      "and Z beats X.",
      "",
      "At a gathering, every two of those present fight exactly one duel. If both are of one house at that time, it is a",
      "draw and nobody wins; otherwise the one whose house beats the other's house wins.",
      '"P joined Q\'s house" means that P, from then on, is in the house in which Q is at that moment. If P is in it already,',
      "nothing changes. Should Q go to another house later, P does not follow. A house may lose all of its members.",
      "",
      "These events took place, in this order. After each gathering some of the people present are listed with the number of",
      "duels they won at that gathering; the wins of the others were not recorded.",
      "",
      ...events.map((event, index) => `${index + 1}. ${written(event)}`),
      "",
      "Exactly one solution fits. Find who was in which house at the start, and for every two houses which beats the other.",
      "",
      "Give two parts, each on a line of its own:",
      `houses: the ${houses} starting houses, each as the names of its members in braces, separated by commas, such as {P, Q}, {R}, …`,
      `duels: for every two houses, X > Y if X beats Y, separated by commas, ${(houses * (houses - 1)) / 2} in all. Each house is named by the`,
      "alphabetically first of its starting members.",
      `The order of the houses, of their members and of the pairs is free. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    const groups = groupsOf(planted).map((group) => `{${namesOf(group)}}`);
    const duels = duelsOf(planted).map((pair) => pair.join(" > "));
    return this.answerFormat.wrap(`houses: ${groups.join(", ")}\nduels: ${duels.join(", ")}`);
  }

  override workedSolution(instance: Case): string {
    return [...steps(instance), this.referenceAnswer(instance)].join("\n");
  }

  /** Binary digits of the number of theories, and one for each defection. */
  override hardness({ people, houses, events }: Case): number {
    const defections = events.filter(({ kind }) => kind === "join").length;
    return people * Math.log2(houses) + (houses * (houses - 1)) / 2 + defections;
  }

  verifyCorrection({ houses: groups, duels }: Answer, { people, houses, events }: Case): number {
    const members = groups.flat();
    const isDivided =
      groups.length === houses &&
      members.length === people &&
      range(people).every((person) => members.includes(nameOf(person)));
    if (!isDivided) return 0;
    // The members of a group are sorted, so that the first of them names the house.
    const beats = groups.map((group) =>
      groups.reduce(
        (bits, other, index) =>
          duels.some(([winner, loser]) => winner === group[0] && loser === other[0]) ? bits + 2 ** index : bits,
        0,
      ),
    );
    const isSettled =
      duels.length === (houses * (houses - 1)) / 2 &&
      range(houses).every((one) =>
        range(one).every((other) => hasBit(at(beats, one), other) || hasBit(at(beats, other), one)),
      );
    const homes = range(people).map((person) => groups.findIndex((group) => group.includes(nameOf(person))));
    return isSettled && factsOf(events).every((fact) => holds({ homes, beats }, fact)) ? 1 : 0;
  }
}
