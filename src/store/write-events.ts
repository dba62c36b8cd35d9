import { checkSchema } from "../core/checks/check-schema.ts";
import type Database from "better-sqlite3";
import type { z } from "zod";
import type { ToldRound } from "../core/draft/draft.ts";
import { roundAddress } from "../core/draft/draft.ts";
import { adversaryReportSchema } from "../core/judging/adversary-report.ts";
import { criticReportSchema, type Finding, oracleReportSchema } from "../core/judging/gate-finding.ts";
import { judgeReportSchema } from "../core/judging/judge-report-schema.ts";
import type { JudgeSample } from "../core/judging/judge-report.ts";
import type { SynthesisEvent } from "../core/run/synthesis.ts";
import { verdictSchema } from "../core/verdict/verdict-schema.ts";
import type { Blobs } from "./blobs.ts";
import type { WriteGroup } from "./write-group.ts";

/**
 * Writes what happens to tasks. Every event may be written again, as a resumed task tells them anew. Where a
 * test came out otherwise before a kill, on a machine that was too busy, rounds followed that now do not: when
 * the task is decided, only what its verdict came from is kept.
 */
export function openEventWriter(
  database: Database.Database,
  about: { readonly blobs: Blobs; readonly run: number; readonly group: WriteGroup },
): (event: SynthesisEvent) => void {
  const { blobs, run, group } = about;
  const { insertRound, insertSample, insertJudgement, insertFinding, decide, forget, revise } =
    prepareStatements(database);
  const write = (event: SynthesisEvent): void => {
    const task = event.task.id;
    switch (event.type) {
      case "reply-refused":
        break; // the calls say it already
      case "round-finished":
      case "draft-stands":
      case "reference-compared":
      case "verifier-calibrated": {
        const { line, round } = roundAddress(event.round);
        const { source, report } = storedRound(event.round);
        const hashes = { source: source === null ? null : blobs.put(source), report: blobs.put(report) };
        insertRound.run({ run, task, line, number: round, status: event.round.status, ...hashes });
        break;
      }
      case "samples-taken":
        for (const sample of event.samples)
          insertSample.run({ run, task, ...event.address, ...storedSample(sample, blobs) });
        break;
      case "draft-judged":
        insertJudgement.run({
          run,
          task,
          ...event.address,
          report: blobs.put(inOrder(judgeReportSchema, event.judged)),
        });
        break;
      case "truth-examined":
      case "draft-criticized":
      case "shortcut-sought": {
        const [gate, report] = foundBy(event);
        insertFinding.run({ run, task, ...event.address, gate, report: blobs.put(report) });
        break;
      }
      case "twin-found":
        revise.run({ run, task, verdict: inOrder(verdictSchema, event.verdict) });
        break;
      case "task-decided": {
        const { verdict, decisive, rounds } = event.synthesis;
        const kept = rounds.map(roundAddress).map(({ line, round }) => `${line}.${round}`);
        for (const one of forget) one.run({ run, task, kept: JSON.stringify(kept) });
        const { line, round } = decisive ?? { line: null, round: null };
        decide.run({ run, task, verdict: inOrder(verdictSchema, verdict), line, round });
        break;
      }
    }
  };
  return (event) => group.write(() => write(event));
}

type Found = Extract<
  SynthesisEvent,
  { readonly type: "truth-examined" | "draft-criticized" | "shortcut-sought" }
>;

/** A gate and what it found, as JSON. */
function foundBy(event: Found): readonly [Finding["gate"], string] {
  switch (event.type) {
    case "truth-examined":
      return ["oracle", inOrder(oracleReportSchema, event.oracle)];
    case "draft-criticized":
      return ["critic", inOrder(criticReportSchema, event.critic)];
    case "shortcut-sought":
      return ["adversary", inOrder(adversaryReportSchema, event.adversary)];
  }
}

/**
 * As JSON in the schema's order: what was read back, or came from a worker, gives the same bytes when it is written
 * again.
 */
const inOrder = <Value>(schema: z.ZodType<Value>, value: Value): string =>
  JSON.stringify(schema.parse(value));

function storedRound(round: ToldRound): { readonly source: string | null; readonly report: string } {
  switch (round.status) {
    case "unusable-reply":
      return { source: null, report: JSON.stringify({ reason: round.reason }) };
    case "not-compiled":
      return {
        source: round.draft.source,
        report: JSON.stringify({ diagnostics: round.report.diagnostics }),
      };
    case "tested":
      return {
        source: round.draft.source,
        // In the schema's order: a report that was read back and is written again gives the same bytes.
        report: JSON.stringify({
          bootcamp: round.bootcamp,
          checks: round.report.checks.map((check) => checkSchema.parse(check)),
          figures: round.report.figures,
          stands: round.stands,
        }),
      };
  }
}

type StoredSample = {
  readonly level: number;
  readonly index: number;
  readonly attempt: number;
  readonly status: string;
  readonly score: number | null;
  readonly detail: string | null;
  readonly response: string | null;
};

function storedSample({ level, index, attempt, outcome }: JudgeSample, blobs: Blobs): StoredSample {
  const place = { level, index, attempt, status: outcome.status };
  switch (outcome.status) {
    case "scored":
      return {
        ...place,
        score: outcome.score,
        detail: outcome.answer,
        response: blobs.put(outcome.response),
      };
    case "unparsable":
      return { ...place, score: 0, detail: outcome.reason, response: blobs.put(outcome.response) };
    case "verifier-failed":
      return { ...place, score: null, detail: outcome.message, response: blobs.put(outcome.response) };
    case "refused":
    case "failed":
    case "turned away":
      return { ...place, score: null, detail: outcome.reason, response: null };
    case "truncated":
    case "empty":
      return { ...place, score: null, detail: null, response: null };
  }
}

type EventStatements = Readonly<
  Record<
    "insertRound" | "insertSample" | "insertJudgement" | "insertFinding" | "decide" | "revise",
    Database.Statement
  >
> & {
  /** Each forgets, of one table, what a task's verdict did not come from. */
  readonly forget: readonly Database.Statement[];
};

function prepareStatements(database: Database.Database): EventStatements {
  const insertRound = database.prepare(
    `insert into round (run, task, line, number, status, source, report)
     values (:run, :task, :line, :number, :status, :source, :report)
     on conflict do update set status = excluded.status, source = excluded.source, report = excluded.report`,
  );
  const insertSample = database.prepare(
    `insert into sample (run, task, line, round, level, case_index, attempt, status, score, detail, response)
     values (:run, :task, :line, :round, :level, :index, :attempt, :status, :score, :detail, :response)
     on conflict do update set status = excluded.status, score = excluded.score, detail = excluded.detail,
       response = excluded.response`,
  );
  const insertJudgement = database.prepare(
    `insert into judgement (run, task, line, round, report) values (:run, :task, :line, :round, :report)
     on conflict do update set report = excluded.report`,
  );
  const insertFinding = database.prepare(
    `insert into finding (run, task, line, round, gate, report) values (:run, :task, :line, :round, :gate, :report)
     on conflict do update set report = excluded.report`,
  );
  const decide = database.prepare(
    `update task set state = 'done', problem = null, verdict = :verdict, decisive_line = :line, decisive_round = :round
     where run = :run and id = :task`,
  );
  const forget = [
    ["round", "number"],
    ["judgement", "round"],
    ["finding", "round"],
    ["sample", "round"],
  ].map(([table, number]) =>
    database.prepare(
      `delete from ${table} where run = :run and task = :task
         and line || '.' || ${number} not in (select value from json_each(:kept))`,
    ),
  );
  const revise = database.prepare("update task set verdict = :verdict where run = :run and id = :task");
  return { insertRound, insertSample, insertJudgement, insertFinding, decide, forget, revise };
}
