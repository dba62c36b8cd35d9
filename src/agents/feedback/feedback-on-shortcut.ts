import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import {
  type AdversaryReport,
  besideTheEasiest,
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
  const { trick, paid, ways } = report;
  const pieces = [
    listLevels(report.levels, prompts),
    fillSlots(texts.trick, { trick: makeVisible(trick) }),
    ...(ways === undefined ? [] : [listWays(ways, prompts)]),
    ...(paid === null
      ? []
      : [
          fillSlots(texts.paidGuess, {
            level: paid.level,
            prompt: cutMiddle(makeVisible(paid.prompt), 4_500),
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

/** What each of several ways earns by itself, so that nobody has to find out which of them is paid. */
function listWays(ways: readonly (readonly number[])[], prompts: Prompts): string {
  const { guessedByWay, guessedWay } = prompts["class-feedback"];
  const lines = ways.map((means, index) =>
    fillSlots(guessedWay, { way: index + 1, means: means.map((mean) => mean.toFixed(2)).join(", ") }),
  );
  return fillSlots(guessedByWay, { ways: lines.join("\n") });
}

/**
 * What a guesser earns at each level and may earn. Where the easiest may be left out there are two ways to mend a class,
 * and a level that is good enough for one of them may have to change for the other: each line tells for which.
 */
function listLevels(levels: readonly GuessedLevel[], prompts: Prompts): string {
  const texts = prompts["class-feedback"];
  const beside = besideTheEasiest(levels);
  const cap = roundDown(beside?.cap ?? 0);
  const lines = levels.map((one, index) => {
    const { mean, limit } = one;
    const values = { level: one.level, mean: mean.toFixed(2), limit: limit.toFixed(2) };
    if (mean > limit)
      return fillSlots(
        index < (beside?.count ?? 0) ? texts.overpaidEasiestLevel : texts.overpaidLevel,
        values,
      );
    return beside?.over.includes(one) === true
      ? fillSlots(texts.guessedOverTheCap, { ...values, cap })
      : fillSlots(texts.guessedLevel, values);
  });
  const wanted =
    beside === undefined
      ? texts.eachLevelByItsLimit.text
      : fillSlots(texts.limitsOrAClearFall, {
          easiest: nameLevels(beside.count),
          next: beside.count,
          fall: CLEAR_FALL,
          cap,
        });
  return fillSlots(texts.guessedByLevel, {
    cases: levels[0]?.cases ?? 0,
    levels: lines.join("\n"),
    limits: levels.every(({ limit }) => limit === MOST_EARNED)
      ? fillSlots(texts.oneLimit, { most: MOST_EARNED })
      : fillSlots(texts.limitsDiffer, { most: MOST_EARNED, margin: CHOICE_MARGIN }),
    wanted,
  });
}

/** To hundredths: what an author is told must be enough. The last bits of a mean are no hundredth less. */
const roundDown = (cap: number): string => (Math.floor(cap * 100 + 1e-6) / 100).toFixed(2);

/** So many of the easiest levels by their numbers: level 0, levels 0 and 1, levels 0 to 2. */
function nameLevels(count: number): string {
  if (count === 1) return "level 0";
  return `levels 0 ${count === 2 ? "and" : "to"} ${count - 1}`;
}
