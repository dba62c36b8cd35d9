import { DEFAULT_BAND } from "../judging/band.ts";
import type { LevelJudgement } from "../judging/judge-report.ts";
import type { Hardness } from "../task/map-cell.ts";

/** Below it hard: a judge that fails two cases of three. */
const HARD = 1 / 3;

/**
 * How hard a bootcamp is by the judge's accuracy at the hardest level that it was measured on: easy above the band
 * (docs/admission.md).
 */
export function hardnessOf(
  levels: readonly Pick<LevelJudgement, "level" | "accuracy">[] | undefined,
): Hardness {
  const hardest = levels?.toSorted((one, other) => other.level - one.level)[0];
  if (hardest === undefined || hardest.accuracy.samples === 0) return "unknown";
  const { mean } = hardest.accuracy;
  return mean > DEFAULT_BAND.high ? "easy" : mean < HARD ? "hard" : "moderate";
}
