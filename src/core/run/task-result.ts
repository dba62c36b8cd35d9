import type { DraftAddress } from "../draft/draft.ts";
import type { JudgeReport } from "../judging/judge-report.ts";
import type { Verdict } from "../verdict/decide-verdict.ts";

/** What a run has to do with a task: nothing yet, just now, not for a while, or no more. */
export const TASK_STATES = ["queued", "running", "stopped", "done"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** One task of a run with its outcome, as the record has it; lists, reports and the review's queue are views of it. */
export type TaskResult = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly state: TaskState;
  /** Why a stopped task stopped; null for the others. */
  readonly problem: string | null;
  readonly verdict: Verdict | null;
  /** The draft that the verdict is about. */
  readonly decisive: DraftAddress | null;
  /** The judge's report on that draft. */
  readonly judged: JudgeReport | null;
  /** How many drafts were written. */
  readonly rounds: number;
};
