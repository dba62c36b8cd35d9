import { alignColumns } from "../../core/text/align-columns.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { formatRounded } from "../../core/text/format-number.ts";
import { breakLine } from "../../core/text/break-line.ts";
import type { Expectation } from "../../core/judging/expected-samples.ts";
import type { Plan } from "../../core/run/plan.ts";
import { coverageOf, describeCoverage, type Takes } from "./budget-coverage.ts";
import { type Estimate, GUESSED_SECONDS, MOST_LEVELS, type RoleEstimate } from "./estimate-run.ts";

type Shown = {
  readonly tasks: number;
  /** How many would be under way at once. */
  readonly parallel: number;
  readonly plan: Plan;
  readonly estimate: Estimate;
};

/** The estimate as a program reads it; money is null where a role that is asked has no prices. */
export function estimateFields(shown: Shown): object {
  const { estimate, tasks, plan } = shown;
  const { roles, judgeSamples, seconds } = estimate;
  const all = totals(roles);
  const coverage = coverageOf(plan.budget, takesOf(all), tasks);
  return {
    type: "estimate",
    tasks,
    ...all,
    seconds,
    judgeSamples,
    ...(coverage === null ? {} : { budget: { ...plan.budget, covers: coverage.tasks } }),
    roles,
    assumptions: assumptions(shown),
  };
}

/** No line of prose is longer. */
const COLUMNS = 80;

/** The estimate as a person reads it: what is expected of each role, the totals, and what was assumed. */
export function renderEstimate(shown: Shown): string {
  const { tasks, parallel, estimate, plan } = shown;
  const { roles, seconds } = estimate;
  const described = countNoun(tasks, "description");
  if (roles.length === 0) return `${described}: every role is recorded, so nothing would be sent.\n`;
  const all = totals(roles);
  const at = (figures: Totals, end: keyof Expectation): readonly string[] => [
    formatRounded(figures.calls[end]),
    formatRounded(figures.promptTokens[end]),
    formatRounded(figures.completionTokens[end]),
    figures.cost === null ? "no prices" : figures.cost[end].toFixed(2),
  ];
  const rows = [
    ["role", "calls", "tokens in", "tokens out", "cost"],
    ...roles.map((one) => [one.role, ...at(one, "expected")]),
    ["expected", ...at(all, "expected")],
    ["least", ...at(all, "low")],
    ["most", ...at(all, "high")],
  ];
  const time = (end: keyof Expectation): string => formatDuration(1000 * seconds[end]);
  const coverage = coverageOf(plan.budget, takesOf(all), tasks);
  const prose = [
    `Time: about ${time("expected")} (${time("low")} to ${time("high")}), ${parallel} at once${plan.parallel === "auto" ? " (auto)" : ""}`,
    ...(coverage === null ? [] : [describeCoverage(coverage, plan.budget, tasks)]),
    "",
    "Assumed:",
    ...assumptions(shown).map((one) => `- ${one}`),
  ];
  return [
    `${described}: what is expected, the least and the most. Nothing was sent.`,
    "",
    ...alignColumns(rows, [1, 2, 3, 4]),
    "",
    ...prose,
    "",
  ]
    .flatMap((line) => breakLine(line, COLUMNS, 2))
    .join("\n");
}

type Totals = Pick<RoleEstimate, "calls" | "promptTokens" | "completionTokens" | "cost">;

function totals(roles: readonly RoleEstimate[]): Totals {
  const sum = (of: (one: RoleEstimate) => Expectation): Expectation => {
    const at = (end: keyof Expectation): number => roles.reduce((so, one) => so + of(one)[end], 0);
    return { low: at("low"), expected: at("expected"), high: at("high") };
  };
  const isPriced = roles.every(({ cost }) => cost !== null);
  return {
    calls: sum(({ calls }) => calls),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    cost: isPriced ? sum(({ cost }) => cost ?? { low: 0, expected: 0, high: 0 }) : null,
  };
}

function takesOf({ promptTokens, completionTokens, cost }: Totals): Takes {
  const at = (end: keyof Expectation): number => promptTokens[end] + completionTokens[end];
  return { tokens: { low: at("low"), expected: at("expected"), high: at("high") }, cost };
}

function assumptions({ plan, estimate }: Shown): readonly string[] {
  const { roles, judgeSamples, measuredTasks } = estimate;
  const guessed = roles.filter(({ isMeasured }) => !isMeasured).map(({ role }) => role);
  const measured = roles.filter(({ isMeasured }) => isMeasured).map(({ role }) => role);
  return [
    measuredTasks === null
      ? "expected: as many calls as the demo's 16 tasks took, the judge's by the rule at hand"
      : `expected: as many calls as the ${countNoun(measuredTasks, "task")} took that the record's runs have decided`,
    `least: each first draft passes every gate, at the level that the judge tries first, after ${countNoun(judgeSamples.low, "sample")}`,
    `most: ${countNoun(plan.drafts, "line")} of ${countNoun(plan.rounds, "round")} each, all used up, every draft goes through every gate, and the judge takes ${countNoun(judgeSamples.high, "sample")} at each of ${MOST_LEVELS} levels and settles a dispute`,
    "the judge's samples are those of its rule, simulated for accuracies from 0 to 1: 8 of 10 levels lie between the two",
    "no request fails or is cut off and asked again, and no reply lacks its code; those come on top",
    "the author's prompt has its real size, at 4 characters a token",
    ...(measured.length === 0
      ? []
      : [`${measured.join(", ")}: other prompts and replies are the means of earlier runs in the record`]),
    ...(guessed.length === 0
      ? []
      : [
          `${guessed.join(", ")}: no earlier run has measured these models; other prompts are as long as in the demo, replies between those of the demo, which hold no thinking, and maxTokens; expected is the geometric mean of the two, a guess`,
        ]),
    roles.every(({ isTimed }) => isTimed)
      ? "a call takes as long as in earlier runs"
      : `where no earlier run has measured it, a call is guessed to take ${GUESSED_SECONDS.low} to ${GUESSED_SECONDS.high} s`,
  ];
}
