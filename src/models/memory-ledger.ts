import type { Usage } from "../core/calls/completion.ts";
import type { Amount, Ledger } from "../core/calls/ledger.ts";
import { addAmounts, type Budget } from "../core/calls/spending.ts";

const NOTHING: Amount = { tokens: 0, cost: null };

/** Accounts of one process, for those who ask models outside a run: the budget holds until the process ends. */
export function openMemoryLedger(budget: Budget): Ledger {
  const open = new Map<number, Amount>();
  let spent = NOTHING;
  let next = 0;
  const end = (id: number, truth: (worst: Amount) => Amount): void => {
    const worst = open.get(id);
    if (worst === undefined) throw new Error(`the reservation ${id} is not open: it was ended before`);
    open.delete(id);
    spent = addAmounts(spent, truth(worst));
  };
  return {
    reserve: ({ worst }) => {
      const all = [...open.values(), worst].reduce(addAmounts, spent);
      if (budget.tokens !== null && all.tokens > budget.tokens)
        return over(`${spent.tokens} tokens are spent, and the budget is ${budget.tokens}`);
      if (budget.money !== null && (all.cost ?? 0) > budget.money)
        return over(`${spent.cost ?? 0} is spent, and the budget is ${budget.money}`);
      open.set(next, worst);
      return { status: "reserved", reservation: { id: next++ } };
    },
    settle: ({ id }, usage) => end(id, (worst) => truthOf(worst, usage)),
    release: ({ id }) => end(id, () => NOTHING),
    chargeWhole: ({ id }) => end(id, (worst) => worst),
    kept: () => Promise.resolve(),
  };
}

const over = (reason: string): { readonly status: "over-budget"; readonly reason: string } => ({
  status: "over-budget",
  reason: `${reason}; another process begins anew`,
});

/** What a request took; an estimate never lowers what was set aside. */
function truthOf(worst: Amount, { promptTokens, completionTokens, cost, estimated }: Usage): Amount {
  const tokens = promptTokens + completionTokens;
  const truth = { tokens, cost: cost ?? worst.cost };
  return estimated ? { tokens: Math.max(worst.tokens, tokens), cost: worst.cost } : truth;
}
