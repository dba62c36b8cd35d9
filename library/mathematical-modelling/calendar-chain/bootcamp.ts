import { at, Bootcamp, type Card, finalLine, integer, range, record, type Rng, text } from "campforge/bootcamp";

/** A day of the Gregorian calendar, counted from 1 March of the year 0, on which its cycles begin. */
type Day = number;

/** A date as a number: 32 times the months from January of the year 0, and the day of the month. */
type Dated = number;

type Step =
  | { readonly kind: "days" | "weeks" | "months" | "years" | "working days"; readonly count: number }
  | { readonly kind: "next" | "last"; readonly weekday: number }
  | { readonly kind: "nth of month"; readonly weekday: number; readonly count: number }
  | { readonly kind: "month end" };

type Voice = "notary" | "exercise" | "brief";

type Case = { readonly start: string; readonly steps: readonly Step[]; readonly voice: Voice };

type Level = {
  readonly steps: number;
  /** Days that a step of days goes at the most. */
  readonly reach: number;
  /** How many kinds of step occur, in the order of `KINDS`. */
  readonly kinds: number;
};

/** Made once: every answer is read by it. */
const FORMAT = finalLine(record({ date: text(), sum: integer() }));

const VOICES: readonly Voice[] = ["notary", "exercise", "brief"];
const KINDS = ["days", "weeks", "next", "months", "last", "month end", "years", "working days", "nth of month"] as const;
type Kind = (typeof KINDS)[number];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
const ORDINALS = ["first", "second", "third", "fourth"];

/** Days of the months from March to January, which February ends with what is left. */
const LENGTHS = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31];
const BEFORE = range(12).map((month) => LENGTHS.slice(0, month).reduce((sum, one) => sum + one, 0));

/** Days of a year on average. */
const YEAR = 365.2425;

/** What somebody leaves out or estimates who wants to be quick. */
type Slip = "hundreds" | "four hundreds" | "short months" | "same day" | "average months" | "average years" | "average weeks";

/** The slips that must not do in a case, by the kind of step from which on a level has them. */
const SLIPS: readonly (readonly [slip: Slip, kind: Kind])[] = [
  ["short months", "last"],
  ["same day", "last"],
  ["four hundreds", "years"],
  ["hundreds", "years"],
  ["average weeks", "working days"],
  ["average years", "years"],
  ["average months", "months"],
];

/** How the days are counted: in truth, or with a slip, in which case the leap days are right about the start. */
type Calendar = { readonly slip: Slip | "none"; readonly shift: number };

const GREGORIAN: Calendar = { slip: "none", shift: 0 };

function leapDays(year: number, slip: Calendar["slip"] = "none"): number {
  const every = Math.floor(year / 4);
  if (slip === "hundreds") return every;
  return every - Math.floor(year / 100) + (slip === "four hundreds" ? 0 : Math.floor(year / 400));
}

/** 1 March of a year. Years begin with March here, so that the leap day is the last of its year. */
const beginOf = (year: number, { slip, shift }: Calendar): Day => year * 365 + leapDays(year, slip) + shift;

/** A day of a month, the months counted from January of the year 0. */
function dayOf(months: number, day: number, calendar = GREGORIAN): Day {
  const year = Math.floor((months - 2) / 12);
  return beginOf(year, calendar) + at(BEFORE, months - 2 - 12 * year) + day - 1;
}

function dateOf(day: Day, calendar = GREGORIAN): Dated {
  let year = Math.floor(day / YEAR);
  while (beginOf(year + 1, calendar) <= day) year++;
  while (beginOf(year, calendar) > day) year--;
  const rest = day - beginOf(year, calendar);
  // Five months from March on have 153 days, wherever they begin, but for what is left in February.
  const place = Math.floor((5 * rest + 2) / 153);
  return 32 * (12 * year + place + 2) + rest - at(BEFORE, place) + 1;
}

const monthsOf = (date: Dated): number => date >> 5;
const dayOfMonth = (date: Dated): number => date & 31;

const monthLength = (months: number, calendar: Calendar): number => dayOf(months + 1, 1, calendar) - dayOf(months, 1, calendar);

/** 0 for Monday: 1 March of the year 0 was a Wednesday. */
const weekdayOf = (day: Day): number => (((day + 2) % 7) + 7) % 7;

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

function written(date: Dated): string {
  const year = Math.floor(monthsOf(date) / 12);
  const month = monthsOf(date) - 12 * year + 1;
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(dayOfMonth(date))}`;
}

const readDay = (date: string): Day =>
  dayOf(12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1, Number(date.slice(8)));

/** So many months on; where the month has no such day, on its last. */
function shiftMonths(from: Day, count: number, calendar: Calendar): Day {
  const date = dateOf(from, calendar);
  const months = monthsOf(date) + count;
  const longest = calendar.slip === "short months" ? 31 : monthLength(months, calendar);
  return dayOf(months, Math.min(dayOfMonth(date), longest), calendar);
}

function goWorkingDays(from: Day, count: number, slip: Calendar["slip"]): Day {
  if (slip === "average weeks") return from + Math.round(count * 1.4);
  // Whole weeks have five of them each.
  let day = from + 7 * Math.floor((count - 1) / 5);
  for (let left = ((count - 1) % 5) + 1; left > 0; ) {
    day++;
    if (weekdayOf(day) < 5) left--;
  }
  return day;
}

function take(from: Day, step: Step, calendar = GREGORIAN): Day {
  const least = calendar.slip === "same day" ? 0 : 1;
  switch (step.kind) {
    case "days":
      return from + step.count;
    case "weeks":
      return from + 7 * step.count;
    case "months":
      return calendar.slip === "average months" ? from + Math.round((step.count * YEAR) / 12) : shiftMonths(from, step.count, calendar);
    case "years":
      return calendar.slip === "average years" ? from + Math.round(step.count * YEAR) : shiftMonths(from, 12 * step.count, calendar);
    case "next":
      return from + least + ((step.weekday - weekdayOf(from + least) + 7) % 7);
    case "last":
      return from - least - ((weekdayOf(from - least) - step.weekday + 7) % 7);
    case "month end":
      return dayOf(monthsOf(dateOf(from, calendar)) + 1, 1, calendar) - 1;
    case "nth of month": {
      const first = dayOf(monthsOf(dateOf(from, calendar)), 1, calendar);
      return first + ((step.weekday - weekdayOf(first) + 7) % 7) + 7 * (step.count - 1);
    }
    case "working days":
      return goWorkingDays(from, step.count, calendar.slip);
  }
}

/** A chain from a day on. */
type Chain = { readonly start: Day; readonly steps: readonly Step[] };

const chainOf = ({ start, steps }: Case): Chain => ({ start: readDay(start), steps });

/** The days that the steps lead to, one after the other. */
function walk({ start, steps }: Chain, calendar = GREGORIAN): readonly Day[] {
  let day = start;
  return steps.map((step) => (day = take(day, step, calendar)));
}

/** The date at the end, and the sum of the days of the month on the way, in which no error is wiped out by a later step. */
type End = { readonly date: Dated; readonly sum: number };

function endOf(days: readonly Day[], calendar = GREGORIAN): End {
  let [date, sum] = [0, 0];
  for (const day of days) {
    date = dateOf(day, calendar);
    sum += dayOfMonth(date);
  }
  return { date, sum };
}

type Answer = { readonly date: string; readonly sum: number };

function answerOf(instance: Case): Answer {
  const { date, sum } = endOf(walk(chainOf(instance)));
  return { date: written(date), sum };
}

/** Whether a chain that ends so can be got right in spite of one of the slips. */
function forgives(chain: Chain, right: End, slips: readonly Slip[]): boolean {
  const months = monthsOf(dateOf(chain.start));
  const year = Math.floor((months - 2) / 12);
  return slips.some((slip) => {
    const calendar = { slip, shift: leapDays(year) - leapDays(year, slip) };
    const { date, sum } = endOf(walk(chain, calendar), calendar);
    return date === right.date && sum === right.sum;
  });
}

function drawStep(rng: Rng, kind: Kind, reach: number): Step {
  const size = (most: number): number => rng.integer(2, Math.max(3, most)) * (rng.boolean(0.35) ? -1 : 1);
  switch (kind) {
    case "days":
      return { kind, count: size(reach) };
    case "weeks":
      return { kind, count: size(Math.round(reach / 10)) };
    case "months":
      return { kind, count: size(Math.round(reach / 20)) };
    case "years":
      // Over two hundreds or so, of which one may have a leap day and the other not.
      return { kind, count: rng.integer(100, 120 + Math.round(reach / 40)) * (rng.boolean() ? -1 : 1) };
    case "working days":
      return { kind, count: rng.integer(6, Math.max(12, Math.round(reach / 6))) };
    case "next":
    case "last":
      return { kind, weekday: rng.integer(0, 6) };
    case "nth of month":
      return { kind, weekday: rng.integer(0, 6), count: rng.integer(1, 4) };
    case "month end":
      return { kind };
  }
}

function words(step: Step): string {
  switch (step.kind) {
    case "days":
    case "weeks":
    case "months":
    case "years":
      return `Go ${Math.abs(step.count)} ${step.kind} ${step.count > 0 ? "forward" : "back"}.`;
    case "working days":
      return `Go ${step.count} working days forward.`;
    case "next":
      return `Go forward to the next ${at(WEEKDAYS, step.weekday)}.`;
    case "last":
      return `Go back to the last ${at(WEEKDAYS, step.weekday)}.`;
    case "nth of month":
      return `Go to the ${at(ORDINALS, step.count - 1)} ${at(WEEKDAYS, step.weekday)} of the month that has been reached.`;
    case "month end":
      return "Go to the last day of the month that has been reached.";
  }
}

/** What the steps need to be told about, each in a sentence, with the kinds that it is about. */
const RULES: readonly (readonly [rule: string, ...kinds: readonly Kind[]])[] = [
  ["\n- One day forward is the following day; a week is seven days.", "days", "weeks"],
  ["\n- The next and the last day of a name are never the day itself: from a Monday, the next Monday is seven days later.", "next", "last"],
  ["\n- Months and years keep the day of the month; if the month reached has no such day, its last day is taken.", "months", "years"],
  ["\n- Working days are Monday to Friday, holidays do not count; the day one starts from is not counted.", "working days"],
];

function rulesOf(steps: readonly Step[]): string {
  let rules = "- All dates are of the Gregorian calendar, also where it was not in use yet. A year has a 29 February if it is divisible by 4, except if it is divisible by 100 and not by 400.";
  for (const [rule, one, other] of RULES) if (steps.some(({ kind }) => kind === one || kind === other)) rules += rule;
  return rules;
}

const LONG_MONTHS = [1, 3, 5, 7, 8, 10, 12];

/** Often from a 31st and by months at first, as not every month has such a day, and near the year 2000, a leap year among hundreds that are none. */
function drawChain(rng: Rng, level: Level, pool: readonly Kind[]): Chain {
  const late = rng.choice(LONG_MONTHS);
  const january = 12 * rng.integer(1980, 2019) - 1;
  const start = rng.boolean(0.7) ? dayOf(january + late, 31) : dayOf(january + rng.integer(1, 12), rng.integer(1, 28));
  const drawn = rng.sample(pool, level.steps);
  const byMonths = drawn.indexOf("months");
  const ordered = byMonths > 0 && rng.boolean(0.8) ? [at(drawn, byMonths), ...drawn.toSpliced(byMonths, 1)] : drawn;
  return { start, steps: ordered.map((kind) => drawStep(rng, kind, level.reach)) };
}

const EARLIEST = dayOf(12 * 1000, 1);
const LATEST = dayOf(12 * 4999 + 11, 31);
/** From so many draws on, chains are taken that forgive a slip. */
const MOST_DRAWS = 1_000;

/** Whether every step goes somewhere, and the years keep four digits. */
function isSound(start: Day, days: readonly Day[]): boolean {
  let before = start;
  for (const day of days) {
    if (day === before || day <= EARLIEST || day >= LATEST) return false;
    before = day;
  }
  return true;
}

const OPENINGS: Readonly<Record<Voice, (date: string) => string>> = {
  notary: (date) => `A deed was signed on ${date}. When it takes effect has to be found by going through these steps from that day on, each from the date that the step before has led to:`,
  exercise: (date) => `Start on ${date} and take these steps, one after the other:`,
  brief: (date) => `Which date do these steps lead to from ${date}?`,
};

export default class CalendarChain extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "CalendarChain",
    slug: "calendar-chain",
    title: "Calendar Chain",
    domain: "mathematical-modelling",
    description:
      "From a given date, a chain of steps leads to another: days, weeks, months and years forward or back, to the next or last day of a name, to the end of a month, over working days, to the third Tuesday of a month. The date at the end is asked for, and the sum of the days of the month of all dates on the way, so that every step has to be right. Harder chains are longer and reach farther, over centuries.",
    answerFormat: "the date as YYYY-MM-DD and the sum of the days of the month on a last line `Answer: date: …, sum: …`",
    parameters: {
      steps: { meaning: "steps of the chain", min: 1, max: 60 },
      reach: { meaning: "days that a step of days goes at the most; other steps are in proportion", min: 30, max: 50_000 },
      kinds: { meaning: "kinds of step that occur", min: 2, max: 9 },
    },
    levels: [
      { steps: 3, reach: 150, kinds: 4 },
      { steps: 8, reach: 800, kinds: 7 },
      { steps: 12, reach: 2_500, kinds: 9 },
      { steps: 18, reach: 8_000, kinds: 9 },
      { steps: 28, reach: 25_000, kinds: 9 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    const kinds = KINDS.slice(0, level.kinds);
    const slips = SLIPS.flatMap(([slip, kind]) => (kinds.includes(kind) ? [slip] : []));
    // What the kinds of a chain are drawn from: each as often as the others.
    const pool = range(Math.ceil(level.steps / kinds.length)).flatMap(() => kinds);
    for (let draw = 1; ; draw++) {
      const chain = drawChain(rng, level, pool);
      const days = walk(chain);
      if (!isSound(chain.start, days) || (draw < MOST_DRAWS && forgives(chain, endOf(days), slips))) continue;
      return { start: written(dateOf(chain.start)), steps: chain.steps, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ start, steps, voice }: Case): string {
    const day = readDay(start);
    const months = monthsOf(dateOf(day));
    const date = `${dayOfMonth(dateOf(day))} ${at(MONTHS, months % 12)} ${Math.floor(months / 12)}`;
    let told = "";
    for (const [index, step] of steps.entries()) told += `\n${index + 1}. ${words(step)}`;
    return `${OPENINGS[voice](date)}\n${told}\n\nRules:\n${rulesOf(steps)}\n\n${date} is a ${at(WEEKDAYS, weekdayOf(day))}. Give the date at the end as YYYY-MM-DD, and, as a check on all steps, the sum of the days of the month of all ${steps.length} dates that the steps lead to (6 for the 6th of a month; the start does not count). Write both as in: date: 1987-06-05, sum: 93\n${FORMAT.instruction}`;
  }

  referenceAnswer(instance: Case): string {
    const { date, sum } = answerOf(instance);
    return this.answerFormat.wrap(`date: ${date}, sum: ${sum}`);
  }

  override workedSolution(instance: Case): string {
    const { start, steps } = instance;
    const days = walk(chainOf(instance));
    return [
      `${start} is a ${at(WEEKDAYS, weekdayOf(readDay(start)))}.`,
      ...days.map((day, index) => `${index + 1}. ${words(at(steps, index))} That is ${written(dateOf(day))}, a ${at(WEEKDAYS, weekdayOf(day))}.`),
      `The days of the month add up: ${days.map((day) => dayOfMonth(dateOf(day))).join(" + ")} = ${answerOf(instance).sum}.`,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection({ date, sum }: Answer, instance: Case): number {
    const right = endOf(walk(chainOf(instance)));
    return sum === right.sum && date === written(right.date) ? 1 : 0;
  }

  /** For each step 1 and the binary logarithm of the months that it passes over. */
  override hardness(instance: Case): number {
    const chain = chainOf(instance);
    const days = [chain.start, ...walk(chain)];
    return instance.steps.reduce((sum, _, index) => sum + 1 + Math.log2(1 + Math.abs(at(days, index + 1) - at(days, index)) / 30), 0);
  }
}
