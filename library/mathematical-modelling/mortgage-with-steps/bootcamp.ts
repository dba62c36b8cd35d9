import {
  at,
  Bootcamp,
  type Card,
  decimal,
  either,
  integer,
  isClose,
  range,
  record,
  type Rng,
  sortNumbers,
  tagged,
  textTable,
} from "campforge/bootcamp";

type FixedPhase = {
  readonly months: number;
  /** The nominal yearly rate in hundredths of a percent. */
  readonly rate: number;
  /** In cents. */
  readonly instalment: number;
};

/** A phase whose instalment is the smallest with which the balance at its end is at most the target, in cents. */
type SoughtPhase = { readonly months: number; readonly rate: number; readonly target: number };

type Phase = FixedPhase | SoughtPhase;

/** A special repayment of so many cents at the end of a month. */
type Repayment = { readonly month: number; readonly amount: number };

type Loan = {
  /** In cents. */
  readonly principal: number;
  readonly phases: readonly Phase[];
  readonly repayments: readonly Repayment[];
};

/** What is asked for: the last balance, all interest, or the first month that ends below a bound in cents. */
type Question =
  | { readonly kind: "balance" }
  | { readonly kind: "interest" }
  | { readonly kind: "month"; readonly bound: number };

type Case = Loan & { readonly question: Question };

type Level = {
  readonly months: number;
  readonly phases: number;
  readonly repayments: number;
  readonly sought: number;
};

type Answer = number | { readonly month: number; readonly balance: number };

/** One month; all amounts in cents. */
type Row = {
  readonly month: number;
  readonly phase: Phase;
  readonly before: number;
  readonly interest: number;
  readonly instalment: number;
  readonly repayment: number;
  readonly balance: number;
};

const KINDS = ["balance", "interest", "month"] as const;

/** Cents times hundredths of a percent a year, divided by this, are cents a month. */
const DIVISOR = 120_000;

/** The interest of a month, rounded half up to the cent. */
const halfUp = (product: number): number => Math.floor((product + DIVISOR / 2) / DIVISOR);

/** The interest of a month as it would be without rounding. */
const unrounded = (product: number): number => product / DIVISOR;

/** Cents as an amount with two decimals. */
const money = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

const percent = (rate: number): string => `${(rate / 100).toFixed(2)}%`;

/** The months of a phase that begins with a balance in a month. */
function runPhase(
  { repayments }: Loan,
  phase: Phase,
  instalment: number,
  start: number,
  firstMonth: number,
  interestOf: (product: number) => number,
): Row[] {
  let before = start;
  return range(firstMonth, firstMonth + phase.months).map((month): Row => {
    const interest = interestOf(before * phase.rate);
    const repayment = repayments.find((one) => one.month === month)?.amount ?? 0;
    const balance = before + interest - instalment - repayment;
    const row = { month, phase, before, interest, instalment, repayment, balance };
    before = balance;
    return row;
  });
}

/** All months of a loan. */
function schedule(loan: Loan, interestOf: (product: number) => number): Row[] {
  const rows: Row[] = [];
  let before = loan.principal;
  for (const phase of loan.phases) {
    const start = before;
    const firstMonth = rows.length + 1;
    const run = (instalment: number): Row[] =>
      runPhase(loan, phase, instalment, start, firstMonth, interestOf);
    const instalment =
      "target" in phase ? smallest(start, (cents) => endOf(run(cents)) <= phase.target) : phase.instalment;
    const months = run(instalment);
    rows.push(...months);
    before = endOf(months);
  }
  return rows;
}

const endOf = (rows: readonly Row[]): number => at(rows, rows.length - 1).balance;

/** The smallest whole number from 0 to a limit for which a condition holds that stays true from there on. */
function smallest(limit: number, holds: (value: number) => boolean): number {
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The answer to a question: an amount in cents and, where it is asked for, the month. */
function solution(rows: readonly Row[], question: Question): { month: number | undefined; cents: number } {
  const last = at(rows, rows.length - 1);
  switch (question.kind) {
    case "balance":
      return { month: undefined, cents: last.balance };
    case "interest":
      return { month: undefined, cents: rows.reduce((sum, { interest }) => sum + interest, 0) };
    case "month": {
      const { bound } = question;
      const { month, balance } = rows.find((row) => row.balance < bound) ?? last;
      return { month, cents: balance };
    }
  }
}

function drawLoan(rng: Rng, level: Level): Loan {
  const hundreds = rng.integer(400, 4000);
  const principal = hundreds * 10_000;
  // No phase is shorter than half the average.
  const least = Math.floor(level.months / (2 * level.phases));
  const spare = level.months - least * level.phases;
  const cuts = sortNumbers(range(level.phases - 1).map(() => rng.integer(0, spare)));
  const ends = [...cuts.map((cut, index) => cut + least * (index + 1)), level.months];
  const rates = rng.distinctIntegers(level.phases, 120, 780);
  const fixed = ends.map((end, index): FixedPhase => {
    const rate = at(rates, index);
    // More than the interest on the whole principal, so that the balance falls in every month.
    const instalment = halfUp(principal * rate) + Math.floor(principal / rng.integer(120, 220));
    return { months: end - (ends[index - 1] ?? 0), rate, instalment };
  });
  const repayments = sortNumbers(rng.distinctIntegers(level.repayments, 1, level.months - 1)).map(
    (month) => ({
      month,
      amount: rng.integer(Math.floor(hundreds / 100), Math.floor(hundreds / 40)) * 10_000,
    }),
  );
  const rows = schedule({ principal, phases: fixed, repayments }, halfUp);
  const sought = rng.sample(range(level.phases), level.sought);
  const phases = fixed.map((phase, index): Phase => {
    if (!sought.includes(index)) return phase;
    // The target is what the drawn instalment would leave, rounded up to whole hundreds.
    const target = Math.ceil(at(rows, at(ends, index) - 1).balance / 10_000) * 10_000;
    return { months: phase.months, rate: phase.rate, target };
  });
  return { principal, phases, repayments };
}

function drawQuestion(rng: Rng, rows: readonly Row[]): Question {
  const kind = rng.choice(KINDS);
  if (kind !== "month") return { kind };
  // In the last third, so that most of the months have to be worked through.
  const row = at(rows, rng.integer(Math.ceil((rows.length * 2) / 3), rows.length) - 1);
  return { kind, bound: rng.integer(row.balance + 1, row.before) };
}

export default class MortgageWithSteps extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "MortgageWithSteps",
    slug: "mortgage-with-steps",
    title: "Mortgage with Steps",
    domain: "mathematical-modelling",
    description:
      "A loan is repaid in phases, each with its own rate and instalment, with interest rounded to the cent every month and special repayments in some months; in harder cases the instalments of some phases have to be found from a target for the balance. Asked for, exact to the cent, is the balance at the end, the total interest, or the first month that ends below a bound together with its balance.",
    answerFormat:
      "an amount with two decimals, or month and balance as named parts, between <answer> and </answer>",
    parameters: {
      months: { meaning: "months of all phases together", min: 3, max: 96 },
      phases: { meaning: "phases with a rate and an instalment of their own", min: 1, max: 8 },
      repayments: { meaning: "months with a special repayment", min: 0, max: 12 },
      sought: {
        meaning: "phases whose instalment has to be found from a target for their end",
        min: 0,
        max: 6,
      },
    },
    levels: [
      { months: 3, phases: 1, repayments: 0, sought: 0 },
      { months: 18, phases: 2, repayments: 2, sought: 0 },
      { months: 24, phases: 3, repayments: 3, sought: 1 },
      { months: 48, phases: 4, repayments: 6, sought: 3 },
      { months: 72, phases: 6, repayments: 9, sought: 5 },
    ],
  };

  readonly answerFormat = tagged(either(record({ month: integer(), balance: decimal() }), decimal()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const loan = drawLoan(rng, level);
      const rows = schedule(loan, halfUp);
      if (rows.some(({ before, balance }) => balance <= 0 || balance >= before)) continue;
      const question = drawQuestion(rng, rows);
      const { cents } = solution(rows, question);
      if (loan.phases.some((phase) => "target" in phase && phase.target === cents)) continue;
      // Whoever does not round every month must come to another amount.
      const careless = solution(schedule(loan, unrounded), question);
      if (Math.round(careless.cents) !== cents) return { ...loan, question };
    }
  }

  promptFunc({ principal, phases, repayments, question }: Case): string {
    const months = phases.reduce((sum, phase) => sum + phase.months, 0);
    const rows = phases.map((phase, index) => [
      index + 1,
      phase.months,
      percent(phase.rate),
      "target" in phase ? "not given" : money(phase.instalment),
    ]);
    const sought = phases.flatMap((phase, index) =>
      "target" in phase
        ? [`- phase ${index + 1}: at the end of its last month the balance is at most ${money(phase.target)}`]
        : [],
    );
    const targets = [
      "Where the instalment is not given, it is the same in every month of the phase, and it is the smallest whole number of",
      "cents with which the following holds:",
      ...sought,
      "",
    ];
    const special = [
      "In addition there are special repayments, each in one month only:",
      ...repayments.map(({ month, amount }) => `- month ${month}: ${money(amount)}`),
      "",
    ];
    const asked =
      question.kind === "balance"
        ? [
            `What is the balance at the end of month ${months}, the last month of the last phase?`,
            "Give the amount in euros, exact to the cent, as a number with two decimals such as 1234.50, without a currency sign.",
          ]
        : question.kind === "interest"
          ? [
              `How much interest is charged in total in the months 1 to ${months}? This is the sum of the rounded monthly interest amounts.`,
              "Give the amount in euros, exact to the cent, as a number with two decimals such as 1234.50, without a currency sign.",
            ]
          : [
              `Which is the first month at whose end the balance is below (strictly less than) ${money(question.bound)}, and what is the balance at the end of that month?`,
              "Give the number of the month and the balance in euros, exact to the cent, as a number with two decimals such as 1234.50,",
              "without a currency sign, in the form month: …, balance: … .",
            ];
    return [
      `A loan of ${money(principal)} euros is repaid in monthly instalments. All amounts below are in euros.`,
      phases.length === 1
        ? "It runs for one phase with a fixed rate and a fixed instalment. Its months are numbered from 1."
        : "It runs through several phases, one directly after the other, each with its own rate and instalment. Months are numbered from 1 and counted on through all phases.",
      "",
      textTable(["phase", "number of months", "nominal yearly rate", "monthly instalment"], rows),
      "",
      ...(sought.length > 0 ? targets : []),
      ...(repayments.length > 0 ? special : []),
      "In every month, in this order:",
      "1. Interest is charged: the balance at the beginning of the month, times the nominal yearly rate of the phase, divided",
      "   by 12, rounded to the nearest cent, with exactly half a cent rounded up. It is added to the balance.",
      "2. The instalment of the phase is paid and subtracted from the balance.",
      "3. If the month has a special repayment, it is subtracted from the balance as well.",
      "The balance at the end of a month is what is then left; the next month begins with it. The first month begins with the",
      "whole loan.",
      "",
      ...asked,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { month, cents } = solution(schedule(instance, halfUp), instance.question);
    return this.answerFormat.wrap(
      month === undefined ? money(cents) : `month: ${month}, balance: ${money(cents)}`,
    );
  }

  override workedSolution(instance: Case): string {
    const { question } = instance;
    const rows = schedule(instance, halfUp);
    const { month, cents } = solution(rows, question);
    const steps = rows.slice(0, month ?? rows.length).flatMap((row, index) => {
      const { phase } = row;
      const isFirst = index === 0 || at(rows, index - 1).phase !== phase;
      const repaid = row.repayment > 0 ? ` − ${money(row.repayment)}` : "";
      const line = `- Month ${row.month}: interest ${money(row.before)} · ${percent(phase.rate)} / 12 ≈ ${money(row.interest)}; balance ${money(row.before)} + ${money(row.interest)} − ${money(row.instalment)}${repaid} = ${money(row.balance)}`;
      if (!isFirst || !("target" in phase)) return [line];
      const less = runPhase(instance, phase, row.instalment - 1, row.before, row.month, halfUp);
      const left = money(at(less, less.length - 1).balance);
      return [
        `A new phase of ${phase.months} months begins. Its instalment is ${money(row.instalment)}: going through its months with it leaves at most ${money(phase.target)}, as shown below, and with one cent less ${left} would be left.`,
        line,
      ];
    });
    const conclusion =
      question.kind === "month"
        ? `The balance is below ${money(question.bound)} for the first time at the end of month ${month ?? rows.length}: ${money(cents)}.`
        : question.kind === "interest"
          ? `The interest amounts add up to ${rows.map(({ interest }) => money(interest)).join(" + ")} = ${money(cents)}.`
          : `The balance after the last month is ${money(cents)}.`;
    return [
      "Go through the months one by one, rounding the interest to the cent each time. For an instalment that is not given,",
      "estimate it from the formula for annuities, go through the phase, and correct it by the cents that are missing.",
      ...steps,
      "",
      conclusion,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    const rows = schedule(instance, halfUp);
    const { month } = solution(rows, instance.question);
    // A phase whose instalment is sought is worked through about three times.
    return rows
      .slice(0, month ?? rows.length)
      .reduce((sum, { phase }) => sum + ("target" in phase ? 3 : 1), 0);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { month, cents } = solution(schedule(instance, halfUp), instance.question);
    const given = typeof answer === "number" ? { month: undefined, balance: answer } : answer;
    return given.month === month && isClose(given.balance, cents / 100, { absolute: 0.001 }) ? 1 : 0;
  }
}
