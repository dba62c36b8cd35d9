import fc from "fast-check";
import { expect, test } from "vitest";
import { firstLevel, insideAt } from "../../../src/core/judging/first-level.ts";
import {
  type LevelDecision,
  type LevelJudgement,
  nextLevel,
} from "../../../src/core/judging/judge-report.ts";

const accuracy = { mean: 0.5, low: 0.4, high: 0.6, samples: 8 };
const aLevel = (level: number, decision: LevelDecision): LevelJudgement => ({
  level,
  decision,
  accuracy,
  attempts: 8,
  truncated: 0,
  empty: 0,
});

test("judging begins in the middle until three drafts were inside the band, then where they were", () => {
  expect(firstLevel(5, [])).toBe(2);
  expect(firstLevel(5, [1, 1])).toBe(2);
  expect(firstLevel(5, [1, 1, 1])).toBe(4);
  expect(firstLevel(5, [0.75, 0, 0.75])).toBe(3);
  expect(firstLevel(3, [0, 0, 1])).toBe(0);
  expect(firstLevel(4, [])).toBe(1);
});

test("wherever judging begins, a draft with a level inside the band is found to have one", () => {
  const seen = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 });
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 20 }), fc.nat(19), seen, (levelCount, at, places) => {
      const inside = at % levelCount;
      const judged: LevelJudgement[] = [];
      let level: number | undefined = firstLevel(levelCount, places);
      while (level !== undefined) {
        judged.push(aLevel(level, level < inside ? "above" : level > inside ? "below" : "inside"));
        level = nextLevel(judged, levelCount);
      }
      expect(judged.at(-1)).toMatchObject({ level: inside, decision: "inside" });
      const report = { levels: judged, levelCount, dispute: { status: "not-asked" } } as const;
      expect(insideAt(report)).toBeCloseTo(inside / (levelCount - 1));
    }),
  );
});

test("a draft that was inside at no level says nothing of where the others lie", () => {
  const levels = [aLevel(1, "above"), aLevel(2, "above")];
  expect(insideAt({ levels, levelCount: 3, dispute: { status: "not-asked" } })).toBeUndefined();
});
