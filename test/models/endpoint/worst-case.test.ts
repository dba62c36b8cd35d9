import { expect, test } from "vitest";
import { worstAmount, worstCase } from "../../../src/models/endpoint/worst-case.ts";

test("the worst case counts bytes, so that no vocabulary makes more tokens of a text", () => {
  const prices = { prompt: 2, completion: 8 };
  const worst = worstCase([{ role: "user", text: "€€€" }], 1_000);
  expect(worst.promptTokens).toBeGreaterThanOrEqual(9);
  expect(worst.completionTokens).toBe(1_000);
  const amount = worstAmount(worst, prices);
  expect(amount.tokens).toBe(worst.promptTokens + 1_000);
  expect(amount.cost).toBeCloseTo((worst.promptTokens * 2 + 1_000 * 8) / 1e6, 12);
  expect(worstAmount(worstCase([], 5), undefined).cost).toBeNull();
});
