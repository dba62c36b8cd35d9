import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import {
  type AdversaryReport,
  CHOICE_MARGIN,
  CLEAR_FALL,
  type GuessedLevel,
  MOST_EARNED,
  payingLevels,
  paysAtTheEasiestAlone,
} from "../../core/judging/adversary-report.ts";
import { cutMiddle, cutText } from "../../core/text/cut-text.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import type { Feedback } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/**
 * A draft that pays for a shortcut; undefined for one that does not. The author is told what each level pays and may
 * pay: without that nobody knows whether a version came closer. One that pays at its easiest levels alone may stand.
 */
export function feedbackOnShortcut(report: AdversaryReport, prompts: Prompts): Feedback | undefined {
  if (report.status !== "scored" || payingLevels(report).length === 0) return undefined;
  const mayStand = paysAtTheEasiestAlone(report);
  const texts = prompts["class-feedback"];
  const { trick, paid } = report;
  const pieces = [
    listLevels(report.levels, prompts),
    fillSlots(texts.trick, { trick: makeVisible(trick) }),
    ...(paid === null
      ? []
      : [
          fillSlots(texts.paidGuess, {
            prompt: cutMiddle(makeVisible(paid.prompt), 3_000),
            response: cutText(makeVisible(paid.response), 400),
          }),
        ]),
    mayStand ? texts.isThisTheTask.text : texts.closeShortcut.text,
  ];
  return {
    finding: (mayStand ? texts.shortcutAtTheEasiest : texts.shortcut).text,
    evidence: joinEvidence(pieces, prompts),
    standing: mayStand ? "may stand" : "passes",
  };
}

/** What a guesser earns at each level, what it may, and which levels count. */
function listLevels(levels: readonly GuessedLevel[], prompts: Prompts): string {
  const { guessedByLevel, guessedLevel, overpaidLevel } = prompts["class-feedback"];
  const lines = levels.map(({ level, mean, limit }) =>
    fillSlots(mean > limit ? overpaidLevel : guessedLevel, {
      level,
      mean: mean.toFixed(2),
      limit: limit.toFixed(2),
    }),
  );
  return fillSlots(guessedByLevel, {
    levels: lines.join("\n"),
    most: MOST_EARNED,
    margin: CHOICE_MARGIN,
    fall: CLEAR_FALL,
  });
}
