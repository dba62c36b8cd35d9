import { at, Bootcamp, type Card, finalLine, range, type Rng, text } from "campforge/bootcamp";

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
const KINDS = ["days", "weeks", "next", "months", "last", "month end", "working days", "years", "nth of month"] as const;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
const ORDINALS = ["first", "second", "third", "fourth"];

/** Days of the months from March to January, which February ends with what is left. */
const LENGTHS = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31];
const BEFORE = range(12).map((month) => LENGTHS.slice(0, month).reduce((sum, one) => sum + one, 0));

type Parts = { readonly year: number; readonly month: number; readonly day: number };

/** Years begin with March here, so that the leap day is the last of its year. */
function dayOf({ year, month, day }: Parts): Day {
  const [from, place] = month >= 3 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays = Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  return from * 365 + leapDays + at(BEFORE, place) + day - 1;
}

function partsOf(day: Day): Parts {
  let year = Math.floor(day / 365.2425);
  while (dayOf({ year: year + 1, month: 3, day: 1 }) <= day) year++;
  while (dayOf({ year, month: 3, day: 1 }) > day) year--;
  const rest = day - dayOf({ year, month: 3, day: 1 });
  const place = BEFORE.findLastIndex((before) => before <= rest);
  const month = place < 10 ? place + 3 : place - 9;
  return { year: place < 10 ? year : year + 1, month, day: rest - at(BEFORE, place) + 1 };
}

function monthLength(year: number, month: number): number {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayOf({ ...next, day: 1 }) - dayOf({ year, month, day: 1 });
}

/** 0 for Monday: 1 March of the year 0 was a Wednesday. */
const weekdayOf = (day: Day): number => (((day + 2) % 7) + 7) % 7;

function written(day: Day): string {
  const { year, month, day: number } = partsOf(day);
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(number).padStart(2, "0")].join("-");
}

function readDay(date: string): Day {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return dayOf({ year, month, day });
}

/** So many months on; where the month has no such day, on its last. */
function shiftMonths(from: Day, count: number): Day {
  const { year, month, day } = partsOf(from);
  const months = year * 12 + month - 1 + count;
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return dayOf({ ...target, day: Math.min(day, monthLength(target.year, target.month)) });
}

function take(from: Day, step: Step): Day {
  switch (step.kind) {
    case "days":
      return from + step.count;
    case "weeks":
      return from + 7 * step.count;
    case "months":
      return shiftMonths(from, step.count);
    case "years":
      return shiftMonths(from, 12 * step.count);
    case "next":
      return from + 1 + ((step.weekday - weekdayOf(from + 1) + 7) % 7);
    case "last":
      return from - 1 - ((weekdayOf(from - 1) - step.weekday + 7) % 7);
    case "month end": {
      const { year, month } = partsOf(from);
      return dayOf({ year, month, day: monthLength(year, month) });
    }
    case "nth of month": {
      const { year, month } = partsOf(from);
      const first = dayOf({ year, month, day: 1 });
      return first + ((step.weekday - weekdayOf(first) + 7) % 7) + 7 * (step.count - 1);
    }
    case "working days": {
      let day = from;
      for (let left = step.count; left > 0;) {
        day++;
        if (weekdayOf(day) < 5) left--;
      }
      return day;
    }
  }
}

const lastDay = ({ start, steps }: Omit<Case, "voice">): Day => steps.reduce(take, readDay(start));

function drawStep(rng: Rng, kind: (typeof KINDS)[number], reach: number): Step {
  const size = (most: number): number => rng.integer(2, Math.max(3, most)) * (rng.boolean(0.35) ? -1 : 1);
  switch (kind) {
    case "days":
      return { kind, count: size(reach) };
    case "weeks":
      return { kind, count: size(Math.round(reach / 10)) };
    case "months":
      return { kind, count: size(Math.round(reach / 20)) };
    case "years":
      return { kind, count: size(Math.round(reach / 40)) };
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

export default class CalendarChain extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "CalendarChain",
    slug: "calendar-chain",
    title: "Calendar Chain",
    domain: "mathematical-modelling",
    description:
      "From a given date, a chain of steps leads to another: days, weeks, months and years forward or back, to the next or last day of a name, to the end of a month, over working days, to the third Tuesday of a month. The date at the end is asked for; harder chains are longer and reach farther, over centuries.",
    answerFormat: "the date as YYYY-MM-DD on a last line `Answer: …`",
    parameters: {
      steps: { meaning: "steps of the chain", min: 1, max: 60 },
      reach: { meaning: "days that a step of days goes at the most; other steps are in proportion", min: 30, max: 50_000 },
      kinds: { meaning: "kinds of step that occur", min: 2, max: 9 },
    },
    levels: [
      { steps: 3, reach: 150, kinds: 4 },
      { steps: 6, reach: 600, kinds: 6 },
      { steps: 10, reach: 2_500, kinds: 9 },
      { steps: 18, reach: 8_000, kinds: 9 },
      { steps: 32, reach: 25_000, kinds: 9 },
    ],
  };

  readonly answerFormat = finalLine(text());

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const start = dayOf({ year: rng.integer(1800, 2199), month: rng.integer(1, 12), day: 1 }) + rng.integer(0, 27);
      const kinds = KINDS.slice(0, level.kinds);
      const steps = range(level.steps).map(() => drawStep(rng, rng.choice(kinds), level.reach));
      const days = steps.map((_, index) => lastDay({ start: written(start), steps: steps.slice(0, index + 1) }));
      // Every step goes somewhere, and the years keep four digits.
      const moves = days.every((day, index) => day !== (index === 0 ? start : days[index - 1]));
      const isNear = days.every((day) => partsOf(day).year >= 1000 && partsOf(day).year <= 4999);
      if (moves && isNear) return { start: written(start), steps, voice: rng.choice(VOICES) };
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
      `${date} is a ${at(WEEKDAYS, weekdayOf(readDay(start)))}. Give the date at the end in the form YYYY-MM-DD, with four digits for the year and two each for month and day, as in 1987-06-05.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(lastDay(instance)));
  }

  override workedSolution({ start, steps, voice }: Case): string {
    let day = readDay(start);
    const lines = steps.map((step, index) => {
      day = take(day, step);
      return `${index + 1}. ${words(step)} That is ${written(day)}, a ${at(WEEKDAYS, weekdayOf(day))}.`;
    });
    return [
      `${start} is a ${at(WEEKDAYS, weekdayOf(readDay(start)))}.`,
      ...lines,
      "",
      this.referenceAnswer({ start, steps, voice }),
    ].join("\n");
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === written(lastDay(instance)) ? 1 : 0;
  }

  /** For each step 1 and the binary logarithm of the months that it passes over. */
  override hardness({ start, steps }: Case): number {
    let day = readDay(start);
    return steps.reduce((sum, step) => {
      const before = day;
      day = take(day, step);
      return sum + 1 + Math.log2(1 + Math.abs(day - before) / 30);
    }, 0);
  }
}
