import { expect, test } from "vitest";
import { findShortRead } from "../../../src/models/endpoint/short-read.ts";

const messages = [{ role: "user", text: "Write a class of some kind. ".repeat(1_500) }] as const;

test("a prompt of which far less was read than it holds is noticed, and no other", () => {
  expect(findShortRead(2_050, messages)).toEqual({ read: 2_050, fewest: 5_250 });
  expect(findShortRead(9_000, messages)).toBeUndefined();
  expect(findShortRead(undefined, messages)).toBeUndefined();
  expect(findShortRead(300, [{ role: "user", text: "What is 6 * 7?" }])).toBeUndefined();
  expect(findShortRead(900, [{ role: "user", text: " \n".repeat(40_000) }])).toBeUndefined();
});

test("a count that no context is short enough for is taken for none", () => {
  expect(findShortRead(1, messages)).toBeUndefined();
});
