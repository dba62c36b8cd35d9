import { expect, test } from "vitest";
import {
  CRITIC_POINT_KINDS,
  type CriticReport,
  hasRemarks,
  isObjection,
} from "../../../src/core/judging/critic-report.ts";

const review = (
  faithful: number,
  ...kinds: readonly (typeof CRITIC_POINT_KINDS)[number][]
): CriticReport => ({
  status: "reviewed",
  faithful,
  points: kinds.map((kind) => ({ kind, point: "a point", quote: "words of it" })),
});

test("a remark about a class that poses the whole task is put to its author, and flags nothing", () => {
  for (const kind of CRITIC_POINT_KINDS) {
    expect([kind, isObjection(review(4, kind)), hasRemarks(review(4, kind))]).toEqual([kind, false, true]);
  }
});

test("a class that is not faithful enough flags, and so does a wrong rule where anything is missing", () => {
  expect([isObjection(review(2)), hasRemarks(review(2))]).toEqual([true, true]);
  expect(isObjection(review(3, "wrong rule"))).toBe(true);
  expect(isObjection(review(3, "variety too narrow", "added rule"))).toBe(false);
  expect([isObjection(review(4)), hasRemarks(review(4))]).toEqual([false, false]);
  expect(hasRemarks({ status: "void", reason: "" })).toBe(false);
});
