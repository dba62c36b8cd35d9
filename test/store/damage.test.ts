import Database from "better-sqlite3";
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { StoreFault } from "../../src/core/run/store-fault.ts";
import { openToCheck } from "../../src/store/maintain.ts";
import { openStore, openStoreReader, type StoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { fillRecord, fixedNow } from "./fill-record.ts";

const FLIPS = 200;

const folder = scratchFolder();
afterAll(() => folder.remove());
const whole = join(folder.path, "whole.sqlite");
beforeAll(() => fillRecord(whole, { tasks: 6, rounds: 2, samples: 8 }));

let count = 0;
function aCopy(): string {
  const file = join(folder.path, `copy-${++count}.sqlite`);
  copyFileSync(whole, file);
  return file;
}

/** Everything that any reader says, as one text. */
function readEverything(file: string): string {
  const store = openStoreReader(file);
  try {
    const run = store.findRun();
    if (run === undefined) return "no run";
    const { id } = run;
    const tasks = store.tasks(id);
    const each = tasks.map(({ task }) => [
      store.samples(id, task.id),
      store.findings(id, task.id),
      store.decisions(id, task.id),
    ]);
    const lists = [store.results(id), store.rounds(id), store.reports(id), store.callTotals(id)];
    return JSON.stringify([run, tasks, each, lists, [...store.reviewables(id)]]);
  } finally {
    store.close();
  }
}

function check(file: string): "refused" | "damaged" | "sound" {
  try {
    const opened = openToCheck(file);
    try {
      return opened.check().damage.length > 0 ? "damaged" : "sound";
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof StoreFault) return "refused";
    throw error;
  }
}

function faultOf(file: string, read: (store: StoreReader) => unknown): StoreFault | undefined {
  const store = openStoreReader(file);
  try {
    read(store);
    return undefined;
  } catch (error) {
    if (error instanceof StoreFault) return error;
    throw error;
  } finally {
    store.close();
  }
}

test("every flipped bit is refused on opening, or found by the check, or changes nothing that is read", () => {
  const rng = Rng.from("flipped bits");
  const bytes = readFileSync(whole);
  const expected = readEverything(whole);
  const tally = { refused: 0, damaged: 0, harmless: 0 };
  const file = join(folder.path, "flipped.sqlite");
  const missed: string[] = [];
  for (let flip = 0; flip < FLIPS; flip++) {
    const at = rng.bits32() % bytes.length;
    const bit = rng.bits32() % 8;
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
    for (const side of ["-wal", "-shm"]) rmSync(`${file}${side}`, { force: true });
    writeFileSync(file, flipped);
    const found = check(file);
    if (found !== "sound") tally[found]++;
    else if (readEverything(file) === expected) tally.harmless++;
    else missed.push(`bit ${bit} of byte ${at}`);
  }
  process.stdout.write(
    `${FLIPS} flipped bits: ${tally.refused} refused on opening, ${tally.damaged} found by the check, ${tally.harmless} harmless, ${missed.length} missed\n`,
  );
  expect(missed).toEqual([]);
  expect(tally.damaged).toBeGreaterThan(0);
}, 120_000);

describe("the check", () => {
  test("finds nothing wrong with a record as it was written", () => {
    const opened = openToCheck(whole);
    const { rows, texts, damage } = opened.check();
    opened.close();
    expect(damage).toEqual([]);
    expect(rows).toBeGreaterThan(6 * 8);
    expect(texts).toBeGreaterThan(6 * 8);
  });

  test.each([
    [
      "a score",
      "update sample set score = 0.5 where task = 'task-2' and case_index = 1000",
      /^sample .*task-2/,
    ],
    [
      "a verdict",
      `update task set verdict = replace(verdict, '1', '2') where id = 'task-3'`,
      /^task .*task-3/,
    ],
    ["a hash", "update finding set row_hash = null where task = 'task-1'", /^finding .*task-1/],
    ["a call's cost", "update call set cost = cost * 2 where address like '%task-4%'", /^call key=/],
    ["a text", "update blob set text = text || ' ' where text like '%round 1%'", /^blob /],
    [
      "a row that is gone",
      "delete from blob where text like '%round 1%'",
      /^round : 6 rows refer to what blob does not hold/m,
    ],
    ["an index", "drop index call_use_by_task", /^schema index call_use_by_task/],
  ])("names %s that another program has changed", (_, sql, expected) => {
    const file = aCopy();
    const database = new Database(file);
    database.pragma("foreign_keys = off");
    database.exec(sql);
    database.close();
    const opened = openToCheck(file);
    const { damage } = opened.check();
    opened.close();
    expect(damage.map(({ table, key, problem }) => `${table} ${key}: ${problem}`).join("\n")).toMatch(
      expected,
    );
  });

  test("every table but that of the texts carries hashes, and every statement of ours keeps them", () => {
    const database = new Database(whole, { readonly: true });
    const without = database
      .prepare(
        `select name from sqlite_schema as one where type = 'table'
         and not exists (select 1 from pragma_table_info(one.name) where name = 'row_hash')`,
      )
      .pluck()
      .all();
    database.close();
    expect(without).toEqual(["blob"]);
    const file = aCopy();
    const store = openStore(file, fixedNow);
    store.runs.reopen(1);
    store.runs.requeue(1, "task-1");
    store.runs.setTaskState(1, "task-1", "stopped", "a reason");
    store.runs.end(1, "stopped");
    store.close();
    expect(check(file)).toBe("sound");
  });
});

test("a text that is not what was written is never handed out", () => {
  const file = aCopy();
  const database = new Database(file);
  database.exec("update blob set text = text || ' '");
  database.close();
  const store = openStoreReader(file);
  for (const read of [
    () => store.tasks(1),
    () => store.results(1),
    () => store.rounds(1, "task-1"),
    () => store.reports(1),
    () => store.samples(1, "task-1"),
    () => store.findings(1, "task-1"),
  ]) {
    expect(read).toThrow(/damaged: the text [0-9a-f]{64} is not what was written.*campforge db check/);
  }
  store.close();
});

describe("a row that does not hold what is written there", () => {
  const put = (text: string): string => `insert into blob (hash, text) values ('${sha256(text)}', '${text}')`;
  test.each<readonly [name: string, sql: string, read: (store: StoreReader) => unknown, row: RegExp]>([
    ["a plan", "update run set options = '{}'", (store) => store.listRuns(), /row id=1 of run .*endpoints/],
    ["versions", "update run set versions = '3'", (store) => store.findRun(1), /row id=1 of run /],
    [
      "a verdict",
      `update task set verdict = '{"status":"lost"}' where id = 'task-2'`,
      (store) => store.results(1),
      /row run=1 id=task-2 .*of task .*status/,
    ],
    [
      "a verdict that is decided about",
      "update task set verdict = 'accepted' where id = 'task-2'",
      (store) => store.reviewables(1),
      /row run=1 task=task-2 .*of task .*not valid JSON/,
    ],
    [
      "a judge's report",
      `${put("[]")}; update judgement set report = '${sha256("[]")}' where task = 'task-1'`,
      (store) => store.results(1, "task-1"),
      /row run=1 id=task-1 .*of judgement /,
    ],
    [
      "a round's report",
      `${put("{}")}; update round set report = '${sha256("{}")}' where task = 'task-1' and number = 2`,
      (store) => store.rounds(1),
      /row run=1 task=task-1 line=1 round=2 of round .*bootcamp/,
    ],
    [
      "a finding",
      `${put("null")}; update finding set report = '${sha256("null")}' where gate = 'critic'`,
      (store) => store.findings(1, "task-1"),
      /row run=1 task=task-1 .*gate=critic of finding /,
    ],
    [
      "a description",
      `${put("7")}; update task set description = '${sha256("7")}' where id = 'task-1'`,
      (store) => store.tasks(1),
      /row run=1 id=task-1 of task /,
    ],
  ])("%s is a fault that names table and row", (_name, sql, read, row) => {
    const file = aCopy();
    const database = new Database(file);
    database.exec(sql);
    database.close();
    const fault = faultOf(file, read);
    expect(fault).toMatchObject({ problem: "damaged", message: expect.stringMatching(row) });
    expect(fault).toMatchObject({ message: expect.stringContaining("campforge db check") });
  });
});

test.each([0.05, 0.5, 0.95])("a record that was cut to %d of its length is noticed", (share) => {
  const file = aCopy();
  truncateSync(file, Math.floor(readFileSync(file).length * share));
  expect(check(file)).not.toBe("sound");
});

test("a record whose writer was killed is looked at before it is written to again", () => {
  const file = aCopy();
  const database = new Database(file, { readonly: true });
  const page = Number(
    database.prepare("select rootpage from sqlite_schema where name = 'finding'").pluck().get(),
  );
  database.close();
  const bytes = readFileSync(file);
  const cellsEnd = (page - 1) * 4096 + 5; // where the page's cells begin, as it says itself
  bytes.writeUInt16BE(bytes.readUInt16BE(cellsEnd) - 7, cellsEnd);
  writeFileSync(file, bytes);
  openStore(file, fixedNow).close(); // a look at every page each time would be dear
  writeFileSync(`${file}-wal`, "left behind");
  expect(() => openStore(file, fixedNow)).toThrow(/was not closed, and is damaged since.*campforge db check/);
});
