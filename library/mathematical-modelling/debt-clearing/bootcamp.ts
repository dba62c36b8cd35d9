import {
  at,
  Bootcamp,
  boxed,
  type Card,
  list,
  range,
  Rational,
  rational,
  type Rng,
} from "campforge/bootcamp";

type Voice = "market" | "exercise" | "brief";

type Case = {
  readonly firms: readonly string[];
  /** What each firm has in cash. */
  readonly cash: readonly number[];
  /** What each firm, by row, owes to each. */
  readonly debts: readonly (readonly number[])[];
  readonly voice: Voice;
};

type Plan = Pick<Case, "cash" | "debts">;

type Level = {
  readonly firms: number;
  /** Firms that cannot pay all of their debts. */
  readonly failing: number;
  /** Of a hundred pairs of firms, in how many the one owes something to the other. */
  readonly density: number;
  /** The largest debt that is drawn. */
  readonly largest: number;
  /** The largest denominator that a payment should have. */
  readonly parts: number;
  /** Rounds, at least, in which further firms turn out to fail. */
  readonly waves: number;
};

const VOICES: readonly Voice[] = ["market", "exercise", "brief"];
const NAMES = [
  "Adler",
  "Boreas",
  "Corvus",
  "Delphi",
  "Elster",
  "Falcon",
  "Grifon",
  "Heron",
  "Ibis",
  "Jackdaw",
  "Kestrel",
  "Lanner",
];
/**
 * What share failing firms are meant to pay of their debts: the first one fails by itself, and those behind it lack less and
 * less, so that one may be pulled down by another.
 */
const SHARES: readonly (readonly [least: number, most: number])[] = [
  [0.3, 0.6],
  [0.6, 0.85],
  [0.7, 0.9],
  [0.8, 0.97],
];
/** Draws after which a case may have to do that lacks what makes it hard. */
const ATTEMPTS = 450;
/** So many rounds of paying on what came in are not to tell the payments, not even this near. */
const ROUNDS = 12;
const NEAR = 1e-5;
/** Debts are so many coins or a multiple: of that, what a firm lacks in the end may be a small part. */
const UNIT = 20;
/** In so many cases a firm fails that seems to pay for long. In the others none does, so that it cannot be taken for granted. */
const LATE = 0.85;
/** So many rounds are not to tell who fails. */
const LOOKS = 6;

function total(numbers: readonly number[]): number {
  let sum = 0;
  for (const one of numbers) sum += one;
  return sum;
}

/**
 * What share of its debts each firm pays, where those of the failing ones solve one equation for each of them, and the
 * determinant of these equations, by which all shares are whole multiples of a fraction.
 */
function solveShares(
  { cash, debts }: Plan,
  failing: readonly number[],
): { readonly shares: readonly number[]; readonly parts: number } {
  const owed = debts.map(total);
  const shares = cash.map(() => 1);
  // Own debts times own share, less what comes from failing firms, is cash and what comes from the others.
  const fails = cash.map(() => false);
  for (const firm of failing) fails[firm] = true;
  const rows = failing.map((firm) => {
    const row = failing.map((from) => (from === firm ? at(owed, firm) : 0) - at(at(debts, from), firm));
    let others = 0;
    for (let from = 0; from < debts.length; from++) others += fails[from] === true ? 0 : (debts[from]?.[firm] ?? 0);
    row.push(at(cash, firm) + others);
    return row;
  });
  for (const [pivot, row] of rows.entries()) {
    // Diagonally dominant by columns: no exchange of rows is needed.
    for (const other of rows) {
      if (other === row) continue;
      const factor = at(other, pivot) / at(row, pivot);
      for (let column = pivot; column < row.length; column++)
        other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0);
    }
  }
  for (const [index, firm] of failing.entries()) {
    const row = at(rows, index);
    shares[firm] = at(row, failing.length) / at(row, index);
  }
  return { shares, parts: Math.round(rows.reduce((product, row, index) => product * at(row, index), 1)) };
}

/** More than any error of reckoning, and less than what any firm lacks: far less than one part of any determinant here. */
const SLIGHT = 1e-9;

/** What a firm has in cash and gets when each firm pays a share of its debts. */
function meansOf(firm: number, { cash, debts }: Plan, shares: readonly number[]): number {
  let paid = 0;
  for (let from = 0; from < debts.length; from++) paid += (shares[from] ?? 0) * (debts[from]?.[firm] ?? 0);
  return at(cash, firm) + paid;
}

type Clearing = {
  /** What each firm pays, in so many parts of a coin. */
  readonly paid: readonly number[];
  readonly parts: number;
  readonly failing: readonly number[];
  readonly rounds: readonly number[];
};

/**
 * What each firm pays, and how many firms fail in each round of reckoning: first those that fail even when all others pay
 * in full, then also those that fail because these do, and so on. This ends in the largest payments that fit, and they are
 * the only ones, since every firm has cash (Eisenberg and Noe, 2001).
 */
function clear(plan: Plan): Clearing {
  const owed = plan.debts.map(total);
  const rounds: number[] = [];
  let failing: readonly number[] = [];
  for (;;) {
    const { shares, parts } = solveShares(plan, failing);
    const short = range(owed.length).filter(
      (firm) => failing.includes(firm) || meansOf(firm, plan, shares) < at(owed, firm) - SLIGHT,
    );
    if (short.length === failing.length) {
      const paid = shares.map((share, firm) => Math.round(share * parts) * at(owed, firm));
      return { paid, parts, failing, rounds };
    }
    failing = short;
    rounds.push(short.length);
  }
}

const payments = ({ paid, parts }: Clearing): readonly Rational[] => paid.map((sum) => Rational.of(sum, parts));

/**
 * Debts and cash by which the first firms fail. Little leaves their circles, so that what they pay settles slowly: what
 * they owe to the others comes last and only makes up for their cash and for what comes from outside.
 */
function drawPlan(rng: Rng, { firms, failing, density, largest }: Level): Plan {
  const shares = range(firms).map((firm) => {
    const [least, most] = at(SHARES, Math.min(firm, SHARES.length - 1));
    return firm < failing ? least + (most - least) * rng.float() : 1;
  });
  const debts = range(firms).map((from) =>
    range(firms).map((to) => {
      // Each failing firm owes to the next one, which it may pull down.
      const isNext = from < failing && to === from + 1;
      if (from >= failing && to >= failing) return from === to ? 0 : rng.integer(1, 2 * largest);
      const share = from < failing ? (to < failing ? density : 0) : density / 4;
      return from !== to && (isNext || rng.boolean(share / 100)) ? rng.integer(1, largest) : 0;
    }),
  );
  const missing = (firm: number): number =>
    at(shares, firm) * total(at(debts, firm)) -
    total(debts.map((row, from) => at(shares, from) * at(row, firm)));
  const cash = range(firms).map((firm) => {
    if (firm >= failing) return 0;
    const own = Math.max(rng.integer(1, 2), Math.round(missing(firm)));
    const row = at(debts, firm);
    // Nobody who fails owes to the last one, which looks as poor as they do and pays all the same.
    const creditor = rng.integer(failing, Math.max(failing, firms - 2));
    row[creditor] = at(row, creditor) + Math.max(0, Math.round((own - missing(firm)) / at(shares, firm)));
    return own;
  });
  // Those that do not fail have little to spare, so that it has to be reckoned out.
  const ample = (firm: number): number => Math.max(1, Math.ceil(missing(firm)) + rng.integer(1, 3));
  return {
    cash: cash.map((own, firm) => UNIT * (firm < failing ? own : ample(firm)) + rng.integer(0, UNIT - 1)),
    debts: debts.map((row) => row.map((sum) => UNIT * sum)),
  };
}

/**
 * The same plan with less cash for one firm that does not fail, so that in the end it has, or lacks, less than a coin:
 * while money is reckoned with that will not come, neither can be told from the other.
 */
function bringNear(
  plan: Plan,
  { paid, parts }: Clearing,
  { firm, fails }: { readonly firm: number; readonly fails: boolean },
): Plan {
  const shares = paid.map((sum, from) => {
    const owed = total(at(plan.debts, from));
    return owed === 0 ? 1 : sum / parts / owed;
  });
  const spare = Math.floor(meansOf(firm, plan, shares) - total(at(plan.debts, firm)) + SLIGHT);
  return {
    ...plan,
    cash: plan.cash.map((own, index) => (index === firm ? own - spare - (fails ? 1 : 0) : own)),
  };
}

/** A plan in which a firm just pays, and, where that is asked for, another seems to pay in full for long and does not. */
function drawNarrowPlan(rng: Rng, level: Level, isLate: boolean): Plan {
  const seen = level.failing - (isLate ? 1 : 0);
  const first = drawPlan(rng, { ...level, failing: seen });
  const clearing = clear(first);
  const plan = bringNear(first, clearing, { firm: level.failing, fails: false });
  return isLate ? bringNear(plan, clearing, { firm: seen, fails: true }) : plan;
}

/** Whether the firms that fail are just those that look worst, by one of three measures, before anything is reckoned. */
function isPlain(plan: Plan, failing: readonly number[]): boolean {
  const all = plan.cash.map(() => 1);
  const owed = plan.debts.map(total);
  const measures = [
    (firm: number) => meansOf(firm, plan, all) - at(owed, firm),
    (firm: number) => meansOf(firm, plan, all) / at(owed, firm),
    (firm: number) => at(plan.cash, firm) - at(owed, firm),
  ];
  // Whoever takes one of these for failing reckons with a wrong payment to one that fails.
  const others = range(owed.length).filter(
    (firm) => !failing.includes(firm) && failing.some((to) => at(at(plan.debts, firm), to) > 0),
  );
  return measures.some((measure) => Math.min(...others.map(measure)) >= Math.max(...failing.map(measure)));
}

/**
 * Whether the payments are still some way off after several rounds in which each firm pays what it has got, as where little
 * money leaves a circle.
 */
function isSlow(plan: Plan, { paid, parts }: Clearing): boolean {
  const owed = plan.debts.map(total);
  const shares = owed.map(() => 1);
  for (let round = 0; round < ROUNDS; round++)
    for (const [firm, sum] of owed.entries())
      if (sum > 0) shares[firm] = Math.min(1, meansOf(firm, plan, shares) / sum);
  return paid.some((sum, firm) => at(shares, firm) * at(owed, firm) - sum / parts > NEAR);
}

/** Whether a few rounds in which all firms pay what they have got show who fails. */
function isSeenSoon(plan: Plan, failing: readonly number[]): boolean {
  const owed = plan.debts.map(total);
  let shares = owed.map(() => 1);
  return range(LOOKS).some(() => {
    const before = shares;
    shares = owed.map((sum, firm) => (sum === 0 ? 1 : Math.min(1, meansOf(firm, plan, before) / sum)));
    return failing.every((firm) => at(shares, firm) < 1);
  });
}

/** Whether the payments have denominators that can be reckoned with, but are too large to be guessed from an estimate. */
function hasParts(clearing: Clearing, parts: number): boolean {
  const most = Math.max(...payments(clearing).map((sum) => Number(sum.denominator)));
  return most <= parts && most * 10 > parts;
}

/** Whether a case has to be reckoned: not too simple, and no estimate tells the answer. */
const isHard = (
  plan: Plan,
  clearing: Clearing,
  { parts, waves, isLate }: Level & { readonly isLate: boolean },
): boolean =>
  hasParts(clearing, parts) &&
  (waves === 1 ||
    (!isPlain(plan, clearing.failing) &&
      !(isLate && isSeenSoon(plan, clearing.failing)) &&
      isSlow(plan, clearing)));

export default class DebtClearing extends Bootcamp<Case, readonly Rational[], Level> {
  static readonly card: Card<Level> = {
    name: "DebtClearing",
    slug: "debt-clearing",
    title: "Clearing of Debts",
    domain: "mathematical-modelling",
    description:
      "Firms owe money to each other and pay on the same day from their cash and from what the others pay them; a firm that cannot pay everything pays out all it has, to each creditor in proportion. What each firm pays in the end is to be found. Harder cases have more firms that fail, owe to each other in circles, and fail only because others do.",
    answerFormat:
      "what each firm pays in all, as whole numbers or fractions in the order of the firms, separated by commas, in \\boxed{}",
    parameters: {
      firms: { meaning: "number of firms", min: 3, max: 12 },
      failing: { meaning: "firms that cannot pay all their debts", min: 1, max: 6 },
      density: {
        meaning: "of a hundred pairs of firms, in how many the one owes to the other",
        min: 20,
        max: 100,
      },
      largest: { meaning: "the largest debt, that is drawn, in coins", min: 4, max: 12 },
      parts: {
        meaning: "the largest denominator of a payment, as far as such cases are found",
        min: 10,
        max: 100_000,
      },
      waves: { meaning: "rounds, at least, in which further firms turn out to fail", min: 1, max: 6 },
    },
    levels: [
      { firms: 3, failing: 2, density: 60, largest: 8, parts: 60, waves: 1 },
      { firms: 8, failing: 4, density: 55, largest: 8, parts: 5_000, waves: 2 },
      { firms: 8, failing: 4, density: 60, largest: 8, parts: 5_000, waves: 3 },
      { firms: 8, failing: 5, density: 50, largest: 6, parts: 20_000, waves: 3 },
      { firms: 8, failing: 5, density: 60, largest: 8, parts: 50_000, waves: 4 },
    ],
  };

  readonly answerFormat = boxed(list(rational(), { separators: [","] }));

  caseGenerator(rng: Rng, level: Level): Case {
    const isLate = level.waves > 1 && rng.boolean(LATE);
    for (let attempt = 1; ; attempt++) {
      const plan = level.waves === 1 ? drawPlan(rng, level) : drawNarrowPlan(rng, level, isLate);
      if (plan.cash.some((own) => own < 1)) continue;
      const clearing = clear(plan);
      const { failing, rounds } = clearing;
      if (failing.length !== level.failing || rounds.length < level.waves) continue;
      if (attempt < ATTEMPTS && !isHard(plan, clearing, { ...level, isLate })) continue;
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
      "Payments need not be whole numbers of coins. There is exactly one way in which they all fit together.",
      "",
      "An example: Xenon has 2 in cash and owes 8 to Yttrium; Yttrium has 2 in cash and owes 6 to Xenon and 4 to Zinc; Zinc has 5 in cash and owes nothing. If all could pay, Xenon would have 2 + 6 = 8 and Yttrium 2 + 8 = 10, which is enough: both pay in full, 8 and 10, and Zinc pays 0. With only 1 in cash for Xenon both would fail, x = 1 + 6/10 · y and y = 2 + x, which gives x = 11/2 and y = 15/2.",
      "",
      `Give what each firm pays in all, in the order ${firms.join(", ")}, as ${firms.length} numbers separated by commas, exactly: each a whole number or a fraction such as 11/2.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(payments(clear(instance)).join(", "));
  }

  verifyCorrection(answer: readonly Rational[], instance: Case): number {
    const paid = payments(clear(instance));
    return answer.length === paid.length && answer.every((sum, firm) => sum.equals(at(paid, firm))) ? 1 : 0;
  }

  /** Equations that have to be solved together, over all rounds in which further firms turn out to fail. */
  override hardness(instance: Case): number {
    return total(clear(instance).rounds);
  }
}
