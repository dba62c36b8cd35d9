import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shinglesOf, similarity, sketchOf, sketchPrompts } from "../../../src/core/draft/novelty.ts";

const jaccard = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const both = [...one].filter((item) => other.has(item)).length;
  return both / (one.size + other.size - both);
};

describe("a sketch", () => {
  test("estimates the Jaccard similarity within five standard errors", () => {
    const sizes = fc.integer({ min: 1, max: 150 });
    fc.assert(
      fc.property(sizes, sizes, sizes, (shared, left, right) => {
        const items = (what: string, count: number): string[] =>
          Array.from({ length: count }, (_, index) => `${what} ${index}`);
        const one = new Set([...items("shared", shared), ...items("left", left)]);
        const other = new Set([...items("shared", shared), ...items("right", right)]);
        const gap = Math.abs(similarity(sketchOf(one), sketchOf(other)) - jaccard(one, other));
        expect(gap).toBeLessThan(5 * 0.031);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("depends on the set alone", () => {
    expect(sketchOf(["a", "b", "c"])).toEqual(sketchOf(["c", "a", "b", "a"]));
    // The hash is specified: a change of it moves every measured similarity a little.
    expect(sketchOf(["a shingle"]).slice(0, 3)).toEqual(FIRST_VALUES);
  });

  test("of nothing is like nothing", () => {
    expect(similarity(sketchOf([]), sketchOf([]))).toBe(0);
    expect(similarity(sketchOf([]), sketchOf(["a"]))).toBe(0);
  });
});

const FIRST_VALUES = [69060320, 3760902460, 3559866662];

test("shingles are runs of neighbours, and a short sequence is one", () => {
  expect(shinglesOf(["a", "b", "c"], 2)).toEqual(["a b", "b c"]);
  expect(shinglesOf(["a"], 2)).toEqual(["a"]);
  expect(shinglesOf([], 2)).toEqual([]);
});

describe("the sketch of prompts", () => {
  const prompt = (count: number, who: string): string =>
    `There are ${count} roads from ${who} to the sea. Which of them is "${who} road"? Give its number.`;

  test("does not see numbers, names and quoted words", () => {
    expect(sketchPrompts([prompt(3, "Anna")])).toEqual(
      sketchPrompts([prompt(12, "Bertram"), prompt(7, "Cleo")]),
    );
  });

  test("tells other wordings apart", () => {
    const other = "Colour each country so that no two neighbours have the same colour, and list all pairs.";
    expect(similarity(sketchPrompts([prompt(3, "Anna")]), sketchPrompts([other]))).toBeLessThan(0.05);
  });
});
