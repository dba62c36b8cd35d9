import type { LineRole } from "../../core/calls/completion.ts";
import { DEFAULT_BAND } from "../../core/judging/band.ts";
import { type Expectation, expectedSamples, type Range } from "../../core/judging/expected-samples.ts";
import { SEQUENTIAL_RULE } from "../../core/judging/sampling-rule.ts";
import type { CallsPerTask } from "../../store/read-calls-per-task.ts";

/** Calls a task of the demo's sixteen, under the usual rule of judging and one line of drafts. */
const DEMO_CALLS: Readonly<Record<LineRole, number>> = {
  author: 1.06,
  refiner: 1,
  solver: 1.81,
  arbiter: 0.13,
  adversary: 1.88,
  critic: 1.13,
  judge: 53.75,
};

/** Fewer decided tasks say too little about the next ones. */
const FEWEST_TASKS = 5;

/** Of how many tasks of the record the expected number of calls is the mean; null where it is the demo's. */
export const measuredTasksOf = ({ tasks }: CallsPerTask): number | null =>
  tasks < FEWEST_TASKS ? null : tasks;

/**
 * Puts between least and most what is expected of a role: as many calls a task as those of the record took, or the demo's
 * where it has too few. The demo's judge is scaled to the rule at hand, its authors to the lines of drafts.
 */
export function expectCalls(
  role: LineRole,
  range: Range,
  about: {
    readonly tasks: number;
    readonly drafts: number;
    readonly judgeSamples: Expectation;
    readonly perTask: CallsPerTask;
  },
): Expectation {
  const { tasks, perTask } = about;
  const each =
    measuredTasksOf(perTask) === null
      ? DEMO_CALLS[role] * scaleOf(role, about)
      : (perTask.calls.get(role) ?? 0);
  return { ...range, expected: Math.min(Math.max(tasks * each, range.low), range.high) };
}

function scaleOf(
  role: LineRole,
  { drafts, judgeSamples }: { readonly drafts: number; readonly judgeSamples: Expectation },
): number {
  if (role === "author" || role === "refiner") return drafts;
  if (role !== "judge") return 1;
  return judgeSamples.expected / expectedSamples(SEQUENTIAL_RULE, DEFAULT_BAND).expected;
}
