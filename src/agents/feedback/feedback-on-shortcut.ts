import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import {
  type AdversaryReport,
  payingLevels,
  paysAtTheEasiestAlone,
} from "../../core/judging/adversary-report.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import type { Feedback } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/**
 * A draft that pays for a shortcut; undefined for one that does not. The author is told at which levels and not how
 * much, so that no draft is tuned to the limit. One that pays at its easiest levels alone may stand.
 */
export function feedbackOnShortcut(report: AdversaryReport, prompts: Prompts): Feedback | undefined {
  const paying = payingLevels(report).map(({ level }) => level);
  if (report.status !== "scored" || paying.length === 0) return undefined;
  const mayStand = paysAtTheEasiestAlone(report);
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
    mayStand ? texts.isThisTheTask.text : texts.closeShortcut.text,
  ];
  return {
    finding: fillSlots(mayStand ? texts.shortcutAtTheEasiest : texts.shortcut, {
      levels: paying.join(", "),
      hardest: report.levels.length - 1,
    }),
    evidence: joinEvidence(pieces, prompts),
    standing: mayStand ? "may stand" : "passes",
  };
}
