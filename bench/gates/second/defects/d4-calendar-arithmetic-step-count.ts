/*
defect: D4
base: calendar-arithmetic.ts
what: The number of steps and the longest step of the level are ignored: the generator always takes 2 to 4 steps of up to 400 days.
needs: no model
*/
import { at, Bootcamp, type Card, finalLine, mapping, type Rng, text } from "campforge/bootcamp";

type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

type Unit = "days" | "weeks" | "months" | "workdays";

/** A step through the calendar; a negative amount goes back. */
type Step = { readonly unit: Unit; readonly amount: number };

type Case = { readonly start: CivilDate; readonly steps: readonly Step[] };

type Level = {
  readonly steps: number;
  readonly longest: number;
  readonly months: boolean;
  readonly workdays: boolean;
};

const FIRST_YEAR = 2000;
const LAST_YEAR = 2399;
const LONGEST = 400;
const LABELS = ["year", "month", "day", "weekday"] as const;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : at(MONTH_LENGTHS, month - 1);

/** Days from 1 January 2000, a Saturday, to the first of January of a year. */
function daysBeforeYear(year: number): number {
  let days = 0;
  for (let past = FIRST_YEAR; past < year; past++) days += isLeap(past) ? 366 : 365;
  for (let later = year; later < FIRST_YEAR; later++) days -= isLeap(later) ? 366 : 365;
  return days;
}

function dayNumber({ year, month, day }: CivilDate): number {
  let days = daysBeforeYear(year);
  for (let past = 1; past < month; past++) days += lengthOfMonth(year, past);
  return days + day - 1;
}

/** 0 for Monday to 6 for Sunday. */
const weekdayOf = (date: CivilDate): number => (((dayNumber(date) + 5) % 7) + 7) % 7;

function nextDay({ year, month, day }: CivilDate): CivilDate {
  if (day < lengthOfMonth(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

function dayBefore({ year, month, day }: CivilDate): CivilDate {
  if (day > 1) return { year, month, day: day - 1 };
  return month > 1
    ? { year, month: month - 1, day: lengthOfMonth(year, month - 1) }
    : { year: year - 1, month: 12, day: 31 };
}

function addMonths({ year, month, day }: CivilDate, amount: number): CivilDate {
  const months = year * 12 + (month - 1) + amount;
  const reached = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return { ...reached, day: Math.min(day, lengthOfMonth(reached.year, reached.month)) };
}

function take(date: CivilDate, { unit, amount }: Step): CivilDate {
  if (unit === "months") return addMonths(date, amount);
  const move = amount < 0 ? dayBefore : nextDay;
  let left = Math.abs(amount) * (unit === "weeks" ? 7 : 1);
  let reached = date;
  while (left > 0) {
    reached = move(reached);
    if (unit !== "workdays" || weekdayOf(reached) < 5) left--;
  }
  return reached;
}

const finalDate = ({ start, steps }: Case): CivilDate => steps.reduce(take, start);

const inWords = ({ year, month, day }: CivilDate): string => `${day} ${at(MONTHS, month - 1)} ${year}`;

function describe({ unit, amount }: Step): string {
  const size = Math.abs(amount);
  const noun = unit === "workdays" ? "working days" : unit;
  return `go ${size} ${size === 1 ? noun.slice(0, -1) : noun} ${amount < 0 ? "back" : "forward"}`;
}

export default class CalendarArithmetic extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "CalendarArithmetic",
    slug: "calendar-arithmetic",
    title: "Calendar Arithmetic",
    domain: "logical-reasoning",
    description:
      "From a date of the Gregorian calendar one goes forward and back by days, weeks, months and working days. The date that is reached is asked for, with its weekday.",
    answerFormat: "a final line `Answer: year=…, month=…, day=…, weekday=…`",
    parameters: {
      steps: { meaning: "steps through the calendar", min: 1, max: 12 },
      longest: { meaning: "the largest number of days of a step", min: 10, max: 2000 },
      months: { meaning: "whether some steps are counted in months" },
      workdays: { meaning: "whether some steps are counted in working days" },
    },
    levels: [
      { steps: 1, longest: 60, months: false, workdays: false },
      { steps: 2, longest: 200, months: true, workdays: false },
      { steps: 4, longest: 400, months: true, workdays: true },
      { steps: 7, longest: 1000, months: true, workdays: true },
    ],
  };

  readonly answerFormat = finalLine(mapping(text({ letterCase: "lower" }), text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const year = rng.integer(FIRST_YEAR, LAST_YEAR);
    const month = rng.integer(1, 12);
    const day = rng.integer(1, lengthOfMonth(year, month));
    const units: Unit[] = ["days", "weeks"];
    if (level.months) units.push("months");
    if (level.workdays) units.push("workdays");
    const steps = Array.from({ length: rng.integer(2, 4) }, (): Step => {
      const unit = rng.choice(units);
      const share = unit === "weeks" ? 7 : unit === "months" ? 20 : unit === "workdays" ? 4 : 1;
      const size = rng.integer(2, Math.max(3, Math.floor(LONGEST / share)));
      return { unit, amount: rng.boolean(0.65) ? size : -size };
    });
    return { start: { year, month, day }, steps };
  }

  promptFunc(instance: Case): string {
    const { start, steps } = instance;
    return [
      `Start on ${inWords(start)}, which is a ${at(WEEKDAYS, weekdayOf(start))}, and take these steps in order:`,
      "",
      ...steps.map((step, place) => `${place + 1}. ${describe(step)}`),
      "",
      "Rules:",
      "- The calendar is the Gregorian one: a year is a leap year, and its February has 29 days, when it can be",
      "  divided by 4, but not when it can be divided by 100, unless it can be divided by 400.",
      "- A month step keeps the number of the day. Where the month that is reached has no such day, its last day",
      "  is taken; later steps go on from that day.",
      "- Working days are Monday to Friday; there are no holidays. A step of working days moves day by day and",
      "  counts only the working days that it comes to, never the day it begins on.",
      "- One day forward from a date is the day after it, one day back the day before; a week is seven days.",
      "",
      "Which date is reached after the last step, and which weekday is it? The month is given as a number from 1",
      "to 12, the weekday in English. All four values must be right. An answer looks like this one, which",
      "belongs to another task: `Answer: year=1987, month=12, day=6, weekday=sunday`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const date = finalDate(instance);
    const weekday = at(WEEKDAYS, weekdayOf(date));
    return this.answerFormat.wrap(
      `year=${date.year}, month=${date.month}, day=${date.day}, weekday=${weekday}`,
    );
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    if (answer.size !== LABELS.length || LABELS.some((label) => !answer.has(label))) return 0;
    const date = finalDate(instance);
    const numberAt = (label: string): number => {
      const written = answer.get(label) ?? "";
      return /^\d{1,4}$/.test(written) ? Number(written) : -1;
    };
    const dateRight =
      numberAt("year") === date.year && numberAt("month") === date.month && numberAt("day") === date.day;
    const weekdayRight = answer.get("weekday") === at(WEEKDAYS, weekdayOf(date));
    return dateRight && weekdayRight ? 1 : 0;
  }
}
