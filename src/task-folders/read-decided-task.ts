import { z } from "zod";
import { modelName, storedRoleSchema } from "../core/calls/model-config.ts";
import type { JudgeReport } from "../core/judging/judge-report.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import type { Verdict } from "../core/verdict/decide-verdict.ts";
import { type GateReports, readGateReports } from "../record/read-gate-reports.ts";
import { type ReadRound, readStoredRound } from "../record/read-round.ts";
import { readJudgeReport, readVerdict } from "../record/summarize-run.ts";
import type { StoreReader } from "../store/open-store.ts";

/** What the record holds of a task that is decided. */
export type DecidedTask = GateReports & {
  readonly run: number;
  readonly task: TaskDescription;
  readonly verdict: Verdict;
  /** How many rounds it took. */
  readonly rounds: number;
  /** The round that the verdict is about, else the last one. */
  readonly decisive: ReadRound | undefined;
  readonly judged: JudgeReport | null;
  readonly plan: DecidedPlan;
};

const modelSchema = storedRoleSchema.transform(modelName);

const planSchema = z.object({ seed: z.int(), author: modelSchema, judge: modelSchema });

/** The part of a run's plan that explains its results: the seed of the cases, and the models by name. */
export type DecidedPlan = Readonly<z.infer<typeof planSchema>>;

/** Reads a task of a run; undefined where it is not decided. Throws a StoreFault where the record is at fault. */
export function readDecidedTask(store: StoreReader, run: number, id: string): DecidedTask | undefined {
  const [row] = store.results(run, id);
  const [described] = store.tasks(run, id);
  const found = store.findRun(run);
  if (row?.state !== "done" || row.verdict === null || described === undefined || found === undefined)
    return undefined;
  const rounds = store.rounds(run, id).map(readStoredRound);
  const decisive =
    rounds.find(({ line, round }) => line === row.decisiveLine && round === row.decisiveRound) ??
    rounds.at(-1);
  return {
    run,
    task: described.task,
    verdict: readVerdict(row.verdict),
    rounds: rounds.length,
    decisive,
    judged: row.judged === null ? null : readJudgeReport(row.judged),
    plan: planSchema.parse(JSON.parse(found.options)),
    ...readGateReports(store.findings(run, id), decisive),
  };
}
