import { floatText } from "../../core/text/float-text.ts";

type Rewarded = { readonly task: number; readonly reward: number };

/**
 * What NeMo Gym's `/aggregate_metrics` says: mean, highest, lowest, median and deviation of the rewards, over each
 * task and over all, under the names that its own profiler gives them. JSON, its numbers as floats.
 */
export function aggregateRewards(rewards: readonly Rewarded[]): string {
  if (rewards.length === 0) return '{"group_level_metrics":[],"agent_metrics":{},"key_metrics":{}}';
  const values = (some: readonly Rewarded[]): readonly number[] => some.map(({ reward }) => reward);
  const groups = [...Map.groupBy(rewards, ({ task }) => task)]
    .toSorted(([one], [other]) => one - other)
    .map(([task, own]) => `{${statistics(values(own))},"_ng_task_index":${task}}`);
  const all = values(rewards);
  return `{"group_level_metrics":[${groups.join(",")}],"agent_metrics":{${statistics(all)}},"key_metrics":{"mean/reward":${floatText(mean(all))}}}`;
}

function statistics(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  const fields: Readonly<Record<string, number>> = {
    mean: mean(values),
    max: sorted.at(-1) ?? 0,
    min: sorted[0] ?? 0,
    median: median ?? 0,
    std: deviation(values),
  };
  return Object.entries(fields)
    .map(([name, value]) => `"${name}/reward":${floatText(value)}`)
    .join(",");
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Of a sample, by n - 1; 0 for a single value. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (values.length - 1));
}
