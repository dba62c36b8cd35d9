import type Database from "better-sqlite3";
import { z } from "zod";
import { parseRows } from "./parse-row.ts";

/** What the calls of one task say of how it gets on. Times are ISO 8601, in UTC. */
export type TaskActivity = {
  readonly task: string;
  readonly calls: number;
  /** When the latest of them was answered. */
  readonly lastDoneAt: string | null;
};

const activityRow = z.object({ task: z.string(), calls: z.int(), lastDoneAt: z.string().nullable() });

/** The answered calls of each task of a run that has any. */
export function readActivity(database: Database.Database, run: number): readonly TaskActivity[] {
  const rows = database
    .prepare(
      `select call_use.task, count(*) as calls, max(call.done_at) as lastDoneAt
       from call_use join call on call.key = call_use.key
       where call_use.run = :run group by call_use.task`,
    )
    .all({ run });
  return parseRows(activityRow, rows, { database, table: "call_use" });
}
