import type Database from "better-sqlite3";
import { z } from "zod";
import type { Completion } from "../core/calls/completion.ts";
import { completionSchema } from "../core/calls/completion-schema.ts";
import type { DraftAddress } from "../core/draft/draft.ts";
import { verifyText } from "./blobs.ts";
import { parseColumn, parseRows } from "./parse-row.ts";

/** A reply of the author of a draft, in one turn of its round. */
export type AuthorReply = DraftAddress & { readonly turn: number; readonly completion: Completion };

const replyRow = z.object({
  id: z.string(),
  address: z.string(),
  hash: z.string(),
  completion: z.string().nullable(),
});
const addressSchema = z.object({ line: z.int(), round: z.int(), turn: z.int() });

/** What the authors of a task's drafts replied, in the order of lines, rounds and turns. */
export function readAuthorReplies(
  database: Database.Database,
  run: number,
  task: string,
): readonly AuthorReply[] {
  const rows = database
    .prepare(
      `select call.key as id, call.address, call.completion as hash, blob.text as completion
       from call_use join call on call.key = call_use.key left join blob on blob.hash = call.completion
       where call_use.run = :run and call_use.task = :task and call_use.role in ('author', 'refiner')
         and call.state = 'done' and call.completion is not null`,
    )
    .all({ run, task });
  const of = { database, table: "call" };
  return parseRows(replyRow, rows, of)
    .map((row): AuthorReply => {
      const text = verifyText(database, row.hash, row.completion);
      return {
        ...parseColumn(addressSchema, { text: row.address, row }, of),
        completion: parseColumn(completionSchema, { text, row }, of),
      };
    })
    .toSorted((one, other) => one.line - other.line || one.round - other.round || one.turn - other.turn);
}
