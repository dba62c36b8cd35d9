import type Database from "better-sqlite3";
import { z } from "zod";
import type { BatchBook, OpenBatch } from "../core/calls/batch-book.ts";
import { hashJson } from "../core/draft/hash.ts";
import { guardWrites } from "./write-group.ts";

const batchRow = z.object({ id: z.int(), tag: z.string(), remote: z.string().nullable() });
const callRow = z.object({ key: z.string(), reservation: z.int() });

/** Prepares the statements that keep batches. */
export function openBatchBook(database: Database.Database, now: () => string): BatchBook {
  const insert = database.prepare(
    "insert into batch (endpoint, tag, state, begun_at) values (:endpoint, :tag, 'intent', :begunAt)",
  );
  const insertCall = database.prepare(
    "insert into batch_call (batch, key, reservation) values (:batch, :key, :reservation)",
  );
  const count = database.prepare<[], number>("select count(*) from batch").pluck();
  const submit = database.prepare(
    "update batch set state = 'submitted', remote = :remote where id = :id and state = 'intent'",
  );
  const end = database.prepare("update batch set state = :how where id = :id");
  const select = database.prepare(
    "select id, tag, remote from batch where endpoint = :endpoint and state in ('intent', 'submitted') order by id",
  );
  const selectCalls = database.prepare(
    `select key, reservation from batch_call where batch = :batch
       and not exists (select 1 from call where call.state = 'done' and call.key = substr(batch_call.key, 1, 64))
     order by key`,
  );
  const guard = guardWrites(database);
  return {
    begin: guard(
      database.transaction(({ endpoint, calls }: Parameters<BatchBook["begin"]>[0]): OpenBatch => {
        // Calls that were handed in before may come again in another batch: the place makes the tag its own.
        const tag = hashJson({ place: count.get() ?? 0, begunAt: now(), keys: calls.map(({ key }) => key) });
        const id = Number(insert.run({ endpoint, tag, begunAt: now() }).lastInsertRowid);
        for (const { key, reservation } of calls)
          insertCall.run({ batch: id, key, reservation: reservation.id });
        return { id, tag, remote: null, calls };
      }),
    ),
    submitted: guard((id, remote) => {
      submit.run({ id, remote });
    }),
    end: guard((id, how) => {
      end.run({ id, how });
    }),
    open: guard(
      database.transaction((endpoint: string): readonly OpenBatch[] => {
        const batches = z
          .array(batchRow)
          .parse(select.all({ endpoint }))
          .map((row): OpenBatch => {
            const calls = z.array(callRow).parse(selectCalls.all({ batch: row.id }));
            return {
              ...row,
              calls: calls.map(({ key, reservation }) => ({ key, reservation: { id: reservation } })),
            };
          });
        for (const { id } of batches.filter(({ calls }) => calls.length === 0))
          end.run({ id, how: "collected" });
        return batches.filter(({ calls }) => calls.length > 0);
      }),
    ),
  };
}
