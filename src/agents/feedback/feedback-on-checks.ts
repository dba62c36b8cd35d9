import type { Prompts } from "../../core/calls/prompts.ts";
import type { UnitTestReport } from "../../core/checks/unit-test-report.ts";
import { describeChecks } from "./describe-checks.ts";
import { type Feedback, MAX_EVIDENCE } from "./feedback.ts";

/**
 * A draft that was run: the checks that failed, with their counterexamples, then those that only warned. Lines of
 * its source that are spoken of are quoted.
 */
export function feedbackOnChecks(
  { report, source }: { readonly report: Pick<UnitTestReport, "checks">; readonly source: string },
  prompts: Prompts,
): Feedback {
  const { checks } = report;
  const passes = checks.every(({ status }) => status !== "failed");
  const { checksWarned, checksFailed } = prompts["class-feedback"];
  return {
    finding: passes ? checksWarned.text : checksFailed.text,
    evidence: describeChecks({ checks, source }, prompts, MAX_EVIDENCE),
    standing: passes ? "may stand" : "fails",
  };
}
