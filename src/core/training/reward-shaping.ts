import { z } from "zod";
import type { Score } from "../../bootcamp/index.ts";

/** What a trainer gets for a score, by task: see docs/datasets.md, "Mixtures". */
export const rewardShapingSchema = z.strictObject({
  /** What a full score is worth. */
  scale: z.number().positive().max(1e6),
  /** The share of it that a well-formed wrong answer gets. */
  formatScore: z.number().min(0).lt(1),
  /** From this score on an answer counts as fully right, below it as wrong; null for the score as it is. */
  passThreshold: z.number().gt(0).max(1).nullable(),
});

/** See `rewardShapingSchema`. */
export type RewardShaping = z.infer<typeof rewardShapingSchema>;

/** The score as it is. */
export const PLAIN_REWARD: RewardShaping = { scale: 1, formatScore: 0, passThreshold: null };

/** Whether a reward is the score itself. */
export function isPlainReward({ scale, formatScore, passThreshold }: RewardShaping): boolean {
  return (
    scale === PLAIN_REWARD.scale &&
    formatScore === PLAIN_REWARD.formatScore &&
    passThreshold === PLAIN_REWARD.passThreshold
  );
}

/**
 * The reward for a score: threshold first, then the format score for what is left at 0, then the scale. A response
 * without an answer gets 0; an error or a timeout is no reward at all, and gives undefined.
 * `python/campforge_reward.py` does the same.
 */
export function shapeReward(score: Score, shaping: RewardShaping): number | undefined {
  switch (score.status) {
    case "error":
    case "timeout":
      return undefined;
    case "unparsable":
      return 0;
    case "scored": {
      const { scale, formatScore, passThreshold } = shaping;
      const passed = passThreshold === null ? score.score : score.score >= passThreshold ? 1 : 0;
      return scale * (passed === 0 ? formatScore : passed);
    }
  }
}
