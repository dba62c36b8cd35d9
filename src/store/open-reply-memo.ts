import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import type { CallMemo, Completion } from "../core/calls/completion.ts";
import { completionSchema } from "../core/calls/completion-schema.ts";
import { parseJson } from "../core/text/parse-json.ts";
import { explained } from "./explain-fault.ts";
import { makeDurable } from "./prepare-writer.ts";

/** A memo of its own, and the means to close it. */
export type ReplyMemo = { readonly memo: CallMemo; readonly close: () => void };

const HELP = "name another db in the configuration, beside which it is kept; it may be deleted at any time";

/**
 * A memo outside a record, for those who ask a model and have no run: several processes may have it open at the same
 * time. It holds completed replies and nothing else, so that whoever deletes it has them asked again. Throws a
 * StoreFault where the file cannot be used.
 */
export function openReplyMemo(file: string): ReplyMemo {
  return explained(file, () => open(file), HELP);
}

function open(file: string): ReplyMemo {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const database = new Database(file);
  try {
    makeDurable(database);
    database.exec("create table if not exists reply (key text primary key, completion text not null) strict");
  } catch (error) {
    database.close();
    throw error;
  }
  const select = database.prepare<{ key: string }>("select completion from reply where key = :key").pluck();
  const insert = database.prepare(
    "insert into reply (key, completion) values (:key, :completion) on conflict (key) do nothing",
  );
  return {
    memo: {
      find: ({ key }) => explained(file, () => readReply(select.get({ key })), HELP),
      begin: () => {},
      finish: ({ key }, completion) => {
        // It brought no reply that could be kept: whoever wants it asks again.
        if (completion.status === "failed") return;
        explained(file, () => insert.run({ key, completion: JSON.stringify(completion) }), HELP);
      },
      kept: () => Promise.resolve(),
    },
    close: () => database.close(),
  };
}

/** A reply as it was kept; one that cannot be read any more is as good as none. */
function readReply(kept: unknown): Completion | undefined {
  const text = z.string().safeParse(kept);
  if (!text.success) return undefined;
  const read = completionSchema.safeParse(parseJson(text.data));
  return read.success ? read.data : undefined;
}
