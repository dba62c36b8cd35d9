import { expect, test } from "vitest";
import { CASE_RANGES } from "../../../src/core/judging/case-ranges.ts";
import { attemptLimit } from "../../../src/core/judging/sampling-rule.ts";
import { FRESH_CASES } from "../../../src/evolution/oracle/fresh-cases.ts";
import { CASES_PER_LEVEL } from "../../../src/unittests/cases/evidence.ts";

test("no case is drawn by two gates, however many cases each draws", () => {
  const ranges = Object.values(CASE_RANGES).toSorted((a, b) => a.start - b.start);
  const reached = ranges.filter(({ start }, index) => {
    const before = ranges[index - 1];
    return before !== undefined && before.start + before.count > start;
  });
  expect(reached).toEqual([]);
  expect(CASES_PER_LEVEL).toBeLessThanOrEqual(CASE_RANGES.tests.count);
  expect(FRESH_CASES).toBeLessThanOrEqual(CASE_RANGES.fresh.count);
  for (const samples of [1, 32, 949, 950, 951, 1_024]) {
    const limit = attemptLimit({ kind: "fixed", samples });
    expect(limit).toBeLessThanOrEqual(CASE_RANGES.judge.count);
    expect(limit).toBeGreaterThanOrEqual(samples);
  }
});
