import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import { type AdversaryReport, shortcutOf } from "../../core/judging/adversary-report.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import type { Feedback } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/** A draft that pays for a shortcut; undefined for one that does not. */
export function feedbackOnShortcut(report: AdversaryReport, prompts: Prompts): Feedback | undefined {
  const worst = shortcutOf(report);
  if (report.status !== "scored" || worst === undefined) return undefined;
  const texts = prompts["class-feedback"];
  const { trick, paid } = report;
  const pieces = [
    fillSlots(texts.trick, { trick: makeVisible(trick) }),
    ...(paid === null
      ? []
      : [
          fillSlots(texts.paidGuess, {
            prompt: cutText(makeVisible(paid.prompt), 1_500),
            response: cutText(makeVisible(paid.response), 400),
          }),
        ]),
    texts.closeShortcut.text,
  ];
  return {
    finding: fillSlots(texts.shortcut, { level: worst.level }),
    evidence: joinEvidence(pieces, prompts),
    standing: "passes",
  };
}
