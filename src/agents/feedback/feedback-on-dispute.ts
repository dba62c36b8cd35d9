import { fillSlots, type Prompts, type PromptSection } from "../../core/calls/prompts.ts";
import type { DisputedCase } from "../../core/judging/judge-report.ts";
import type { OracleReport, TruthRuling } from "../../core/judging/oracle-report.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import type { Feedback } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/** A draft that a blind program disagrees with, and that a third look found wrong. */
export function feedbackOnDisputedTruth(
  { ruling, disputed }: OracleReport & { readonly status: "disputed" },
  prompts: Prompts,
): Feedback {
  const { prompt, reference, solverAnswer, open, classScore, why } = disputed;
  const texts = prompts["class-feedback"];
  const isRewarded = classScore === "right";
  const pieces = [
    fillSlots(texts.prompt, { prompt }),
    fillSlots(texts.yourAnswer, { answer: reference }),
    ...(solverAnswer === reference || open !== undefined
      ? []
      : [fillSlots(isRewarded ? texts.rewardedAnswer : texts.otherAnswer, { answer: solverAnswer })]),
    ...(open === undefined ? [] : [fillSlots(texts.leftOpen, { open })]),
    fillSlots(texts.workedThrough, { why }),
  ];
  return {
    finding: rulingSection(ruling, isRewarded, prompts).text,
    evidence: joinEvidence(pieces, prompts),
    standing: "passes",
  };
}

function rulingSection(ruling: TruthRuling, isRewarded: boolean, prompts: Prompts): PromptSection {
  const texts = prompts["class-feedback"];
  switch (ruling) {
    case "wrong truth":
      return isRewarded ? texts.wrongAnswerRewarded : texts.wrongTruth;
    case "over-acceptance":
      return texts.wrongAnswerPaid;
    case "ambiguous prompt":
      return texts.ambiguousPrompt;
    case "alternative refused":
      return texts.alternativeRefused;
  }
}

/** A draft whose verifier accepts none of the judge's attempts, though these agree with each other. */
export function feedbackOnFailedAttempts(cases: readonly DisputedCase[], prompts: Prompts): Feedback {
  const { attemptsAgree, agreedCase } = prompts["class-feedback"];
  const smallest = cases.toSorted((one, other) => one.prompt.length - other.prompt.length);
  const pieces = smallest.flatMap(({ prompt, agreed }) =>
    agreed === null
      ? []
      : [
          fillSlots(agreedCase, {
            prompt: cutText(makeVisible(prompt), 1_200),
            answer: cutText(makeVisible(agreed), 400),
          }),
        ],
  );
  return { finding: attemptsAgree.text, evidence: joinEvidence(pieces, prompts), standing: "passes" };
}
