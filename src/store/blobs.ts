import type Database from "better-sqlite3";
import { sha256 } from "../core/draft/hash.ts";
import { StoreFault } from "../core/run/store-fault.ts";

/** Texts by their SHA-256; the same text is kept once. */
export type Blobs = { readonly put: (text: string) => string; readonly get: (hash: string) => string };

/** Prepares both statements. `get` throws when a hash has no text or another one, which is damage. */
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
    get: (hash) => verifyText(database, hash, select.get({ hash }) ?? null),
  };
}

/** Gives a text back that is the one its hash names. Throws a StoreFault when it is another, or not there. */
export function verifyText(database: Database.Database, hash: string, text: string | null): string {
  if (text === null) throw damaged(database, hash, "is missing");
  if (sha256(text) !== hash) throw damaged(database, hash, "is not what was written");
  return text;
}

function damaged(database: Database.Database, hash: string, what: string): StoreFault {
  return new StoreFault(
    "damaged",
    `${database.name}: is damaged: the text ${hash} ${what}. See the rest with campforge db check; restore a backup, or name another file with --db.`,
  );
}
