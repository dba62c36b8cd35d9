import { describe, expect, test } from "vitest";
import { chooseLevels, readLevels } from "../../../src/core/training/choose-levels.ts";
import {
  countCases,
  EVEN_MIXTURE,
  type Mixture,
  mixtureSchema,
  rewardOf,
} from "../../../src/core/training/mixture.ts";
import { PLAIN_REWARD, shapeReward } from "../../../src/core/training/reward-shaping.ts";

const TASKS = [
  { slug: "futoshiki", domain: "puzzles", levels: [0, 1, 2] },
  { slug: "sudoku", domain: "puzzles", levels: [0, 1] },
  { slug: "calorimetry", domain: "science", levels: [0, 1, 2, 3] },
];

const mixture = (fields: object): Mixture => mixtureSchema.parse({ mixture: 1, ...fields });

/** Cases by bootcamp, or the reason why there are none. */
function countOf(mixed: Mixture, total: number | null): string {
  const counted = countCases(mixed, TASKS, total);
  return counted.status === "impossible"
    ? counted.reason
    : counted.counts
        .map((levels, index) => `${TASKS[index]?.slug}: ${levels.map(({ count }) => count).join(" ")}`)
        .join("; ");
}

describe("a mixture", () => {
  test("gives every bootcamp and level as much as any other, unless it says otherwise", () => {
    expect(countOf(EVEN_MIXTURE, 36)).toBe("futoshiki: 4 4 4; sudoku: 6 6; calorimetry: 3 3 3 3");
  });

  test("weighs bootcamps before domains before everything, and levels within them", () => {
    const weighed = mixture({
      default: { weight: 0, levels: { 0: 1, 1: 1 } },
      domains: { puzzles: { weight: 1 } },
      bootcamps: { sudoku: { weight: 3, levels: { 1: 1 } } },
    });
    expect(countOf(weighed, 40)).toBe("futoshiki: 5 5 0; sudoku: 0 30; calorimetry: 0 0 0 0");
  });

  test("takes exact numbers first, and shares the rest", () => {
    const exact = mixture({ domains: { puzzles: { cases: 9 } }, bootcamps: { sudoku: { cases: 4 } } });
    expect(countOf(exact, 21)).toBe("futoshiki: 3 3 3; sudoku: 2 2; calorimetry: 2 2 2 2");
    const alone = mixture({
      ...exact,
      default: { weight: 0 },
      domains: { puzzles: { cases: 9, weight: 1 } },
    });
    expect(countOf(alone, null)).toBe("futoshiki: 3 3 3; sudoku: 2 2; calorimetry: 0 0 0 0");
  });

  test("that cannot be had says what is in the way", () => {
    const exact = mixture({ default: { weight: 0 }, bootcamps: { sudoku: { cases: 40 } } });
    expect(countOf(exact, 30)).toMatch(/exactly 40 cases, more than the 30/);
    expect(countOf(exact, 50)).toMatch(/exactly 40 cases, less than the 50 of --cases; leave --cases out/);
    expect(countOf(mixture({ bootcamps: { sudoku: { cases: 4 } } }), null)).toMatch(/futoshiki has a weight/);
    expect(countOf(mixture({ default: { weight: 0 } }), 5)).toMatch(/every bootcamp .* the weight 0/);
    const noLevel = mixture({ bootcamps: { sudoku: { levels: { 7: 1 } } } });
    expect(countOf(noLevel, 9)).toMatch(/sudoku: none of the levels 0, 1 has a weight/);
  });

  test("shapes rewards field by field, the nearest first", () => {
    const shaped = mixture({
      default: { reward: { scale: 2, passThreshold: 0.5 } },
      domains: { puzzles: { reward: { formatScore: 0.1 } } },
      bootcamps: { sudoku: { reward: { scale: 3, passThreshold: null } } },
    });
    expect(TASKS.map((task) => rewardOf(shaped, task))).toEqual([
      { scale: 2, formatScore: 0.1, passThreshold: 0.5 },
      { scale: 3, formatScore: 0.1, passThreshold: null },
      { scale: 2, formatScore: 0, passThreshold: 0.5 },
    ]);
    const hostile = { slug: "constructor", domain: "__proto__" };
    expect(rewardOf(EVEN_MIXTURE, hostile)).toEqual(PLAIN_REWARD);
  });
});

describe("a reward", () => {
  const scored = (score: number): Parameters<typeof shapeReward>[0] => ({
    status: "scored",
    score,
    answer: "",
  });

  test("is the score after threshold, format score and scale, in this order", () => {
    const shaping = { scale: 2, formatScore: 0.1, passThreshold: 0.75 };
    expect([1, 0.75, 0.5, 0].map((score) => shapeReward(scored(score), shaping))).toEqual([2, 2, 0.2, 0.2]);
    expect(shapeReward(scored(0.5), PLAIN_REWARD)).toBe(0.5);
  });

  test("is 0 without an answer, and nothing at all where the verifier failed", () => {
    const shaping = { scale: 2, formatScore: 0.1, passThreshold: null };
    expect(shapeReward({ status: "unparsable", score: 0, reason: "" }, shaping)).toBe(0);
    expect(shapeReward({ status: "error", message: "" }, shaping)).toBeUndefined();
    expect(shapeReward({ status: "timeout", limitMs: 1 }, shaping)).toBeUndefined();
  });
});

describe("levels", () => {
  test("are all, those in the band, or a list with ranges", () => {
    expect(readLevels("0-2,4")).toEqual({ kind: "listed", levels: [0, 1, 2, 4] });
    expect(readLevels("band")).toEqual({ kind: "band" });
    expect(["", "2-1", "x", "20", "-1", "0-"].map(readLevels)).toEqual(Array(6).fill(undefined));
  });

  test("of the band are all of them where no judge was asked", () => {
    expect(chooseLevels({ kind: "band" }, { count: 3, inBand: null })).toEqual([0, 1, 2]);
    expect(chooseLevels({ kind: "band" }, { count: 3, inBand: [2] })).toEqual([2]);
    expect(chooseLevels({ kind: "listed", levels: [1, 9] }, { count: 3, inBand: null })).toEqual([1]);
  });
});
