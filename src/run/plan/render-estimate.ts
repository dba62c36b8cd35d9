import { alignColumns } from "../../core/text/align-columns.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import type { Range } from "../../core/judging/expected-samples.ts";
import { type Estimate, GUESSED_SECONDS, MOST_LEVELS, type RoleEstimate } from "./estimate-run.ts";
import type { Plan } from "../../core/run/plan.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { formatCount } from "../../core/text/format-number.ts";

type Shown = { readonly tasks: number; readonly plan: Plan; readonly estimate: Estimate };

/** The estimate as a program reads it; money is null where a role that is asked has no prices. */
export function estimateFields(shown: Shown): object {
  const { estimate, tasks } = shown;
  const { roles, judgeSamples, seconds } = estimate;
  return {
    type: "estimate",
    tasks,
    ...totals(roles),
    seconds,
    judgeSamples,
    roles,
    assumptions: assumptions(shown),
  };
}

/** The estimate as a person reads it: a line for each role, the total, and what was assumed. */
export function renderEstimate(shown: Shown): string {
  const { tasks, estimate, plan } = shown;
  const { roles, seconds } = estimate;
  if (roles.length === 0)
    return `${describeTasks(tasks)}: every role is recorded, so that nothing would be sent\n`;
  const total = totals(roles);
  const rows = [
    ["role", "calls", "tokens in", "tokens out", "cost"],
    ...roles.map((one) => [one.role, ...cells(one)]),
    ["all", ...cells(total)],
  ];
  return [
    `${describeTasks(tasks)}, from the least to the most that a run would take. Nothing was sent or written.`,
    "",
    ...alignColumns(rows),
    "",
    `Time: ${formatDuration(1000 * seconds.low)} to ${formatDuration(1000 * seconds.high)}, ${plan.parallel} descriptions at once`,
    "",
    "Assumed:",
    ...assumptions(shown).map((one) => `- ${one}`),
    "",
  ].join("\n");
}

type Totals = Pick<RoleEstimate, "calls" | "promptTokens" | "completionTokens" | "cost">;

function totals(roles: readonly RoleEstimate[]): Totals {
  const sum = (of: (one: RoleEstimate) => Range): Range => ({
    low: roles.reduce((so, one) => so + of(one).low, 0),
    high: roles.reduce((so, one) => so + of(one).high, 0),
  });
  const isPriced = roles.every(({ cost }) => cost !== null);
  return {
    calls: sum(({ calls }) => calls),
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    cost: isPriced ? sum(({ cost }) => cost ?? { low: 0, high: 0 }) : null,
  };
}

const describeTasks = (tasks: number): string => countNoun(tasks, "description");

function cells({ calls, promptTokens, completionTokens, cost }: Totals): readonly string[] {
  const whole = ({ low, high }: Range): string => `${formatCount(low)} – ${formatCount(high)}`;
  const money = cost === null ? "no prices" : `${cost.low.toFixed(2)} – ${cost.high.toFixed(2)}`;
  return [whole(calls), whole(promptTokens), whole(completionTokens), money];
}

function assumptions({ plan, estimate }: Shown): readonly string[] {
  const { roles, judgeSamples } = estimate;
  const guessed = roles.filter(({ isMeasured }) => !isMeasured).map(({ role }) => role);
  const measured = roles.filter(({ isMeasured }) => isMeasured).map(({ role }) => role);
  const timed = roles.every(({ seconds }) => seconds !== GUESSED_SECONDS);
  return [
    `least: each first draft passes every gate, at the level that the judge tries first, after ${judgeSamples.low} samples`,
    `most: each of ${plan.drafts} × ${plan.rounds} rounds is used up, each brings a draft to every gate, and the judge takes ${judgeSamples.high} samples at each of ${MOST_LEVELS} levels and settles a dispute`,
    "the judge's samples are those of its rule, simulated for accuracies from 0 to 1: 8 of 10 levels lie between the two",
    "no request fails or is cut off and asked again, and no reply lacks its code; those come on top",
    "the author's prompt has its real size, at 4 characters a token",
    ...(measured.length === 0
      ? []
      : [`${measured.join(", ")}: other prompts and replies are the means of earlier runs in the record`]),
    ...(guessed.length === 0
      ? []
      : [
          `${guessed.join(", ")}: no earlier run has measured these models; other prompts are as long as in the demo, replies between those of the demo, which hold no thinking, and maxTokens`,
        ]),
    timed
      ? "a call takes as long as in earlier runs"
      : `where no earlier run has measured it, a call is guessed to take ${GUESSED_SECONDS.low} to ${GUESSED_SECONDS.high} s`,
  ];
}
