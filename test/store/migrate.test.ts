import Database from "better-sqlite3";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sha256 } from "../../src/core/draft/hash.ts";
import { openToCheck } from "../../src/store/maintain.ts";
import { migrate } from "../../src/store/migrate.ts";
import { applyMigration, latestSchema, migrations } from "../../src/store/migrations.ts";
import { openStore, openStoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { fixedNow } from "./fill-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
let count = 0;

const APPLICATION_ID = 0x43465247;

/** A record as the second schema had it, with so many runs of one task each. */
function anOldRecord(runs = 1): string {
  const file = join(folder.path, `old-${++count}.sqlite`);
  const database = new Database(file);
  database.pragma("journal_mode = wal");
  for (const step of migrations()) if (step.version <= 2) applyMigration(database, step);
  database.pragma("user_version = 2");
  database.pragma(`application_id = ${APPLICATION_ID}`);
  const task = JSON.stringify({
    id: "old",
    title: "Old",
    domain: "algorithms",
    description: "D",
    source: "",
    licence: "",
    examples: [],
    referenceSolution: null,
  });
  const insertBlob = database.prepare("insert or ignore into blob (hash, text) values (?, ?)");
  const insertRun = database.prepare(
    "insert into run (id, status, options, versions, started_at) values (?, 'done', '{}', '{}', 't')",
  );
  const insertTask = database.prepare(
    `insert into task (run, id, position, title, domain, description, state)
     values (?, 'old', 0, 'Old', 'algorithms', ?, 'queued')`,
  );
  insertBlob.run(sha256(task), task);
  for (let run = 1; run <= runs; run++) {
    insertRun.run(run);
    insertTask.run(run, sha256(task));
  }
  database.close();
  return file;
}

function versionOf(file: string): unknown {
  const database = new Database(file, { readonly: true });
  const version: unknown = database.pragma("user_version", { simple: true });
  database.close();
  return version;
}

function damageOf(file: string): readonly unknown[] {
  const opened = openToCheck(file);
  const { damage } = opened.check();
  opened.close();
  return damage;
}

const filesBeside = (file: string): readonly string[] =>
  readdirSync(dirname(file)).filter(
    (name) => name.startsWith(`${basename(file)}.`) && !name.endsWith(".lock"),
  );

test("an old record is brought up to date with every hash in place, and the one before is kept beside it", () => {
  const file = anOldRecord();
  const store = openStore(file, fixedNow);
  const backup = `${file}.before-schema-${latestSchema()}`;
  expect(store.upgrade).toEqual({ from: 2, to: latestSchema(), backup });
  expect(store.tasks(1).map(({ task }) => task.id)).toEqual(["old"]);
  store.close();
  expect([versionOf(file), versionOf(backup)]).toEqual([latestSchema(), 2]);
  expect([damageOf(file), damageOf(backup)]).toEqual([[], []]);
  expect(filesBeside(file)).toEqual([basename(backup)]);
  const again = openStore(file, fixedNow);
  expect(again.upgrade).toBeNull();
  again.close();
});

test("an old record is read as it is", () => {
  const file = anOldRecord();
  const reader = openStoreReader(file);
  expect(reader.results(1)).toHaveLength(1);
  reader.close();
  expect(versionOf(file)).toBe(2);
  expect(filesBeside(file)).toEqual([]);
});

test("a backup that is there is not overwritten", () => {
  const file = anOldRecord();
  const taken = `${file}.before-schema-${latestSchema()}`;
  writeFileSync(taken, "somebody's");
  const store = openStore(file, fixedNow);
  expect(store.upgrade?.backup).toBe(`${taken}.2`);
  store.close();
  expect(versionOf(`${taken}.2`)).toBe(2);
});

test("a record that cannot be brought up to date wholly stays wholly as it was", () => {
  const file = anOldRecord(2_000);
  const database = new Database(file);
  const pages = Number(database.pragma("page_count", { simple: true }));
  // Hashes make every row longer: in the end there is no room for them.
  database.pragma(`max_page_count = ${pages + 20}`);
  expect(() => migrate(database, { file, applicationId: APPLICATION_ID })).toThrow(/full/);
  database.close();
  expect(filesBeside(file)).toEqual([]); // nor is a copy left that nobody needs
  expect(versionOf(file)).toBe(2);
  expect(damageOf(file)).toEqual([]);
  openStore(file, fixedNow).close();
  expect(versionOf(file)).toBe(latestSchema());
});

test("a damaged record is not brought up to date: its damage would get hashes that fit", () => {
  const file = anOldRecord();
  const database = new Database(file);
  database.exec("update blob set text = text || ' '");
  database.close();
  expect(() => openStore(file, fixedNow)).toThrow(/is damaged \(blob .*not brought up to date.*db check/);
  expect(versionOf(file)).toBe(2);
  expect(filesBeside(file)).toEqual([]);
  expect(existsSync(`${file}.before-schema-${latestSchema()}`)).toBe(false);
});
