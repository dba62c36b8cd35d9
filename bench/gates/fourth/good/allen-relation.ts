import {
  at,
  Bootcamp,
  type Card,
  combinations,
  finalLine,
  makeGraph,
  range,
  reachable,
  type Rng,
  UnionFind,
  vocabulary,
} from "campforge/bootcamp";

/** Points in time are numbered: the start of event e is 2e, its end 2e + 1. */
type Clue = { readonly one: number; readonly relation: "before" | "same"; readonly other: number };

type Case = {
  readonly events: readonly string[];
  readonly clues: readonly Clue[];
  /** The two events that are asked about. */
  readonly first: number;
  readonly second: number;
};

type Level = { readonly events: number; readonly reach: number; readonly spare: number };

/** For each relation, how start and end of the first event lie to start and end of the second: SS, SE, ES, EE. */
const RELATIONS = {
  before: "<<<<",
  after: ">>>>",
  meets: "<<=<",
  "met by": ">=>>",
  overlaps: "<<><",
  "overlapped by": "><>>",
  starts: "=<><",
  "started by": "=<>>",
  during: "><><",
  contains: "<<>>",
  finishes: "><>=",
  "finished by": "<<>=",
  equals: "=<>=",
} as const;

type Relation = keyof typeof RELATIONS;

const NAMES = Object.keys(RELATIONS) as Relation[];

const MEANINGS: Readonly<Record<Relation, string>> = {
  before: "X ends before Y starts",
  after: "X starts after Y ends",
  meets: "X ends at the moment when Y starts",
  "met by": "X starts at the moment when Y ends",
  overlaps: "X starts before Y starts, and ends after Y starts but before Y ends",
  "overlapped by": "X starts after Y starts but before Y ends, and ends after Y ends",
  starts: "both start together, and X ends before Y",
  "started by": "both start together, and X ends after Y",
  during: "X starts after Y starts and ends before Y ends",
  contains: "X starts before Y starts and ends after Y ends",
  finishes: "X starts after Y, and both end together",
  "finished by": "X starts before Y, and both end together",
  equals: "both start together and end together",
};

const EVENTS = ["the ballad", "the auction", "the banquet", "the debate", "the eclipse", "the fair", "the hailstorm", "the lecture", "the parade", "the siesta", "the strike", "the tournament"];

/** Of all true statements, so many for each event are looked at when those that force the relation are chosen. */
const CLUES_PER_EVENT = 4;

const signOf = (difference: number): string => (difference < 0 ? "<" : difference > 0 ? ">" : "=");

/** The relation that the clues force upon two events, or undefined where they leave it open. */
function forcedRelation(events: number, clues: readonly Clue[], first: number, second: number): Relation | undefined {
  const same = new UnionFind(2 * events);
  for (const { one, relation, other } of clues) if (relation === "same") same.union(one, other);
  const before = clues.filter(({ relation }) => relation === "before");
  const edges = [
    ...before.map(({ one, other }) => ({ from: same.find(one), to: same.find(other) })),
    ...range(events).map((event) => ({ from: same.find(2 * event), to: same.find(2 * event + 1) })),
  ];
  const graph = makeGraph(2 * events, edges, "directed");
  const later = new Map([2 * first, 2 * first + 1, 2 * second, 2 * second + 1].map((point) => [point, new Set(reachable(graph, same.find(point)))]));
  const sign = (one: number, other: number): string =>
    same.find(one) === same.find(other) ? "=" : later.get(one)?.has(same.find(other)) ? "<" : later.get(other)?.has(same.find(one)) ? ">" : "?";
  const pattern = [0, 1].flatMap((end) => [0, 1].map((otherEnd) => sign(2 * first + end, 2 * second + otherEnd))).join("");
  return NAMES.find((name) => RELATIONS[name] === pattern);
}

/** A moment for each start and end, so that the first two events stand in the relation. */
function drawMoments(rng: Rng, events: number, relation: Relation): readonly number[] {
  const span = (): number[] => {
    const [one = 1, other = 2] = rng.distinctIntegers(2, 1, Math.ceil(1.5 * events));
    return [Math.min(one, other), Math.max(one, other)];
  };
  for (;;) {
    const [[start = 0, end = 0], [otherStart = 0, otherEnd = 0]] = [span(), span()];
    const pattern = [start - otherStart, start - otherEnd, end - otherStart, end - otherEnd].map(signOf).join("");
    if (pattern === RELATIONS[relation]) return [start, end, otherStart, otherEnd, ...range(events - 2).flatMap(span)];
  }
}

/** Clues enough to force the relation, none of which can be left out, and some to spare; none compares the first two events. */
function drawClues(rng: Rng, { events, reach, spare }: Level, relation: Relation): readonly Clue[] | undefined {
  const moments = drawMoments(rng, events, relation);
  const apart = ({ one, other }: Clue): number => at(moments, other) - at(moments, one);
  const clues = combinations(range(2 * events), 2).flatMap(([one = 0, other = 0]): Clue[] => {
    const difference = at(moments, other) - at(moments, one);
    if (other < 4 || one >> 1 === other >> 1 || Math.abs(difference) > reach) return [];
    if (difference === 0) return [{ one, relation: "same", other }];
    return [difference > 0 ? { one, relation: "before", other } : { one: other, relation: "before", other: one }];
  });
  const pool = rng.shuffle(clues).slice(0, CLUES_PER_EVENT * events);
  if (forcedRelation(events, pool, 0, 1) !== relation) return undefined;
  // Clues that reach far go first, so that many small steps are left.
  const order = pool.toSorted((clue, next) => apart(next) - apart(clue));
  let needed = order;
  for (const clue of order) {
    const fewer = needed.filter((kept) => kept !== clue);
    if (forcedRelation(events, fewer, 0, 1) === relation) needed = fewer;
  }
  const left = rng.shuffle(order.filter((clue) => !needed.includes(clue)));
  return left.length < spare ? undefined : rng.shuffle([...needed, ...left.slice(0, spare)]);
}

export default class AllenRelation extends Bootcamp<Case, Relation, Level> {
  static readonly card: Card<Level> = {
    name: "AllenRelation",
    slug: "allen-relation",
    title: "Allen Relation",
    domain: "logical-reasoning",
    description:
      "From statements about which starts and ends of some events come before others or coincide, the relation of two of them is to be inferred, one of the thirteen of Allen's interval algebra. Harder cases have more events, statements that reach less far, and more statements that are not needed.",
    answerFormat: "the name of the relation, on a last line `Answer: …`",
    choices: 13,
    parameters: {
      events: { meaning: "events in all", min: 3, max: 12 },
      reach: { meaning: "how many moments apart the two ends in a statement may be", min: 1, max: 20 },
      spare: { meaning: "statements that are not needed", min: 0, max: 16 },
    },
    levels: [
      { events: 4, reach: 5, spare: 1 },
      { events: 6, reach: 4, spare: 4 },
      { events: 8, reach: 3, spare: 8 },
      { events: 11, reach: 2, spare: 14 },
    ],
  };

  readonly answerFormat = finalLine(vocabulary(NAMES));

  caseGenerator(rng: Rng, level: Level): Case {
    const relation = rng.choice(NAMES);
    const events = rng.sample(EVENTS, level.events);
    for (;;) {
      const clues = drawClues(rng, level, relation);
      if (clues !== undefined) return { events, clues, first: 0, second: 1 };
    }
  }

  promptFunc({ events, clues, first, second }: Case): string {
    const pointOf = (point: number): string => `${at(events, point >> 1)} ${point % 2 === 0 ? "started" : "ended"}`;
    const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
    return [
      `${events.length} events took place on one day, each of them once: ${events.toSorted().join(", ")}. Each event started before it ended. The following is known, and all of it is true:`,
      "",
      ...clues.map(
        ({ one, relation, other }, index) =>
          `${index + 1}. ${capital(pointOf(one))} ${relation === "before" ? "before" : "at the same moment when"} ${pointOf(other)}.`,
      ),
      "",
      `Let X be ${at(events, first)} and Y be ${at(events, second)}. Exactly one of these relations follows from what is known:`,
      "",
      ...NAMES.map((name) => `- ${name}: ${MEANINGS[name]}`),
      "",
      "In which relation is X to Y? Give its name, as it stands before the colon; if X ended at the moment when Y started, for instance, the line would be `Answer: meets`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ events, clues, first, second }: Case): string {
    return this.answerFormat.wrap(forcedRelation(events.length, clues, first, second) ?? "unknown");
  }

  verifyCorrection(answer: Relation, { events, clues, first, second }: Case): number {
    return answer === forcedRelation(events.length, clues, first, second) ? 1 : 0;
  }

  /** Statements that have to be looked through. */
  override hardness({ clues }: Case): number {
    return clues.length;
  }
}
