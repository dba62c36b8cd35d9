import { isSameDraft } from "../core/draft/draft.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";
import type { JudgeReport } from "../core/judging/judge-report.ts";
import type { Plan } from "../core/run/plan.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import type { Verdict } from "../core/verdict/decide-verdict.ts";
import { type GateReports, readGateReports } from "../record/read-gate-reports.ts";
import type { StoreReader } from "../store/open-store.ts";

/** What the record holds of a task that is decided. */
export type DecidedTask = GateReports & {
  readonly run: number;
  readonly task: TaskDescription;
  readonly verdict: Verdict;
  /** How many rounds it took. */
  readonly rounds: number;
  /** The round that the verdict is about, else the last one. */
  readonly decisive: RecordedRound | undefined;
  readonly judged: JudgeReport | null;
  readonly plan: Plan;
};

/** Reads a task of a run; undefined where it is not decided. Throws a StoreFault where the record is at fault. */
export function readDecidedTask(store: StoreReader, run: number, id: string): DecidedTask | undefined {
  const [row] = store.results(run, id);
  const [described] = store.tasks(run, id);
  const found = store.findRun(run);
  if (row?.state !== "done" || row.verdict === null || described === undefined || found === undefined)
    return undefined;
  const rounds = store.rounds(run, id);
  const decisive = rounds.find((one) => isSameDraft(one, row.decisive)) ?? rounds.at(-1);
  return {
    run,
    task: described.task,
    verdict: row.verdict,
    rounds: rounds.length,
    decisive,
    judged: row.judged,
    plan: found.plan,
    ...readGateReports(store.findings(run, id), decisive),
  };
}
