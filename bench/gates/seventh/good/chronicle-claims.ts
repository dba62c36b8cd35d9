import { at, Bootcamp, type Card, choiceOf, finalLine, list, range, type Rng } from "campforge/bootcamp";

/** `later` is at least `days` days after `earlier`; or, where `isLimit`, at most so many. */
type Statement = {
  readonly earlier: number;
  readonly later: number;
  readonly days: number;
  readonly isLimit: boolean;
};

type Verdict = "certain" | "impossible" | "open";

type Case = {
  readonly events: readonly string[];
  readonly facts: readonly Statement[];
  readonly claims: readonly Statement[];
};

type Level = {
  readonly events: number;
  readonly facts: number;
  readonly claims: number;
  /** Facts that have to be put together for a claim that is not open. */
  readonly chain: number;
  readonly longest: number;
};

const VERDICTS = ["certain", "impossible", "open"] as const;
const EVENTS = [
  "the coronation", "the siege", "the great fire", "the treaty", "the eclipse", "the wedding", "the flood", "the mutiny",
  "the harvest feast", "the trial", "the tournament", "the comet", "the plague", "the council", "the earthquake",
  "the pilgrimage", "the raid", "the amnesty",
];
const MOST_TRIES = 60;

/** For all pairs of events the least that the second minus the first may be, -Infinity where nothing is known, by at most so many facts in a chain. */
type Bounds = readonly (readonly number[])[];

/** The difference that a statement bounds from below: `second - first >= least`. */
const bound = ({ earlier, later, days, isLimit }: Statement): { first: number; second: number; least: number } =>
  isLimit ? { first: later, second: earlier, least: -days } : { first: earlier, second: later, least: days };

function boundsOf(events: number, facts: readonly Statement[], chain: number): Bounds {
  let bounds: Bounds = range(events).map((one) => range(events).map((other) => (one === other ? 0 : -Infinity)));
  for (let length = 0; length < chain; length++) {
    const next = bounds.map((row) => [...row]);
    for (const fact of facts) {
      const { first, second, least } = bound(fact);
      for (const [start, row] of bounds.entries()) {
        const target = at(next, start);
        target[second] = Math.max(at(target, second), at(row, first) + least);
      }
    }
    if (next.every((row, one) => row.every((value, other) => value === at(at(bounds, one), other)))) break;
    bounds = next;
  }
  return bounds;
}

function judge(bounds: Bounds, claim: Statement): Verdict {
  const { first, second, least } = bound(claim);
  if (at(at(bounds, first), second) >= least) return "certain";
  return -at(at(bounds, second), first) < least ? "impossible" : "open";
}

const verdicts = ({ events, facts, claims }: Case): readonly Verdict[] => {
  const bounds = boundsOf(events.length, facts, events.length);
  return claims.map((claim) => judge(bounds, claim));
};

function drawFacts(rng: Rng, level: Level): readonly Statement[] {
  const dates = range(level.events).map(() => rng.integer(0, level.longest));
  const facts: Statement[] = [];
  // A random tree first, so that all events hang together.
  const order = rng.shuffle(range(level.events));
  while (facts.length < level.facts) {
    const one = facts.length < level.events - 1 ? at(order, facts.length + 1) : rng.integer(0, level.events - 1);
    const other = facts.length < level.events - 1 ? at(order, rng.integer(0, facts.length)) : rng.integer(0, level.events - 1);
    const [earlier, later] = at(dates, one) <= at(dates, other) ? [one, other] : [other, one];
    const gap = at(dates, later) - at(dates, earlier);
    const isLimit = gap === 0 || rng.boolean(0.45);
    const days = isLimit ? gap + rng.integer(gap === 0 ? 1 : 0, 3) : Math.max(1, gap - rng.integer(0, 3));
    const isKnown = facts.some((fact) => [fact.earlier, fact.later].includes(one) && [fact.earlier, fact.later].includes(other));
    if (earlier !== later && !isKnown) facts.push({ earlier, later, days, isLimit });
  }
  return facts;
}

/** A claim of the wanted verdict for which chains of fewer facts do not suffice, or undefined. */
function drawClaim(rng: Rng, level: Level, known: Bounds, quick: Bounds, wanted: Verdict): Statement | undefined {
  const [earlier = 0, later = 0] = rng.sample(range(level.events), 2);
  const isLimit = rng.boolean();
  const low = at(at(known, earlier), later);
  const high = -at(at(known, later), earlier);
  const near = rng.boolean() ? low : high;
  if (!Number.isFinite(near)) return undefined;
  const claim = { earlier, later, days: Math.max(1, near + rng.integer(-2, 2)), isLimit };
  if (judge(known, claim) !== wanted) return undefined;
  return wanted === "open" || judge(quick, claim) === "open" ? claim : undefined;
}

function drawCase(rng: Rng, level: Level): Case | undefined {
  const events = rng.sample(EVENTS, level.events);
  const facts = drawFacts(rng, level);
  const known = boundsOf(level.events, facts, level.events);
  const quick = boundsOf(level.events, facts, level.chain - 1);
  const claims: Statement[] = [];
  let wanted = rng.choice(VERDICTS);
  for (let tried = 0; tried < 60 * level.claims && claims.length < level.claims; tried++) {
    const claim = drawClaim(rng, level, known, quick, wanted);
    const isNew = !claims.some(
      ({ earlier, later, isLimit }) => earlier === claim?.earlier && later === claim.later && isLimit === claim.isLimit,
    );
    if (claim === undefined || !isNew) continue;
    claims.push(claim);
    wanted = rng.choice(VERDICTS);
  }
  if (claims.length < level.claims) return undefined;
  // Facts that no verdict needs are left out.
  let drawn: Case = { events, facts: rng.shuffle(facts), claims };
  const truth = verdicts(drawn).join();
  for (const fact of drawn.facts) {
    const fewer = { ...drawn, facts: drawn.facts.filter((other) => other !== fact) };
    if (verdicts(fewer).join() === truth) drawn = fewer;
  }
  return drawn;
}

export default class ChronicleClaims extends Bootcamp<Case, readonly Verdict[], Level> {
  static readonly card: Card<Level> = {
    name: "ChronicleClaims",
    slug: "chronicle-claims",
    title: "Chronicle Claims",
    domain: "logical-reasoning",
    description:
      "A chronicle says of pairs of events how many days at least, or at most, the one was after the other. Of a list of claims of the same kind it is to be said which are certain, impossible or open. Harder cases need longer chains of facts.",
    answerFormat: "certain, impossible or open for each claim, in order, on a last line `Answer: …`",
    parameters: {
      events: { meaning: "number of events", min: 4, max: 18 },
      facts: { meaning: "facts drawn, of which those are told that some verdict needs", min: 4, max: 40 },
      claims: { meaning: "claims to be judged", min: 8, max: 20 },
      chain: { meaning: "facts that must be put together at least to settle a claim", min: 2, max: 5 },
      longest: { meaning: "days between the first and the last event at most", min: 5, max: 60 },
    },
    levels: [
      { events: 5, facts: 6, claims: 10, chain: 2, longest: 12 },
      { events: 7, facts: 10, claims: 10, chain: 2, longest: 18 },
      { events: 9, facts: 14, claims: 12, chain: 3, longest: 25 },
      { events: 12, facts: 19, claims: 12, chain: 4, longest: 34 },
      { events: 15, facts: 25, claims: 14, chain: 5, longest: 45 },
    ],
  };

  readonly answerFormat = finalLine(list(choiceOf(VERDICTS)));

  caseGenerator(rng: Rng, level: Level): Case {
    let chain = level.chain;
    for (let tried = 1; ; tried++) {
      const drawn = drawCase(rng, { ...level, chain });
      if (drawn !== undefined) return drawn;
      if (tried % MOST_TRIES === 0) chain = Math.max(2, chain - 1);
    }
  }

  promptFunc({ events, facts, claims }: Case): string {
    const told = ({ earlier, later, days, isLimit }: Statement): string => {
      const unit = days === 1 ? "day" : "days";
      const subject = at(events, later).replace("the", "The");
      return `${subject} was ${isLimit ? "no later than" : "at least"} ${days} ${unit} after ${at(events, earlier)}`;
    };
    return [
      "A chronicle tells of events, each of which took place on one day. Days are whole days, counted through without a gap; several events may fall on the same day. The chronicle is reliable, and nothing else is known of the events:",
      "",
      ...facts.map((fact) => `- ${told(fact)}.`),
      "",
      `"X was at least 3 days after Y" means that the number of the day of X is greater than that of Y by 3 or more. "X was no later than 3 days after Y" means that it is not greater by more than 3; X may then also have been on the same day as Y, or on any day before it.`,
      "",
      "Historians claim:",
      ...claims.map((claim, index) => `${index + 1}. ${told(claim)}.`),
      "",
      "Judge each claim on its own by the chronicle alone: it is certain if it holds for all dates of the events that agree with the chronicle, impossible if it holds for none of them, and open otherwise.",
      "",
      `Give ${claims.length} words, separated by commas, in the order of the claims. Each is one of: certain, impossible, open.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(verdicts(instance).join(", "));
  }

  verifyCorrection(answer: readonly Verdict[], instance: Case): number {
    const truth = verdicts(instance);
    return answer.length === truth.length && truth.every((verdict, index) => answer[index] === verdict) ? 1 : 0;
  }
}
