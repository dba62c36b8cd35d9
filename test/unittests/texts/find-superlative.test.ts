import { expect, test } from "vitest";
import { askForTheBest, askForTheShortest } from "../../../src/unittests/texts/find-superlative.ts";

const RULES = "Seven islands are joined by ferries, and each ferry runs in one direction only.";
const saying = (sentence: string): string => `${RULES}\n${sentence}\nGive the names, separated by commas.`;

test.each([
  "Find the cheapest route.",
  "Find a shortest sequence of moves.",
  "Any cutting with the fewest pieces possible is correct.",
  "The total cost is as small as possible.",
  "If several plans take the least time, any of them is correct.",
  "Only a squad with the least total is correct; no other counts.",
  "Choose items with the highest total value.",
  "What is the least that the clerk can pay in total?",
  "Which of the trees needs the fewest changes?",
  "exactly one order has the fewest crossings here.",
  "Minimize the number of crossings.",
  "A plan counts if no other has a lower total: the answer is the best one.",
  "Your task: the smallest set of guards that sees every room.",
  "Find a sequence with as few presses as possible; if no sequence of any length opens it, the answer is none.",
])("asks for the best: %s", (sentence) => {
  expect(askForTheBest(saying(sentence))).toBeDefined();
});

test.each([
  "Find a route.",
  "The tolerance of a species is the largest number of eaters with which it can live.",
  "A job's urgency is the largest of its base priority and the urgencies of the jobs that wait for it.",
  "Disks are named by their size, 1 for the smallest to 5 for the largest.",
  "Give the lengths from the longest to the shortest, separated by commas.",
  "Find a walk that visits at least three islands.",
  "Give the value as a fraction in lowest terms.",
  "Give the number with at least two decimals.",
  "An entry sinks: it swaps places with its smallest child.",
  "One candidate is eliminated, the one with the fewest votes in this round, and the next round begins.",
  "L is the length of the shortest register that explains all bits.",
  "Not, X and F apply to the shortest complete statement that follows.",
  "Each letter becomes five bits, the highest bit first, which is how the device sends them.",
  "The highest bid that is not void wins the lot.",
  "The ladle rests on the lowest shelf.",
  "Find a plan; it need not be the shortest.",
  "The smallest plate lies on top. Find any plan: each is correct, whatever its length.",
])("does not ask for the best: %s", (sentence) => {
  expect(askForTheBest(saying(sentence))).toBeUndefined();
});

test("what asks for the shortest is told word for word", () => {
  const asked = "Find a shortest sequence of flips.";
  expect(askForTheShortest(saying(asked))).toBe(asked);
  expect(askForTheShortest(saying("Find the cheapest route."))).toBeUndefined();
});
