import type { Accuracy } from "../core/judging/band.ts";
import { type LevelDecision, decisiveLevel } from "../core/judging/judge-report.ts";
import { type Verdict, verdictReasons } from "../core/verdict/decide-verdict.ts";
import { countFunnel, type Funnel } from "./count-funnel.ts";
import type { TaskResult } from "../core/run/task-result.ts";
import type { CallTotals } from "../store/read-results.ts";
import type { StoreReader } from "../store/open-store.ts";

/** One task as lists show it: of its verdict the name and the reasons, of the judge's report the level that speaks for it. */
export type TaskSummary = Pick<TaskResult, "id" | "title" | "domain" | "state" | "rounds"> & {
  readonly verdict: Verdict["status"] | null;
  readonly reasons: readonly string[];
  readonly accuracy: (Accuracy & { readonly level: number; readonly decision: LevelDecision }) | null;
};

export type RunSummary = {
  readonly run: number;
  readonly tasks: readonly TaskSummary[];
  readonly funnel: Funnel;
  readonly calls: readonly CallTotals[];
};

/** Reads what became of a run: its tasks, how far they came, and what its calls took. */
export function summarizeRun(store: StoreReader, run: number): RunSummary {
  const tasks = summarizeTasks(store, run);
  return { run, tasks, funnel: countFunnel(tasks, store.reports(run)), calls: store.callTotals(run) };
}

/** Reads what became of a run's tasks, or of one of them, as lists show it. */
export function summarizeTasks(store: StoreReader, run: number, task?: string): readonly TaskSummary[] {
  return store.results(run, task).map(({ verdict, judged, ...row }): TaskSummary => {
    const level = judged === null ? undefined : decisiveLevel(judged);
    return {
      id: row.id,
      title: row.title,
      domain: row.domain,
      state: row.state,
      verdict: verdict?.status ?? null,
      reasons: verdict === null ? (row.problem === null ? [] : [row.problem]) : verdictReasons(verdict),
      accuracy:
        level === undefined ? null : { ...level.accuracy, level: level.level, decision: level.decision },
      rounds: row.rounds,
    };
  });
}
