import { at, Bootcamp, type Card, decimal, isClose, list, range, type Rng, tagged, textTable } from "campforge/bootcamp";

type Member = {
  readonly name: string;
  /** Half-life in days; null for the stable end of the series. */
  readonly halfLife: number | null;
  /** Amount at the beginning, in millimoles. */
  readonly amount: number;
};

type Case = { readonly members: readonly Member[]; readonly days: number };

type Level = {
  /** Members of the series, the stable one included. */
  readonly members: number;
  /** Members of which there is some at the beginning. */
  readonly present: number;
};

const NAMES = "Vx Qa Jr Wk Yl Xo Zt Uq Gv Kj".split(" ");
/** A value is right within 1 % of the truth, or within this many millimoles. */
const RELATIVE = 0.01;
const ABSOLUTE = 0.01;

const rateOf = ({ halfLife }: Member): number => (halfLife === null ? 0 : Math.LN2 / halfLife);

/** What of one member at the beginning has become a later member after some time, as a share (Bateman). */
function shareOf(rates: readonly number[], days: number): number {
  const steps = rates.slice(0, -1).reduce((product, rate) => product * rate, 1);
  const terms = rates.map((rate, index) => {
    const differences = rates.map((other, place) => (place === index ? 1 : other - rate));
    return Math.exp(-rate * days) / differences.reduce((product, one) => product * one, 1);
  });
  return steps * terms.reduce((sum, term) => sum + term, 0);
}

/** The amount of each member after the time, in order. */
function amountsOf({ members, days }: Case): number[] {
  const rates = members.map(rateOf);
  return members.map((_, last) =>
    range(last + 1).reduce(
      (sum, first) => sum + at(members, first).amount * shareOf(rates.slice(first, last + 1), days),
      0,
    ),
  );
}

export default class DecaySeries extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "DecaySeries",
    slug: "decay-series",
    title: "Decay Series",
    domain: "natural-science",
    description:
      "In a series of invented radioactive nuclides each decays into the next, and the last is stable. From half-lives and amounts at the beginning, the amounts after some days are to be computed. Harder series are longer, and several members are present at the beginning.",
    answerFormat: "the amounts in millimoles as decimals, in the order of the series, separated by commas, between <answer> and </answer>",
    parameters: {
      members: { meaning: "members of the series, the stable one included", min: 2, max: 6 },
      present: { meaning: "members of which there is some at the beginning", min: 1, max: 5 },
    },
    levels: [
      { members: 2, present: 1 },
      { members: 3, present: 1 },
      { members: 3, present: 2 },
      { members: 4, present: 2 },
      { members: 5, present: 3 },
    ],
  };

  readonly answerFormat = tagged(list(decimal()));

  caseGenerator(rng: Rng, level: Level): Case {
    const unstable = level.members - 1;
    for (;;) {
      const names = rng.sample(NAMES, level.members);
      const halfLives = range(unstable).map(() => rng.integer(15, 400) / 10);
      const days = rng.integer(20, 400) / 10;
      // The first member is always there at the beginning, the stable one never.
      const present = [0, ...rng.sample(range(1, unstable), level.present - 1)];
      const members = names.map((name, place) => ({
        name,
        halfLife: halfLives[place] ?? null,
        amount: present.includes(place) ? rng.integer(20, 100) : 0,
      }));
      const sorted = halfLives.toSorted((one, other) => one - other);
      if (sorted.some((one, index) => index > 0 && one < 1.25 * at(sorted, index - 1))) continue;
      const instance: Case = { members, days };
      if (amountsOf(instance).every((amount) => amount >= 1.5)) return instance;
    }
  }

  promptFunc({ members, days }: Case): string {
    const rows = members.map(({ name, halfLife, amount }) => [name, halfLife ?? "stable", amount]);
    return [
      "Some invented nuclides form a decay series: each nucleus of one decays into one nucleus of the next in the table, and the",
      "last nuclide is stable. There are no other ways of decay, and nothing is added or taken away.",
      "",
      textTable(["nuclide", "half-life (days)", "amount at the beginning (mmol)"], rows),
      "",
      `How much of each nuclide is there after ${days} days?`,
      "",
      `Give ${members.length} amounts in millimoles, in the order of the table, as decimals without units, separated by commas, such as`,
      `${members.map((_, index) => `0.${index + 1}25`).join(", ")}. A value counts as correct if it is within 1 % of the exact amount or within 0.01 mmol of it;`,
      "four significant digits are enough. All values must be correct.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(
      amountsOf(instance)
        .map((amount) => amount.toPrecision(5))
        .join(", "),
    );
  }

  override hardness({ members }: Case): number {
    const present = range(members.length).filter((place) => at(members, place).amount > 0);
    // Exponential terms of all the shares that have to be added.
    return present.reduce(
      (sum, first) => sum + range(first, members.length).reduce((terms, last) => terms + last - first + 1, 0),
      0,
    );
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const truth = amountsOf(instance);
    if (answer.length !== truth.length) return 0;
    const isRight = truth.every((amount, index) =>
      isClose(at(answer, index), amount, { relative: RELATIVE, absolute: ABSOLUTE }),
    );
    return isRight ? 1 : 0;
  }
}
