import { describe, expect, test } from "vitest";
import { DEFAULT_BAND } from "../../../src/core/judging/band.ts";
import { decideVerdict, type Verdict } from "../../../src/core/verdict/decide-verdict.ts";
import {
  judgeLevel,
  type JudgeReport,
  type JudgeSample,
  type LevelJudgement,
  nextLevel,
  type SampleOutcome,
} from "../../../src/core/judging/judge-report.ts";
import { SEQUENTIAL_RULE } from "../../../src/core/judging/sampling-rule.ts";
import type { UnitTestReport } from "../../../src/core/checks/unit-test-report.ts";

const clean: UnitTestReport = { checks: [{ name: "loads", status: "passed", detail: "" }] };
const warnedTests: UnitTestReport = {
  checks: [{ name: "not simplified", status: "warned", detail: "line 3", counterexamples: [] }],
};
const failedTests: UnitTestReport = {
  checks: [{ name: "no leak", status: "failed", detail: "", counterexamples: [] }],
};

function aLevel(level: number, decision: LevelJudgement["decision"], mean = 0.5): LevelJudgement {
  return {
    level,
    decision,
    accuracy: { mean, low: 0, high: 1, samples: 32 },
    attempts: 32,
    truncated: 0,
    empty: 0,
  };
}

const NOT_ASKED = { status: "not-asked" } as const;

function aReport(
  levels: readonly LevelJudgement[],
  dispute: JudgeReport["dispute"] = { status: "not-asked" },
): JudgeReport {
  return { levels, levelCount: 3, dispute };
}

const decide = (tests: UnitTestReport, judged: JudgeReport | undefined): Verdict =>
  decideVerdict(tests, { oracle: NOT_ASKED, critic: NOT_ASKED, adversary: NOT_ASKED, judged });

describe("a verdict", () => {
  test("accepts a clean draft at the level whose accuracy lies inside the band", () => {
    expect(decide(clean, aReport([aLevel(1, "above"), aLevel(2, "inside")]))).toEqual({
      status: "accepted",
      level: 2,
    });
  });

  test("flags a draft inside the band that only a warning speaks against", () => {
    expect(decide(warnedTests, aReport([aLevel(1, "inside")]))).toMatchObject({
      status: "flagged",
      reasons: [{ kind: "warned check" }],
    });
  });

  test("flags a class for which no second verifier vouches, and rejects none for a shortcut that it judged", () => {
    const tally = { shown: 100, decided: 100, agreed: 90 };
    const figures = { cases: 100, right: tally, wrong: tally, mistakes: 3, listed: null };
    const truth = { status: "confirmed", by: "solver", cases: 200, answered: 200, agreed: 200 } as const;
    const judged = aReport([aLevel(1, "inside")]);
    const none = { oracle: NOT_ASKED, critic: NOT_ASKED, adversary: NOT_ASKED, judged };
    const levels = [{ level: 1, cases: 50, mean: 0.8, limit: 0.5 }];
    const adversary = { status: "scored", trick: "The first.", levels, paid: null } as const;
    const kindsOf = (verdict: Verdict): readonly string[] =>
      verdict.status === "flagged" ? verdict.reasons.map(({ kind }) => kind) : [verdict.status];
    for (const [verifier, kinds] of [
      [{ status: "none", reason: "none was written" }, ["second verifier"]],
      [{ status: "unreliable", reason: "it is wrong too often", ...figures }, ["second verifier"]],
      [{ status: "vouches", ...figures }, ["accepted"]],
      [{ status: "not-asked" }, ["accepted"]],
    ] as const)
      expect(kindsOf(decideVerdict(clean, { ...none, oracle: { ...truth, verifier } }))).toEqual(kinds);
    expect(kindsOf(decideVerdict(clean, { ...none, adversary }))).toEqual(["shortcut"]);
    expect(decideVerdict(clean, { ...none, adversary, judged: undefined })).toMatchObject({
      status: "rejected",
      reason: { kind: "shortcut", level: 1, score: 0.8 },
    });
  });

  test("flags and never guesses an accuracy that stays undecided", () => {
    expect(decide(clean, aReport([aLevel(1, "undecided")]))).toMatchObject({
      status: "flagged",
      reasons: [{ kind: "undecided accuracy", level: 1 }],
    });
  });

  test("blames the judge's budget, not the draft, when replies were cut off", () => {
    expect(decide(clean, aReport([aLevel(1, "budget too small")]))).toMatchObject({
      status: "flagged",
      reasons: [{ kind: "judge budget too small" }],
    });
  });

  test("rejects as too simple only when the hardest level is", () => {
    expect(decide(clean, aReport([aLevel(1, "above"), aLevel(2, "above", 0.98)]))).toEqual({
      status: "rejected",
      reason: { kind: "too simple", accuracy: 0.98 },
    });
  });

  test("tells a wrong verifier from a task that is too hard by the dispute", () => {
    const levels = [aLevel(1, "below", 0), aLevel(0, "below", 0)];
    expect(decide(clean, aReport(levels, { status: "too-hard", cases: [] }))).toMatchObject({
      reason: { kind: "too hard" },
    });
    expect(decide(clean, aReport(levels, { status: "verifier-wrong", cases: [] }))).toMatchObject({
      reason: { kind: "broken" },
    });
  });

  test("believes a blind solver more than attempts that agree with each other", () => {
    const judged = aReport([aLevel(1, "below", 0), aLevel(0, "below", 0)], {
      status: "verifier-wrong",
      cases: [],
    });
    const verifier = { status: "not-asked" } as const;
    const oracle = {
      status: "confirmed",
      by: "solver",
      cases: 200,
      answered: 200,
      agreed: 200,
      verifier,
    } as const;
    const found = {
      oracle,
      critic: { status: "not-asked" },
      adversary: { status: "not-asked" },
      judged,
    } as const;
    expect(decideVerdict(clean, found)).toMatchObject({ reason: { kind: "too hard" } });
  });

  test("rejects levels between which the band lies", () => {
    expect(decide(clean, aReport([aLevel(1, "above"), aLevel(2, "below")]))).toMatchObject({
      reason: { kind: "levels too far apart" },
    });
  });

  test("names the tests that failed and asks no judge", () => {
    expect(decide(failedTests, undefined)).toEqual({
      status: "rejected",
      reason: { kind: "unit tests failed", checks: ["no leak"] },
    });
  });

  test("calls a verifier that fails on a judge's reply broken", () => {
    expect(decide(clean, aReport([aLevel(1, "verifier failed")]))).toMatchObject({
      reason: { kind: "broken" },
    });
  });
});

describe("the search over levels", () => {
  test("begins in the middle, goes harder after above and easier after below, and ends inside", () => {
    expect(nextLevel([], 4)).toBe(1);
    expect(nextLevel([aLevel(1, "above")], 4)).toBe(2);
    expect(nextLevel([aLevel(1, "above"), aLevel(2, "above")], 4)).toBe(3);
    expect(nextLevel([aLevel(1, "below")], 4)).toBe(0);
    expect(nextLevel([aLevel(1, "inside")], 4)).toBeUndefined();
    expect(nextLevel([aLevel(1, "below"), aLevel(0, "below")], 4)).toBeUndefined();
    expect(nextLevel([aLevel(1, "undecided")], 4)).toBeUndefined();
  });
});

describe("a level", () => {
  const plan = { rule: SEQUENTIAL_RULE, band: DEFAULT_BAND, limit: 128 };
  const samples = (outcomes: readonly SampleOutcome[]): readonly JudgeSample[] =>
    outcomes.map((outcome, index) => ({ level: 0, index, attempt: 1, outcome }));
  const scored = (score: number): SampleOutcome => ({ status: "scored", score, answer: "", response: "" });
  const many = (count: number, outcome: SampleOutcome): readonly SampleOutcome[] =>
    Array.from({ length: count }, () => outcome);

  test("does not count truncated and empty replies as wrong", () => {
    const judged = judgeLevel(
      0,
      samples([...many(16, scored(1)), ...many(1, { status: "truncated" }), ...many(1, { status: "empty" })]),
      plan,
    );
    expect(judged).toMatchObject({
      accuracy: { mean: 1, samples: 16 },
      truncated: 1,
      empty: 1,
      decision: "open",
    });
  });

  test("stops early with too small a budget when nearly every reply is cut off", () => {
    expect(judgeLevel(0, samples(many(8, { status: "truncated" })), plan).decision).toBe("budget too small");
  });

  test("counts a reply without a readable answer as wrong", () => {
    const judged = judgeLevel(0, samples(many(64, { status: "unparsable", reason: "", response: "" })), plan);
    expect(judged).toMatchObject({ accuracy: { mean: 0, samples: 64 }, decision: "below" });
  });

  test("never takes a failing verifier for a wrong answer", () => {
    const outcomes = [
      ...many(32, scored(1)),
      { status: "verifier-failed", message: "", response: "" } as const,
    ];
    expect(judgeLevel(0, samples(outcomes), plan).decision).toBe("verifier failed");
  });

  test("ends at its limit of attempts although no reply counts", () => {
    expect(judgeLevel(0, samples(many(128, { status: "empty" })), plan).decision).toBe("judge unusable");
  });
});
