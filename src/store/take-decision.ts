import type Database from "better-sqlite3";
import { z } from "zod";
import { verdictSchema } from "../core/verdict/verdict-schema.ts";
import {
  admitDecision,
  type Decided,
  type Decision,
  type DecisionRequest,
  hashSeen,
  type Reviewable,
} from "../core/review/decision.ts";
import { parseColumn, parseRows } from "./parse-row.ts";

/** Takes decisions about tasks: each in one transaction, so that no two reviewers overtake each other. */
export type DecisionWriter = (
  about: { readonly run: number; readonly task: string },
  request: DecisionRequest,
) => Decided;

const decisionRow = z.object({
  id: z.int(),
  run: z.int(),
  task: z.string(),
  kind: z.enum(["approve", "reject", "send-back", "undo"]),
  line: z.int(),
  round: z.int(),
  seen: z.string(),
  undoes: z.int().nullable(),
  reviewer: z.string(),
  note: z.string().nullable(),
  at: z.string(),
});

/** A condition that a missing task leaves out, so that the key is used where there is one. */
const onlyTask = (column: string, task: string | undefined): string =>
  task === undefined ? "" : `and ${column} = :task`;

const selectDecisions = (
  task: string | undefined,
): string => `select id, run, task, kind, line, round, seen, undoes, reviewer, note, decided_at as at
  from decision where run = :run ${onlyTask("task", task)} order by id`;

const seenRow = z.object({
  run: z.int(),
  task: z.string(),
  verdict: z.string(),
  line: z.int(),
  round: z.int(),
  source: z.string(),
  rounds: z.int(),
});

const selectSeen = (
  task: string | undefined,
): string => `select task.run, task.id as task, task.verdict, task.decisive_line as line, task.decisive_round as round,
    round.source, (select count(*) from round as one where one.run = task.run and one.task = task.id) as rounds
  from task join round on round.run = task.run and round.task = task.id
    and round.line = task.decisive_line and round.number = task.decisive_round
  where task.run = :run ${onlyTask("task.id", task)}
    and task.state in ('done', 'stopped') and task.verdict is not null and round.source is not null`;

/** The version of the record from which on decisions are kept. */
const SINCE = 3;

/** Every decision about a run's tasks, or about one of them, in the order in which they were taken. */
export function readDecisions(database: Database.Database, run: number, task?: string): readonly Decision[] {
  if (Number(database.pragma("user_version", { simple: true })) < SINCE) return [];
  const rows = database.prepare(selectDecisions(task)).all({ run, ...(task === undefined ? {} : { task }) });
  return parseRows(decisionRow, rows, { database, table: "decision" });
}

/** What there is to decide about, by task; a task whose verdict is not reached yet is not in it. */
export function readReviewables(
  database: Database.Database,
  run: number,
  task?: string,
): ReadonlyMap<string, NonNullable<Reviewable["content"]>> {
  const of = { database, table: "task" };
  const rows = database.prepare(selectSeen(task)).all({ run, ...(task === undefined ? {} : { task }) });
  return new Map(
    parseRows(seenRow, rows, of).map((row) => {
      const { task: id, verdict, line, round, source, rounds } = row;
      const { status } = parseColumn(verdictSchema, { text: verdict, row }, of);
      return [id, { line, round, seen: hashSeen({ verdict, line, round, source, rounds }), verdict: status }];
    }),
  );
}

/** Prepares the statement that appends decisions. */
export function openDecisionWriter(database: Database.Database, now: () => string): DecisionWriter {
  const insert = database.prepare(
    `insert into decision (run, task, kind, line, round, seen, undoes, reviewer, note, decided_at)
     values (:run, :task, :kind, :line, :round, :seen, :undoes, :reviewer, :note, :at)`,
  );
  const decide = database.transaction(
    (about: Parameters<DecisionWriter>[0], request: DecisionRequest): Decided => {
      const { run, task } = about;
      const content = readReviewables(database, run, task).get(task) ?? null;
      const admission = admitDecision(request, { content, history: readDecisions(database, run, task) });
      if (admission.status !== "admitted") return admission;
      if (content === null) throw new Error("a decision was admitted about nothing");
      const { line, round, seen } = content;
      const note = request.note?.trim() ?? "";
      const { kind, reviewer } = request;
      const row = { run, task, kind, line, round, seen, undoes: admission.undoes, reviewer };
      const kept = { ...row, note: note === "" ? null : note, at: now() };
      return { status: "decided", decision: { id: Number(insert.run(kept).lastInsertRowid), ...kept } };
    },
  );
  // Immediate: who only reads first and writes then could be overtaken in between.
  return (about, request) => decide.immediate(about, request);
}
