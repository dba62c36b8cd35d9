import { LEAK } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { readTree } from "../answers/answer-tree.ts";
import { counterexample, type Evidence, failed, firstCases, warned } from "../cases/evidence.ts";
import { findSlots } from "../texts/find-slots.ts";

/** So much more often than by chance an answer may stand at one place: as often as in one place of a list. */
const WARNED = 0.3;
const FAILED = 0.5;

/** So unlikely has it to be that chance has put it there, in standard deviations. */
const DEVIATIONS = 5;

/** A number or word behind the same words of every prompt is the answer. */
export function objectToSlots(evidence: Evidence): Check | undefined {
  const drawn = firstCases(evidence, Infinity);
  const single = drawn.filter(({ answer }) => {
    const tree = answer === null ? undefined : readTree(answer, evidence.loaded.answerShape);
    return tree?.kind === "number" || tree?.kind === "word";
  });
  const slots = findSlots(
    single.map(({ prompt, answer }) => ({ prompt, answer: (answer ?? "").trim().toLowerCase() })),
  );
  const [worst] = slots
    .filter(
      ({ excess, deviations, shown }) =>
        excess > WARNED && deviations > DEVIATIONS && shown.length > LEAK.warned * drawn.length,
    )
    .toSorted((one, other) => other.excess - one.excess);
  if (worst === undefined) return undefined;
  const report = worst.excess > FAILED && worst.shown.length > LEAK.failed * drawn.length ? failed : warned;
  const shown = worst.shown.flatMap((index) => single[index] ?? []);
  return report(
    "no leak",
    `the right answer stands behind "${worst.before.replaceAll("\n", "⏎")}" in ${shown.length} of ${worst.cases} prompts that have these words, where it can be read off without solving anything`,
    shown.map((one) => counterexample(one, evidence.seed, one.reference)),
  );
}
