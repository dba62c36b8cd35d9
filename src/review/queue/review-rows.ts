import type { Verdict } from "../../core/verdict/decide-verdict.ts";
import { type Decision, type Reviewable, type ReviewState, reviewState } from "../../core/review/decision.ts";
import type { StoreReader } from "../../store/open-store.ts";
import { summarizeTasks, type TaskSummary } from "../../record/summarize-run.ts";

/** A task as reviewers see it in a list. */
export type ReviewRow = TaskSummary & {
  readonly run: number;
  /** Null while there is nothing to decide about. */
  readonly review: ReviewState | null;
};

/** What is left of a list: tasks for which everything that is given holds. */
export type ReviewFilter = {
  readonly state?: ReviewState;
  readonly verdict?: Verdict["status"];
  readonly domain?: string;
  /** A part of one of the verdict's reasons, in any case. */
  readonly reason?: string;
};

/** What is known about a task when somebody is about to decide: what stands there, and what was decided. */
export type ReviewedTask = {
  readonly content: Reviewable["content"];
  readonly history: readonly Decision[];
  readonly review: ReviewState | null;
};

/** The tasks of a run that a filter leaves, in order. */
export function reviewRows(store: StoreReader, run: number, filter: ReviewFilter = {}): readonly ReviewRow[] {
  const contents = store.reviewables(run);
  const decisions = Map.groupBy(store.decisions(run), ({ task }) => task);
  return summarizeTasks(store, run)
    .map((task): ReviewRow => {
      const seen = contents.get(task.id)?.seen;
      const review = seen === undefined ? null : reviewState(decisions.get(task.id) ?? [], seen);
      return { run, ...task, review };
    })
    .filter((row) => matches(row, filter));
}

/** Where one task stands. */
export function readReviewed(store: StoreReader, run: number, task: string): ReviewedTask {
  const content = store.reviewables(run, task).get(task) ?? null;
  const history = store.decisions(run, task);
  return { content, history, review: content === null ? null : reviewState(history, content.seen) };
}

function matches(row: ReviewRow, { state, verdict, domain, reason }: ReviewFilter): boolean {
  const wanted = reason?.toLowerCase();
  return (
    (state === undefined || row.review === state) &&
    (verdict === undefined || row.verdict === verdict) &&
    (domain === undefined || row.domain === domain) &&
    (wanted === undefined || row.reasons.some((one) => one.toLowerCase().includes(wanted)))
  );
}
