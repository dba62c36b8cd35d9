import { expect, test } from "vitest";
import { SURFACE_POLICIES } from "../../../src/unittests/answers/surface-policies.ts";

const PROMPT = `Which of these is wanted?
A) melon, 30 grams
B) apple, 7 grams and a little more
C) plum, 45
D) zucchini, 12 grams
E) fig, 90 grams in all`;

test("policies find options by their length, number and rank in the alphabet", () => {
  const own = { kind: "word", text: "A", options: ["A", "B", "C", "D", "E"] } as const;
  const picked = new Map(SURFACE_POLICIES.map(({ what, answer }) => [what, answer(PROMPT, own)]));
  expect(picked.get("the first option by the alphabet")).toBe("B");
  expect(picked.get("the last option by the alphabet")).toBe("D");
  expect(picked.get("the longest option")).toBe("B");
  expect(picked.get("the shortest option")).toBe("C");
  expect(picked.get("the option of middling length")).toBe("D");
  expect(picked.get("the option with the middle number")).toBe("A");
  expect(picked.get("the option with the largest number")).toBe("E");
});

test("policies find the row of a table that begins with the least or the greatest number", () => {
  const prompt =
    "Shares modulo 97, numbers from 0 to 96:\n- x = 5: f(x) = 12\n- x = 0: f(x) = 40\n- x = 9: f(x) = 3";
  const answerOf = (what: string): string | undefined =>
    SURFACE_POLICIES.find((one) => one.what === what)?.answer(prompt, {
      kind: "number",
      value: 1,
      text: "1",
    });
  expect(answerOf("the last number of the row that begins with the smallest")).toBe("40");
  expect(answerOf("the last number of the row that begins with the largest")).toBe("3");
});
