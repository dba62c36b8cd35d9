import { at, Bootcamp, type Card, choiceOf, integer, mapping, range, type Rng, tagged, textTable } from "campforge/bootcamp";

type Method = "whole" | "odd" | "quota";

type Case = {
  readonly parties: readonly { readonly name: string; readonly votes: number }[];
  readonly seats: number;
  readonly method: Method;
  /** Percent of all votes that a list needs for a seat, 0 where there is no such rule. */
  readonly threshold: number;
  /** Positions of two parties that stand as one list; empty where there are none. */
  readonly allies: readonly number[];
};

type Level = {
  readonly parties: number;
  readonly leastSeats: number;
  readonly mostSeats: number;
  readonly threshold: number;
  readonly allies: boolean;
};

const NAMES = [
  "Anchor", "Birch", "Comet", "Dawn", "Ember", "Falcon", "Grove", "Harbour", "Iris", "Juniper", "Kite", "Lantern", "Meadow", "Nordic", "Orchard",
] as const;

const METHODS: readonly Method[] = ["whole", "odd", "quota"];
const MOST_TRIES = 100;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The seats of each list, or undefined where equal claims meet at the last seat. */
function distribute(votes: readonly number[], seats: number, method: Method): number[] | undefined {
  const total = sum(votes);
  const whole = votes.map((count) => (method === "quota" ? Math.floor((count * seats) / total) : 0));
  const left = seats - sum(whole);
  const claims = range(votes.length).flatMap((list) =>
    method === "quota"
      ? [{ list, over: (at(votes, list) * seats) % total, under: 1 }]
      : range(seats).map((had) => ({ list, over: at(votes, list), under: method === "odd" ? 2 * had + 1 : had + 1 })),
  );
  const ranked = claims.toSorted((one, other) => other.over * one.under - one.over * other.under);
  const [last, next] = [ranked[left - 1], ranked[left]];
  if (last !== undefined && next !== undefined && last.over * next.under === next.over * last.under) return undefined;
  const won = ranked.slice(0, left);
  return whole.map((count, list) => count + won.filter((claim) => claim.list === list).length);
}

/** The seats of each party, or undefined where the votes leave them open. */
function solve({ parties, seats, method, threshold, allies }: Case): number[] | undefined {
  const votes = parties.map((party) => party.votes);
  const singles = range(parties.length).filter((party) => !allies.includes(party));
  const lists = [...singles.map((party) => [party]), ...(allies.length > 0 ? [allies] : [])];
  const votesOf = (list: readonly number[]): number => sum(list.map((party) => at(votes, party)));
  const admitted = lists.filter((list) => votesOf(list) * 100 >= threshold * sum(votes));
  const outer = distribute(admitted.map(votesOf), seats, method);
  if (outer === undefined) return undefined;
  const result = parties.map(() => 0);
  for (const [index, list] of admitted.entries()) {
    const inner = distribute(
      list.map((party) => at(votes, party)),
      at(outer, index),
      method,
    );
    if (inner === undefined) return undefined;
    list.forEach((party, place) => (result[party] = at(inner, place)));
  }
  return result;
}

/** True when shares of the votes, rounded to the nearest number, are not the answer. */
function isTricky(instance: Case, seats: readonly number[]): boolean {
  const total = sum(instance.parties.map(({ votes }) => votes));
  return instance.parties.some(({ votes }, party) => Math.round((votes * instance.seats) / total) !== at(seats, party));
}

function drawCase(rng: Rng, level: Level): Case {
  const names = rng.sample(NAMES, level.parties).toSorted();
  const parties = names.map((name) => ({
    name,
    votes: rng.boolean(0.7) ? rng.integer(4_000, 60_000) : rng.integer(700, 9_000),
  }));
  return {
    parties,
    seats: rng.integer(level.leastSeats, Math.max(level.leastSeats, level.mostSeats)),
    method: rng.choice(METHODS),
    threshold: level.threshold,
    allies: level.allies ? rng.distinctIntegers(2, 0, level.parties - 1).toSorted((one, other) => one - other) : [],
  };
}

const RULES: Readonly<Record<Method, string>> = {
  whole:
    "Seats are given out one at a time. Each goes to the list for which its votes divided by (seats it has already + 1) is greatest.",
  odd: "Seats are given out one at a time. Each goes to the list for which its votes divided by (2 × seats it has already + 1) is greatest.",
  quota:
    "The quota is the number of votes of all lists that take part in the distribution, divided by the number of seats to be given out (not rounded). Each list first receives one seat for every whole quota that its votes contain. The seats that are then left go, one each, to the lists whose votes have the largest remainders after those whole quotas are taken off.",
};

export default class SeatApportionment extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "SeatApportionment",
    slug: "seat-apportionment",
    title: "Seats of a Council",
    domain: "mathematical-modelling",
    description:
      "The votes of parties are to be turned into seats by one of three rules: highest averages with all or with odd divisors, or largest remainders. Harder cases have more parties and seats, a threshold, and two parties that stand as one list and share its seats afterwards.",
    answerFormat: "the seats of every party, one `Name: seats` a line, between <answer> and </answer>",
    parameters: {
      parties: { meaning: "number of parties", min: 3, max: 12 },
      leastSeats: { meaning: "seats at the least", min: 5, max: 40 },
      mostSeats: { meaning: "seats at the most", min: 7, max: 60 },
      threshold: { meaning: "percent of all votes that a list needs", min: 0, max: 8 },
      allies: { meaning: "whether two parties stand as one list" },
    },
    levels: [
      { parties: 3, leastSeats: 5, mostSeats: 9, threshold: 0, allies: false },
      { parties: 4, leastSeats: 8, mostSeats: 14, threshold: 0, allies: false },
      { parties: 6, leastSeats: 11, mostSeats: 19, threshold: 4, allies: false },
      { parties: 7, leastSeats: 15, mostSeats: 27, threshold: 5, allies: true },
      { parties: 10, leastSeats: 25, mostSeats: 45, threshold: 5, allies: true },
    ],
  };

  readonly answerFormat = tagged(mapping(choiceOf(NAMES), integer({ min: 0 })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const instance = drawCase(rng, level);
      const seats = solve(instance);
      if (seats !== undefined && (tried >= MOST_TRIES || isTricky(instance, seats))) return instance;
    }
  }

  promptFunc({ parties, seats, method, threshold, allies }: Case): string {
    const table = textTable(
      ["party", "votes"],
      parties.map(({ name, votes }) => [name, votes]),
    );
    const [one, other] = allies.map((party) => at(parties, party).name);
    const total = sum(parties.map(({ votes }) => votes));
    return [
      `A council has ${seats} seats. These votes were cast, ${total} in all:`,
      "",
      table,
      "",
      ...(allies.length > 0
        ? [
            `${one} and ${other} stand as one list, with the votes of both; every other party is a list by itself. The seats of their list are afterwards given out between ${one} and ${other} by the same rule, as if the list's seats were all seats and these two parties all lists. The threshold below does not apply between them.`,
          ]
        : ["Every party is a list by itself."]),
      threshold > 0
        ? `Only lists with at least ${threshold} percent of all votes cast take part in the distribution; the others receive no seats, and their votes play no further part.`
        : "There is no threshold: all lists take part in the distribution.",
      RULES[method],
      "",
      "How many seats does each party receive? No equal claims occur where it would matter.",
      "Write one line for every party, also for those without a seat, of the form `Name: seats`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const seats = solve(instance) ?? [];
    return this.answerFormat.wrap(
      instance.parties.map(({ name }, party) => `${name}: ${at(seats, party)}`).join("\n"),
    );
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const seats = solve(instance);
    if (seats === undefined || answer.size !== instance.parties.length) return 0;
    return instance.parties.every(({ name }, party) => answer.get(name) === at(seats, party)) ? 1 : 0;
  }
}
