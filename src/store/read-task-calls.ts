import type Database from "better-sqlite3";
import { z } from "zod";
import { parseRows } from "./parse-row.ts";

/** What the calls of one task took, by role and by where the replies came from. */
export type TaskCalls = {
  readonly task: string;
  readonly role: string;
  readonly origin: "endpoint" | "memo" | "recording";
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Calls whose endpoint did not say what they took. */
  readonly estimated: number;
  /** Money of the calls that have a price; null where none has. */
  readonly cost: number | null;
  /** Calls that have a price. */
  readonly priced: number;
};

const callsRow = z.object({
  task: z.string(),
  role: z.string(),
  origin: z.enum(["endpoint", "memo", "recording"]),
  calls: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  estimated: z.int(),
  cost: z.number().nullable(),
  priced: z.int(),
});

/** The finished calls of a run by task, role and origin. */
export function readTaskCalls(database: Database.Database, run: number): readonly TaskCalls[] {
  const rows = database
    .prepare(
      `select call_use.task, call_use.role, call_use.origin, count(*) as calls,
         coalesce(sum(call.prompt_tokens), 0) as promptTokens,
         coalesce(sum(call.completion_tokens), 0) as completionTokens,
         coalesce(sum(call.estimated), 0) as estimated, sum(call.cost) as cost, count(call.cost) as priced
       from call_use join call on call.key = call_use.key
       where call_use.run = :run
       group by call_use.task, call_use.role, call_use.origin
       order by call_use.task, call_use.role, call_use.origin`,
    )
    .all({ run });
  return parseRows(callsRow, rows, { database, table: "call_use" });
}
