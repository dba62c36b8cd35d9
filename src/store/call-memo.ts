import type Database from "better-sqlite3";
import type { CallIntent, CallMemo, Origin } from "../core/calls/completion.ts";
import { completionSchema } from "../core/calls/completion-schema.ts";
import type { Blobs } from "./blobs.ts";
import { parseColumn } from "./parse-row.ts";
import { guardWrites, type WriteGroup } from "./write-group.ts";

/** The memo of one run: calls of earlier runs answer too, and are noted as such. */
export function openCallMemo(
  database: Database.Database,
  about: {
    readonly blobs: Blobs;
    readonly run: number;
    readonly now: () => string;
    readonly group: WriteGroup;
  },
): CallMemo {
  const { blobs, run, now, group } = about;
  const select = database
    .prepare<{ key: string }, string>("select completion from call where key = :key and state = 'done'")
    .pluck();
  const insertIntent = database.prepare(
    `insert into call (key, state, address, endpoint, model, begun_at)
     values (:key, 'intent', :address, :endpoint, :model, :begunAt)
     on conflict (key) do update set begun_at = excluded.begun_at where state = 'intent'`,
  );
  const settle = database.prepare(
    `update call set state = 'done', completion = :completion, prompt_tokens = :promptTokens,
       completion_tokens = :completionTokens, estimated = :estimated, cost = :cost, done_at = :doneAt
     where key = :key and state = 'intent'`,
  );
  const insertUse = database.prepare(
    `insert into call_use (run, key, task, role, origin) values (:run, :key, :task, :role, :origin)
     on conflict do nothing`,
  );
  const use = ({ key, address }: CallIntent, origin: Origin): void => {
    insertUse.run({ run, key, task: address.task, role: address.role, origin });
  };

  const isBegun = database.prepare<{ key: string }, number>("select 1 from call where key = :key").pluck();
  const begin = ({ key, address, endpoint, model }: CallIntent): void => {
    insertIntent.run({ key, address: JSON.stringify(address), endpoint, model, begunAt: now() });
  };

  const guard = guardWrites(database);
  return {
    find: guard((intent) => {
      const hash = select.get({ key: intent.key });
      if (hash === undefined) return undefined;
      group.write(() => use(intent, "memo"));
      return parseColumn(
        completionSchema,
        { text: blobs.get(hash), row: { id: intent.key } },
        { database, table: "call" },
      );
    }),
    begin: (intent) => group.write(() => begin(intent)),
    finish: (intent, completion, origin) =>
      group.write(() => {
        // That it was begun may have been lost with its turn, when the disk was full for a while.
        if (isBegun.get({ key: intent.key }) === undefined) begin(intent);
        use(intent, origin);
        // It brought no reply that could be kept: a resumed run asks again (docs/adr/0004).
        if (completion.status === "failed") return;
        const { promptTokens, completionTokens, estimated, cost } = completion.usage;
        const text = blobs.put(JSON.stringify(completion));
        const settled = { key: intent.key, completion: text, promptTokens, completionTokens, cost };
        settle.run({ ...settled, estimated: estimated ? 1 : 0, doneAt: now() });
      }),
    kept: group.kept,
  };
}
