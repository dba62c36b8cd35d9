/** Cases of a level by their indexes: from `start`, at most `count` of them. */
type CaseRange = { readonly start: number; readonly count: number };

/**
 * Which cases of a level each gate draws. No two share any, so that no gate has seen what another one asks.
 * The starts are part of every record and recording, and never change.
 */
export const CASE_RANGES = {
  /** The unit tests. */
  tests: { start: 0, count: 1_000 },
  judge: { start: 1_000, count: 1_900 },
  /** Shown to the critic. */
  critic: { start: 2_900, count: 50 },
  /** Shown to the author of a blind program. */
  shown: { start: 2_950, count: 50 },
  /** What a blind program is run on. */
  fresh: { start: 3_000, count: 1_000 },
  /** What a guesser is run on. */
  guessed: { start: 4_000, count: 1_000 },
  /** What a model verifier is calibrated on. */
  calibration: { start: 5_000, count: 1_000 },
} as const satisfies Readonly<Record<string, CaseRange>>;
