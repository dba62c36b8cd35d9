import { z } from "zod";
import { cutText } from "../text/cut-text.ts";

/** What a guesser earned on fresh cases of one level. */
export type GuessedLevel = {
  readonly level: number;
  readonly cases: number;
  /** Mean of the scores that the class itself gave. */
  readonly mean: number;
  /** What may be earned without doing the task: see `shortcutLimit`. */
  readonly limit: number;
};

/** A guess that the class paid in full. */
export type PaidGuess = {
  readonly level: number;
  readonly index: number;
  readonly prompt: string;
  readonly response: string;
};

/**
 * What came of asking a model for the cheapest way to be paid without doing the task. It saw prompts and never
 * the class; its program was scored on fresh cases of each level. `none seen`: it wrote no program and said that there
 * is no such way. `void`: it wrote none that runs.
 */
export type AdversaryReport =
  | { readonly status: "not-asked" }
  | { readonly status: "none seen"; readonly said: string }
  | { readonly status: "void"; readonly reason: string }
  | {
      readonly status: "scored";
      /** The way, in its author's words. */
      readonly trick: string;
      readonly levels: readonly GuessedLevel[];
      /** Where the program tries several ways: what each earns by itself, a mean for each of the levels, in its order. */
      readonly ways?: readonly (readonly number[])[] | undefined;
      /** The smallest; null where none was paid in full. */
      readonly paid: PaidGuess | null;
    };

/** The same as JSON in the record. */
export const adversaryReportSchema: z.ZodType<AdversaryReport> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("not-asked") }),
  z.object({ status: z.literal("none seen"), said: z.string() }),
  z.object({ status: z.literal("void"), reason: z.string() }),
  z.object({
    status: z.literal("scored"),
    trick: z.string(),
    levels: z.array(z.object({ level: z.int(), cases: z.int(), mean: z.number(), limit: z.number() })),
    ways: z.array(z.array(z.number())).optional(),
    paid: z.object({ level: z.int(), index: z.int(), prompt: z.string(), response: z.string() }).nullable(),
  }),
]);

/** A shortcut that is right more often than not leaves a trainer little else to learn. */
export const MOST_EARNED = 0.5;

/** A trick is a few sentences; lines of a terminal and of cards hold the beginning of a long one. */
export const MOST_ON_A_LINE = 240;

/** Above one in k: on 50 cases chance alone gets farther in one of 770 two-way choices. */
export const CHOICE_MARGIN = 0.2;

/**
 * So much less than at the easiest level must be earned at every harder one for the easiest to be left out: two standard
 * errors of the difference between two levels of 50 cases (docs/admission.md, the adversary). At the easiest levels an
 * honest method is often short: a greedy choice is the task where nothing has to be looked ahead for, and falls once
 * something has. A trick that ignores the task goes on paying.
 */
export const CLEAR_FALL = 0.2;

/**
 * What a guesser may earn at a level whose references take so many distinct values: a half, or 1/k and a margin
 * where there are so few that chance alone earns about as much.
 */
export const shortcutLimit = (distinct: number): number =>
  Math.max(MOST_EARNED, Math.min(1, 1 / Math.max(1, distinct) + CHOICE_MARGIN));

/** The level at which a guesser earns most above what it may; undefined where it does at none. */
export function shortcutOf(report: AdversaryReport): GuessedLevel | undefined {
  const [worst] = payingLevels(report).toSorted(
    (one, other) => other.mean - other.limit - (one.mean - one.limit),
  );
  return worst;
}

/** The levels of a report at which a guesser earns more than it may, without the easiest where these are left out. */
export const payingLevels = (report: AdversaryReport): readonly GuessedLevel[] =>
  report.status === "scored" ? overpaidLevels(report.levels) : [];

/** Those of some levels that have to change. */
export const overpaidLevels = (levels: readonly GuessedLevel[]): readonly GuessedLevel[] =>
  leavesOutTheEasiest(levels) ? [] : levels.filter(isOver);

/** Means are shares of some dozen cases: 0.6 is 0.2 more than 0.4, whatever their last bits are. */
const ROUNDING = 1e-9;

/**
 * Whether what a guesser earns at the easiest levels says nothing: they are fewer than half of all, no harder one pays,
 * and each of those earns clearly less than the easiest.
 */
export function leavesOutTheEasiest(levels: readonly GuessedLevel[]): boolean {
  return besideTheEasiest(levels)?.over.length === 0;
}

/** How many of the easiest levels may pay whatever they pay, as long as no harder one is over a cap: which now are. */
export type BesideTheEasiest = {
  readonly count: number;
  readonly cap: number;
  readonly over: readonly GuessedLevel[];
};

/**
 * What is asked of the harder levels for the easiest to be left out: undefined where the easiest is within its limit, or
 * where the levels are too few. The easiest are as many as are fewer than half, also where only some of these are over
 * their limits: a level that comes to pay less makes nothing worse.
 */
export function besideTheEasiest(levels: readonly GuessedLevel[]): BesideTheEasiest | undefined {
  const [easiest] = levels;
  const count = Math.ceil(levels.length / 2) - 1;
  if (easiest?.level !== 0 || !isOver(easiest) || count < 1) return undefined;
  const harder = levels.slice(count);
  const cap = Math.min(easiest.mean - CLEAR_FALL, ...harder.map(({ limit }) => limit));
  return { count, cap, over: harder.filter(({ mean }) => mean > cap + ROUNDING) };
}

const isOver = ({ mean, limit }: GuessedLevel): boolean => mean > limit;

/**
 * Whether a guesser is paid at the easiest levels alone, fewer than half of all. There an honest short method is hard
 * to tell from a trick: the first step of the work may be all of it, or a rule of the task may not yet matter. Its
 * author may say so.
 */
export function paysAtTheEasiestAlone(report: AdversaryReport): boolean {
  if (report.status !== "scored") return false;
  const beside = besideTheEasiest(report.levels);
  return beside !== undefined && beside.over.length > 0 && !report.levels.slice(beside.count).some(isOver);
}

/** The level at which a guesser earns most. */
export function bestGuessed(report: AdversaryReport): GuessedLevel | undefined {
  return report.status === "scored"
    ? report.levels.toSorted((one, other) => other.mean - one.mean)[0]
    : undefined;
}

/** The easiest levels that go on paying, in words. */
function easiestOf(levels: readonly GuessedLevel[]): string {
  const count = levels.findLastIndex(isOver) + 1;
  return count === 1 ? "the easiest level is" : `the easiest ${count} levels are`;
}

/** One line about it. */
export function describeAdversary(report: AdversaryReport): string {
  switch (report.status) {
    case "not-asked":
      return "nobody was asked for a shortcut";
    case "none seen":
      return `the adversary saw no shortcut: ${report.said}`;
    case "void":
      return `no shortcut was written: ${report.reason}`;
    case "scored": {
      const means = report.levels.map(({ level, mean }) => `${mean.toFixed(2)} at level ${level}`);
      const cases = report.levels.reduce((sum, one) => sum + one.cases, 0);
      const left = leavesOutTheEasiest(report.levels)
        ? ` (${easiestOf(report.levels)} left out: at each harder one it earns clearly less)`
        : "";
      return `a guesser earns ${means.join(", ")} on ${cases} fresh cases${left}: ${cutText(report.trick, MOST_ON_A_LINE)}`;
    }
  }
}
