import { at, Bootcamp, type Card, finalLine, list, range, type Rng, text } from "campforge/bootcamp";

type Case = {
  /** By row and column, the points by which one player beat another; 0 where they did not play or it lost. */
  readonly margins: readonly (readonly number[])[];
  /** Pairs of players that may not stand next to each other. */
  readonly apart: readonly (readonly [number, number])[];
  readonly voice: "club" | "brief";
};

type Level = {
  readonly players: number;
  readonly apart: number;
  readonly largest: number;
  /** Percent of the pairs that played. */
  readonly played: number;
};

const LETTERS = [..."ABCDEFGHJ"];
const MOST_TRIES = 60;

type Rules = Omit<Case, "voice">;

const pay = ({ margins }: Rules, winner: number, loser: number): number => at(at(margins, winner), loser);

const isBarred = ({ apart }: Rules, one: number, other: number): boolean =>
  apart.some(([a, b]) => (a === one && b === other) || (a === other && b === one));

/** The sum of the upsets of a table, the best player first; undefined where barred players are neighbours. */
function costOf(rules: Rules, order: readonly number[]): number | undefined {
  let cost = 0;
  for (const [place, player] of order.entries()) {
    const next = order[place + 1];
    if (next !== undefined && isBarred(rules, player, next)) return undefined;
    for (const lower of order.slice(place + 1)) cost += pay(rules, lower, player);
  }
  return cost;
}

/** A best table: for each set of players at the top and the last of them, the least sum so far. */
function solve(rules: Rules): { readonly cost: number; readonly order: readonly number[] } {
  const size = rules.margins.length;
  const barred = range(size).map((one) => range(size).map((other) => isBarred(rules, one, other)));
  const least = new Array<number>(size << size).fill(Infinity);
  const before = new Array<number>(size << size).fill(-1);
  for (let set = 1; set < 1 << size; set++) {
    for (let last = 0; last < size; last++) {
      if ((set & (1 << last)) === 0) continue;
      const rest = set ^ (1 << last);
      // What this player costs: all players below it that beat it.
      let own = 0;
      for (let lower = 0; lower < size; lower++) if ((set & (1 << lower)) === 0) own += pay(rules, lower, last);
      if (rest === 0) least[set * size + last] = own;
      for (let previous = 0; previous < size; previous++) {
        if ((rest & (1 << previous)) === 0 || at(at(barred, previous), last)) continue;
        const cost = at(least, rest * size + previous) + own;
        if (cost >= at(least, set * size + last)) continue;
        least[set * size + last] = cost;
        before[set * size + last] = previous;
      }
    }
  }
  let set = (1 << size) - 1;
  const ends = range(size).map((last) => at(least, set * size + last));
  const cost = Math.min(...ends);
  if (cost === Infinity) return { cost, order: [] };
  const order: number[] = [];
  for (let last = ends.indexOf(cost); last >= 0; ) {
    order.unshift(last);
    const previous = at(before, set * size + last);
    set ^= 1 << last;
    last = previous;
  }
  return { cost, order };
}

/** Tables that a glance would give: by points won less points lost, by games won, and the first of these put right by exchanges. */
function glances(rules: Rules): readonly (readonly number[])[] {
  const players = range(rules.margins.length);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const sorted = (rate: (player: number) => number): readonly number[] => players.toSorted((a, b) => rate(b) - rate(a));
  const byPoints = sorted((player) => sum(players.map((other) => pay(rules, player, other) - pay(rules, other, player))));
  const byWins = sorted((player) => players.filter((other) => pay(rules, player, other) > 0).length);
  const swapped = [...byPoints];
  for (let round = 0; round < players.length; round++) {
    for (const place of range(players.length - 1)) {
      const [upper, lower] = [at(swapped, place), at(swapped, place + 1)];
      if (pay(rules, lower, upper) > pay(rules, upper, lower)) [swapped[place], swapped[place + 1]] = [lower, upper];
    }
  }
  return [byPoints, byWins, swapped];
}

function drawRules(rng: Rng, { players, apart, largest, played }: Level): Rules {
  const margins = range(players).map(() => range(players).map(() => 0));
  const pairs = range(players).flatMap((one) => range(one).map((other): [number, number] => [one, other]));
  for (const [one, other] of pairs) {
    if (!rng.boolean(played / 100)) continue;
    const [winner, loser] = rng.boolean() ? [one, other] : [other, one];
    at(margins, winner)[loser] = rng.integer(1, largest);
  }
  return { margins, apart: rng.sample(pairs, apart) };
}

function isDemanding(rules: Rules): boolean {
  const { cost } = solve(rules);
  return cost > 0 && cost < Infinity && glances(rules).every((order) => costOf(rules, order) !== cost);
}

export default class FewestUpsets extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "FewestUpsets",
    slug: "fewest-upsets",
    title: "Fewest Upsets",
    domain: "algorithms",
    description:
      "Players of a tournament are to be put in a table so that the points of all games in which a lower player beat a higher one add up to as little as possible; some players may not be neighbours in the table. Any best table is correct. Harder cases have more players, more games and more such pairs.",
    answerFormat: "the letters of the players, the first place first, separated by commas, on a last line `Answer: …`",
    parameters: {
      players: { meaning: "number of players", min: 4, max: 9 },
      apart: { meaning: "pairs that may not be neighbours", min: 0, max: 8 },
      largest: { meaning: "greatest margin of a game", min: 2, max: 99 },
      played: { meaning: "percent of the pairs that played", min: 40, max: 100 },
    },
    levels: [
      { players: 5, apart: 1, largest: 9, played: 90 },
      { players: 6, apart: 2, largest: 12, played: 90 },
      { players: 7, apart: 3, largest: 20, played: 95 },
      { players: 8, apart: 4, largest: 30, played: 95 },
      { players: 9, apart: 6, largest: 30, played: 100 },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "upper" })));

  caseGenerator(rng: Rng, level: Level): Case {
    let rules = drawRules(rng, level);
    for (let tried = 1; tried < MOST_TRIES && !isDemanding(rules); tried++) rules = drawRules(rng, level);
    // A sparse case whose players cannot be placed at all keeps none of its bars.
    if (solve(rules).cost === Infinity) rules = { ...rules, apart: [] };
    return { ...rules, voice: rng.choice(["club", "brief"]) };
  }

  promptFunc({ margins, apart, voice }: Case): string {
    const players = margins.length;
    const name = (player: number): string => at(LETTERS, player);
    const games = margins.flatMap((row, winner) =>
      row.flatMap((margin, loser) => (margin > 0 ? [`${name(winner)} beat ${name(loser)} by ${margin}`] : [])),
    );
    const opening =
      voice === "club"
        ? `The chess club wants to hang up a table of its ${players} players after the autumn tournament. These games were decided, with a margin of so many points:`
        : `Rank ${players} players, ${LETTERS.slice(0, players).join(", ")}, by these results (the number is the margin in points):`;
    return [
      opening,
      "",
      ...games.map((game) => `- ${game}`),
      "",
      "Rules:",
      `1. The table has each of the players ${LETTERS.slice(0, players).join(", ")} exactly once, from the first place to the last.`,
      "2. A game is an upset if its winner stands below its loser in the table, however far. The upset costs the margin of the game. Pairs that are not listed did not play or drew and cost nothing.",
      ...(apart.length === 0
        ? []
        : [`3. Players from the same family do not stand directly one below the other, in either order: ${apart.map(([one, other]) => `${name(one)} and ${name(other)}`).join("; ")}.`]),
      "",
      "Find a table that keeps the rules and whose upsets together cost as little as possible. If several tables are equally good, any of them is correct.",
      "",
      `Give the ${players} letters, the first place first, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      solve(instance)
        .order.map((player) => at(LETTERS, player))
        .join(", "),
    );
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const order = answer.map((letter) => LETTERS.indexOf(letter));
    const players = range(instance.margins.length);
    if (order.length !== players.length || players.some((player) => !order.includes(player))) return 0;
    return costOf(instance, order) === solve(instance).cost ? 1 : 0;
  }
}
