import Database from "better-sqlite3";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { CallIntent, Completion } from "../../src/core/calls/completion.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { openStore, openStoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask } from "./a-task.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

const now = (): string => "2026-01-01T00:00:00.000Z";
const folder = scratchFolder();
afterAll(() => folder.remove());
let count = 0;
const aFile = (): string => join(folder.path, `record-${++count}.sqlite`);

const completion: Completion = {
  status: "complete",
  text: "café \u0000 😀",
  thinking: "",
  usage: { promptTokens: 3, completionTokens: 4, estimated: false, cost: 0.5 },
};

function anIntent(key: string): CallIntent {
  const address = { role: "author", task: taskId("a"), line: 1, round: 1, turn: 1 } as const;
  return { key, address, endpoint: "e", model: "m" };
}

describe("the memo", () => {
  test("answers a finished call in this run and in later ones, and never one that was only begun", () => {
    const file = aFile();
    const store = openStore(file, now);
    const first = store.memo(store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask("a")] }));
    first.begin(anIntent("k"));
    expect(first.find(anIntent("k"))).toBeUndefined();
    first.begin(anIntent("k"));
    first.finish(anIntent("k"), completion, "endpoint");
    expect(first.find(anIntent("k"))).toEqual(completion);
    store.close();

    const again = openStore(file, now);
    const run = again.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask("a")] });
    expect(again.memo(run).find(anIntent("k"))).toEqual(completion);
    expect(again.callTotals(run)).toEqual([
      { role: "author", origin: "memo", calls: 1, promptTokens: 3, completionTokens: 4, cost: 0.5 },
    ]);
    again.close();
  });

  test("keeps no call that failed without a reply: it is asked again", () => {
    const store = openStore(aFile(), now);
    const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask("a")] });
    const memo = store.memo(run);
    memo.begin(anIntent("k"));
    memo.finish(anIntent("k"), { ...completion, status: "failed", reason: "status 400" }, "endpoint");
    expect(memo.find(anIntent("k"))).toBeUndefined();
    expect(store.callTotals(run)).toMatchObject([{ role: "author", origin: "endpoint", calls: 1 }]);
    memo.begin(anIntent("k"));
    memo.finish(anIntent("k"), completion, "endpoint");
    expect(memo.find(anIntent("k"))).toEqual(completion);
    store.close();
  });
});

describe("opening the record", () => {
  test("two writers at once: the second is told that the first has it; readers may read", async () => {
    const file = aFile();
    openStore(file, now).close();
    const holder = spawn(process.execPath, ["-e", HOLD_LOCK, `${file}.lock`], {
      cwd: join(import.meta.dirname, "..", ".."),
      stdio: ["pipe", "pipe", "inherit"],
    });
    await new Promise((resolve) => holder.stdout.once("data", resolve));
    expect(() => openStore(file, now)).toThrow(/another campforge is writing/);
    openStoreReader(file).close();
    const gone = new Promise((resolve) => holder.once("close", resolve));
    holder.kill("SIGKILL");
    await gone;
    openStore(file, now).close(); // a killed process leaves no stale lock
  });

  test.each([
    ["an empty file", (file: string) => writeFileSync(file, ""), /is empty/],
    [
      "a text file",
      (file: string) => writeFileSync(file, "not a database, but long enough to be read as one".repeat(40)),
      /damaged or not an SQLite file/,
    ],
    [
      "another program's database",
      (file: string) => new Database(file).exec("create table t (a)").close(),
      /another program/,
    ],
    [
      "a record of a newer schema",
      (file: string) => {
        openStore(file, now).close();
        const database = new Database(file);
        database.pragma("user_version = 9999");
        database.close();
      },
      /newer Campforge \(schema 9999/,
    ],
  ])("%s is refused with what to do, and left as it is", (_, make, message) => {
    const file = aFile();
    make(file);
    expect(() => openStore(file, now)).toThrow(message);
    expect(() => openStore(file, now)).toThrow(/--db|Update/);
  });

  test("a record that is not there is made by a writer and refused to a reader", () => {
    const file = aFile();
    expect(() => openStoreReader(file)).toThrow(/no record yet/);
    openStore(file, now).close();
    openStoreReader(file).close();
  });

  test("every commit is on the disk before it counts", () => {
    const file = aFile();
    openStore(file, now).close();
    const database = new Database(file, { readonly: true });
    expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
    const tables = database
      .prepare("select sql from sqlite_schema where type = 'table'")
      .pluck()
      .all()
      .map(String);
    expect(tables.every((sql) => /\bstrict\b/i.test(sql))).toBe(true);
    database.close();
  });
});

const HOLD_LOCK = `
  const Database = require("better-sqlite3");
  const lock = new Database(process.argv[1]);
  lock.exec("begin exclusive");
  process.stdout.write("held");
  process.stdin.resume();
`;
