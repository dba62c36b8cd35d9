import { at, Bootcamp, type Card, choiceOf, list, range, type Rng, tagged } from "campforge/bootcamp";

type Verdict = "must" | "may" | "cannot";

/** The second event is at least so many days after the first, or at most so many. */
type Fact = {
  readonly first: number;
  readonly second: number;
  readonly bound: "least" | "most";
  readonly days: number;
};

/** Whether one event falls on an earlier day than another. */
type Claim = { readonly first: number; readonly second: number };

type Case = {
  readonly events: readonly string[];
  readonly facts: readonly Fact[];
  readonly claims: readonly Claim[];
};

type Level = {
  readonly events: number;
  readonly facts: number;
  readonly claims: number;
  readonly links: number;
};

const VERDICTS: readonly Verdict[] = ["must", "may", "cannot"];
const EVENTS = [
  "the auction", "the banquet", "the census", "the debate", "the election", "the fair", "the harvest", "the inquest",
  "the jubilee", "the launch", "the market", "the parade", "the regatta", "the strike", "the trial", "the wedding",
];

const MOST_DRAWS = 120;

/** The greatest number of days by which each event can lie after each other one, and the facts that takes. */
type Limits = { readonly days: readonly (readonly number[])[]; readonly links: readonly (readonly number[])[] };

function limitsOf(events: number, facts: readonly Fact[]): Limits {
  const days = range(events).map((from) => range(events).map((to) => (from === to ? 0 : Infinity)));
  const links = range(events).map(() => range(events).map(() => 0));
  const lower = (from: number, to: number, limit: number, count: number): void => {
    const before = at(at(days, from), to);
    if (limit > before || (limit === before && count >= at(at(links, from), to))) return;
    at(days, from)[to] = limit;
    at(links, from)[to] = count;
  };
  for (const { first, second, bound, days: count } of facts)
    if (bound === "most") lower(first, second, count, 1);
    else lower(second, first, -count, 1);
  for (const via of range(events))
    for (const from of range(events))
      for (const to of range(events))
        lower(
          from,
          to,
          at(at(days, from), via) + at(at(days, via), to),
          at(at(links, from), via) + at(at(links, via), to),
        );
  return { days, links };
}

/** What the facts say of a claim, and how many of them it takes. */
function judge({ days, links }: Limits, { first, second }: Claim): { readonly verdict: Verdict; readonly links: number } {
  // The first is surely earlier where it lies a negative number of days after the second at the most.
  if (at(at(days, second), first) < 0) return { verdict: "must", links: at(at(links, second), first) };
  if (at(at(days, first), second) <= 0) return { verdict: "cannot", links: at(at(links, first), second) };
  return { verdict: "may", links: Math.max(at(at(links, first), second), at(at(links, second), first)) };
}

function verdictsOf({ events, facts, claims }: Case): readonly Verdict[] {
  const limits = limitsOf(events.length, facts);
  return claims.map((claim) => judge(limits, claim).verdict);
}

/** True where the claims are not all judged rightly by the facts of the form “at least” alone. */
function needsUpperLimits(instance: Case): boolean {
  const lower = instance.facts.filter(({ bound }) => bound === "least");
  return verdictsOf({ ...instance, facts: lower }).join() !== verdictsOf(instance).join();
}

/** Facts that are true of one timetable. */
function drawFacts(rng: Rng, level: Level): readonly Fact[] {
  const dates = range(level.events).map(() => rng.integer(0, level.events * 3));
  const seen = new Set<string>();
  const facts: Fact[] = [];
  for (let draw = 0; facts.length < level.facts && draw < MOST_DRAWS * 5; draw++) {
    const [first = 0, second = 1] = rng.sample(range(level.events), 2);
    const distance = at(dates, second) - at(dates, first);
    const bound = rng.boolean(0.6) ? "least" : "most";
    const days = bound === "least" ? distance - rng.integer(0, 3) : distance + rng.integer(0, 3);
    const key = [first, second].toSorted().join();
    if (days < 1 || days > 14 || seen.has(key)) continue;
    seen.add(key);
    facts.push({ first, second, bound, days });
  }
  return facts;
}

/** Claims with every verdict about equally often, of which those that are decided take some facts each. */
function drawClaims(rng: Rng, facts: readonly Fact[], level: Level): readonly Claim[] {
  const limits = limitsOf(level.events, facts);
  const all = range(level.events).flatMap((first) =>
    range(level.events)
      .filter((second) => second !== first)
      .map((second) => ({ first, second })),
  );
  const spare = rng.sample(VERDICTS, level.claims % 3);
  return VERDICTS.flatMap((wanted) => {
    const fitting = rng
      .shuffle(all.filter((claim) => judge(limits, claim).verdict === wanted))
      .toSorted((one, other) => Number(judge(limits, other).links >= level.links) - Number(judge(limits, one).links >= level.links));
    return fitting.slice(0, Math.floor(level.claims / 3) + (spare.includes(wanted) ? 1 : 0));
  });
}

export default class TimelineVerdicts extends Bootcamp<Case, readonly Verdict[], Level> {
  static readonly card: Card<Level> = {
    name: "TimelineVerdicts",
    slug: "timeline-verdicts",
    title: "Timeline Verdicts",
    domain: "logical-reasoning",
    description:
      "Of some events it is known how many days one lies after another at least or at most. Of a dozen claims that one is earlier than another it is to be said whether each must, may or cannot be true. Harder cases have more events, and claims that are decided only by several facts together.",
    answerFormat: "`must`, `may` or `cannot` for each claim, in order, between <answer> tags",
    parameters: {
      events: { meaning: "number of events", min: 5, max: 16 },
      facts: { meaning: "number of facts", min: 4, max: 24 },
      claims: { meaning: "number of claims", min: 9, max: 15 },
      links: { meaning: "facts on which most decided claims rest, at the least", min: 1, max: 6 },
    },
    levels: [
      { events: 6, facts: 6, claims: 10, links: 2 },
      { events: 7, facts: 8, claims: 10, links: 2 },
      { events: 9, facts: 11, claims: 12, links: 3 },
      { events: 11, facts: 14, claims: 12, links: 4 },
      { events: 13, facts: 17, claims: 14, links: 5 },
    ],
  };

  readonly answerFormat = tagged(list(choiceOf(VERDICTS)));

  caseGenerator(rng: Rng, level: Level): Case {
    const events = rng.sample(EVENTS, level.events);
    let facts = drawFacts(rng, level);
    let claims = drawClaims(rng, facts, level);
    for (let draw = 1; draw < MOST_DRAWS && (claims.length < level.claims || !needsUpperLimits({ events, facts, claims })); draw++) {
      facts = drawFacts(rng, level);
      claims = drawClaims(rng, facts, level);
    }
    return { events, facts, claims: rng.shuffle(claims) };
  }

  promptFunc({ events, facts, claims }: Case): string {
    const nameOf = (event: number): string => at(events, event);
    const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
    const daysOf = (days: number): string => (days === 1 ? "1 day" : `${days} days`);
    const wordingOf = ({ first, second, bound, days }: Fact): string =>
      bound === "least"
        ? `- ${capital(nameOf(second))} was at least ${daysOf(days)} after ${nameOf(first)}.`
        : `- ${capital(nameOf(second))} was at most ${daysOf(days)} after ${nameOf(first)}.`;
    return [
      `A chronicle mentions ${events.length} events: ${events.join(", ")}. Each took place on a single day; several may have been on the same day. No dates are known, only this:`,
      "",
      ...facts.map(wordingOf),
      "",
      "“At least 3 days after” means that the difference of the two dates is 3 days or more (the day after is 1 day after). “At most 3 days after” sets an upper limit only: the event was on one of the 3 days after the other, on the same day, or on any day before it.",
      "",
      "Judge each of these claims by all of the facts together. A claim that one event was before another means that it was on an earlier day; on the same day does not count as before.",
      ...claims.map(({ first, second }, claim) => `${claim + 1}. ${capital(nameOf(first))} was before ${nameOf(second)}.`),
      "",
      "- must: the claim is true in every timetable of whole days that agrees with all facts.",
      "- cannot: it is true in none of them.",
      "- may: it is true in some of them and false in others.",
      "",
      `Give ${claims.length} verdicts in the order of the claims, separated by commas, each of them must, may or cannot; for three claims this could be may, must, may.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(verdictsOf(instance).join(", "));
  }

  verifyCorrection(answer: readonly Verdict[], instance: Case): number {
    return answer.join() === verdictsOf(instance).join() ? 1 : 0;
  }

  /** Facts that it takes to decide the claims, all together. */
  override hardness({ events, facts, claims }: Case): number {
    const limits = limitsOf(events.length, facts);
    return claims.reduce((sum, claim) => sum + judge(limits, claim).links, 0);
  }
}
