import { type Accuracy, type Band, estimateAccuracy, wilsonInterval } from "./band.ts";
import { type BandDecision, decideBand, type SamplingRule } from "./sampling-rule.ts";

/** One attempt of the judge at one case. Only `scored` and `unparsable` count towards accuracy. */
export type JudgeSample = {
  readonly level: number;
  readonly index: number;
  readonly attempt: number;
  readonly outcome: SampleOutcome;
};

export type SampleOutcome =
  | { readonly status: "scored"; readonly score: number; readonly answer: string; readonly response: string }
  | { readonly status: "unparsable"; readonly reason: string; readonly response: string }
  | { readonly status: "verifier-failed"; readonly message: string; readonly response: string }
  | { readonly status: "truncated" | "empty" }
  /** `turned away` by the endpoint, which says nothing of the judge: `refused` is the model's own. */
  | { readonly status: "refused" | "failed" | "turned away"; readonly reason: string };

/** How a level stands: as `BandDecision`, or its samples say that the judge or the verifier is at fault. */
export type LevelDecision = BandDecision | "budget too small" | "verifier failed" | "judge unusable";

export type LevelJudgement = {
  readonly level: number;
  readonly decision: LevelDecision;
  readonly accuracy: Accuracy;
  readonly attempts: number;
  readonly truncated: number;
  readonly empty: number;
  /** Replies without an answer that the class could read, which count as wrong; records of old do not say. */
  readonly unreadable?: number | undefined;
};

/** Several attempts at each of a few cases that the judge failed, to tell a wrong verifier from a hard task. */
export type Dispute =
  | { readonly status: "not-asked" }
  | { readonly status: "verifier-wrong"; readonly cases: readonly DisputedCase[] }
  | { readonly status: "too-hard"; readonly cases: readonly DisputedCase[] };

/** The answers that the attempts at one case gave, as written, and whether any scored 1. */
export type DisputedCase = {
  readonly index: number;
  readonly prompt: string;
  /** The class's reference response. */
  readonly reference: string;
  readonly answers: readonly string[];
  readonly agreed: string | null;
};

/** What the judge found, level by level in the order of trying. */
export type JudgeReport = {
  readonly levels: readonly LevelJudgement[];
  readonly levelCount: number;
  readonly dispute: Dispute;
};

/** Above this share of truncated replies the judge's budget is to blame (docs/admission.md, the judge). */
export const TRUNCATED_SHARE = 0.1;

/** So many attempts in a row that are turned away are no matter of their prompts: a batch. */
const TURNED_AWAY_IN_A_ROW = 8;

/**
 * What the endpoint says where it turns away what a level asks, so that nothing can be found out about it; undefined
 * where it does not. `isOver` when no more attempts may be made, and too few counted.
 */
export function refusalOf(samples: readonly JudgeSample[], isOver: boolean): string | undefined {
  const turnedAway = samples.flatMap(({ outcome }) =>
    outcome.status === "turned away" ? [outcome.reason] : [],
  );
  const uncounted = samples.length - countedScores(samples).length;
  const last = samples.slice(-TURNED_AWAY_IN_A_ROW);
  const isRow =
    last.length === TURNED_AWAY_IN_A_ROW && last.every(({ outcome }) => outcome.status === "turned away");
  return isRow || (isOver && turnedAway.length * 2 > uncounted) ? turnedAway.at(-1) : undefined;
}

/** The scores that count, in the order in which they were asked for. */
export function countedScores(samples: readonly JudgeSample[]): readonly number[] {
  return samples.flatMap(({ outcome }) => {
    if (outcome.status === "scored") return [outcome.score];
    return outcome.status === "unparsable" ? [0] : [];
  });
}

/** Decides one level from its samples alone; `limit` is the most attempts that may be made. */
export function judgeLevel(
  level: number,
  samples: readonly JudgeSample[],
  plan: { readonly rule: SamplingRule; readonly band: Band; readonly limit: number },
): LevelJudgement {
  const count = (status: SampleOutcome["status"]): number =>
    samples.filter(({ outcome }) => outcome.status === status).length;
  const scores = countedScores(samples);
  const attempts = samples.length;
  const truncated = count("truncated");
  const judgement = {
    level,
    accuracy: estimateAccuracy(scores),
    attempts,
    truncated,
    empty: count("empty"),
    unreadable: count("unparsable"),
  };
  if (count("verifier-failed") > 0) return { ...judgement, decision: "verifier failed" };
  // Certain early: a run whose replies are all cut off must not pay for the cap.
  if (attempts > 0 && wilsonInterval(truncated / attempts, attempts).low > TRUNCATED_SHARE) {
    return { ...judgement, decision: "budget too small" };
  }
  const decision = decideBand(scores, plan.rule, plan.band);
  if (decision !== "open" && truncated > TRUNCATED_SHARE * attempts)
    return { ...judgement, decision: "budget too small" };
  if (decision === "open" && attempts >= plan.limit) {
    return {
      ...judgement,
      decision: truncated > TRUNCATED_SHARE * attempts ? "budget too small" : "judge unusable",
    };
  }
  return { ...judgement, decision };
}

/** The level that speaks for a report: the one inside the band, else the last one tried. */
export function decisiveLevel(report: JudgeReport): LevelJudgement | undefined {
  return report.levels.find(({ decision }) => decision === "inside") ?? report.levels.at(-1);
}

/**
 * The level to try next, by bisection: harder after `above`, easier after `below`; undefined when the
 * search has ended.
 */
export function nextLevel(judged: readonly LevelJudgement[], levelCount: number): number | undefined {
  let easiest = 0;
  let hardest = levelCount - 1;
  for (const { level, decision } of judged) {
    if (decision === "above") easiest = Math.max(easiest, level + 1);
    else if (decision === "below") hardest = Math.min(hardest, level - 1);
    else return undefined;
  }
  return easiest > hardest ? undefined : Math.floor((easiest + hardest) / 2);
}
