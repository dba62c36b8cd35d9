import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutAnswer, detourAnswer } from "../../src/unittests/answers/distort-answer.ts";
import { growAnswer } from "../../src/unittests/answers/grow-answer.ts";
import { mutateAnswer } from "../../src/unittests/answers/mutate-answer.ts";

describe("answers grown from a right one", () => {
  test("are all different, bounded, and never the answer", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (answer) => {
        const grown = growAnswer(answer);
        expect(new Set(grown).size).toBe(grown.length);
        expect(grown).not.toContain(answer);
        for (const one of grown) expect(one.length).toBeLessThanOrEqual(20_000);
      }),
      { numRuns: 25 },
    );
  });

  test("hold 26 names that the case does not have, numbers of 31 digits, and tails that end wrongly", () => {
    const grown = growAnswer("Ann=knight, Bo=knave");
    const names = grown.find((one) => one.startsWith("qa=knight, qb=knight"));
    expect(names?.split(", ")).toHaveLength(26);
    expect(growAnswer("3/4")).toContain(`3/1${"0".repeat(30)}`);
    expect(growAnswer("(7 - 2) + 4")).toContain(`7${"+1".repeat(40)}+`);
  });
});

describe("parts of an answer", () => {
  test("are its ends and its halves", () => {
    expect(cutAnswer("a -> b -> c -> d")).toEqual(["d", "a", "a -> b", "c -> d"]);
    expect(cutAnswer("42")).toEqual([]);
  });
});

describe("a detour", () => {
  const instance = {
    roads: [
      { from: "Elm", to: "Oak" },
      { from: "Oak", to: "Ash" },
    ],
    toll: "Fir",
  };

  test("goes by another name of the case, or there and back", () => {
    const detours = detourAnswer("Elm -> Oak -> Ash", instance);
    expect(detours).toContain("Elm -> Fir -> Oak -> Ash");
    expect(detours).toContain("Elm -> Fir -> Ash");
    expect(detours).toContain("Elm -> Oak -> Elm -> Oak -> Ash");
    expect(detours).not.toContain("Elm -> Oak -> Ash");
  });

  test("is made of no answer that is not made of the case's names", () => {
    expect(detourAnswer("1 2 3", instance)).toEqual([]);
  });
});

test("an answer of brackets alone has mutants", () => {
  const mutants = mutateAnswer("([]())");
  expect(mutants.length).toBeGreaterThan(3);
  for (const mutant of mutants) expect(mutant).toMatch(/^[()[\]]+$/);
});
