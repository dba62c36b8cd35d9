import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import type { AdversaryReport } from "../../core/judging/adversary-report.ts";
import type { JudgeReport, LevelJudgement } from "../../core/judging/judge-report.ts";
import { LEVEL_AIMS } from "../../core/judging/level-aims.ts";
import type { OracleReport } from "../../core/judging/oracle-report.ts";
import type { RejectReason } from "../../core/verdict/decide-verdict.ts";
import type { Feedback } from "./feedback.ts";
import { feedbackOnShortcut } from "./feedback-on-shortcut.ts";
import { feedbackOnDisputedTruth, feedbackOnFailedAttempts } from "./feedback-on-dispute.ts";
import { joinEvidence } from "./join-evidence.ts";

/** What a rejection was decided on. */
type Decided = {
  readonly judged: JudgeReport | undefined;
  readonly oracle: OracleReport;
  readonly adversary: AdversaryReport;
};

/** A draft that was rejected for what was found after its checks; undefined for other reasons. */
export function feedbackOnRejection(
  reason: RejectReason,
  { judged, oracle, adversary }: Decided,
  prompts: Prompts,
): Feedback | undefined {
  const texts = prompts["class-feedback"];
  switch (reason.kind) {
    case "truth disputed":
      return oracle.status === "disputed" ? feedbackOnDisputedTruth(oracle, prompts) : undefined;
    case "shortcut":
      return feedbackOnShortcut(adversary, prompts);
    case "too simple":
      return outOfBand(texts.tooSimple.text, texts.makeItHarder.text, { judged, prompts });
    case "too hard": {
      const isSolved = judged?.dispute.status === "verifier-wrong";
      const advice = isSolved ? texts.makeItEasierAsOthersSolvedIt : texts.makeItEasier;
      return outOfBand(texts.tooHard.text, advice.text, { judged, prompts });
    }
    case "levels too far apart":
      return outOfBand(fillSlots(texts.levelsTooFarApart, gapOf(judged)), texts.fillTheGap.text, {
        judged,
        prompts,
      });
    case "broken":
      return judged?.dispute.status === "verifier-wrong"
        ? feedbackOnFailedAttempts(judged.dispute.cases, prompts)
        : { finding: texts.failedOnAReply.text, evidence: reason.detail, standing: "passes" };
    case "no usable draft":
    case "unit tests failed":
      return undefined;
  }
}

/** A draft that the judge solved too often or too seldom: how often at which level, and what is wanted instead. */
function outOfBand(
  finding: string,
  advice: string,
  { judged, prompts }: { readonly judged: JudgeReport | undefined; readonly prompts: Prompts },
): Feedback {
  const evidence = joinEvidence([...listSolved(judged, prompts), advice], prompts);
  return { finding, evidence, standing: "passes" };
}

/** How many cases of each level that was tried the judge solved, of those whose attempts counted. */
function listSolved(judged: JudgeReport | undefined, prompts: Prompts): readonly string[] {
  const { solvedByLevel, solvedLevel } = prompts["class-feedback"];
  const tried = (judged?.levels ?? []).toSorted((one, other) => one.level - other.level);
  if (judged === undefined || tried.length === 0) return [];
  const lines = tried.map((judgement) => {
    const { mean, samples } = judgement.accuracy;
    // A score may lie between 0 and 1.
    const right = Number((mean * samples).toFixed(1));
    return fillSlots(solvedLevel, {
      level: judgement.level,
      right,
      asked: samples,
      besides: besidesWrong(judgement, prompts),
    });
  });
  const hardest = judged.levelCount - 1;
  return [fillSlots(solvedByLevel, { levels: lines.join("\n"), hardest, aims: LEVEL_AIMS })];
}

/** What became of the replies to a level that were neither right nor wrong: an author has to mend something else then. */
function besidesWrong({ unreadable = 0, truncated, empty }: LevelJudgement, prompts: Prompts): string {
  const { unreadableReplies, uncountedReplies } = prompts["class-feedback"];
  const uncounted = truncated + empty;
  return [
    unreadable > 0 ? fillSlots(unreadableReplies, { count: unreadable }) : "",
    uncounted > 0 ? fillSlots(uncountedReplies, { count: uncounted }) : "",
  ].join("");
}

/** The levels between which the band lies, by number. */
function gapOf(judged: JudgeReport | undefined): { readonly above: number; readonly below: number } {
  const decided = (decision: "above" | "below"): readonly number[] =>
    (judged?.levels ?? []).flatMap((one) => (one.decision === decision ? [one.level] : []));
  return {
    above: Math.max(0, ...decided("above")),
    below: Math.min(...decided("below"), judged?.levelCount ?? 1),
  };
}
