import type Database from "better-sqlite3";
import { z } from "zod";
import { verifyText } from "./blobs.ts";

/** One task of a run with its outcome, as lists and reports need it. JSON columns are read by their users. */
export type TaskResult = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly state: string;
  readonly problem: string | null;
  readonly verdict: string | null;
  readonly decisiveLine: number | null;
  readonly decisiveRound: number | null;
  readonly rounds: number;
  readonly judged: string | null;
};

export type StoredRound = {
  readonly task: string;
  readonly line: number;
  readonly round: number;
  readonly status: string;
  readonly source: string | null;
  readonly report: string;
};

/** What the tests said of a round, without its source: as much as counting needs. */
export type StoredReport = { readonly task: string; readonly status: string; readonly report: string };

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
  id: z.string(),
  title: z.string(),
  domain: z.string(),
  state: z.string(),
  problem: z.string().nullable(),
  verdict: z.string().nullable(),
  decisiveLine: z.int().nullable(),
  decisiveRound: z.int().nullable(),
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
      `select task.id, task.title, task.domain, task.state, task.problem, task.verdict,
         task.decisive_line as decisiveLine, task.decisive_round as decisiveRound,
         (select count(*) from round where round.run = task.run and round.task = task.id) as rounds,
         judgement.report as judgedHash, blob.text as judged
       from task
       left join judgement on judgement.run = task.run and judgement.task = task.id
         and judgement.line = task.decisive_line and judgement.round = task.decisive_round
       left join blob on blob.hash = judgement.report
       where task.run = :run ${task === undefined ? "" : "and task.id = :task"} order by task.position`,
    )
    .all({ run, ...(task === undefined ? {} : { task }) });
  return z
    .array(taskRow)
    .parse(rows)
    .map(({ judgedHash, judged, ...row }) => ({ ...row, judged: referred(database, judgedHash, judged) }));
}

/** The text that a row refers to, if it does. */
function referred(database: Database.Database, hash: string | null, text: string | null): string | null {
  return hash === null ? null : verifyText(database, hash, text);
}

const roundRow = z.object({
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
      `select round.task, round.line, round.number as round, round.status,
         round.source as sourceHash, source.text as source, round.report as reportHash, report.text as report
       from round
       left join blob as source on source.hash = round.source
       left join blob as report on report.hash = round.report
       where round.run = :run ${task === undefined ? "" : "and round.task = :task"}
       order by round.task, round.line, round.number`,
    )
    .all({ run, ...(task === undefined ? {} : { task }) });
  return z
    .array(roundRow)
    .parse(rows)
    .map(({ sourceHash, source, reportHash, report, ...row }) => ({
      ...row,
      source: referred(database, sourceHash, source),
      report: verifyText(database, reportHash, report),
    }));
}

const reportRow = z.object({
  task: z.string(),
  status: z.string(),
  hash: z.string(),
  report: z.string().nullable(),
});

/** What the tests said of every round of a run. */
export function readReports(database: Database.Database, run: number): readonly StoredReport[] {
  const rows = database
    .prepare(
      `select round.task, round.status, round.report as hash, blob.text as report
       from round left join blob on blob.hash = round.report where round.run = :run
       order by round.task, round.line, round.number`,
    )
    .all({ run });
  return z
    .array(reportRow)
    .parse(rows)
    .map(({ hash, report, ...row }) => ({ ...row, report: verifyText(database, hash, report) }));
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
  return z
    .array(sampleRow)
    .parse(rows)
    .map(({ responseHash, response, ...row }) => ({
      ...row,
      response: referred(database, responseHash, response),
    }));
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
  return z.array(totalsRow).parse(rows);
}
