import { expect, test } from "vitest";
import type { Budget } from "../../../src/core/calls/spending.ts";
import { moveLimits } from "../../../src/run/steering/move-limits.ts";

test("a budget that is no more than what is spent is set, and said to end the run", () => {
  let budget: Budget = { tokens: null, money: null };
  const { setBudget } = moveLimits({
    deadline: {
      isOver: () => false,
      move: () => undefined,
      graceOver: Promise.resolve(undefined),
      forget: () => undefined,
    },
    ledger: {
      budget: () => budget,
      setBudget: (other) => {
        budget = other;
      },
      spent: () => ({ tokens: 60_000, cost: 1.5 }),
    },
    clock: { now: () => new Date(0), uptimeMs: () => 0 },
  });
  expect(setBudget("100ktok").note).not.toMatch(/spent/);
  expect(setBudget("50ktok")).toMatchObject({
    status: "done",
    note: expect.stringMatching(/no more than what is spent already, 60,000 tokens: no further call is sent/),
  });
  expect(budget.tokens).toBe(50_000);
  expect(setBudget("1.50").note).toMatch(/spent already/);
});
