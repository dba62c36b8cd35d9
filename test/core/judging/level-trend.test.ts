import { expect, test } from "vitest";
import { Rng } from "../../../src/bootcamp/index.ts";
import { estimateAccuracy } from "../../../src/core/judging/band.ts";
import { testLevelTrend } from "../../../src/core/judging/level-trend.ts";

const levelsOf = (...scores: readonly (readonly number[])[]): Parameters<typeof testLevelTrend>[0] =>
  scores.map((some, level) => ({ level, accuracy: estimateAccuracy(some) }));
const successes = (count: number, of: number): readonly number[] =>
  Array.from({ length: of }, (_, index) => (index < count ? 1 : 0));

test("three proportions of a worked example give the statistic that the formula gives by hand", () => {
  // p = 30/60, sum t(x - np) = 0 + 0 - 10 = -10, spread = 100 - 3600/60 = 40: z = -10 / sqrt(0.25 * 40).
  const trend = testLevelTrend(levelsOf(successes(15, 20), successes(10, 20), successes(5, 20)));
  expect(trend).toEqual({ status: "falls", z: expect.closeTo(-10 / Math.sqrt(10), 10) });
});

test("where accuracy does not depend on the level, a fall is claimed about once in twenty times", () => {
  const rng = Rng.from("level trend");
  const draw = (): readonly number[] => Array.from({ length: 40 }, () => (rng.boolean(0.4) ? 1 : 0));
  const claims = Array.from({ length: 2_000 }, () => testLevelTrend(levelsOf(draw(), draw(), draw())));
  const share = claims.filter(({ status }) => status === "falls").length / claims.length;
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.07);
});

test("a rise is no fall, equal scores show nothing, and one level alone is not tested", () => {
  expect(testLevelTrend(levelsOf(successes(2, 16), successes(14, 16))).status).toBe("not shown");
  expect(testLevelTrend(levelsOf(successes(16, 16), successes(16, 16))).status).toBe("not shown");
  expect(testLevelTrend(levelsOf(successes(8, 16))).status).toBe("not tested");
});
