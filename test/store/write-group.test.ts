import Database from "better-sqlite3";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { guardWrites, openWriteGroup, type WriteGroup } from "../../src/store/write-group.ts";
import { scratchFolder } from "../project.ts";

const folder = scratchFolder();
let database: Database.Database;
let beside: Database.Database;
let group: WriteGroup;
let files = 0;

beforeEach(() => {
  const file = join(folder.path, `group-${files++}.sqlite`);
  database = new Database(file);
  database.pragma("journal_mode = wal");
  database.exec("create table note (text text unique)");
  beside = new Database(file, { readonly: true });
  group = openWriteGroup(database);
});

afterEach(() => {
  database.close();
  beside.close();
});

const notes = (connection: Database.Database): unknown[] =>
  connection.prepare("select text from note order by rowid").pluck().all();
const note = (text: string): unknown =>
  group.write(() => database.prepare("insert into note values (?)").run(text));
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("writes of one turn", () => {
  test("are seen by their own connection at once, and by others together, when they are kept", async () => {
    note("one");
    note("two");
    expect([notes(database), notes(beside)]).toEqual([["one", "two"], []]);
    await group.kept();
    expect(notes(beside)).toEqual(["one", "two"]);
  });

  test("do not all wait for its end when they are many, and none is torn apart", () => {
    group.write(() => {
      for (let index = 0; index < 100; index++) note(`a part, ${index}`);
      expect(notes(beside)).toEqual([]);
    });
    expect(notes(beside)).toHaveLength(100);
    note("one more");
    expect(notes(beside)).toHaveLength(100);
  });

  test("are kept though nobody waits for it", async () => {
    note("one");
    await nextTurn();
    expect(notes(beside)).toEqual(["one"]);
  });

  test("stand or fall alone: one that fails takes nothing of the others along", async () => {
    note("one");
    expect(() =>
      group.write(() => {
        database.prepare("insert into note values ('half')").run();
        database.prepare("insert into note values ('one')").run();
      }),
    ).toThrow(/UNIQUE/);
    note("two");
    await group.kept();
    expect(notes(beside)).toEqual(["one", "two"]);
  });

  test("take those along that others begin on the same connection", async () => {
    note("one");
    database.transaction(() => database.prepare("insert into note values ('other')").run())();
    await group.kept();
    expect(notes(beside)).toEqual(["one", "other"]);
  });
});

describe("a group that could not be kept", () => {
  /** What a full disk does: SQLite takes the whole transaction back, whoever wrote it. */
  const loseAll = (): void => {
    expect(() =>
      group.write(() => {
        database.exec("insert or rollback into note values ('one')");
      }),
    ).toThrow(/UNIQUE/);
  };

  test("is told to all who wait for it, and the next one begins anew", async () => {
    note("one");
    const waits = [group.kept(), group.kept()];
    loseAll();
    for (const wait of waits) await expect(wait).rejects.toThrow(/UNIQUE/);
    expect(notes(database)).toEqual([]);
    note("two");
    await group.kept();
    expect(notes(beside)).toEqual(["two"]);
  });

  test("is told to who waits later when nobody waited and nobody writes any more", async () => {
    note("one");
    loseAll();
    await nextTurn();
    await expect(group.kept()).rejects.toThrow(/UNIQUE/);
    await group.kept();
  });

  test("is told to who writes next when nobody waited", async () => {
    note("one");
    loseAll();
    await nextTurn();
    expect(() => note("two")).toThrow(/UNIQUE/);
    note("three");
    await group.kept();
    expect(notes(beside)).toEqual(["three"]);
  });

  test("is told why, also where a write of its own on the same connection took the group along", async () => {
    note("one");
    const waits = group.kept();
    const decide = guardWrites(database)(() => database.exec("insert or rollback into note values ('one')"));
    expect(decide).toThrow(/UNIQUE/);
    await expect(waits).rejects.toThrow(/UNIQUE/);
    note("two");
    await group.kept();
    expect(notes(beside)).toEqual(["two"]);
  });
});
