import { describe, expect, test } from "vitest";
import { decideVerdict } from "../../../src/core/verdict/decide-verdict.ts";
import {
  CHECK_NAMES,
  summarizeChecks,
  type UnitTestReport,
} from "../../../src/core/checks/unit-test-report.ts";
import {
  applyWaivers,
  joinWaivers,
  NEVER_WAIVED,
  readWaiverOption,
} from "../../../src/core/checks/waivers.ts";

const failed: UnitTestReport = {
  checks: [
    { name: "loads", status: "passed", detail: "3 levels" },
    { name: "levels are real", status: "failed", detail: "levels 0 and 1", counterexamples: [{ level: 0 }] },
  ],
};
const waiver = { check: "levels are real", reason: "one size" } as const;

describe("a waiver", () => {
  test("is a check's name and a reason, which may hold the sign that parts them", () => {
    expect(readWaiverOption("levels are real = a = b ")).toEqual({
      status: "waiver",
      waiver: { check: "levels are real", reason: "a = b" },
    });
  });

  test.each([
    ["levels=one size", /no check is named "levels"; these may be waived: seed matters, .*levels are real/],
    ["levels are real", /needs a reason/],
    ["levels are real=  ", /needs a reason/],
    ["__proto__=x", /no check is named/],
    ...[...NEVER_WAIVED].map((name) => [`${name}=because`, /is never waived; these may be: seed/] as const),
  ] as const)("%s is refused", (text, problem) => {
    expect(readWaiverOption(text)).toEqual({ status: "invalid", problem: expect.stringMatching(problem) });
  });

  test("keeps what was found, and stands for neither a failure nor a warning", () => {
    const report = applyWaivers(failed, [waiver]);
    expect(report.checks[1]).toEqual({ ...failed.checks[1], status: "waived", reason: "one size" });
    expect(summarizeChecks(report)).toBe("passed");
  });

  test("says nothing of a check that passed", () => {
    const passed: UnitTestReport = {
      checks: CHECK_NAMES.map((name) => ({ name, status: "passed", detail: "" })),
    };
    expect(applyWaivers(passed, [waiver])).toEqual(passed);
  });

  test("flags the bootcamp, with the reason for the reviewer", () => {
    const accuracy = { mean: 0.5, low: 0.3, high: 0.7, samples: 32 };
    const level = { level: 0, decision: "inside", accuracy, attempts: 32, truncated: 0, empty: 0 } as const;
    const judged = { levels: [level], levelCount: 3, dispute: { status: "not-asked" } } as const;
    expect(
      decideVerdict(applyWaivers(failed, [waiver]), {
        oracle: { status: "not-asked" },
        critic: { status: "not-asked" },
        adversary: { status: "not-asked" },
        judged,
      }),
    ).toEqual({
      status: "flagged",
      reasons: [{ kind: "waived check", check: "levels are real", reason: "one size" }],
    });
  });

  test("of the command line goes before a description's own", () => {
    expect(joinWaivers([waiver], [{ ...waiver, reason: "other" }])).toEqual([waiver]);
  });
});
