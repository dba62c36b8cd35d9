import { at, Bootcamp, type Card, finalLine, integer, list, range, type Rng, sortNumbers, textTable } from "campforge/bootcamp";

type Voice = "market" | "contest" | "brief";

type Row = {
  readonly capacity: number;
  readonly bonus: number;
  /** The mark of each crate, one capital letter each. */
  readonly marks: string;
  readonly weights: readonly number[];
  readonly values: readonly number[];
};

type Case = Row & { readonly voice: Voice };

type Level = {
  readonly crates: number;
  readonly growers: number;
  readonly lightest: number;
  readonly heaviest: number;
  /** By how many percent the value per weight may lie above or below the usual one. */
  readonly spread: number;
  /** What must not find a best choice: greedy rules, or these with single exchanges afterwards, too. */
  readonly trap: string;
};

const VOICES: readonly Voice[] = ["market", "contest", "brief"];
/** Rows that are drawn at the most; where the weights and values are all alike, none is demanding. */
const MOST_ROWS = 1_000;
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The gain of crates in increasing order, counted from 0; undefined where they quarrel or are too heavy. */
function gainOf({ capacity, bonus, marks, weights, values }: Row, crates: readonly number[]): number | undefined {
  let weight = 0;
  let gain = 0;
  for (const [index, crate] of crates.entries()) {
    weight += at(weights, crate);
    gain += at(values, crate);
    if (crates[index - 1] !== crate - 1) continue;
    if (marks.charAt(crate) !== marks.charAt(crate - 1)) return undefined;
    gain += bonus;
  }
  return weight <= capacity ? gain : undefined;
}

/** For each number of crates from the left: the best gain within each weight, once with the last of them left and once with it bought; -Infinity where that cannot be. */
type Table = readonly (readonly [left: readonly number[], bought: readonly number[]])[];

function tabulate({ capacity, bonus, marks, weights, values }: Row, quarrel: boolean): Table {
  const rooms = range(capacity + 1);
  const table: [left: number[], bought: number[]][] = [[rooms.map(() => 0), rooms.map(() => -Infinity)]];
  for (const [crate, weight] of weights.entries()) {
    const [left, bought] = at(table, crate);
    const value = at(values, crate);
    const isSame = crate > 0 && marks.charAt(crate) === marks.charAt(crate - 1);
    const apart = quarrel ? -Infinity : value;
    const beside = isSame ? value + bonus : apart;
    table.push([
      left.map((gain, room) => Math.max(gain, at(bought, room))),
      left.map((_, room) =>
        room < weight ? -Infinity : Math.max(at(left, room - weight) + value, at(bought, room - weight) + beside),
      ),
    ]);
  }
  return table;
}

/** A best choice, counted from 0; on request one that takes no notice of quarrels. */
function solve(row: Row, quarrel = true): number[] {
  const table = tabulate(row, quarrel);
  const crates: number[] = [];
  let room = row.capacity;
  const [left, bought] = at(table, row.weights.length);
  let isBought = at(bought, room) > at(left, room);
  for (let crate = row.weights.length - 1; crate >= 0; crate--) {
    const [leftBefore, boughtBefore] = at(table, crate);
    if (isBought) {
      const [, here] = at(table, crate + 1);
      const gain = at(here, room);
      crates.unshift(crate);
      room -= at(row.weights, crate);
      isBought = at(leftBefore, room) + at(row.values, crate) !== gain;
    } else {
      isBought = at(boughtBefore, room) > at(leftBefore, room);
    }
  }
  return crates;
}

/** What is known of a crate that could be bought next; its gain has the bonuses of its neighbours in it. */
type Offer = { readonly weight: number; readonly value: number; readonly gain: number };

type Rule = (offer: Offer) => number;

const DENSEST: Rule = ({ weight, gain }) => gain / weight;

/** The last one takes the crates from left to right. */
const RULES: readonly Rule[] = [
  DENSEST,
  ({ weight, value }) => value / weight,
  ({ value }) => value,
  ({ gain }) => gain,
  ({ weight }) => -weight,
  () => 0,
];

/** Buys the crate that a rule rates best, of those that may be added, as long as there are any. */
function greedy(row: Row, rule: Rule): readonly number[] {
  let crates: readonly number[] = [];
  for (;;) {
    const before = gainOf(row, crates) ?? 0;
    let best: readonly number[] | undefined;
    let bestRate = -Infinity;
    for (const [crate, weight] of row.weights.entries()) {
      if (crates.includes(crate)) continue;
      const more = sortNumbers([...crates, crate]);
      const gain = gainOf(row, more);
      if (gain === undefined) continue;
      const rate = rule({ weight, value: at(row.values, crate), gain: gain - before });
      if (rate > bestRate) {
        best = more;
        bestRate = rate;
      }
    }
    if (best === undefined) return crates;
    crates = best;
  }
}

/** Adds a crate, or takes one in exchange for another, as long as that brings more. */
function exchanged(row: Row, start: readonly number[]): readonly number[] {
  let crates = start;
  for (;;) {
    const now = crates;
    const gain = gainOf(row, now) ?? 0;
    const others = range(row.weights.length).filter((crate) => !now.includes(crate));
    const better = [-1, ...now]
      .flatMap((out) => others.map((into) => sortNumbers([...now.filter((crate) => crate !== out), into])))
      .find((choice) => (gainOf(row, choice) ?? 0) > gain);
    if (better === undefined) return now;
    crates = better;
  }
}

function drawRow(rng: Rng, { crates, growers, lightest, heaviest, spread }: Level): Row {
  const letters = rng.sample(LETTERS, growers);
  const marks = [rng.choice(letters)];
  while (marks.length < crates) {
    const last = at(marks, marks.length - 1);
    marks.push(rng.boolean(0.55) ? last : rng.choice(letters.filter((letter) => letter !== last)));
  }
  const weights = range(crates).map(() => rng.integer(lightest, heaviest));
  const rate = rng.integer(12, 20) / 10;
  const values = weights.map((weight) =>
    Math.max(1, Math.round(weight * rate * (1 + rng.integer(-spread, spread) / 100))),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const worth = values.reduce((sum, value) => sum + value, 0);
  return {
    capacity: Math.max(...weights, Math.round((total * rng.integer(42, 56)) / 100)),
    bonus: Math.max(1, Math.round(((worth / crates) * rng.integer(10, 60)) / 100)),
    marks: marks.join(""),
    weights,
    values,
  };
}

/** True where every rule matters and no simple way finds a best choice. */
function isDemanding(row: Row, trap: string): boolean {
  const best = gainOf(row, solve(row)) ?? 0;
  const misses = (crates: readonly number[]): boolean => (gainOf(row, crates) ?? 0) < best;
  if (!RULES.every((rule) => misses(greedy(row, rule)))) return false;
  if (trap === "exchange" && !misses(exchanged(row, greedy(row, DENSEST)))) return false;
  const total = row.weights.reduce((sum, weight) => sum + weight, 0);
  return (
    misses(solve({ ...row, bonus: 0 })) && misses(solve(row, false)) && misses(solve({ ...row, capacity: total }))
  );
}

export default class MarketRow extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "MarketRow",
    slug: "market-row",
    title: "Market Row",
    domain: "algorithms",
    description:
      "Crates with weights, values and marks stand in a row, and a set of them that a cart can bear is to be bought. Neighbours of different marks may not both be bought; neighbours of the same mark bring a bonus. A choice with the greatest gain is asked for; any best one is correct. Harder cases have more crates whose values are closer to their weights.",
    answerFormat: "the numbers of the crates bought, in increasing order, on a last line `Answer: …`",
    parameters: {
      crates: { meaning: "number of crates in the row", min: 4, max: 30 },
      growers: { meaning: "number of marks that may occur", min: 2, max: 6 },
      lightest: { meaning: "least weight of a crate", min: 1, max: 50 },
      heaviest: { meaning: "greatest weight of a crate", min: 2, max: 99 },
      spread: { meaning: "percent by which the value per weight may differ from the usual", min: 1, max: 90 },
      trap: { meaning: "what must not find a best choice", oneOf: ["greedy", "exchange"] },
    },
    levels: [
      { crates: 6, growers: 2, lightest: 2, heaviest: 9, spread: 60, trap: "greedy" },
      { crates: 10, growers: 2, lightest: 3, heaviest: 19, spread: 40, trap: "greedy" },
      { crates: 15, growers: 3, lightest: 10, heaviest: 49, spread: 25, trap: "exchange" },
      { crates: 20, growers: 3, lightest: 10, heaviest: 79, spread: 15, trap: "exchange" },
      { crates: 24, growers: 3, lightest: 15, heaviest: 99, spread: 9, trap: "exchange" },
    ],
  };

  readonly answerFormat = finalLine(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    let row = drawRow(rng, level);
    for (let drawn = 1; drawn < MOST_ROWS && !isDemanding(row, level.trap); drawn++) row = drawRow(rng, level);
    return { ...row, voice: rng.choice(VOICES) };
  }

  promptFunc({ capacity, bonus, marks, weights, values, voice }: Case): string {
    const crates = weights.length;
    const table = textTable(
      ["crate", "mark", "weight", "value"],
      weights.map((weight, crate) => [crate + 1, marks.charAt(crate), weight, at(values, crate)]),
    );
    const rows = [
      `Marks: ${[...marks].join(" ")}`,
      `Weights: ${weights.join(" ")}`,
      `Values: ${values.join(" ")}`,
    ];
    const opening = {
      market: [
        `On the market ${crates} crates stand in a row, numbered 1 to ${crates} from left to right. Each crate has a weight and a value and carries the mark of its grower, a capital letter. Your cart bears a total weight of at most ${capacity}. Decide which crates to buy.`,
        "",
        table,
      ],
      contest: [
        `There are ${crates} crates in a row, numbered 1 to ${crates} from left to right. Crate i has a mark, a weight and a value, the i-th entry of each of these lists:`,
        "",
        ...rows,
        "",
        `Choose a set of crates to buy whose total weight is at most ${capacity}.`,
      ],
      brief: [
        `Choose crates from a row of ${crates}, numbered 1 to ${crates} from left to right, with a total weight of at most ${capacity}, so that the gain is as great as possible. Marks, weights and values, from left to right:`,
        "",
        ...rows,
      ],
    }[voice];
    return [
      ...opening,
      "",
      "Rules:",
      "1. A crate is bought whole or not at all.",
      "2. If crates i and i+1 have different marks, you must not buy both of them.",
      `3. For every i such that crates i and i+1 have the same mark and you buy both, you get a bonus of ${bonus}. Three such crates in succession therefore bring two bonuses, ${2 * bonus} in all.`,
      "4. Crates that are not directly next to each other in the full row neither exclude each other nor bring a bonus, whatever their marks. Crates do not move up when one between them is bought or left.",
      "",
      "The gain of a choice is the sum of the values of the crates bought plus all bonuses. Find a choice with the greatest gain. If several choices have the greatest gain, any of them is correct.",
      "",
      "Give the numbers of the crates bought, in increasing order, separated by spaces, for example 1 2 4.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      solve(instance)
        .map((crate) => crate + 1)
        .join(" "),
    );
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const crates = answer.map((crate) => crate - 1);
    const isRising = crates.every((crate, index) => crate > (crates[index - 1] ?? -1));
    if (!isRising || crates.some((crate) => crate >= instance.weights.length)) return 0;
    return gainOf(instance, crates) === gainOf(instance, solve(instance)) ? 1 : 0;
  }

  /** Partial choices from the left, for each number of crates, that no other one beats in both weight and gain. */
  override hardness(instance: Case): number {
    return tabulate(instance, true)
      .flat()
      .reduce(
        (sum, gains) => sum + gains.filter((gain, room) => gain > (gains[room - 1] ?? -Infinity)).length,
        0,
      );
  }
}
