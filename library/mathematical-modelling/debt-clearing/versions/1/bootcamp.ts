import { at, Bootcamp, boxed, type Card, integer, list, modulo, range, type Rng } from "campforge/bootcamp";

type Voice = "market" | "exercise" | "brief";

type Case = {
  readonly firms: readonly string[];
  /** What each firm has in cash. */
  readonly cash: readonly number[];
  /** What each firm, by row, owes to each. */
  readonly debts: readonly (readonly number[])[];
  readonly voice: Voice;
};

type Level = {
  readonly firms: number;
  /** Firms that cannot pay all of their debts. */
  readonly failing: number;
  /** Of a hundred pairs of firms, in how many the one owes something to the other. */
  readonly density: number;
  /** Rounds, at least, in which further firms turn out to fail. */
  readonly waves: number;
};

const VOICES: readonly Voice[] = ["market", "exercise", "brief"];
const NAMES = ["Adler", "Boreas", "Corvus", "Delphi", "Elster", "Falcon", "Grifon", "Heron", "Ibis", "Jackdaw", "Kestrel", "Lanner"];
/**
 * What failing firms pay of each coin that they owe: the first one fails by itself, and those behind it lack less and less,
 * so that one may be pulled down by another.
 */
const SHARES: readonly (readonly (readonly [paid: number, parts: number])[])[] = [
  [
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 5],
  ],
  [
    [2, 3],
    [3, 4],
    [3, 5],
  ],
  [
    [4, 5],
    [5, 6],
    [3, 4],
  ],
  [
    [5, 6],
    [7, 8],
    [9, 10],
  ],
];

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** What the firms pay, each failing one a share of its debts, where the shares solve one equation for each of them. */
function solveShares({ cash, debts }: Omit<Case, "voice" | "firms">, failing: readonly number[]): readonly number[] {
  const owed = debts.map(total);
  const shares = cash.map(() => 1);
  // Own debts times own share, less what comes from failing firms, is cash and what comes from the others.
  const rows = failing.map((firm) => [
    ...failing.map((from) => (from === firm ? at(owed, firm) : 0) - at(at(debts, from), firm)),
    at(cash, firm) + total(debts.map((row, from) => (failing.includes(from) ? 0 : at(row, firm)))),
  ]);
  for (const [pivot, row] of rows.entries()) {
    // Diagonally dominant by columns: no exchange of rows is needed.
    for (const other of rows) {
      if (other === row) continue;
      const factor = at(other, pivot) / at(row, pivot);
      for (let column = pivot; column < row.length; column++) other[column] = at(other, column) - factor * at(row, column);
    }
  }
  for (const [index, firm] of failing.entries()) {
    const row = at(rows, index);
    shares[firm] = at(row, failing.length) / at(row, index);
  }
  return shares.map((share, firm) => share * at(owed, firm));
}

/** More than any error of reckoning, and less than what any firm lacks. */
const SLIGHT = 1e-6;

/**
 * What each firm pays, and which firms fail in each round of reckoning: first those that fail even when all others pay in
 * full, then those that fail because these do, and so on. This ends in the largest payments that fit, and they are the only
 * ones, since every firm has cash (Eisenberg and Noe, 2001).
 */
function clear(problem: Omit<Case, "voice" | "firms">): { readonly paid: readonly number[]; readonly rounds: readonly number[] } {
  const { cash, debts } = problem;
  const owed = debts.map(total);
  const rounds: number[] = [];
  let failing: readonly number[] = [];
  for (;;) {
    const paid = solveShares(problem, failing);
    const means = cash.map(
      (own, firm) =>
        own + total(debts.map((row, from) => (at(owed, from) === 0 ? 0 : (at(paid, from) * at(row, firm)) / at(owed, from)))),
    );
    const short = range(cash.length).filter((firm) => failing.includes(firm) || at(means, firm) < at(owed, firm) - SLIGHT);
    if (short.length === failing.length) return { paid: paid.map((sum) => Math.round(sum)), rounds };
    failing = short;
    rounds.push(short.length);
  }
}

type Plan = { readonly cash: readonly number[]; readonly debts: readonly (readonly number[])[] };

/**
 * Debts and cash by which the first firms fail, each paying the share that was chosen for it, and all payments are whole
 * numbers. What those owe to the others comes last, because nothing that they get depends on it.
 */
function drawPlan(rng: Rng, { firms, failing, density }: Level): Plan {
  const shares = range(firms).map((firm): readonly [number, number] =>
    firm < failing ? rng.choice(at(SHARES, Math.min(firm, SHARES.length - 1))) : [1, 1],
  );
  const debts = range(firms).map((from) =>
    range(firms).map((to) => {
      const [, parts] = at(shares, from);
      // Each failing firm owes to the next one, which it may pull down.
      const isNext = to === from + 1;
      const isDrawn = from !== to && (from >= failing || to < failing) && (isNext || rng.boolean(density / 100));
      return isDrawn ? parts * rng.integer(1, Math.ceil(20 / parts)) : 0;
    }),
  );
  const paid = (from: number, to: number): number => {
    const [paidParts, parts] = at(shares, from);
    return (at(at(debts, from), to) * paidParts) / parts;
  };
  const missing = (firm: number): number =>
    total(range(firms).map((to) => paid(firm, to))) - total(range(firms).map((from) => paid(from, firm)));
  const cash = range(firms).map((firm) => {
    if (firm >= failing) return 0;
    const [paidParts, parts] = at(shares, firm);
    const least = Math.max(1, missing(firm)) + rng.integer(0, 12);
    const own = least + modulo(missing(firm) - least, paidParts);
    const rest = (own - missing(firm)) / paidParts;
    const row = at(debts, firm);
    const owner = failing + rng.integer(0, firms - failing - 1);
    const other = failing + rng.integer(0, firms - failing - 1);
    const part = rng.integer(0, rest);
    row[owner] = at(row, owner) + parts * part;
    row[other] = at(row, other) + parts * (rest - part);
    return own;
  });
  return {
    // Those that do not fail have little to spare, so that it has to be reckoned out.
    cash: cash.map((own, firm) => (firm < failing ? own : Math.max(1, missing(firm)) + rng.integer(0, 6))),
    debts,
  };
}

export default class DebtClearing extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "DebtClearing",
    slug: "debt-clearing",
    title: "Clearing of Debts",
    domain: "mathematical-modelling",
    description:
      "Firms owe money to each other and pay on the same day from their cash and from what the others pay them; a firm that cannot pay everything pays out all it has, to each creditor in proportion. What each firm pays in the end is to be found. Harder cases have more firms that fail, owe to each other in circles, and fail only because others do.",
    answerFormat: "what each firm pays in all, as whole numbers in the order of the firms, separated by commas, in \\boxed{}",
    parameters: {
      firms: { meaning: "number of firms", min: 3, max: 12 },
      failing: { meaning: "firms that cannot pay all their debts", min: 1, max: 9 },
      density: { meaning: "of a hundred pairs of firms, in how many the one owes to the other", min: 20, max: 100 },
      waves: { meaning: "rounds, at least, in which further firms turn out to fail", min: 1, max: 6 },
    },
    levels: [
      { firms: 3, failing: 1, density: 70, waves: 1 },
      { firms: 4, failing: 2, density: 60, waves: 2 },
      { firms: 5, failing: 3, density: 60, waves: 2 },
      { firms: 6, failing: 4, density: 55, waves: 3 },
      { firms: 8, failing: 6, density: 50, waves: 3 },
    ],
  };

  readonly answerFormat = boxed(list(integer(), { separators: [","] }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const plan = drawPlan(rng, level);
      const { rounds } = clear(plan);
      if (rounds.length < level.waves || rounds.at(-1) !== level.failing) continue;
      const order = rng.shuffle(range(level.firms));
      return {
        firms: rng.sample(NAMES, level.firms).toSorted(),
        cash: order.map((firm) => at(plan.cash, firm)),
        debts: order.map((from) => order.map((to) => at(at(plan.debts, from), to))),
        voice: rng.choice(VOICES),
      };
    }
  }

  promptFunc({ firms, cash, debts, voice }: Case): string {
    const opening = {
      market: `On one market ${firms.length} firms owe money to each other, and today all of these debts are due.`,
      exercise: `${firms.length} firms owe each other money, and all debts are cleared on the same day. Find out what each of them pays.`,
      brief: `Clear the debts of ${firms.length} firms.`,
    }[voice];
    return [
      opening,
      "",
      "Cash and debts, in coins:",
      ...firms.map((name, from) => {
        const owes = firms.flatMap((to, index) => {
          const sum = at(at(debts, from), index);
          return sum === 0 ? [] : [`${sum} to ${to}`];
        });
        return `- ${name} has ${at(cash, from)} in cash and owes ${owes.length === 0 ? "nothing" : owes.join(", ")}.`;
      }),
      "",
      "Rules:",
      "1. The means of a firm are its cash and all that the other firms pay to it. All payments are made at the same time, so that money received may be paid on.",
      "2. A firm whose means are at least what it owes in all pays each debt in full and keeps the rest.",
      "3. A firm whose means are less than what it owes in all pays out all of its means, and each of its creditors gets the same share of what is owed to them.",
      "There is exactly one way in which all payments fit together, and what each firm pays in all is then a whole number.",
      "",
      "An example: Xenon has 2 in cash and owes 8 to Yttrium; Yttrium has 1 in cash and owes 6 to Xenon and 3 to Zinc; Zinc has 5 in cash and owes nothing. If all could pay, Xenon would have 2 + 6 = 8, which is enough, but Yttrium has 1 + 8 = 9 and owes 9: both pay in full, 8 and 9, and Zinc pays 0. With only 1 in cash for Xenon both would fail, x = 1 + 6/9 · y and y = 1 + x, which gives x = 5 and y = 6.",
      "",
      `Give what each firm pays in all, in the order ${firms.join(", ")}, as ${firms.length} whole numbers separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(clear(instance).paid.join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    return answer.join() === clear(instance).paid.join() ? 1 : 0;
  }

  /** Equations that have to be solved together, over all rounds in which further firms turn out to fail. */
  override hardness(instance: Case): number {
    return total(clear(instance).rounds);
  }
}
