import type { Budget } from "../../core/calls/spending.ts";
import { formatCount, formatMoney } from "../../core/text/format-number.ts";
import type { Expectation } from "../../core/judging/expected-samples.ts";

/** What all tasks of a run would take together. */
export type Takes = { readonly tokens: Expectation; readonly cost: Expectation | null };

/** How many tasks a budget is expected to be enough for. */
export type Coverage = {
  readonly tasks: number;
  /** Whether it is less than even one task takes at the least. */
  readonly isBelowLeast: boolean;
};

/** Sets a budget against what the tasks take; null where there is no budget, or nothing is asked. */
export function coverageOf({ tokens, money }: Budget, takes: Takes, tasks: number): Coverage | null {
  const shares = (end: keyof Expectation): readonly number[] => [
    ...(tokens === null || takes.tokens[end] === 0 ? [] : [tokens / takes.tokens[end]]),
    ...(money === null || takes.cost === null || takes.cost[end] === 0 ? [] : [money / takes.cost[end]]),
  ];
  const expected = shares("expected");
  if (expected.length === 0) return null;
  return {
    tasks: Math.floor(tasks * Math.min(1, ...expected)),
    isBelowLeast: tasks * Math.min(...shares("low")) < 1,
  };
}

/** The same in words. */
export function describeCoverage(coverage: Coverage, budget: Budget, tasks: number): string {
  const amounts = [
    ...(budget.tokens === null ? [] : [`${formatCount(budget.tokens)} tokens`]),
    ...(budget.money === null ? [] : [formatMoney(budget.money)]),
  ];
  const named = `The budget of ${amounts.join(" and ")}`;
  if (coverage.isBelowLeast)
    return `${named} is less than one description takes at the least: no task would be decided. Raise it.`;
  return `${named} covers about ${coverage.tasks} of ${tasks}.${coverage.tasks < tasks ? " The others wait for run --resume --budget MORE." : ""}`;
}
