import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import type { AdversaryReport } from "../../core/judging/adversary-report.ts";
import type { JudgeReport } from "../../core/judging/judge-report.ts";
import type { OracleReport } from "../../core/judging/oracle-report.ts";
import type { RejectReason } from "../../core/verdict/decide-verdict.ts";
import type { Feedback } from "./feedback.ts";
import { feedbackOnShortcut } from "./feedback-on-shortcut.ts";
import { feedbackOnDisputedTruth, feedbackOnFailedAttempts } from "./feedback-on-dispute.ts";

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
      return { finding: texts.tooSimple.text, evidence: texts.makeItHarder.text, standing: "passes" };
    case "too hard":
      return {
        finding: texts.tooHard.text,
        evidence: (judged?.dispute.status === "verifier-wrong"
          ? texts.makeItEasierAsOthersSolvedIt
          : texts.makeItEasier
        ).text,
        standing: "passes",
      };
    case "levels too far apart":
      return {
        finding: fillSlots(texts.levelsTooFarApart, gapOf(judged)),
        evidence: texts.fillTheGap.text,
        standing: "passes",
      };
    case "broken":
      return judged?.dispute.status === "verifier-wrong"
        ? feedbackOnFailedAttempts(judged.dispute.cases, prompts)
        : { finding: texts.failedOnAReply.text, evidence: reason.detail, standing: "passes" };
    case "no usable draft":
    case "unit tests failed":
      return undefined;
  }
}

/** The levels between which the band lies, by number: nothing of how often they were solved, which could be tuned to. */
function gapOf(judged: JudgeReport | undefined): { readonly above: number; readonly below: number } {
  const decided = (decision: "above" | "below"): readonly number[] =>
    (judged?.levels ?? []).flatMap((one) => (one.decision === decision ? [one.level] : []));
  return {
    above: Math.max(0, ...decided("above")),
    below: Math.min(...decided("below"), judged?.levelCount ?? 1),
  };
}
