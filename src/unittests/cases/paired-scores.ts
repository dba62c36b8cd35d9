import type { Score } from "../../bootcamp/index.ts";

/** Whether some response scores otherwise on the changed case; scores stand in pairs, as it was and as it is changed. */
export function differs(scores: readonly Score[]): boolean {
  return scores.some((score, index) => {
    if (index % 2 === 1) return false;
    const other = scores[index + 1];
    // A case that no generator draws may be more than a verifier can take, which says nothing of what it checks.
    return score.status === "scored" && other?.status === "scored" && score.score !== other.score;
  });
}

/** Whether a verifier that scores what it is given throws once the case is changed. */
export function throwsOnChanged(scores: readonly Score[]): boolean {
  return scores.some(
    (score, index) => index % 2 === 0 && score.status === "scored" && scores[index + 1]?.status === "error",
  );
}
