import type { SamplingRule } from "../../core/judging/sampling-rule.ts";

/** Calls that wait or are under way for each slot of the endpoints (docs/night.md, running). */
const CALLS_PER_SLOT = 4;

/** Fewer would leave the processor idle while models think; more only hold memory. */
const FEWEST = 4;
const MOST = 512;

/**
 * How many tasks to have under way, so that endpoints with so many slots are kept busy: a task that is being
 * judged has a batch of calls to send, of which it waits for the last before it has more.
 */
export function openTasksFor(slots: number, rule: SamplingRule): number {
  const batch = rule.kind === "sequential" ? rule.batch : rule.samples;
  return Math.min(MOST, Math.max(FEWEST, Math.ceil((CALLS_PER_SLOT * slots) / batch)));
}
