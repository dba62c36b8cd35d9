import { reviewState } from "../core/review/decision.ts";
import type { TaskFate } from "../core/scaling/archive.ts";
import type { MappedRecord } from "./read-map.ts";

/** What became of each task that a model proposed, in the latest run that decided it. */
export function readFates(record: MappedRecord): ReadonlyMap<string, TaskFate> {
  const fates = new Map<string, TaskFate>();
  for (const { id: run } of record.listRuns()) {
    const proposed = new Set(
      record.tasks(run).flatMap(({ task }) => (task.proposal === undefined ? [] : [String(task.id)])),
    );
    if (proposed.size === 0) continue;
    const contents = record.reviewables(run);
    for (const { id, verdict } of record.results(run)) {
      if (!proposed.has(id) || verdict === null || fates.has(id)) continue;
      const review = reviewState(record.decisions(run, id), contents.get(id)?.seen ?? null);
      fates.set(id, { verdict, review });
    }
  }
  return fates;
}
