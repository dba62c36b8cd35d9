import { expect, test } from "vitest";
import { findMethod } from "../../../src/unittests/texts/find-method.ts";

const TASK = "Puzzles in which an answer is looked for.";

test.each([
  "Hint: begin with the corners.",
  "How to find the route: go from the goal backwards.",
  "To find the route, start at the goal and go backwards.",
  "To solve it, first eliminate what cannot be.",
  "The answer is found by adding the two largest numbers.",
  "The best order can be obtained as follows.",
  "The order built in this way is always a best one.",
  "You can find the key by frequency analysis.",
  "Use the Chinese remainder theorem.",
  "This always gives the shortest route.",
  "To make it easier, begin with the row that has most clues.",
  "To help you: the first and the last letter are never the same.",
  "After that, all that is left to do is to add the two sums.",
])("%s tells a method", (sentence) => {
  expect(findMethod(`Rules:\n1. No two may touch.\n${sentence}\nGive the answer.`, TASK)).toBe(sentence);
});

test.each([
  "Find the order that gives the smallest total.",
  "The score is computed by adding the points of all rounds.",
  "The check digit is found as follows: multiply each digit by its place.",
  "Take these steps, in this order:",
  "1. Take the first card. 2. Put it under the pile.",
  "The message was enciphered in this way: each letter was moved on by the key.",
  "Any route of the smallest possible length is correct.",
  "To write the answer, separate the names by commas.",
  "You can see one half of the board at a time.",
  "The strategy of the guard: he always turns left.",
  "The cipher text follows (spaces and line breaks are only there to make it easier to read).",
  "Rows are numbered to make it easier to refer to them.",
  "For orientation: north is at the top of the map.",
  "The load of a machine is what remains to be done of its jobs.",
  "A helper is sent to help you or the other player.",
])("%s is a rule of a task", (sentence) => {
  expect(findMethod(`Rules:\n1. No two may touch.\n${sentence}\nGive the answer.`, TASK)).toBeUndefined();
});

test("an algorithm that the card speaks of is the task itself", () => {
  const prompt = "Which place is settled third by Dijkstra's algorithm?";
  expect(findMethod(prompt, TASK)).toBe(prompt);
  expect(findMethod(prompt, "A run of Dijkstra's algorithm is followed.")).toBeUndefined();
});
