import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mutateAnswer } from "../../../src/unittests/answers/mutate-answer.ts";

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength, size: "max" }).map((each) => each.join(""));

/** Answers as bootcamps have them: numbers of any length, lists, pairs, grids, words, and any text at all. */
const elements = fc.oneof(
  digits(20),
  fc.tuple(digits(5), digits(160)).map(([whole, part]) => `${whole}.${part}`),
  fc.stringMatching(/^[A-Za-z]{1,8}(=[a-z]{1,6})?$/),
);
const answers = fc.oneof(
  elements,
  fc
    .tuple(
      fc.array(elements, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(" ", ", ", ",", "\n", "->", " → ", ";"),
    )
    .map(([items, separator]) => items.join(separator)),
  fc.string({ unit: "binary" }),
  fc.nat({ max: 200 }).map((count) => "12 ".repeat(1_250 + count)),
);

describe("the mutants of an answer", () => {
  test("are few, sorted, all different, and never the answer itself", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const mutants = mutateAnswer(answer);
        expect(mutants.length).toBeLessThanOrEqual(14);
        expect(mutants).toEqual([...new Set(mutants)].sort());
        for (const mutant of mutants) {
          expect(mutant.trim()).not.toBe(answer.trim());
          expect(mutant.length).toBeLessThan(10_000);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("are the same each time", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(mutateAnswer(answer)).toEqual(mutateAnswer(answer));
      }),
    );
  });

  test("pass the boundary of a whole number by 1 on either side", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000_000 }), (number) => {
        const expected = [String(number - 1), String(number + 1)].sort();
        expect(mutateAnswer(String(number))).toEqual(expected);
      }),
    );
  });

  test("of a decimal number lie beyond a tolerance of five percent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1_000_000 }), (hundredths) => {
        const value = hundredths / 100;
        const mutants = mutateAnswer(value.toFixed(2)).map(Number);
        expect(mutants.length).toBeGreaterThan(0);
        for (const mutant of mutants) expect(Math.abs(mutant - value) / value).toBeGreaterThan(0.05);
      }),
    );
  });

  test("of a list drop, repeat and swap elements", () => {
    expect(mutateAnswer("red, blue, green")).toEqual(
      expect.arrayContaining([" blue, green", "red,red, blue, green", " blue,red, green"]),
    );
  });

  test("are none for an answer with nothing to change", () => {
    for (const answer of ["", "  ", "?", "…"]) expect(mutateAnswer(answer)).toEqual([]);
  });
});
