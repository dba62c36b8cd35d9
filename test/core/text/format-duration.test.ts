import { expect, test } from "vitest";
import { formatDuration } from "../../../src/core/text/format-duration.ts";

test.each([
  [-5, "0 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [3_569_000, "59 min"],
  [3_571_000, "1 h 0 min"],
  [11_100_000, "3 h 5 min"],
  [86_399_000, "1 d 0 h"],
  [176_400_000, "2 d 1 h"],
])("%d ms read as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
