import { expect, test } from "vitest";
import { statedTolerance } from "../../../src/unittests/answers/stated-tolerance.ts";

test.each([
  "It may differ from the exact value by up to 0.001.",
  "An answer that differs by at most 0.001 is right.",
  "Answers off by no more than 0.001 count.",
  "An absolute error below 0.001 is accepted; give at least four decimals.",
  "Your value may deviate from the true one by as much as 0.001.",
  "Give it to within 0.001, with at least 4 decimal places.",
])("an error that a prompt allows is read however it is worded: %s", (prompt) => {
  expect(statedTolerance(prompt)).toEqual({ relative: null, absolute: 0.001 });
});

test.each([
  "A route costs up to 50 coins, and each toll is off limits to carts with up to 3 axles.",
  "Give at least four decimals.",
  "Two rows differ in their colours.",
])("a number that has nothing to do with an error is none: %s", (prompt) => {
  expect(statedTolerance(prompt)).toEqual({ relative: null, absolute: null });
});

test("a share is no absolute error, and decimals that are asked for allow a unit of the last one", () => {
  expect(statedTolerance("It may be off by up to 2 percent.")).toEqual({ relative: 0.02, absolute: null });
  expect(statedTolerance("Give it with two decimals.")).toEqual({ relative: null, absolute: 0.01 });
});
