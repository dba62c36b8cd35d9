import { expect, test } from "vitest";
import { findBacktracking } from "../../src/compile/find-backtracking.ts";

test.each([
  ["^(?:[A-Z]+ ?)+$", "(?:[A-Z]+ ?)+"],
  ["(a+)+", "(a+)+"],
  ["x(?:\\d*)*y", "(?:\\d*)*"],
  ["^((?:a|b)+,?)*$", "((?:a|b)+,?)*"],
  ["(?<word>\\p{L}{2,}\\s*)+!", "(?<word>\\p{L}{2,}\\s*)+"],
])("the pattern %s repeats what repeats already", (pattern, part) => {
  expect(findBacktracking(pattern)).toBe(part);
});

test.each([
  "^(?:\\d+,)*\\d+$",
  "(?:[a-z]+-)+",
  "[(+*]+",
  "\\(a+\\)+",
  "(?:ab?)+c",
  "^-?\\d+(?:\\.\\d+)?$",
  "(?<=x+)y*",
  "a{2,}(?:b{1,3}c)+",
])("the pattern %s shares out a text in one way alone", (pattern) => {
  expect(findBacktracking(pattern)).toBeUndefined();
});
