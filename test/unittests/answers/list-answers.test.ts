import fc from "fast-check";
import { expect, test } from "vitest";
import type { AnswerShape } from "../../../src/bootcamp/answer-shape.ts";
import { readTree } from "../../../src/unittests/answers/answer-tree.ts";
import { listAnswers } from "../../../src/unittests/answers/list-answers.ts";

const SET: AnswerShape = { kind: "set", item: { kind: "text" }, separators: null };
const MULTISET: AnswerShape = { kind: "multiset", item: { kind: "text" }, separators: null };
const CHOICE: AnswerShape = { kind: "choice", options: ["left", "right", "both"] };

/** What a level's answers are: numbers, orders, words over few letters, records, sets, choices, small grids. */
const levels = fc.oneof(
  fc
    .array(fc.integer({ min: -40, max: 400 }).map(String), { minLength: 1, maxLength: 9 })
    .map((texts) => ({ texts, shape: null })),
  fc
    .array(fc.shuffledSubarray(["Al", "Bo", "Cy", "Di", "Ed"], { minLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((all) => ({ texts: all.map((names) => names.join(", ")), shape: null })),
  fc
    .array(fc.shuffledSubarray(["q", "r", "s", "t"], { minLength: 1 }), { minLength: 1, maxLength: 5 })
    .map((all) => ({ texts: all.map((names) => names.join(", ")), shape: SET })),
  fc
    .array(fc.array(fc.constantFrom("q", "r", "s"), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((all) => ({ texts: all.map((names) => names.join(", ")), shape: MULTISET })),
  fc
    .array(fc.constantFrom("left", "right", "both"), { minLength: 1, maxLength: 4 })
    .map((texts) => ({ texts, shape: CHOICE })),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((all) => ({ texts: all.map(([x, y]) => `x=${x}, y=${y}`), shape: null })),
);

test("listed answers are few, each stands there once, and the right one is among them", () => {
  fc.assert(
    fc.property(levels, ({ texts, shape }) => {
      const cases = texts.map((text) => ({ text, tree: readTree(text, shape) }));
      const listed = listAnswers(cases, shape);
      expect(listed.length).toBeLessThanOrEqual(3);
      expect(listed.flatMap((one) => one.texts).length).toBeLessThanOrEqual(720);
      for (const { of, texts: all } of listed) {
        const sorted = (text: string): string => text.split(", ").sort().join(", ");
        const isFree = shape === SET || shape === MULTISET;
        expect(isFree ? all.map(sorted) : all).toContain(isFree ? sorted(of.text) : of.text);
        expect(new Set(isFree ? all.map(sorted) : all).size).toBe(all.length);
      }
    }),
  );
});
