import type { Budget } from "./spending.ts";

/** A budget as the command line gives it, or what is wrong with it. */
export type ReadBudget =
  | { readonly status: "read"; readonly budget: Partial<Budget> }
  | { readonly status: "invalid"; readonly problem: string };

const EXPECTED =
  "expected money such as 5.00 (in the currency of the prices), tokens such as 20Mtok, 500ktok or 2000000tokens, or none";

const FACTORS = { "": 1, k: 1_000, M: 1_000_000, G: 1_000_000_000 } as const;

/** Reads money, tokens, or `none`, which lifts both caps. */
export function readBudgetOption(text: string): ReadBudget {
  if (text === "none") return { status: "read", budget: { tokens: null, money: null } };
  const [, amount = "", factor = "", unit] = /^(\d+(?:\.\d+)?)([kMG]?)(tok|tokens)?$/.exec(text) ?? [];
  const isFactor = (name: string): name is keyof typeof FACTORS => name in FACTORS;
  if (amount === "" || !isFactor(factor) || (unit === undefined && factor !== ""))
    return { status: "invalid", problem: EXPECTED };
  const value = Number(amount) * FACTORS[factor];
  if (!(value > 0 && value < 1e15)) return { status: "invalid", problem: EXPECTED };
  if (unit === undefined) return { status: "read", budget: { money: value } };
  return { status: "read", budget: { tokens: Math.max(1, Math.floor(value)) } };
}
