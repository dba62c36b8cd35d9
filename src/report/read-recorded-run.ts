import { z } from "zod";
import { bandSchema, DEFAULT_BAND } from "../core/judging/band.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { StoredRound, TaskResult } from "../store/read-results.ts";
import type { RunRow } from "../store/runs.ts";
import { countFunnel } from "../record/count-funnel.ts";
import { countRounds } from "../record/count-rounds.ts";
import { quoteForShell } from "../core/text/quote-for-shell.ts";
import { readGateReports } from "../record/read-gate-reports.ts";
import { readStoredRound } from "../record/read-round.ts";
import { readJudgeReport, readVerdict, summarizeRun } from "../record/summarize-run.ts";
import type { RecordedRun, RecordedTask } from "./make-run-report.ts";

/** Reads all that the report on a run is made of. Throws when a row is not of a shape that Campforge writes. */
export function readRecordedRun(store: StoreReader, run: RunRow, db: string): RecordedRun {
  const rounds = store.rounds(run.id);
  const byTask = Map.groupBy(rounds, ({ task }) => task);
  const plan = planSchema.parse(JSON.parse(run.options));
  const { id, status, startedAt, finishedAt } = run;
  return {
    id,
    status,
    startedAt,
    finishedAt,
    band: plan.band,
    models: modelsOf(plan),
    versions: versionsSchema.parse(JSON.parse(run.versions)),
    tasks: store
      .results(id)
      .map((result) => readTask(store, { run: id, result, rounds: byTask.get(result.id) ?? [] })),
    rounds: countRounds(rounds.map(readStoredRound)),
    funnel: countFunnel(summarizeRun(store, id).tasks, rounds),
    calls: store.taskCalls(id),
    commandFor: (task) => `npx campforge show ${id}/${task} --db ${quoteForShell(db)}`,
  };
}

const role = z
  .looseObject({ kind: z.string() })
  .transform((one) =>
    one["kind"] === "recorded"
      ? `recorded:${String(one["path"])}`
      : `${String(one["endpoint"])}/${String(one["model"])}`,
  );

/** What the report needs of a run's options; runs of any version have at least these. */
const planSchema = z.looseObject({
  band: bandSchema.default(DEFAULT_BAND),
  author: role.optional(),
  judge: role.optional(),
  solver: role.optional(),
  critic: role.optional(),
});

function modelsOf({
  author,
  judge,
  solver,
  critic,
}: z.infer<typeof planSchema>): Readonly<Record<string, string>> {
  const named = { author, judge, solver, critic };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, model]) => (model === undefined ? [] : [[name, model]])),
  );
}

/** Versions by name; those of the prompts, kept together, get a name each. */
const versionsSchema = z
  .looseObject({ prompts: z.record(z.string(), z.string()).default({}) })
  .transform(({ prompts, ...others }): Readonly<Record<string, string>> => ({
    ...Object.fromEntries(Object.entries(others).map(([name, version]) => [name, String(version)])),
    ...Object.fromEntries(Object.entries(prompts).map(([name, version]) => [`prompt ${name}`, version])),
  }));

type Stored = { readonly run: number; readonly result: TaskResult; readonly rounds: readonly StoredRound[] };

function readTask(store: StoreReader, { run, result, rounds }: Stored): RecordedTask {
  const { id, title, domain, state, problem, decisiveLine, decisiveRound } = result;
  const stored = rounds.find(({ line, round }) => line === decisiveLine && round === decisiveRound);
  const decisive = stored === undefined ? undefined : readStoredRound(stored);
  return {
    id,
    title,
    domain,
    state,
    problem,
    verdict: result.verdict === null ? null : readVerdict(result.verdict),
    judged: result.judged === null ? null : readJudgeReport(result.judged),
    rounds: result.rounds,
    checks: decisive?.status === "tested" ? decisive.checks : [],
    ...readGateReports(store.findings(run, id), stored),
  };
}
