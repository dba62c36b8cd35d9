import { expect, test } from "vitest";
import { fitsBudget, NO_BUDGET } from "../../../src/core/calls/spending.ts";

const tokens = (count: number) => ({ tokens: count, cost: null });
const most = (count: number) => ({ tokens: count, money: null });

test("a task is begun only where it and the open ones are expected to fit", () => {
  // Four decided and two half done have taken 500: a task takes 100, the open ones another 100 together.
  const headway = { decided: 4, open: 2, isBegun: false };
  expect(fitsBudget(tokens(500), most(700), headway)).toBe(true);
  expect(fitsBudget(tokens(500), most(699), headway)).toBe(false);
  // One of the open ones itself needs no more than was set aside for it.
  expect(fitsBudget(tokens(500), most(600), { ...headway, isBegun: true })).toBe(true);
  expect(fitsBudget(tokens(500), most(599), { ...headway, isBegun: true })).toBe(false);
});

test("money is projected as tokens are, and either may say no", () => {
  const headway = { decided: 1, open: 0, isBegun: false };
  const spent = { tokens: 100, cost: 2 };
  expect(fitsBudget(spent, { tokens: 1_000, money: 4 }, headway)).toBe(true);
  expect(fitsBudget(spent, { tokens: 1_000, money: 3.99 }, headway)).toBe(false);
  expect(fitsBudget(spent, { tokens: 199, money: 100 }, headway)).toBe(false);
});

test("before a task is decided nothing is known, and without a budget everything fits", () => {
  expect(fitsBudget(tokens(90), most(100), { decided: 0, open: 3, isBegun: false })).toBe(true);
  expect(fitsBudget(tokens(1e12), NO_BUDGET, { decided: 1, open: 0, isBegun: false })).toBe(true);
});
