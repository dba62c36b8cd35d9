import { reviewState } from "../core/review/decision.ts";
import { type Archived, archiveOf, type TaskFate } from "../core/scaling/archive.ts";
import type { StoredProposal } from "../core/scaling/proposal.ts";
import type { MappedRecord } from "./read-map.ts";

/** The archive of a record: every proposal with what the runs and the reviewers made of it. */
export function readArchive(
  record: MappedRecord & { readonly proposals: () => readonly StoredProposal[] },
): readonly Archived[] {
  const fates = readFates(record);
  return archiveOf(record.proposals(), (task) => fates.get(task));
}

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
