import {
  at,
  Bootcamp,
  type Card,
  cartesianProduct,
  choiceOf,
  combinations,
  countBy,
  list,
  range,
  type Rng,
  sortNumbers,
  tagged,
} from "campforge/bootcamp";

/** A relation, by its number in the list, between two events, by their numbers. */
type Claim = { readonly relation: number; readonly first: number; readonly second: number };

type Case = {
  readonly events: readonly string[];
  readonly statements: readonly Claim[];
  readonly items: readonly Claim[];
};

type Level = {
  readonly events: number;
  readonly statements: number;
  readonly apart: number;
  readonly items: number;
  readonly chained: number;
};

type Verdict = "must" | "can" | "never";

/** One point is before another (strength 2), or before it or at the same time (strength 1). */
type Atom = readonly [from: number, strength: number, to: number];

/** For every two points what is known: 0 nothing, 1 "at most", 2 "before". Transitively closed. */
type Order = readonly (readonly number[])[];

type Relation = {
  readonly words: (x: string, y: string) => string;
  readonly symmetric: boolean;
  /** The relation holds when all atoms of one of these ways do. */
  readonly ways: readonly (readonly Atom[])[];
};

// The four points of two events x and y.
const XS = 0;
const XE = 1;
const YS = 2;
const YE = 3;

const before = (from: number, to: number): Atom => [from, 2, to];
const atMost = (from: number, to: number): Atom => [from, 1, to];
const together = (one: number, other: number): Atom[] => [atMost(one, other), atMost(other, one)];

const APART: Relation = {
  words: (x, y) => `there is no moment at which both ${x} and ${y} are going on`,
  symmetric: true,
  ways: [[atMost(XE, YS)], [atMost(YE, XS)]],
};
const RELATIONS: readonly Relation[] = [
  { words: (x, y) => `${x} ends before ${y} starts`, symmetric: false, ways: [[before(XE, YS)]] },
  { words: (x, y) => `${x} ends exactly when ${y} starts`, symmetric: false, ways: [together(XE, YS)] },
  {
    words: (x, y) => `${x} starts before ${y} starts and ends while ${y} is going on`,
    symmetric: false,
    ways: [[before(XS, YS), before(YS, XE), before(XE, YE)]],
  },
  {
    words: (x, y) => `${x} and ${y} start together, and ${x} ends before ${y} ends`,
    symmetric: false,
    ways: [[...together(XS, YS), before(XE, YE)]],
  },
  { words: (x, y) => `${x} happens during ${y}`, symmetric: false, ways: [[before(YS, XS), before(XE, YE)]] },
  {
    words: (x, y) => `${x} and ${y} end together, and ${x} starts after ${y} starts`,
    symmetric: false,
    ways: [[...together(XE, YE), before(YS, XS)]],
  },
  {
    words: (x, y) => `${x} and ${y} start together and end together`,
    symmetric: true,
    ways: [[...together(XS, YS), ...together(XE, YE)]],
  },
  { words: (x, y) => `${x} and ${y} start together`, symmetric: true, ways: [together(XS, YS)] },
  { words: (x, y) => `${x} and ${y} end together`, symmetric: true, ways: [together(XE, YE)] },
  { words: (x, y) => `${x} starts before ${y} starts`, symmetric: false, ways: [[before(XS, YS)]] },
  { words: (x, y) => `${x} ends before ${y} ends`, symmetric: false, ways: [[before(XE, YE)]] },
  {
    words: (x, y) => `${x} starts while ${y} is going on`,
    symmetric: false,
    ways: [[before(YS, XS), before(XS, YE)]],
  },
  {
    words: (x, y) => `${x} ends while ${y} is going on`,
    symmetric: false,
    ways: [[before(YS, XE), before(XE, YE)]],
  },
  {
    words: (x, y) => `there is a moment at which both ${x} and ${y} are going on`,
    symmetric: true,
    ways: [[before(XS, YE), before(YS, XE)]],
  },
  APART,
];

const NAMES = [
  "the audit",
  "the banquet",
  "the concert",
  "the debate",
  "the exhibition",
  "the fireworks",
  "the lecture",
  "the match",
  "the parade",
  "the rehearsal",
  "the storm",
  "the strike",
  "the survey",
  "the tour",
  "the trial",
  "the workshop",
];

/** What is known once an atom is added, or undefined when it contradicts what is known. */
function withAtom(order: Order, [from, strength, to]: Atom): Order | undefined {
  const back = at(at(order, to), from);
  if (back > 0 && Math.max(back, strength) === 2) return undefined;
  const onward = at(order, to);
  return order.map((row) => {
    const reach = at(row, from);
    if (reach === 0) return row;
    return row.map((now, end) => {
      const rest = at(onward, end);
      return rest === 0 ? now : Math.max(now, reach, strength, rest);
    });
  });
}

function withAtoms(order: Order, atoms: readonly Atom[]): Order | undefined {
  let now: Order | undefined = order;
  for (const atom of atoms) {
    if (now === undefined) return undefined;
    now = withAtom(now, atom);
  }
  return now;
}

/** The number of a point of a claim, from 0 to 3, among the points of all events. */
const pointOf = ({ first, second }: Claim, point: number): number =>
  2 * (point < YS ? first : second) + (point % 2);

const relationOf = ({ relation }: Claim): Relation => at(RELATIONS, relation);

/** What is known of all starts and ends: one order for each way to satisfy the statements. */
function ordersOf(events: number, statements: readonly Claim[]): readonly Order[] {
  const points = range(2 * events);
  const start: Order = points.map((row) =>
    points.map((column) => (row === column ? 1 : row % 2 === 0 && column === row + 1 ? 2 : 0)),
  );
  let orders: readonly Order[] = [start];
  for (const statement of statements) {
    orders = orders.flatMap((order) =>
      relationOf(statement).ways.flatMap((way) => {
        const atoms = way.map(([from, strength, to]): Atom => [
          pointOf(statement, from),
          strength,
          pointOf(statement, to),
        ]);
        const next = withAtoms(order, atoms);
        return next === undefined ? [] : [next];
      }),
    );
  }
  return orders;
}

/** The part of an order that speaks of the four points of a claim. */
const partOf = (order: Order, claim: Claim): Order =>
  range(4).map((row) => range(4).map((column) => at(at(order, pointOf(claim, row)), pointOf(claim, column))));

const negated = ([from, strength, to]: Atom): Atom => [to, 3 - strength, from];

function verdictOf(orders: readonly Order[], claim: Claim): Verdict {
  const parts = orders.map((order) => partOf(order, claim));
  const isPossible = (ways: readonly (readonly Atom[])[]): boolean =>
    parts.some((part) => ways.some((way) => withAtoms(part, way) !== undefined));
  const { ways } = relationOf(claim);
  if (!isPossible(ways)) return "never";
  return isPossible(cartesianProduct(ways.map((way) => way.map(negated)))) ? "can" : "must";
}

const verdictsOf = ({ events, statements, items }: Case): Verdict[] => {
  const orders = ordersOf(events.length, statements);
  return items.map((item) => verdictOf(orders, item));
};

/** Whether a claim is true when the points of the events lie at these times. */
const holds = (claim: Claim, times: readonly number[]): boolean =>
  relationOf(claim).ways.some((way) =>
    way.every(([from, strength, to]) => {
      const gap = at(times, pointOf(claim, to)) - at(times, pointOf(claim, from));
      return strength === 2 ? gap > 0 : gap >= 0;
    }),
  );

/** Every claim about two events, symmetric ones only once. */
const claimsOf = (one: number, other: number): Claim[] =>
  RELATIONS.flatMap(({ symmetric }, relation) => {
    const claim = { relation, first: one, second: other };
    return symmetric ? [claim] : [claim, { relation, first: other, second: one }];
  });

const pairOf = ({ first, second }: Claim): string => sortNumbers([first, second]).join();

/** Statements that are true of a hidden timetable and link all events; undefined when too few pairs are apart. */
function drawStatements(rng: Rng, level: Level): Claim[] | undefined {
  const span = 2 * level.events;
  const times = range(level.events).flatMap(() => sortNumbers(rng.distinctIntegers(2, 1, span)));
  const tree = range(1, level.events).map((event) => [rng.integer(0, event - 1), event]);
  const linked = new Set(tree.map((pair) => pair.join()));
  const rest = combinations(range(level.events), 2).filter((pair) => !linked.has(pair.join()));
  const pairs = rng.shuffle([...tree, ...rng.sample(rest, level.statements - tree.length)]);
  const trueOf = pairs.map((pair) =>
    claimsOf(at(pair, 0), at(pair, 1)).filter((claim) => holds(claim, times)),
  );
  const isApart = (claim: Claim): boolean => relationOf(claim) === APART;
  const apart = new Set(
    range(pairs.length)
      .filter((index) => at(trueOf, index).some(isApart))
      .slice(0, level.apart),
  );
  if (apart.size < level.apart) return undefined;
  return trueOf.map((claims, index) => {
    const { relation, first, second } = rng.choice(
      claims.filter((claim) => isApart(claim) === apart.has(index)),
    );
    const isTurned = at(RELATIONS, relation).symmetric && rng.boolean();
    return isTurned ? { relation, first: second, second: first } : { relation, first, second };
  });
}

/** Items with the number of answers of each kind that was drawn; undefined when the statements do not yield them. */
function drawItems(rng: Rng, level: Level, statements: readonly Claim[]): Claim[] | undefined {
  const orders = ordersOf(level.events, statements);
  const direct = new Set(statements.map(pairOf));
  const keyOf = ({ relation, first, second }: Claim): string => [relation, first, second].join();
  const stated = new Set(statements.flatMap((claim) => [claim, ...mirrored(claim)]).map(keyOf));
  const low = Math.ceil(level.items / 4);
  const high = Math.floor(0.45 * level.items);
  const one = rng.integer(low, high);
  const other = rng.integer(low, high);
  const [musts, cans, nevers] = rng.shuffle([one, other, level.items - one - other]);
  const open = new Map<Verdict, number>([
    ["must", musts ?? 0],
    ["can", cans ?? 0],
    ["never", nevers ?? 0],
  ]);
  const pairs = combinations(range(level.events), 2);
  const mostOfPair = Math.ceil(level.items / pairs.length) + 1;
  const candidates = rng
    .shuffle(pairs.flatMap((pair) => claimsOf(at(pair, 0), at(pair, 1))))
    .filter((claim) => !stated.has(keyOf(claim)))
    .slice(0, 250);

  const items: Claim[] = [];
  const take = (claims: readonly Claim[], count: number, verdicts: readonly Verdict[]): void => {
    for (const claim of claims) {
      if (items.length === count) return;
      const ofPair = items.filter((item) => pairOf(item) === pairOf(claim)).length;
      if (ofPair === mostOfPair || items.includes(claim)) continue;
      const verdict = verdictOf(orders, claim);
      const left = open.get(verdict) ?? 0;
      if (left === 0 || !verdicts.includes(verdict)) continue;
      open.set(verdict, left - 1);
      items.push(claim);
    }
  };
  const chained = candidates.filter((claim) => !direct.has(pairOf(claim)));
  take(chained, level.chained, ["must", "never"]);
  if (items.length < level.chained) return undefined;
  take(candidates, level.items, ["must", "can", "never"]);
  return items.length === level.items ? rng.shuffle(items) : undefined;
}

/** The same claim with its events turned, where that makes no difference. */
const mirrored = (claim: Claim): Claim[] =>
  relationOf(claim).symmetric ? [{ relation: claim.relation, first: claim.second, second: claim.first }] : [];

const sentenceOf = (claim: Claim, events: readonly string[]): string =>
  relationOf(claim).words(at(events, claim.first), at(events, claim.second));

const pointName = ({ first, second }: Claim, point: number, events: readonly string[]): string =>
  `the ${point % 2 === 0 ? "start" : "end"} of ${at(events, point < YS ? first : second)}`;

const linkOf = (strength: number): string => (strength === 2 ? "before" : "not after");

/** A statement as comparisons between starts and ends. */
const comparisonsOf = (claim: Claim, events: readonly string[]): string =>
  relationOf(claim)
    .ways.map((way) =>
      way
        .map(
          ([from, strength, to]) =>
            `${pointName(claim, from, events)} is ${linkOf(strength)} ${pointName(claim, to, events)}`,
        )
        .join(" and "),
    )
    .join(", or ");

/** What all orders say of the starts and ends of one event against those of the other. */
function knownOf(orders: readonly Order[], claim: Claim, events: readonly string[]): string {
  const name = (point: number): string => pointName(claim, point, events);
  const parts = orders.map((order) => partOf(order, claim));
  const known = cartesianProduct([
    [XS, XE],
    [YS, YE],
  ]).flatMap((points) =>
    [points, points.toReversed()].flatMap((pair) => {
      const strength = Math.min(...parts.map((part) => at(at(part, at(pair, 0)), at(pair, 1))));
      return strength === 0 ? [] : [`${name(at(pair, 0))} is ${linkOf(strength)} ${name(at(pair, 1))}`];
    }),
  );
  return known.length === 0 ? "nothing follows for them alone" : known.join("; ");
}

export default class EventIntervals extends Bootcamp<Case, readonly Verdict[], Level> {
  static readonly card: Card<Level> = {
    name: "EventIntervals",
    slug: "event-intervals",
    title: "Event Intervals",
    domain: "logical-reasoning",
    description:
      "Statements in plain words relate the starts and ends of some events. For each of a list of further claims about two events it is to be decided whether it must hold, can hold without having to, or is impossible.",
    answerFormat:
      "the words must, can or never, one for each item in order, separated by commas, between <answer> and </answer>",
    parameters: {
      events: { meaning: "events", min: 3, max: 8 },
      statements: { meaning: "statements, each about another pair of events", min: 2, max: 20 },
      apart: { meaning: "statements that leave open which of two events comes first", min: 0, max: 4 },
      items: { meaning: "claims to be judged", min: 10, max: 20 },
      chained: {
        meaning:
          "least number of items that must hold or never hold though no statement links their two events",
        min: 0,
        max: 8,
      },
    },
    levels: [
      { events: 3, statements: 2, apart: 0, items: 10, chained: 2 },
      { events: 4, statements: 4, apart: 0, items: 10, chained: 3 },
      { events: 5, statements: 6, apart: 1, items: 12, chained: 4 },
      { events: 7, statements: 9, apart: 2, items: 12, chained: 5 },
      { events: 8, statements: 11, apart: 3, items: 14, chained: 7 },
    ],
  };

  readonly answerFormat = tagged(list(choiceOf(["must", "can", "never"])));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const statements = drawStatements(rng, level);
      const items = statements === undefined ? undefined : drawItems(rng, level, statements);
      if (statements === undefined || items === undefined) continue;
      return { events: rng.sample(NAMES, level.events), statements, items };
    }
  }

  promptFunc(instance: Case): string {
    const { events, statements, items } = instance;
    return [
      `There are ${events.length} events: ${events.join(", ")}.`,
      "Each of them happens once, has a start and an end, and starts before it ends. Time is continuous: between two",
      "different moments there is always another one. Starts and ends of different events may fall on the same moment.",
      "",
      "What the words mean:",
      "- An event is going on at every moment after its start and before its end, but not at its start or end itself.",
      "- One event happens during another if it starts after the other one starts and ends before the other one ends.",
      "- Two events start together if they start at the same moment, and end together if they end at the same moment.",
      "- Before and after are strict: not at the same moment.",
      "",
      "All of these statements are true:",
      ...statements.map((statement) => `- ${sentenceOf(statement, events)}`),
      "",
      "Judge each of the following claims on its own, from the statements alone. Answer",
      "- must, if the claim is true in every timetable of the events in which all statements are true;",
      "- can, if it is true in some of these timetables and false in others;",
      "- never, if it is false in all of them.",
      "",
      "Claims:",
      ...items.map((item, index) => `${index + 1}. ${sentenceOf(item, events)}`),
      "",
      `Give ${items.length} words, each must, can or never, in the order of the claims, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(verdictsOf(instance).join(", "));
  }

  override workedSolution(instance: Case): string {
    const { events, statements, items } = instance;
    const orders = ordersOf(events.length, statements);
    const verdicts = verdictsOf(instance);
    const ofPairs = items.filter(
      (item, index) => items.findIndex((other) => pairOf(other) === pairOf(item)) === index,
    );
    const reasons: Readonly<Record<Verdict, string>> = {
      must: "its opposite contradicts the statements",
      can: "both it and its opposite are compatible with the statements",
      never: "it contradicts the statements",
    };
    return [
      "Write every statement as comparisons between starts and ends:",
      ...statements.map((claim) => `- ${sentenceOf(claim, events)}: ${comparisonsOf(claim, events)}.`),
      "",
      ...(orders.length > 1
        ? [
            `Two events that are never going on at once come one after the other; that leaves ${orders.length} cases.`,
          ]
        : []),
      "Chain them. For the pairs of events that the claims are about, this follows in all cases:",
      ...ofPairs.map(
        (item) =>
          `- ${at(events, item.first)} and ${at(events, item.second)}: ${knownOf(orders, item, events)}.`,
      ),
      "",
      "So for each claim:",
      ...items.map(
        (item, index) =>
          `${index + 1}. ${sentenceOf(item, events)}: ${at(verdicts, index)}, because ${reasons[at(verdicts, index)]}.`,
      ),
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    const { events, statements, items } = instance;
    const choices = countBy(statements, (statement) => relationOf(statement).ways.length > 1).get(true) ?? 0;
    return events.length * 2 + statements.length * 2 + choices * 4 + items.length;
  }

  verifyCorrection(answer: readonly Verdict[], instance: Case): number {
    return answer.join() === verdictsOf(instance).join() ? 1 : 0;
  }
}
