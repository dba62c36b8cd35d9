import type { FlagReason, RejectReason } from "../../core/verdict/decide-verdict.ts";
import { FAITHFUL_ENOUGH } from "../../core/judging/critic-report.ts";

/** Why a bootcamp is where it is, in words, and the check or gate that explains it. */
export type ReasonInWords = { readonly title: string; readonly words: string; readonly explainedBy: string };

const RULINGS = {
  "wrong truth": "the class's own answer is wrong",
  "over-acceptance": "the verifier pays an answer that is wrong",
  "ambiguous prompt": "the prompt admits both answers",
  "alternative refused": "the verifier refuses an answer that is right, too",
} as const;

/** Puts a reason of a verdict in words. */
export function explainReason(reason: FlagReason | RejectReason): ReasonInWords {
  switch (reason.kind) {
    case "warned check":
      return { title: `Warned: ${reason.check}`, words: reason.detail, explainedBy: reason.check };
    case "waived check":
      return {
        title: `Waived: ${reason.check}`,
        words: `The check failed, and somebody waived it: ${reason.reason}`,
        explainedBy: reason.check,
      };
    case "truth unconfirmed":
      return {
        title: "Truth unconfirmed",
        words: `No independent solver could confirm the answers: ${reason.detail}. Work through a case by hand.`,
        explainedBy: "second oracle",
      };
    case "truth disputed":
      return {
        title: "Truth disputed",
        words: `A program written from the prompts alone disagrees with the class, and a third look says: ${RULINGS[reason.ruling]}.`,
        explainedBy: "second oracle",
      };
    case "second verifier":
      return {
        title: "No second verifier vouches for it",
        words: `Nobody else has told its right answers from wrong ones: ${reason.detail}. Read the verifier against the prompt, rule by rule.`,
        explainedBy: "second verifier",
      };
    case "shortcut":
      return {
        title: "A shortcut pays",
        words: `A program that was to answer without doing the task earns ${reason.score.toFixed(2)} on average at level ${reason.level}: ${reason.trick}`,
        explainedBy: "shortcut",
      };
    case "critic":
      return {
        title: "The critic objects",
        words: `It finds the class faithful to its description at ${reason.faithful} of 4 (${FAITHFUL_ENOUGH} is enough), with ${reason.points} points.`,
        explainedBy: "critic",
      };
    case "not judged":
    case "undecided accuracy":
    case "judge budget too small":
    case "judge unusable":
      return explainJudge(reason);
    case "unit tests failed":
      return {
        title: "Checks failed",
        words: `No round passed all of them; the best still fails: ${reason.checks.join(", ")}.`,
        explainedBy: reason.checks[0] ?? "loads",
      };
    case "too simple":
    case "too hard":
      return {
        title: reason.kind === "too simple" ? "Too simple" : "Too hard",
        words: `The judge's accuracy is ${reason.accuracy.toFixed(2)}, ${reason.kind === "too simple" ? "above the band even at the hardest level" : "below the band even at the easiest level"}.`,
        explainedBy: "judge",
      };
    case "levels too far apart":
      return {
        title: "Levels too far apart",
        words: "One level is above the band and the next is below it: none lies inside.",
        explainedBy: "judge",
      };
    case "broken":
      return { title: "Broken", words: reason.detail, explainedBy: "judge" };
    case "no usable draft":
      return { title: "No usable draft", words: reason.detail, explainedBy: "loads" };
  }
}

type JudgeReason = Extract<
  FlagReason,
  { kind: "not judged" | "undecided accuracy" | "judge budget too small" | "judge unusable" }
>;

/** What kept the judge from a decision. */
function explainJudge(reason: JudgeReason): ReasonInWords {
  switch (reason.kind) {
    case "not judged":
      return {
        title: "Not judged",
        words: "The run asked for no judge, so nobody knows how often a model solves it at any level.",
        explainedBy: "judge",
      };
    case "undecided accuracy":
      return {
        title: "Accuracy undecided",
        words: `All attempts at level ${reason.level} were used up, and the judge's accuracy lies too near an edge of the band to say on which side.`,
        explainedBy: "judge",
      };
    case "judge budget too small":
      return {
        title: "The judge was cut off",
        words: `Too many of its replies at level ${reason.level} hit the token limit: the accuracy says more about the limit than about the task.`,
        explainedBy: "judge",
      };
    case "judge unusable":
      return {
        title: "The judge's replies did not count",
        words: `At level ${reason.level} too few of its replies counted to decide anything.`,
        explainedBy: "judge",
      };
  }
}
