import { decisiveLevel, type JudgeReport } from "./judge-report.ts";

/** Fewer tasks say little of where the others lie. */
const LEAST_SEEN = 3;

/** Where among its levels a draft was inside the band: 0 the easiest, 1 the hardest; undefined where it was not. */
export function insideAt(report: JudgeReport): number | undefined {
  const decisive = decisiveLevel(report);
  if (decisive?.decision !== "inside" || report.levelCount < 2) return undefined;
  return decisive.level / (report.levelCount - 1);
}

/**
 * The level that is tried first: where the drafts of a run were inside the band so far, at their median, since one
 * author errs on one side; in the middle as long as too few were.
 */
export function firstLevel(levelCount: number, seen: readonly number[]): number {
  const hardest = levelCount - 1;
  if (seen.length < LEAST_SEEN) return Math.floor(hardest / 2);
  const sorted = seen.toSorted((one, other) => one - other);
  const median = sorted[(sorted.length - 1) >> 1] ?? 0;
  return Math.min(hardest, Math.max(0, Math.round(median * hardest)));
}
