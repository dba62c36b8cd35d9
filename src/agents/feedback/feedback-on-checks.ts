import type { Prompts } from "../../core/calls/prompts.ts";
import type { UnitTestReport } from "../../core/checks/unit-test-report.ts";
import { describeChecks } from "./describe-checks.ts";
import { type Feedback, MAX_EVIDENCE } from "./feedback.ts";

/** A draft that was run: the checks that failed, with their counterexamples, then those that only warned. */
export function feedbackOnChecks({ checks }: UnitTestReport, prompts: Prompts): Feedback {
  const hasPassed = checks.every(({ status }) => status !== "failed");
  const { checksWarned, checksFailed } = prompts["class-feedback"];
  return {
    finding: hasPassed ? checksWarned.text : checksFailed.text,
    evidence: describeChecks(checks, prompts, MAX_EVIDENCE),
    hasPassed,
  };
}
