import { at, Bootcamp, type Card, finalLine, integer, range, type Rng, setOf, sortNumbers } from "campforge/bootcamp";

type Voice = "inspector" | "exercise" | "brief";

type Statement = {
  /** `least`: other − one ≥ minutes; `most`: other − one ≤ minutes; `within`: both ways at most so many. */
  readonly form: "least" | "most" | "within";
  readonly one: number;
  readonly other: number;
  readonly minutes: number;
};

type Case = {
  readonly events: readonly string[];
  readonly statements: readonly Statement[];
  readonly voice: Voice;
};

type Level = {
  readonly events: number;
  readonly statements: number;
  readonly ring: number;
  readonly size: number;
  readonly decoys: number;
};

/** The time of `to` minus the time of `from` is at most the weight, says a statement. */
type Bound = { readonly from: number; readonly to: number; readonly weight: number; readonly statement: number };

const VOICES: readonly Voice[] = ["inspector", "exercise", "brief"];

const EVENTS: readonly string[] = [
  "bell", "crash", "door slam", "fire", "alarm", "scream", "shot", "knock", "whistle", "toast", "speech", "splash",
  "siren", "flash", "song", "thunderclap", "phone call", "power cut", "laugh", "arrival", "departure", "handover",
];

/** Decoys that are tried for one case, and draws of which the best is taken. */
const MOST_TRIES = 25;
const MOST_DRAWS = 5;

/** Sweeps after which rough times are taken as a rule of thumb; without any, the bare numbers count. */
const SWEEPS: readonly number[] = [0, 2, 6, 20, 60];

function boundsOf({ form, one, other, minutes }: Statement, statement: number): readonly Bound[] {
  const latest = { from: one, to: other, weight: minutes, statement };
  switch (form) {
    case "least":
      return [{ from: other, to: one, weight: -minutes, statement }];
    case "most":
      return [latest];
    case "within":
      return [latest, { from: other, to: one, weight: minutes, statement }];
  }
}

/** One more bound on each walk: the least sum with which each event is reached, and the bound that reaches it. */
function lengthened(
  costs: readonly number[],
  bounds: readonly Bound[],
): { readonly costs: readonly number[]; readonly last: readonly (Bound | undefined)[] } {
  const next = costs.map(() => Infinity);
  const last = costs.map((): Bound | undefined => undefined);
  for (const bound of bounds) {
    const cost = at(costs, bound.from) + bound.weight;
    if (cost < at(next, bound.to)) {
      next[bound.to] = cost;
      last[bound.to] = bound;
    }
  }
  return { costs: next, last };
}

/** The places of the statements of a smallest contradictory set, none where there is no contradiction. */
function smallestContradiction(events: number, statements: readonly Statement[]): readonly number[] {
  const bounds = statements.flatMap(boundsOf);
  let best: readonly number[] = [];
  for (const start of range(events)) {
    let costs: readonly number[] = range(events).map((event) => (event === start ? 0 : Infinity));
    const layers: (readonly (Bound | undefined)[])[] = [];
    const most = best.length > 0 ? best.length - 1 : events;
    while (layers.length < most) {
      const step = lengthened(costs, bounds);
      costs = step.costs;
      layers.push(step.last);
      if (at(costs, start) >= 0) continue;
      const cycle: number[] = [];
      let event = start;
      for (const layer of layers.toReversed()) {
        const bound = layer[event];
        if (bound === undefined) break;
        cycle.push(bound.statement);
        event = bound.from;
      }
      best = cycle;
      break;
    }
  }
  return best;
}

/** Whether the last statement takes part in a contradiction of at most so many statements. */
function closesShort(events: number, statements: readonly Statement[], most: number): boolean {
  const bounds = statements.flatMap(boundsOf);
  const added = bounds.filter(({ statement }) => statement === statements.length - 1);
  return added.some(({ from, to, weight }) => {
    let costs: readonly number[] = range(events).map((event) => (event === to ? weight : Infinity));
    for (let length = 1; length < most; length++) {
      costs = lengthened(costs, bounds).costs;
      if (at(costs, from) < 0) return true;
    }
    return false;
  });
}

/** A statement that says at least that the time of `to` minus that of `from` is at most the weight. */
function stated(rng: Rng, from: number, to: number, weight: number): Statement {
  if (weight < 0 || (weight === 0 && rng.boolean())) return { form: "least", one: to, other: from, minutes: Math.abs(weight) };
  if (!rng.boolean(0.35)) return { form: "most", one: from, other: to, minutes: weight };
  const [one = from, other = to] = rng.shuffle([from, to]);
  return { form: "within", one, other, minutes: weight };
}

/** Statements around a cycle of events that contradict each other by a few minutes. */
function drawCycle(rng: Rng, times: readonly number[], size: number): Statement[] {
  const cycle = rng.sample(range(times.length), size);
  const short = rng.sample(range(size), rng.integer(1, 2));
  const [up, down] = rng.boolean() ? rng.sample(range(size), 2) : [-1, -1];
  return cycle.map((from, index) => {
    const to = at(cycle, (index + 1) % size);
    const slack = (index === up ? 1 : 0) - (index === down ? 1 : 0) - (short.includes(index) ? 1 : 0);
    return stated(rng, from, to, at(times, to) - at(times, from) + slack);
  });
}

/** The statements with some more, or undefined where one of these would close a contradiction of at most so many. */
function joined(
  events: number,
  statements: readonly Statement[],
  more: readonly Statement[],
  most: number,
): readonly Statement[] | undefined {
  const all = [...statements];
  for (const statement of more) {
    all.push(statement);
    if (closesShort(events, all, most)) return undefined;
  }
  return all;
}

function wordsOf({ form, one, other, minutes }: Statement, events: readonly string[]): string {
  const time = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  if (form === "within") return `The ${at(events, one)} and the ${at(events, other)} were within ${time} of each other.`;
  return `The ${at(events, other)} was at ${form} ${time} after the ${at(events, one)}.`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * A ring of direct statements, each with a tighter detour over an event of its own (one of them perhaps over two). The
 * ring with all detours contradicts itself, the ring alone does not, and it takes the best detours to contradict itself
 * with as many statements as are wanted.
 */
function drawCore(rng: Rng, times: readonly number[], { ring, size }: Level): Statement[] {
  const all = rng.shuffle(range(times.length));
  const events = all.slice(0, ring);
  const others = all.slice(ring);
  const wide = rng.boolean() ? rng.integer(0, ring - 1) : -1;
  const savings = range(ring).map((index) => (index === wide ? 1 : rng.integer(1, 4)));
  const best = sortNumbers(savings.filter((_, index) => index !== wide)).toReversed();
  const least = sum(best.slice(0, size - ring - 1));
  const slacks = range(ring).map(() => 0);
  const put = (slack: number): void => {
    const index = rng.integer(0, ring - 1);
    slacks[index] = at(slacks, index) + slack;
  };
  const total = rng.integer(least, least + at(best, size - ring - 1) - 1);
  for (let count = 0; count < total; count++) put(1);
  put(1);
  put(-1);
  const along = (from: number, to: number, slack: number): Statement =>
    stated(rng, from, to, at(times, to) - at(times, from) + slack);
  return events.flatMap((from, index) => {
    const to = at(events, (index + 1) % ring);
    const slack = at(slacks, index);
    const through = others.splice(0, index === wide ? 2 : 1);
    const stops = [from, ...through, to];
    const parts = [slack - rng.integer(1, 2), ...through.slice(1).map(() => rng.integer(-1, 1))];
    parts.push(slack - at(savings, index) - sum(parts));
    return [along(from, to, slack), ...parts.map((part, step) => along(at(stops, step), at(stops, step + 1), part))];
  });
}

/** Times after some sweeps that move the two events of each broken bound towards each other. */
function roughTimes(events: number, bounds: readonly Bound[], sweeps: number): readonly number[] {
  const times = range(events).map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const { from, to, weight } of bounds) {
      const excess = at(times, to) - at(times, from) - weight;
      if (excess <= 0) continue;
      times[to] = at(times, to) - excess / 2;
      times[from] = at(times, from) + excess / 2;
    }
  return times;
}

/** The length of the shortest contradiction that is met by always going on with the tightest bound, from any start. */
function byTightness(bounds: readonly Bound[], times: readonly number[]): number {
  const roomOf = ({ from, to, weight }: Bound): number => weight + at(times, from) - at(times, to);
  const leaving = times.map((_, event) =>
    bounds.filter(({ from }) => from === event).toSorted((one, other) => roomOf(one) - roomOf(other)),
  );
  let best = Infinity;
  for (const first of bounds) {
    const walk = [first];
    for (;;) {
      const end = at(walk, walk.length - 1).to;
      let next: Bound | undefined = undefined as Bound | undefined;
      for (const bound of at(leaving, end)) {
        const start = walk.findIndex(({ from }) => from === bound.to);
        if (start < 0) next ??= bound;
        else if (walk.length - start + 1 < best) {
          const cost = sum(walk.slice(start).map(({ weight }) => weight)) + bound.weight;
          if (cost < 0) best = walk.length - start + 1;
        }
      }
      if (next === undefined) break;
      walk.push(next);
    }
  }
  return best;
}

function isContradictory(events: number, statements: readonly Statement[]): boolean {
  const bounds = statements.flatMap(boundsOf);
  const latest = range(events).map(() => 0);
  for (let round = 0; round <= events; round++) {
    let isStill = true;
    for (const { from, to, weight } of bounds)
      if (at(latest, to) > at(latest, from) + weight) {
        latest[to] = at(latest, from) + weight;
        isStill = false;
      }
    if (isStill) return false;
  }
  return true;
}

/** How many statements are left when those are taken away, in their order, without which there is still a contradiction. */
function byThinning(events: number, statements: readonly Statement[]): number {
  let left = statements;
  for (const statement of statements) {
    const others = left.filter((one) => one !== statement);
    if (isContradictory(events, others)) left = others;
  }
  return left.length;
}

/** How many rules of thumb come to a contradiction as small as that. */
function paidRules(events: number, statements: readonly Statement[], size: number): number {
  const bounds = statements.flatMap(boundsOf);
  const lengths = [
    ...SWEEPS.map((sweeps) => byTightness(bounds, roughTimes(events, bounds, sweeps))),
    byThinning(events, statements),
    byThinning(events, statements.toReversed()),
  ];
  return lengths.filter((length) => length <= size).length;
}

function drawStatements(rng: Rng, level: Level): readonly Statement[] {
  const { events, size } = level;
  const times = range(events).map(() => rng.integer(0, 30));
  let statements: readonly Statement[] = [];
  while (smallestContradiction(events, statements).length !== size) statements = drawCore(rng, times, level);
  let decoys = 0;
  for (let tries = 0; tries < MOST_TRIES && decoys < level.decoys; tries++) {
    const decoy = drawCycle(rng, times, size + rng.integer(1, 2));
    const more = joined(events, statements, decoy, size);
    if (more === undefined) continue;
    statements = more;
    decoys++;
  }
  // The rest mostly agrees with the times, at least closely enough for no contradiction that is as short.
  for (let tries = 0; tries < 5 * MOST_TRIES && statements.length < level.statements; tries++) {
    const [from = 0, to = 1] = rng.sample(range(events), 2);
    const statement = stated(rng, from, to, at(times, to) - at(times, from) + rng.integer(-1, 6));
    const most = rng.boolean(0.1) ? size - 1 : size;
    statements = joined(events, statements, [statement], most) ?? statements;
  }
  return rng.shuffle(statements);
}

export default class SmallestContradiction extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "SmallestContradiction",
    slug: "smallest-contradiction",
    title: "Smallest Contradiction",
    domain: "algorithms",
    description:
      "Numbered statements bound the times between events from below, from above or both ways. Together they cannot all be true. A contradictory set of as few statements as possible is asked for; any smallest one is correct. Harder cases have more events and statements, larger smallest sets and more longer contradictions as decoys.",
    answerFormat: "the numbers of the statements in any order, separated by commas, on a last line `Answer: …`",
    parameters: {
      events: { meaning: "number of events", min: 8, max: 20 },
      statements: { meaning: "number of statements, fewer only where no more fit", min: 12, max: 70 },
      ring: {
        meaning: "statements of the ring whose every statement has a tighter detour; the smallest contradiction has more",
        min: 4,
        max: 8,
      },
      size: { meaning: "statements of a smallest contradictory set", min: 5, max: 11 },
      decoys: { meaning: "longer contradictions that are laid besides, fewer only where no more fit", min: 0, max: 6 },
    },
    levels: [
      { events: 9, statements: 17, ring: 4, size: 5, decoys: 1 },
      { events: 11, statements: 23, ring: 5, size: 6, decoys: 1 },
      { events: 12, statements: 29, ring: 5, size: 7, decoys: 1 },
      { events: 14, statements: 38, ring: 6, size: 8, decoys: 2 },
      { events: 17, statements: 50, ring: 7, size: 10, decoys: 2 },
    ],
  };

  readonly answerFormat = finalLine(setOf(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const { events, size } = level;
    let statements = drawStatements(rng, level);
    let paid = paidRules(events, statements, size);
    for (let draws = 1; draws < MOST_DRAWS && paid > 0; draws++) {
      const other = drawStatements(rng, level);
      const otherPaid = paidRules(events, other, size);
      if (otherPaid >= paid) continue;
      statements = other;
      paid = otherPaid;
    }
    return { events: rng.sample(EVENTS, events), statements, voice: rng.choice(VOICES) };
  }

  promptFunc({ events, statements, voice }: Case): string {
    const opening = {
      inspector:
        "An inspector has a numbered list of statements about when events happened. Taken together, they cannot all be true, and the inspector wants to show this with as few of them as possible.",
      exercise:
        "The numbered statements below are about the times of some events. All together they contradict each other. Find a contradictory set of them that is as small as possible.",
      brief: "Find a smallest contradictory subset of statements about times.",
    }[voice];
    return [
      opening,
      "",
      `The events: ${events.join(", ")}.`,
      "",
      "What the statements mean, for two events X and Y (all bounds are inclusive):",
      "- \"Y was at least n minutes after X\": time of Y − time of X ≥ n.",
      "- \"Y was at most n minutes after X\": time of Y − time of X ≤ n. Y may also have come before X, by any time; this form does not forbid it.",
      "- \"X and Y were within n minutes of each other\": the times of X and Y differ by at most n, whichever came first.",
      "Times are real numbers, not only whole minutes, and several events may happen at the same time.",
      "",
      "The statements:",
      ...statements.map((statement, index) => `${index + 1}. ${wordsOf(statement, events)}`),
      "",
      "A set of statements is contradictory if no times for the events make every statement of the set true. Find a contradictory set with the fewest statements possible: no contradictory set may have fewer. If there are several smallest sets, any of them is correct; a contradictory set that is not smallest is wrong.",
      "",
      "Give the numbers of the statements of your set in any order, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ events, statements }: Case): string {
    const smallest = smallestContradiction(events.length, statements);
    return this.answerFormat.wrap(sortNumbers(smallest.map((index) => index + 1)).join(", "));
  }

  verifyCorrection(answer: readonly number[], { events, statements }: Case): number {
    const chosen = statements.filter((_, index) => answer.includes(index + 1));
    const smallest = smallestContradiction(events.length, statements);
    const isSmallest = answer.length === smallest.length && chosen.length === answer.length;
    return isSmallest && isContradictory(events.length, chosen) ? 1 : 0;
  }
}
