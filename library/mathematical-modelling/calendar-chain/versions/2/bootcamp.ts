import { at, Bootcamp, type Card, finalLine, integer, range, record, type Rng, text } from "campforge/bootcamp";

/** A day of the Gregorian calendar, counted from 1 March of the year 0, on which its cycles begin. */
type Day = number;

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

type Parts = { readonly year: number; readonly month: number; readonly day: number };

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
type Calendar = { readonly slip?: Slip; readonly shift: number };

const GREGORIAN: Calendar = { shift: 0 };

function leapDays(year: number, slip?: Slip): number {
  const every = Math.floor(year / 4);
  if (slip === "hundreds") return every;
  return every - Math.floor(year / 100) + (slip === "four hundreds" ? 0 : Math.floor(year / 400));
}

/** Years begin with March here, so that the leap day is the last of its year. */
function dayOf({ year, month, day }: Parts, { slip, shift } = GREGORIAN): Day {
  const [from, place] = month >= 3 ? [year, month - 3] : [year - 1, month + 9];
  return from * 365 + leapDays(from, slip) + shift + at(BEFORE, place) + day - 1;
}

function partsOf(day: Day, calendar = GREGORIAN): Parts {
  let year = Math.floor(day / YEAR);
  while (dayOf({ year: year + 1, month: 3, day: 1 }, calendar) <= day) year++;
  while (dayOf({ year, month: 3, day: 1 }, calendar) > day) year--;
  const rest = day - dayOf({ year, month: 3, day: 1 }, calendar);
  const place = BEFORE.findLastIndex((before) => before <= rest);
  const month = place < 10 ? place + 3 : place - 9;
  return { year: place < 10 ? year : year + 1, month, day: rest - at(BEFORE, place) + 1 };
}

function monthLength({ year, month }: Omit<Parts, "day">, calendar = GREGORIAN): number {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayOf({ ...next, day: 1 }, calendar) - dayOf({ year, month, day: 1 }, calendar);
}

/** Days of a year on average. */
const YEAR = 365.2425;

/** 0 for Monday: 1 March of the year 0 was a Wednesday. */
const weekdayOf = (day: Day): number => (((day + 2) % 7) + 7) % 7;

function dateOf({ year, month, day }: Parts): string {
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

const written = (day: Day): string => dateOf(partsOf(day));

function readDay(date: string): Day {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return dayOf({ year, month, day });
}

/** So many months on; where the month has no such day, on its last. */
function shiftMonths(from: Day, count: number, calendar: Calendar): Day {
  const { year, month, day } = partsOf(from, calendar);
  const months = year * 12 + month - 1 + count;
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  const longest = calendar.slip === "short months" ? 31 : monthLength(target, calendar);
  return dayOf({ ...target, day: Math.min(day, longest) }, calendar);
}

function goWorkingDays(from: Day, count: number, slip?: Slip): Day {
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
    case "month end": {
      const { year, month } = partsOf(from, calendar);
      return dayOf({ year, month, day: monthLength({ year, month }, calendar) }, calendar);
    }
    case "nth of month": {
      const first = dayOf({ ...partsOf(from, calendar), day: 1 }, calendar);
      return first + ((step.weekday - weekdayOf(first) + 7) % 7) + 7 * (step.count - 1);
    }
    case "working days":
      return goWorkingDays(from, step.count, calendar.slip);
  }
}

type Chain = Omit<Case, "voice">;

/** The days that the steps lead to, one after the other. */
function walk({ start, steps }: Chain, calendar = GREGORIAN): readonly Day[] {
  let day = readDay(start);
  return steps.map((step) => (day = take(day, step, calendar)));
}

type Answer = { readonly date: string; readonly sum: number };

/** The date at the end, and the sum of the days of the month on the way, in which no error is wiped out by a later step. */
function answerOf(chain: Chain, slip?: Slip): Answer {
  const { year, month } = partsOf(readDay(chain.start));
  const from = month >= 3 ? year : year - 1;
  const calendar = slip === undefined ? GREGORIAN : { slip, shift: leapDays(from) - leapDays(from, slip) };
  const days = walk(chain, calendar).map((day) => partsOf(day, calendar));
  return { date: dateOf(at(days, days.length - 1)), sum: days.reduce((sum, { day }) => sum + day, 0) };
}

/** Whether a chain can be got right in spite of one of the slips. */
function forgives(chain: Chain, slips: readonly Slip[]): boolean {
  const right = answerOf(chain);
  return slips.some((slip) => {
    const { date, sum } = answerOf(chain, slip);
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

/** What the steps need to be told about, each in a sentence. */
function rulesOf(steps: readonly Step[]): string[] {
  const has = (...kinds: readonly Step["kind"][]): boolean => steps.some(({ kind }) => kinds.includes(kind));
  return [
    "All dates are of the Gregorian calendar, also where it was not in use yet. A year has a 29 February if it is divisible by 4, except if it is divisible by 100 and not by 400.",
    ...(has("days", "weeks") ? ["One day forward is the following day; a week is seven days."] : []),
    ...(has("next", "last") ? ["The next and the last day of a name are never the day itself: from a Monday, the next Monday is seven days later."] : []),
    ...(has("months", "years")
      ? ["Months and years keep the day of the month; if the month reached has no such day, its last day is taken."]
      : []),
    ...(has("working days") ? ["Working days are Monday to Friday, holidays do not count; the day one starts from is not counted."] : []),
  ];
}

const LONG_MONTHS = [1, 3, 5, 7, 8, 10, 12];

/** Often from a 31st and by months at first, as not every month has such a day, and near the year 2000, a leap year among hundreds that are none. */
function drawChain(rng: Rng, level: Level, kinds: readonly Kind[]): Chain {
  const late = { month: rng.choice(LONG_MONTHS), day: 31 };
  const start = dayOf({ year: rng.integer(1980, 2019), ...(rng.boolean(0.7) ? late : { month: rng.integer(1, 12), day: rng.integer(1, 28) }) });
  const drawn = rng.sample(range(Math.ceil(level.steps / kinds.length)).flatMap(() => kinds), level.steps);
  const byMonths = drawn.indexOf("months");
  const ordered = byMonths > 0 && rng.boolean(0.8) ? [at(drawn, byMonths), ...drawn.toSpliced(byMonths, 1)] : drawn;
  return { start: written(start), steps: ordered.map((kind) => drawStep(rng, kind, level.reach)) };
}

const EARLIEST = dayOf({ year: 1000, month: 1, day: 1 });
const LATEST = dayOf({ year: 4999, month: 12, day: 31 });
/** From so many draws on, chains are taken that forgive a slip. */
const MOST_DRAWS = 1_000;

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

  readonly answerFormat = finalLine(record({ date: text(), sum: integer() }));

  caseGenerator(rng: Rng, level: Level): Case {
    const kinds = KINDS.slice(0, level.kinds);
    const slips = SLIPS.flatMap(([slip, kind]) => (kinds.includes(kind) ? [slip] : []));
    for (let draw = 1; ; draw++) {
      const chain = drawChain(rng, level, kinds);
      const days = walk(chain);
      // Every step goes somewhere, and the years keep four digits.
      const moves = days.every((day, index) => day !== (index === 0 ? readDay(chain.start) : days[index - 1]));
      const isNear = days.every((day) => day > EARLIEST && day < LATEST);
      if (!moves || !isNear || (draw < MOST_DRAWS && forgives(chain, slips))) continue;
      return { ...chain, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ start, steps, voice }: Case): string {
    const { year, month, day } = partsOf(readDay(start));
    const date = `${day} ${at(MONTHS, month - 1)} ${year}`;
    const opening = {
      notary: `A deed was signed on ${date}. When it takes effect has to be found by going through these steps from that day on, each from the date that the step before has led to:`,
      exercise: `Start on ${date} and take these steps, one after the other:`,
      brief: `Which date do these steps lead to from ${date}?`,
    }[voice];
    return [
      opening,
      "",
      ...steps.map((step, index) => `${index + 1}. ${words(step)}`),
      "",
      "Rules:",
      ...rulesOf(steps).map((rule) => `- ${rule}`),
      "",
      `${date} is a ${at(WEEKDAYS, weekdayOf(readDay(start)))}. Give the date at the end as YYYY-MM-DD, and, as a check on all steps, the sum of the days of the month of all ${steps.length} dates that the steps lead to (6 for the 6th of a month; the start does not count). Write both as in: date: 1987-06-05, sum: 93`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { date, sum } = answerOf(instance);
    return this.answerFormat.wrap(`date: ${date}, sum: ${sum}`);
  }

  override workedSolution(instance: Case): string {
    const { start, steps } = instance;
    const days = walk(instance);
    return [
      `${start} is a ${at(WEEKDAYS, weekdayOf(readDay(start)))}.`,
      ...days.map((day, index) => `${index + 1}. ${words(at(steps, index))} That is ${written(day)}, a ${at(WEEKDAYS, weekdayOf(day))}.`),
      `The days of the month add up: ${days.map((day) => partsOf(day).day).join(" + ")} = ${answerOf(instance).sum}.`,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection({ date, sum }: Answer, instance: Case): number {
    const right = answerOf(instance);
    return date === right.date && sum === right.sum ? 1 : 0;
  }

  /** For each step 1 and the binary logarithm of the months that it passes over. */
  override hardness(instance: Case): number {
    const days = [readDay(instance.start), ...walk(instance)];
    return instance.steps.reduce((sum, _, index) => sum + 1 + Math.log2(1 + Math.abs(at(days, index + 1) - at(days, index)) / 30), 0);
  }
}
