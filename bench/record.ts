import Database from "better-sqlite3";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roundReportSchema } from "../src/core/draft/recorded-round.ts";
import { sha256 } from "../src/core/draft/hash.ts";
import { readRecord } from "../src/record/open-record.ts";
import { summarizeRun, summarizeTasks } from "../src/record/summarize-run.ts";
import { checkPages } from "../src/store/check-integrity.ts";
import { openToCheck } from "../src/store/maintain.ts";
import { openDatabase } from "../src/store/open-database.ts";
import { openStore, type StoreReader } from "../src/store/open-store.ts";
import { keepRowHashes } from "../src/store/row-hash.ts";
import { aTask, fillRecord, fixedNow } from "../test/store/fill-record.ts";
import type { Row } from "./print-table.ts";
import { aPlan, NO_VERSIONS } from "../test/store/a-plan.ts";
import type { Scale } from "./scale.ts";

/** Tasks written through the store, copies of each in the record, and samples of each task. */
const WRITTEN = 40;
const COPIES = { full: 50, smoke: 2 } as const;
const SAMPLES = 50;

const COMMITS = { full: 300, smoke: 3 } as const;
const REPEATS = 5;
const READ_AIM_MS = 200;

/** Reading, checking and writing a record of 2,000 tasks and 100,000 samples. */
export function benchRecord(scale: Scale): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), "campforge-bench-"));
  try {
    const file = join(folder, "record.sqlite");
    fillRecord(file, { tasks: WRITTEN, rounds: 2, samples: SAMPLES, isBulky: true });
    multiply(file, COPIES[scale]);
    const size = statSync(file).size / 2 ** 20;
    return [
      { what: `the record: ${describeSize(COPIES[scale])}`, value: size, unit: "MiB", aim: "" },
      ...benchReads(file),
      ...benchChecks(file, size),
      ...benchWrites(folder, COMMITS[scale]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function describeSize(copies: number): string {
  const tasks = WRITTEN * copies;
  const [samples, calls] = [tasks * SAMPLES, tasks * (SAMPLES + 2)];
  return Object.entries({ tasks, samples, calls })
    .map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`)
    .join(", ");
}

function benchReads(file: string): readonly Row[] {
  const withStore = (read: (store: StoreReader) => unknown) => (): void => {
    const store = readRecord(file);
    read(store);
    store.close();
  };
  const list = quickest(withStore((store) => summarizeTasks(store, 1)));
  const show = quickest(
    withStore((store) => [
      summarizeTasks(store, 1, "task-7"),
      store.rounds(1, "task-7"),
      store.samples(1, "task-7"),
      store.findings(1, "task-7"),
      store.tasks(1, "task-7"),
    ]),
  );
  const review = quickest(
    withStore((store) => [summarizeTasks(store, 1), store.reviewables(1), store.decisions(1)]),
  );
  const report = quickest(withStore((store) => summarizeRun(store, 1)));
  const store = readRecord(file);
  const verified = quickest(() => store.rounds(1));
  store.close();
  const unverified = timeUnverified(file);
  return [
    within("list: every task with state, verdict and accuracy", list, READ_AIM_MS),
    within("review: the same, with what can be decided and was", review, READ_AIM_MS),
    within("show: one task with rounds, samples and findings", show, 50),
    { what: "report: the whole run, counted", value: report, unit: "ms", aim: "" },
    {
      what: "every source and test report, against reading them unverified",
      value: verified / unverified,
      unit: "×",
      aim: "below 2",
      met: verified / unverified < 2,
    },
  ];
}

/** Milliseconds for reading and parsing the same rounds, whose texts are taken as they are. */
function timeUnverified(file: string): number {
  const { database, close } = openDatabase(file, "read");
  const select = database.prepare<[], { readonly status: string; readonly report: string }>(
    `select round.*, source.text as source, report.text as report
     from round
     left join blob as source on source.hash = round.source
     left join blob as report on report.hash = round.report
     where round.run = 1 order by round.task, round.line, round.number`,
  );
  const reading = quickest(() => {
    for (const { status, report } of select.all()) {
      const fields: object = JSON.parse(report);
      roundReportSchema.parse({ status, ...fields });
    }
  });
  close();
  return reading;
}

function benchChecks(file: string, size: number): readonly Row[] {
  const perSize = (ms: number): number => (ms / size) * 100;
  const { database, close } = openDatabase(file, "read");
  const quick = quickest(() => checkPages(database, "quick_check"), 2);
  close();
  const opened = openToCheck(file);
  let damage = 0;
  const whole = quickest(() => (damage += opened.check().damage.length), 1);
  opened.close();
  if (damage > 0) throw new Error("the benchmark's own record is damaged");
  return [
    {
      what: "quick check after an unclean end, for each 100 MiB",
      value: perSize(quick),
      unit: "ms",
      aim: "below 500",
      met: perSize(quick) < 500,
    },
    { what: "campforge db check, for each 100 MiB", value: perSize(whole), unit: "ms", aim: "" },
  ];
}

function benchWrites(folder: string, commits: number): readonly Row[] {
  const store = openStore(join(folder, "commits.sqlite"), fixedNow);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask(1)] });
  const task = aTask(1).id;
  const commit =
    quickest(() => {
      for (let index = 0; index < commits; index++) store.runs.setTaskState(run, task, "running", `${index}`);
    }, 3) / commits;
  store.close();
  const [plainBatch, plainBulk] = insertSamples(join(folder, "plain.sqlite"), false);
  const [hashedBatch, hashedBulk] = insertSamples(join(folder, "hashed.sqlite"), true);
  return [
    { what: "a commit, on the disk", value: commit, unit: "ms", aim: "" },
    {
      what: "8 samples a commit, with row hashes against without",
      value: hashedBatch / plainBatch,
      unit: "×",
      aim: "below 1.5",
      met: hashedBatch / plainBatch < 1.5,
    },
    {
      what: "the same without waiting for the disk",
      value: hashedBulk / plainBulk,
      unit: "×",
      aim: "",
    },
  ];
}

/** Milliseconds for samples in commits of 8, and for as many in one commit. */
function insertSamples(file: string, isHashed: boolean): readonly [batches: number, bulk: number] {
  const { database, close } = openDatabase(file, "write");
  if (!isHashed) {
    const triggers = database.prepare("select name from sqlite_temp_schema where type = 'trigger'").pluck();
    for (const name of triggers.all()) database.exec(`drop trigger temp."${String(name)}"`);
  }
  database.pragma("foreign_keys = off");
  const insert = database.prepare(
    `insert into sample (run, task, line, round, level, case_index, attempt, status, score, detail, response)
     values (1, :task, 1, 1, 1, :index, 1, 'scored', 1, '42', :response)`,
  );
  const write = database.transaction((from: number, count: number, task: string) => {
    for (let index = from; index < from + count; index++)
      insert.run({ task, index, response: "0".repeat(64) });
  });
  let made = 0;
  const batches = quickest(() => {
    const task = `task-${++made}`;
    for (let from = 0; from < 1_600; from += 8) write(from, 8, task);
  }, 3);
  const bulk = quickest(() => write(0, 1_600, `task-${++made}`), 5);
  close();
  return [batches, bulk];
}

/** Makes many copies of every task, each with texts of its own: as much longer by spaces as the copy's number. */
function multiply(file: string, copies: number): void {
  const database = new Database(file);
  database.pragma("synchronous = off");
  database.pragma("foreign_keys = off");
  database.function("sha256", { deterministic: true }, (text: unknown) => sha256(String(text)));
  keepRowHashes(database);
  const other = (column: string): string =>
    `(select sha256(text || printf('%*s', :copy, '')) from blob where hash = ${column})`;
  const name = (column: string): string => `${column} || '-' || :copy`;
  const steps = [
    `insert or ignore into blob select sha256(text || printf('%*s', :copy, '')), text || printf('%*s', :copy, '')
     from blob where hash in (select hash from original)`,
    `insert into task (run, id, position, title, domain, description, state, verdict, decisive_line, decisive_round)
     select run, ${name("id")}, position + :copy * ${WRITTEN}, title, domain, ${other("description")}, state, verdict,
       decisive_line, decisive_round from task where id not like 'task-%-%'`,
    `insert into round (run, task, line, number, status, source, report)
     select run, ${name("task")}, line, number, status, ${other("source")}, ${other("report")}
     from round where task not like 'task-%-%'`,
    `insert into judgement (run, task, line, round, report)
     select run, ${name("task")}, line, round, ${other("report")} from judgement where task not like 'task-%-%'`,
    `insert into finding (run, task, line, round, gate, report)
     select run, ${name("task")}, line, round, gate, ${other("report")} from finding where task not like 'task-%-%'`,
    `insert into sample (run, task, line, round, level, case_index, attempt, status, score, detail, response)
     select run, ${name("task")}, line, round, level, case_index, attempt, status, score, detail, ${other("response")}
     from sample where task not like 'task-%-%'`,
    `insert into call (key, state, address, endpoint, model, completion, prompt_tokens, completion_tokens, estimated,
       cost, begun_at, done_at)
     select sha256(${name("key")}), state, address, endpoint, model, ${other("completion")}, prompt_tokens,
       completion_tokens, estimated, cost, begun_at, done_at from call where key in (select key from original_call)`,
    `insert into call_use (run, key, task, role, origin)
     select run, sha256(${name("key")}), ${name("task")}, role, origin from call_use where task not like 'task-%-%'`,
  ].map((sql) => sql.trim());
  database.exec(
    "create temp table original as select hash from blob; create temp table original_call as select key from call",
  );
  const prepared = steps.map((sql) => database.prepare(sql));
  for (let copy = 1; copy < copies; copy++)
    database.transaction(() => {
      for (const step of prepared) step.run({ copy });
    })();
  database.close();
}

function within(what: string, value: number, aimMs: number): Row {
  return { what, value, unit: "ms", aim: `below ${aimMs}`, met: value < aimMs };
}

/** Milliseconds of the quickest of some calls: what others do on the machine only makes it slower. */
function quickest(work: () => unknown, repeats = REPEATS): number {
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const begun = performance.now();
    work();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}
