import type Database from "better-sqlite3";
import { sha256 } from "../core/hash.ts";

/** Texts by their SHA-256; the same text is kept once. */
export type Blobs = { readonly put: (text: string) => string; readonly get: (hash: string) => string };

/** Prepares both statements. `get` throws when a hash has no text, which is damage. */
export function openBlobs(database: Database.Database): Blobs {
  const insert = database.prepare<{ hash: string; text: string }>(
    "insert into blob (hash, text) values (:hash, :text) on conflict do nothing",
  );
  const select = database
    .prepare<{ hash: string }, string>("select text from blob where hash = :hash")
    .pluck();
  return {
    put: (text) => {
      const hash = sha256(text);
      insert.run({ hash, text });
      return hash;
    },
    get: (hash) => {
      const text = select.get({ hash });
      if (text === undefined) throw new Error(`the record lacks the text ${hash}: it is damaged`);
      return text;
    },
  };
}
