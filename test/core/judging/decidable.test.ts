import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_BAND } from "../../../src/core/judging/band.ts";
import { findUndecidable } from "../../../src/core/judging/decidable.ts";
import { decideBand, SEQUENTIAL_RULE } from "../../../src/core/judging/sampling-rule.ts";

const fixed = (samples: number) => ({ kind: "fixed", samples }) as const;

test("eight samples cannot show that a judge is above the band, and the answer says how many can", () => {
  const found = findUndecidable(fixed(8), DEFAULT_BAND);
  expect(found.status).toBe("decides too little");
  const text = found.status === "decides" ? "" : found.text;
  expect(text).toMatch(/8 right of 8 still leave an accuracy from 0\.68 on/);
  expect(text).toMatch(/22 to find above the band, .*125 to find below the band/);
  expect(text).toMatch(/--judge-mean 8.*"kind": "mean"/);
});

test("the smallest number that is named decides, and one less does not", () => {
  expect(decideBand(Array(22).fill(1), fixed(22), DEFAULT_BAND)).toBe("above");
  expect(decideBand(Array(21).fill(1), fixed(21), DEFAULT_BAND)).toBe("undecided");
  expect(findUndecidable(fixed(22), DEFAULT_BAND)).toEqual({ status: "decides" });
  expect(findUndecidable(SEQUENTIAL_RULE, DEFAULT_BAND)).toEqual({ status: "decides" });
});

test("a rule that can decide nothing at all is told from one that decides too little", () => {
  expect(findUndecidable(fixed(4), { low: 0.45, high: 0.55 }).status).toBe("decides nothing");
  const short = findUndecidable({ kind: "sequential", batch: 8, cap: 8 }, DEFAULT_BAND);
  expect(short).toMatchObject({
    status: "decides too little",
    text: expect.stringMatching(/a cap of 8 can never decide .* 32 to find above the band/),
  });
});

test("the mean alone always decides, and by the edges of the band", () => {
  const score = fc.constantFrom(0, 0.5, 1);
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 40 }), (scores) => {
      const rule = { kind: "mean", samples: scores.length } as const;
      const mean = scores.reduce<number>((sum, one) => sum + one, 0) / scores.length;
      const expected = mean < 0.03 ? "below" : mean > 0.85 ? "above" : "inside";
      expect(decideBand(scores, rule, DEFAULT_BAND)).toBe(expected);
      expect(decideBand(scores.slice(1), rule, DEFAULT_BAND)).toBe("open");
      expect(findUndecidable(rule, DEFAULT_BAND).status).toBe(
        scores.length === 1 ? "decides too little" : "decides",
      );
    }),
  );
});
