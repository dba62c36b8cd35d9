import type Database from "better-sqlite3";
import { z } from "zod";
import { ALL_CHECK_NAMES, type Check } from "../core/checks/unit-test-report.ts";
import { type RecordedRound, roundReportSchema } from "../core/draft/recorded-round.ts";
import { judgeReportSchema } from "../core/judging/judge-report-schema.ts";
import { TASK_STATES, type TaskResult } from "../core/run/task-result.ts";
import { verdictSchema } from "../core/verdict/verdict-schema.ts";
import { verifyText } from "./blobs.ts";
import { parseColumn, parseRows } from "./parse-row.ts";

export type StoredRound = RecordedRound & { readonly task: string };

/** What the tests said of a round, without its source: as much as counting needs. */
export type StoredReport = {
  readonly task: string;
  readonly line: number;
  readonly round: number;
  readonly status: RecordedRound["status"];
  readonly checks: readonly Pick<Check, "name" | "status">[];
};

export type StoredSample = {
  readonly line: number;
  readonly round: number;
  readonly level: number;
  readonly index: number;
  readonly attempt: number;
  readonly status: string;
  readonly score: number | null;
  readonly detail: string | null;
  readonly response: string | null;
};

/** Calls of a run by role and origin, and what they took. */
export type CallTotals = {
  readonly role: string;
  readonly origin: string;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cost: number | null;
};

const taskRow = z.object({
  run: z.int(),
  id: z.string(),
  title: z.string(),
  domain: z.string(),
  state: z.enum(TASK_STATES),
  problem: z.string().nullable(),
  verdict: z.string().nullable(),
  line: z.int().nullable(),
  round: z.int().nullable(),
  rounds: z.int(),
  judgedHash: z.string().nullable(),
  judged: z.string().nullable(),
});

/** Every task of a run in order, or one of them, with the judge's report on its decisive round. */
export function readTaskResults(
  database: Database.Database,
  run: number,
  task?: string,
): readonly TaskResult[] {
  const rows = database
    .prepare(
      `select task.run, task.id, task.title, task.domain, task.state, task.problem, task.verdict,
         task.decisive_line as line, task.decisive_round as round,
         (select count(*) from round where round.run = task.run and round.task = task.id) as rounds,
         judgement.report as judgedHash, blob.text as judged
       from task
       left join judgement on judgement.run = task.run and judgement.task = task.id
         and judgement.line = task.decisive_line and judgement.round = task.decisive_round
       left join blob on blob.hash = judgement.report
       where task.run = :run ${task === undefined ? "" : "and task.id = :task"} order by task.position`,
    )
    .all({ run, ...(task === undefined ? {} : { task }) });
  return parseRows(taskRow, rows, { database, table: "task" }).map((row): TaskResult => {
    const { id, title, domain, state, problem, verdict, line, round, rounds } = row;
    const judged = referred(database, row.judgedHash, row.judged);
    return {
      id,
      title,
      domain,
      state,
      problem,
      verdict:
        verdict === null
          ? null
          : parseColumn(verdictSchema, { text: verdict, row }, { database, table: "task" }),
      decisive: line === null || round === null ? null : { line, round },
      judged:
        judged === null
          ? null
          : parseColumn(judgeReportSchema, { text: judged, row }, { database, table: "judgement" }),
      rounds,
    };
  });
}

/** The text that a row refers to, if it does. */
function referred(database: Database.Database, hash: string | null, text: string | null): string | null {
  return hash === null ? null : verifyText(database, hash, text);
}

const roundRow = z.object({
  run: z.int(),
  task: z.string(),
  line: z.int(),
  round: z.int(),
  status: z.string(),
  sourceHash: z.string().nullable(),
  source: z.string().nullable(),
  reportHash: z.string(),
  report: z.string().nullable(),
});

/** Every round of a run, or of one task of it, in order of line and round. */
export function readRounds(database: Database.Database, run: number, task?: string): readonly StoredRound[] {
  const rows = database
    .prepare(
      `select round.run, round.task, round.line, round.number as round, round.status,
         round.source as sourceHash, source.text as source, round.report as reportHash, report.text as report
       from round
       left join blob as source on source.hash = round.source
       left join blob as report on report.hash = round.report
       where round.run = :run ${task === undefined ? "" : "and round.task = :task"}
       order by round.task, round.line, round.number`,
    )
    .all({ run, ...(task === undefined ? {} : { task }) });
  const of = { database, table: "round" };
  return parseRows(roundRow, rows, of).map((row): StoredRound => {
    const { task: id, line, round, status, sourceHash, source, reportHash } = row;
    const text = verifyText(database, reportHash, row.report);
    const report = parseColumn(roundReportSchema, { text, row, more: { status } }, of);
    return { task: id, line, round, source: referred(database, sourceHash, source), ...report };
  });
}

const checkOfReport = z.object({
  name: z.enum(ALL_CHECK_NAMES),
  status: z.enum(["passed", "skipped", "failed", "warned", "waived"]),
});
const checksOfReport = z.object({ checks: z.array(checkOfReport).default([]) });

const reportRow = z.object({
  run: z.int(),
  task: z.string(),
  line: z.int(),
  round: z.int(),
  status: z.enum(["unusable-reply", "not-compiled", "tested"]),
  hash: z.string(),
  report: z.string().nullable(),
});

/** What the tests said of every round of a run. */
export function readReports(database: Database.Database, run: number): readonly StoredReport[] {
  const rows = database
    .prepare(
      `select round.run, round.task, round.line, round.number as round, round.status, round.report as hash,
         blob.text as report
       from round left join blob on blob.hash = round.report where round.run = :run
       order by round.task, round.line, round.number`,
    )
    .all({ run });
  const of = { database, table: "round" };
  return parseRows(reportRow, rows, of).map((row): StoredReport => {
    const text = verifyText(database, row.hash, row.report);
    const { checks } = parseColumn(checksOfReport, { text, row }, of);
    return { task: row.task, line: row.line, round: row.round, status: row.status, checks };
  });
}

const sampleRow = z.object({
  line: z.int(),
  round: z.int(),
  level: z.int(),
  index: z.int(),
  attempt: z.int(),
  status: z.string(),
  score: z.number().nullable(),
  detail: z.string().nullable(),
  responseHash: z.string().nullable(),
  response: z.string().nullable(),
});

/** The judge's samples of one task, in the order in which they were asked for. */
export function readSamples(database: Database.Database, run: number, task: string): readonly StoredSample[] {
  const rows = database
    .prepare(
      `select line, round, level, case_index as "index", attempt, status, score, detail,
         sample.response as responseHash, blob.text as response
       from sample left join blob on blob.hash = sample.response
       where run = :run and task = :task
       order by line, round, level, case_index, attempt`,
    )
    .all({ run, task });
  return parseRows(sampleRow, rows, { database, table: "sample" }).map(
    ({ responseHash, response, ...row }) => ({
      ...row,
      response: referred(database, responseHash, response),
    }),
  );
}

const totalsRow = z.object({
  role: z.string(),
  origin: z.string(),
  calls: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  cost: z.number().nullable(),
});

/** What the calls of a run took, by role and by where the replies came from. */
export function readCallTotals(database: Database.Database, run: number): readonly CallTotals[] {
  const rows = database
    .prepare(
      `select call_use.role, call_use.origin, count(*) as calls,
         coalesce(sum(call.prompt_tokens), 0) as promptTokens,
         coalesce(sum(call.completion_tokens), 0) as completionTokens, sum(call.cost) as cost
       from call_use join call on call.key = call_use.key
       where call_use.run = :run group by call_use.role, call_use.origin order by call_use.role, call_use.origin`,
    )
    .all({ run });
  return parseRows(totalsRow, rows, { database, table: "call_use" });
}
