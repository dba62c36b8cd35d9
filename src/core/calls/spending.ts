import { z } from "zod";
import { formatCount, formatMoney } from "../text/format-number.ts";
import type { Amount } from "./ledger.ts";

/**
 * The most that a run may spend over all its resumes; null sets no limit. Money is in the currency of the
 * prices.
 */
export const budgetSchema = z.strictObject({
  tokens: z.int().min(1).nullable(),
  money: z.number().positive().nullable(),
});

export type Budget = Readonly<z.infer<typeof budgetSchema>>;

export const NO_BUDGET: Budget = { tokens: null, money: null };

/** What the accounts of a run say, by how sure it is. `cost` is null where no request had a price. */
export type Spending = {
  /** Requests that were allowed to be sent, also those that took nothing in the end. */
  readonly requests: number;
  /** What endpoints said that requests took. */
  readonly settled: Amount;
  /** Worst cases of requests whose cost the endpoint did not tell. */
  readonly charged: Amount;
  /** Worst cases of requests that were under way when a process was killed. */
  readonly unresolved: Amount;
  /** Worst cases of requests that are under way. */
  readonly open: Amount;
};

/** All that counts as spent: only requests that are under way are left out. */
export function spentOf({ settled, charged, unresolved }: Spending): Amount {
  return [charged, unresolved].reduce(addAmounts, settled);
}

/** Sums tokens and money; money is null only where both have none. */
export function addAmounts(a: Amount, b: Amount): Amount {
  const cost = a.cost === null && b.cost === null ? null : (a.cost ?? 0) + (b.cost ?? 0);
  return { tokens: a.tokens + b.tokens, cost };
}

/** Says that more is spent than a budget allows; undefined where it is not. */
export function describeShortfall({ tokens, cost }: Amount, budget: Budget): string | undefined {
  if (budget.tokens !== null && tokens >= budget.tokens)
    return `that is no more than what is spent already, ${formatCount(tokens)} tokens`;
  if (budget.money !== null && (cost ?? 0) >= budget.money)
    return `that is no more than what is spent already, ${formatMoney(cost ?? 0)}`;
  return undefined;
}

/** How far a run has come, as a projection needs it. */
export type Headway = {
  readonly decided: number;
  /** Tasks that were begun and are not decided, in this process or an earlier one. */
  readonly open: number;
  /** Whether the task in question has been begun before. */
  readonly isBegun: boolean;
};

/**
 * Whether another task is expected to fit what is left, the open ones included. A decided task is taken for
 * the mean, an open one for half done. Before a task is decided nothing is known, and it is let through.
 */
export function fitsBudget(spent: Amount, budget: Budget, { decided, open, isBegun }: Headway): boolean {
  if (decided === 0) return true;
  const expected = (soFar: number): number => (soFar / (decided + open / 2)) * (open / 2 + (isBegun ? 0 : 1));
  const fits = (soFar: number, most: number | null): boolean =>
    most === null || soFar + expected(soFar) <= most;
  return fits(spent.tokens, budget.tokens) && fits(spent.cost ?? 0, budget.money);
}
