import { at, Bootcamp, type Card, decimal, integer, record, type Rng, tagged } from "campforge/bootcamp";

/** All amounts are in cents, all rates in hundredths of a percent a year. */
type Case = {
  readonly principal: number;
  readonly payment: number;
  /** The rates, each from the beginning of a month on; the first from month 1. */
  readonly rates: readonly { readonly month: number; readonly rate: number }[];
  /** Paid at the beginning of a month, besides the instalments. */
  readonly extras: readonly { readonly month: number; readonly amount: number }[];
  /** Charged at the end of every sixth month; 0 for none. */
  readonly fee: number;
};

type Level = {
  readonly months: number;
  readonly rateChanges: number;
  readonly extras: number;
  readonly fee: boolean;
};

type Answer = { readonly months: number; readonly last: number };

const MOST_MONTHS = 120;

/** A share of a year's interest on a balance for one month, rounded to the cent, half a cent upwards. */
const interestOf = (balance: number, rate: number): number => Math.floor((2 * balance * rate + 120_000) / 240_000);

/** Runs through the months until nothing is owed; undefined where that takes too long or an extra payment ends it. */
function repay({ principal, payment, rates, extras, fee }: Case): Answer | undefined {
  let balance = principal;
  for (let month = 1; month <= MOST_MONTHS; month++) {
    balance -= extras.find((extra) => extra.month === month)?.amount ?? 0;
    if (balance <= 0) return undefined;
    const rate = rates.findLast((change) => change.month <= month)?.rate ?? 0;
    balance += interestOf(balance, rate);
    if (fee > 0 && month % 6 === 0) balance += fee;
    if (balance <= payment) return { months: month, last: balance };
    balance -= payment;
  }
  return undefined;
}

const euros = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

function drawCase(rng: Rng, level: Level): Case {
  const principal = 1_000 * rng.integer(200, 900);
  const rate = 5 * rng.integer(60, 240);
  const months = rng.integer(level.months - 1, level.months + 1);
  const payment = 100 * Math.ceil((principal / months + interestOf(principal, rate) * 0.6) / 100);
  // Changes and extra payments come early enough to matter.
  const middle = Array.from({ length: Math.max(level.months - 3, 0) }, (_, index) => index + 2);
  const changes = rng.sample(middle, level.rateChanges).toSorted((a, b) => a - b);
  const extraMonths = rng.sample(middle, level.extras).toSorted((a, b) => a - b);
  return {
    principal,
    payment,
    rates: [{ month: 1, rate }, ...changes.map((month) => ({ month, rate: 5 * rng.integer(60, 240) }))],
    extras: extraMonths.map((month) => ({ month, amount: 1_000 * rng.integer(3, 20) })),
    fee: level.fee ? 10 * rng.integer(50, 190) : 0,
  };
}

export default class LoanSchedule extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "LoanSchedule",
    slug: "loan-schedule",
    title: "Paying Back a Loan",
    domain: "mathematical-modelling",
    description:
      "A loan is paid back in equal monthly instalments, with interest that is rounded to the cent each month. Harder cases last longer and have changes of the rate, extra payments and a fee. The number of instalments and the amount of the last one are asked for.",
    answerFormat: "months and last, as in months: 8, last: 123.45, between <answer> and </answer>",
    parameters: {
      months: { meaning: "about how many instalments there are", min: 3, max: 36 },
      rateChanges: { meaning: "changes of the interest rate", min: 0, max: 4 },
      extras: { meaning: "extra payments", min: 0, max: 4 },
      fee: { meaning: "whether a fee is charged every six months" },
    },
    levels: [
      { months: 4, rateChanges: 0, extras: 0, fee: false },
      { months: 7, rateChanges: 1, extras: 0, fee: false },
      { months: 10, rateChanges: 1, extras: 1, fee: false },
      { months: 14, rateChanges: 2, extras: 2, fee: true },
      { months: 20, rateChanges: 3, extras: 3, fee: true },
    ],
  };

  readonly answerFormat = tagged(record<Answer>({ months: integer({ min: 1 }), last: decimal({ min: 0 }) }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = drawCase(rng, level);
      const repaid = repay(drawn);
      const lastEvent = Math.max(...[...drawn.rates, ...drawn.extras].map(({ month }) => month));
      if (repaid !== undefined && lastEvent < repaid.months) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { principal, payment, rates, extras, fee } = instance;
    const percent = (rate: number): string => `${(rate / 100).toFixed(2)}%`;
    const changes = rates
      .slice(1)
      .map(({ month, rate }) => `- from the beginning of month ${month} on: ${percent(rate)} a year`);
    const extraLines = extras.map(({ month, amount }) => `- at the beginning of month ${month}: ${euros(amount)} euros`);
    return [
      `A loan of ${euros(principal)} euros is paid out at the beginning of month 1. The interest rate is ${percent(at(rates, 0).rate)} a year` +
        (changes.length === 0 ? "." : " at first and changes later:"),
      ...changes,
      ...(extras.length === 0 ? [] : ["", "Besides the instalments, these extra payments are made, each of which reduces what is owed at once:", ...extraLines]),
      "",
      "At the end of each month, from month 1 on, the following happens in this order:",
      "1. Interest is added to what is owed: one twelfth of the yearly rate that is valid in this month, on what has been owed",
      "   during the month. It is rounded to whole cents, and half a cent is rounded up.",
      ...(fee > 0
        ? [`2. At the end of month 6, month 12, month 18 and so on, a fee of ${euros(fee)} euros is added to what is owed.`]
        : []),
      `${fee > 0 ? 3 : 2}. An instalment of ${euros(payment)} euros is paid, or all that is owed by then if that is not more. This last`,
      "   instalment ends the loan.",
      "",
      "How many instalments are paid, including the last one, and how much is the last one?",
      "",
      "Give both, the amount in euros and exact to the cent, in the form `months: 99, last: 123.45`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { months, last } = repay(instance) ?? { months: 0, last: 0 };
    return this.answerFormat.wrap(`months: ${months}, last: ${euros(last)}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const repaid = repay(instance);
    if (repaid === undefined || answer.months !== repaid.months) return 0;
    return Math.abs(answer.last * 100 - repaid.last) < 1e-4 ? 1 : 0;
  }
}
