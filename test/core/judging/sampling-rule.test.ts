import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulateJudging } from "../../../bench/simulate-judging.ts";
import { DEFAULT_BAND, estimateAccuracy } from "../../../src/core/judging/band.ts";
import {
  attemptLimit,
  decideBand,
  nextBatchSize,
  SEQUENTIAL_RULE,
} from "../../../src/core/judging/sampling-rule.ts";

const ones = (count: number): readonly number[] => Array.from({ length: count }, () => 1);
const zeros = (count: number): readonly number[] => Array.from({ length: count }, () => 0);

/** Samples until the rule has decided, as the judge does. */
function samplesNeeded(scoreOf: (index: number) => number): {
  readonly samples: number;
  readonly decision: string;
} {
  const scores: number[] = [];
  for (;;) {
    const decision = decideBand(scores, SEQUENTIAL_RULE, DEFAULT_BAND);
    if (decision !== "open") return { samples: scores.length, decision };
    for (let rest = nextBatchSize(scores.length, SEQUENTIAL_RULE); rest > 0; rest--)
      scores.push(scoreOf(scores.length));
  }
}

describe("the sequential rule", () => {
  const economies = new Map(simulateJudging(20_000, "test").map((one) => [one.rule, one]));
  const sequential = economies.get("sequential");
  const fixed128 = economies.get("fixed 128");
  const fixed32 = economies.get("fixed 32");

  test("needs about 42 samples, half the time at most 32, over a realistic mix of bootcamps", () => {
    expect(sequential?.meanSamples).toBeGreaterThan(38);
    expect(sequential?.meanSamples).toBeLessThan(46);
    expect(sequential?.medianSamples).toBeLessThanOrEqual(32);
  });

  test("errs in at most 0.4% outside the indifference zones, no more often than 128 samples of a fixed rule", () => {
    expect(sequential?.wrongPercent).toBeLessThanOrEqual(0.4);
    expect(sequential?.wrongPercent).toBeLessThanOrEqual(fixed128?.wrongPercent ?? 0);
  });

  test("a fixed 32 errs several times as often as a fixed 128", () => {
    expect(fixed32?.wrongPercent).toBeGreaterThan(1.5);
    expect(fixed128?.wrongPercent).toBeLessThan(0.8);
  });

  test("calls a task that is always solved above the band after 32 samples, one never solved below it after 64", () => {
    expect(samplesNeeded(() => 1)).toEqual({ samples: 32, decision: "above" });
    expect(samplesNeeded(() => 0)).toEqual({ samples: 64, decision: "below" });
  });

  test("leaves an accuracy on the upper edge undecided at the cap rather than guess", () => {
    const edge = (index: number): number =>
      Math.floor((index + 1) * 0.85) > Math.floor(index * 0.85) ? 1 : 0;
    expect(samplesNeeded(edge)).toEqual({ samples: SEQUENTIAL_RULE.cap, decision: "undecided" });
  });

  test("never takes a decision back when more samples come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 8, maxLength: 128 }),
        fc.nat(16),
        (scores, batches) => {
          const early = decideBand(scores.slice(0, batches * 8), SEQUENTIAL_RULE, DEFAULT_BAND);
          const late = decideBand(scores, SEQUENTIAL_RULE, DEFAULT_BAND);
          return early === "open" || scores.length < batches * 8 || early === late;
        },
      ),
    );
  });

  test("never makes more attempts on a level than its cap", () => {
    expect(attemptLimit(SEQUENTIAL_RULE)).toBe(128);
    for (let scored = 0; scored < 128; scored++) {
      expect(scored + nextBatchSize(scored, SEQUENTIAL_RULE)).toBeLessThanOrEqual(128);
    }
  });
});

describe("the fixed rule", () => {
  const rule = { kind: "fixed", samples: 32 } as const;
  const half = [...ones(16), ...zeros(16)];

  test("decides when it has its samples, and not before", () => {
    expect(decideBand(half.slice(0, 31), rule, DEFAULT_BAND)).toBe("open");
    expect(decideBand(half, rule, DEFAULT_BAND)).toBe("inside");
  });

  test("leaves undecided what straddles an edge of the band", () => {
    expect(decideBand([...ones(27), ...zeros(5)], rule, DEFAULT_BAND)).toBe("undecided");
    expect(decideBand(zeros(32), rule, DEFAULT_BAND)).toBe("undecided");
    expect(decideBand(ones(32), rule, DEFAULT_BAND)).toBe("above");
  });
});

test("the interval of an accuracy holds its mean and lies in [0, 1]", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 }), (scores) => {
      const { mean, low, high } = estimateAccuracy(scores);
      return low >= 0 && high <= 1 && low <= mean + 1e-12 && mean - 1e-12 <= high;
    }),
  );
});
