import type Database from "better-sqlite3";
import { type Guard, guardOf } from "./explain-fault.ts";

/**
 * Writes that come in one turn of the event loop share one commit. A commit waits for the disk, some
 * milliseconds in which this process can do nothing else; a call needs three, and calls come in groups.
 */
export type WriteGroup = {
  /** Does it in the open group, whole or not at all. Others on this connection see it at once. */
  readonly write: <Value>(work: () => Value) => Value;
  /** Resolves once all that was written before is on the disk; rejects when it could not be. */
  readonly kept: () => Promise<void>;
  /** Commits what is open, now. */
  readonly flush: () => void;
};

/**
 * So many writes are committed at once at most, about ten calls. When hundreds of replies come in one turn, the
 * first are on the disk, and the calls after them on their way, before the last have been read; else every slot
 * idles until all have been: `bench/night` with 256 slots and no drafts had 94% of them busy, and has 98%.
 */
const MOST_WRITES = 32;

/** Has the open group of a connection lost, for a reason that others saw. */
const losing = new WeakMap<Database.Database, (error: unknown) => void>();

/**
 * The guard of what writes by itself on a connection that may have a group. Where SQLite takes the open transaction
 * back with such a write, as on a full disk, the group is lost for the same reason.
 */
export function guardWrites(database: Database.Database): Guard {
  const guard = guardOf(database.name);
  return (call) =>
    guard((...args) => {
      try {
        return call(...args);
      } catch (error) {
        losing.get(database)?.(error);
        throw error;
      }
    });
}

/** What a group says to SQLite: it begins and commits once, and each write in it stands at a savepoint of its own. */
function prepareSteps(database: Database.Database) {
  return {
    begin: database.prepare("begin immediate"),
    commit: database.prepare("commit"),
    save: database.prepare("savepoint write_of_group"),
    takeBack: database.prepare("rollback to write_of_group"),
    release: database.prepare("release write_of_group"),
  };
}

/** Groups writes of one connection. Transactions that others open on it become a part of the open group. */
export function openWriteGroup(database: Database.Database): WriteGroup {
  const { begin, commit, save, takeBack, release } = prepareSteps(database);
  let end: PromiseWithResolvers<void> | undefined;
  /** Why a group that nobody waited for was lost: whoever writes or waits next hears of it. */
  let unheard: { readonly error: unknown } | undefined;
  let isAwaited = false;
  let writes = 0;
  let depth = 0;

  const lose = (error: unknown): void => {
    if (database.open && database.inTransaction) database.exec("rollback");
    if (!isAwaited) unheard = { error };
    const lost = end;
    end = undefined;
    lost?.reject(error);
  };
  const loseWhatWasTakenBack = (error: unknown): void => {
    if (end !== undefined && !database.inTransaction) lose(error);
  };
  losing.set(database, loseWhatWasTakenBack);
  const flush = (): void => {
    if (end === undefined) return;
    try {
      commit.run();
    } catch (error) {
      lose(error);
      return;
    }
    const ended = end;
    end = undefined;
    ended.resolve();
  };
  const tellUnheard = (): void => {
    if (unheard === undefined) return;
    const { error } = unheard;
    unheard = undefined;
    throw error;
  };
  const open = (): void => {
    tellUnheard();
    begin.run();
    isAwaited = false;
    writes = 0;
    end = Promise.withResolvers();
    end.promise.catch(() => {}); // whoever waits hears of it; nobody has to
    setImmediate(flush);
  };
  return {
    write: (work) => {
      if (end === undefined) open();
      save.run();
      depth++;
      try {
        const value = work();
        release.run();
        return value;
      } catch (error) {
        // A full or failing disk has taken back what the group had written before, too.
        if (!database.inTransaction) loseWhatWasTakenBack(error);
        else {
          takeBack.run();
          release.run();
        }
        throw error;
      } finally {
        depth--;
        if (++writes >= MOST_WRITES && depth === 0) flush();
      }
    },
    kept: async () => {
      tellUnheard();
      isAwaited = true;
      await end?.promise;
    },
    flush,
  };
}
