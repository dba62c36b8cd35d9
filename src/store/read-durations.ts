import type Database from "better-sqlite3";
import { z } from "zod";
import { parseRows } from "./parse-row.ts";

const callRow = z.object({ task: z.string(), begunAt: z.string(), doneAt: z.string() });

/** A task that has no call under way for so long rests with its run, which was stopped or killed: no reply takes longer. */
const REST_MS = 15 * 60_000;

/**
 * How long the tasks of a run were under way, by the times of their calls to endpoints, in milliseconds; rests between
 * two processes of the run are left out. Tasks without such calls are left out, too.
 */
export function readDurations(database: Database.Database, run: number): ReadonlyMap<string, number> {
  const rows = database
    .prepare(
      `select call_use.task, call.begun_at as begunAt, call.done_at as doneAt
       from call_use join call on call.key = call_use.key
       where call_use.run = :run and call_use.origin = 'endpoint' and call.done_at is not null
       order by call_use.task, call.begun_at`,
    )
    .all({ run });
  const durations = new Map<string, number>();
  let last = { task: "", doneMs: 0 };
  for (const { task, begunAt, doneAt } of parseRows(callRow, rows, { database, table: "call" })) {
    const begunMs = Date.parse(begunAt);
    const doneMs = Date.parse(doneAt);
    const isSame = task === last.task;
    const from = isSame && begunMs - last.doneMs < REST_MS ? last.doneMs : begunMs;
    durations.set(task, (durations.get(task) ?? 0) + Math.max(0, doneMs - from));
    last = { task, doneMs: isSame ? Math.max(last.doneMs, doneMs) : doneMs };
  }
  return durations;
}
