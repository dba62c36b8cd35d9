import { isSameDraft } from "../core/draft/draft.ts";
import { modelName } from "../core/calls/model-config.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";
import type { Plan } from "../core/run/plan.ts";
import type { TaskResult } from "../core/run/task-result.ts";
import type { Versions } from "../core/run/versions.ts";
import { quoteForShell } from "../core/text/quote-for-shell.ts";
import { countRounds } from "../record/count-rounds.ts";
import { readGateReports } from "../record/read-gate-reports.ts";
import { summarizeRun } from "../record/summarize-run.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { RunRow } from "../store/runs.ts";
import type { RecordedRun, RecordedTask } from "./make-run-report.ts";
import { reportDrafts } from "./report-drafts.ts";

/** Reads all that the report on a run is made of. Throws a StoreFault. */
export function readRecordedRun(store: StoreReader, run: RunRow, db: string): RecordedRun {
  const rounds = store.rounds(run.id);
  const byTask = Map.groupBy(rounds, ({ task }) => task);
  const reviewables = store.reviewables(run.id);
  const decisions = Map.groupBy(store.decisions(run.id), ({ task }) => task);
  const { id, status, startedAt, finishedAt, plan } = run;
  return {
    id,
    status,
    startedAt,
    finishedAt,
    band: plan.band,
    models: modelsOf(plan),
    versions: namedVersions(run.versions),
    tasks: store.results(id).map((result) => ({
      ...readTask(store, { run: id, result, rounds: byTask.get(result.id) ?? [] }),
      seen: reviewables.get(result.id)?.seen ?? null,
      history: decisions.get(result.id) ?? [],
    })),
    rounds: countRounds(rounds),
    funnel: summarizeRun(store, id).funnel,
    calls: store.taskCalls(id),
    commandFor: (task) => `npx campforge show ${id}/${task} --db ${quoteForShell(db)}`,
  };
}

/** Those that the plan names; where it names no solver, critic or adversary, the author is it. */
function modelsOf({ author, judge, solver, critic, adversary }: Plan): Readonly<Record<string, string>> {
  const named = { author, judge, solver, critic, adversary };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, role]) => (role === undefined ? [] : [[name, modelName(role)]])),
  );
}

/** Versions by name; those of the prompts get a name each. */
const namedVersions = ({ software, prompts }: Versions): Readonly<Record<string, string>> => ({
  ...software,
  ...Object.fromEntries(Object.entries(prompts).map(([name, version]) => [`prompt ${name}`, version])),
});

type Stored = {
  readonly run: number;
  readonly result: TaskResult;
  readonly rounds: readonly RecordedRound[];
};

function readTask(
  store: StoreReader,
  { run, result, rounds }: Stored,
): Omit<RecordedTask, "seen" | "history"> {
  const { decisive, ...task } = result;
  const draft = rounds.find((one) => isSameDraft(one, decisive));
  const findings = store.findings(run, task.id);
  const judgements = store.judgements(run, task.id);
  return {
    ...task,
    checks: draft?.status === "tested" ? draft.checks : [],
    figures: draft?.status === "tested" ? draft.figures : undefined,
    drafts: reportDrafts({ rounds, findings, judgements }),
    ...readGateReports(findings, draft),
  };
}
