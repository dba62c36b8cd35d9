import Database from "better-sqlite3";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openStore } from "../../src/store/open-store.ts";
import { campforge, startCampforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { aTask, fillRecord, fixedNow } from "../store/fill-record.ts";
import { aPlan, NO_VERSIONS } from "../store/a-plan.ts";

const TASKS = ["tasks/cryptography/small-rsa.md", "tasks/mathematical-modelling/weather-chain.md"];
const RUN = ["run", ...TASKS, "--model", "recorded:recordings"];

const folder = scratchFolder();
afterAll(() => folder.remove());
const whole = join(folder.path, "whole.sqlite");
beforeAll(() => fillRecord(whole, { tasks: 3, rounds: 2, samples: 4 }));

let count = 0;
function aCopy(): string {
  const file = join(folder.path, `copy-${++count}.sqlite`);
  copyFileSync(whole, file);
  return file;
}

const checked = z.object({
  status: z.enum(["sound", "damaged"]),
  damage: z.array(z.object({ table: z.string(), key: z.string(), problem: z.string() })),
});

async function checkJson(db: string): Promise<z.infer<typeof checked> & { readonly code: number | null }> {
  const { code, stdout } = await campforge(["db", "check", "--db", db, "--json"]);
  return { code, ...checked.parse(JSON.parse(stdout)) };
}

describe("campforge db check", () => {
  test("says that a sound record is sound, and how much it has read", async () => {
    const { code, stdout, stderr } = await campforge(["db", "check", "--db", whole]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/sound\. Schema \d+, \d+ rows in \d+ tables, \d+ texts/);
  });

  test("names what is damaged by table and key, and what to do; every reader refuses the damaged text", async () => {
    const file = aCopy();
    const database = new Database(file);
    database.exec("update sample set score = 0.5 where task = 'task-2' and case_index = 1000");
    database.exec("update blob set text = text || ' ' where hash = (select report from judgement limit 1)");
    database.close();
    const { code, stdout } = await campforge(["db", "check", "--db", file]);
    expect(code).toBe(8);
    expect(stdout).toMatch(/sample run=1 task=task-2 .*case_index=1000.*: the row is not what was written/);
    expect(stdout).toMatch(/blob [0-9a-f]{64}: the text is not what was written/);
    expect(stdout).toMatch(/campforge db backup/);
    const listed = await campforge(["list", "--db", file]);
    expect(listed.code).toBe(4);
    expect(listed.stderr).toMatch(/damaged: the text .*campforge db check/);
    expect(listed.stderr).not.toMatch(/internal error/);
  });
});

describe("campforge db backup", () => {
  test("copies a record that is being written to, refuses to overwrite, and leaves nothing half-written", async () => {
    const file = aCopy();
    const store = openStore(file, fixedNow); // holds the lock, as a run does
    const to = join(folder.path, "backup.sqlite");
    const backup = startCampforge(["db", "backup", to, "--db", file]);
    let runs = 0;
    const writing = setInterval(() => {
      store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask(++runs)] });
    }, 1);
    const { code } = await backup.ended;
    clearInterval(writing);
    store.close();
    expect(code).toBe(0);
    expect((await checkJson(to)).status).toBe("sound");
    expect(runs).toBeGreaterThan(1);

    const before = readFileSync(to);
    const again = await campforge(["db", "backup", to, "--db", file]);
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/already exists/)]);
    expect(readFileSync(to).equals(before)).toBe(true);
    const nowhere = await campforge(["db", "backup", join(folder.path, "no", "b"), "--db", file]);
    expect([nowhere.code, nowhere.stderr]).toEqual([4, expect.stringMatching(/no such file or directory/)]);
    expect(readdirSync(folder.path).filter((name) => name.includes("partial"))).toEqual([]);
  });

  test("does not keep a copy of what is damaged", async () => {
    const file = aCopy();
    const database = new Database(file);
    database.exec("update task set title = 'another' where id = 'task-1'");
    database.close();
    const to = join(folder.path, "damaged-backup.sqlite");
    const { code, stderr } = await campforge(["db", "backup", to, "--db", file]);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/task run=1 id=task-1.*not kept.*db check/)]);
    expect(existsSync(to)).toBe(false);
  });
});

/** Calls that begin together are written together, a turn later. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("campforge db gc", () => {
  test("removes what nothing refers to and gives the space back; a dry run only counts", async () => {
    const file = aCopy();
    const database = new Database(file);
    const { changes } = database
      .prepare("insert into blob (hash, text) values ('unreferenced', :text)")
      .run({ text: "x".repeat(300_000) });
    expect(changes).toBe(1);
    database.close();
    const store = openStore(file, fixedNow);
    const address = { role: "author", task: aTask(1).id, line: 1, round: 1, turn: 1 } as const;
    store.memo(1).begin({ key: "never came back", address, endpoint: "e", model: "m" });
    await nextTurn();
    store.close();
    const size = statSync(file).size;

    const dry = await campforge(["db", "gc", "--dry-run", "--db", file]);
    expect(dry.stdout).toMatch(/would remove 1 text .*, 1 unfinished call/);
    expect(statSync(file).size).toBe(size);
    const { code, stdout } = await campforge(["db", "gc", "--db", file, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ texts: 1, bytes: 300_000, intents: 1 });
    expect(statSync(file).size).toBeLessThan(size - 290_000);
    expect((await checkJson(file)).status).toBe("sound");
    // The next steps name the record.
    const left = await campforge(["list", "--db", file]);
    expect(left.stdout.replaceAll(file, whole)).toBe((await campforge(["list", "--db", whole])).stdout);
  });

  test("keeps the calls of a run that may go on", async () => {
    const file = aCopy();
    const store = openStore(file, fixedNow);
    store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask(1)] });
    const address = { role: "author", task: aTask(1).id, line: 1, round: 1, turn: 1 } as const;
    store.memo(2).begin({ key: "under way", address, endpoint: "e", model: "m" });
    await nextTurn();
    store.close();
    const { stdout } = await campforge(["db", "gc", "--db", file]);
    expect(stdout).toMatch(/removed 0 texts .*, 0 unfinished calls/);
  });

  test("waits for nobody: while a run holds the record it is told so", async () => {
    const file = aCopy();
    const store = openStore(file, fixedNow);
    const { code, stderr } = await campforge(["db", "gc", "--db", file]);
    store.close();
    expect([code, stderr]).toEqual([75, expect.stringMatching(/another campforge is writing/)]);
  });
});

describe("what is no record", () => {
  const header = (file: string): void => {
    copyFileSync(whole, file);
    const bytes = readFileSync(file);
    bytes.fill(7, 0, 16);
    writeFileSync(file, bytes);
  };
  test.each<readonly [string, (file: string) => void, RegExp]>([
    [
      "a folder",
      (file) => mkdirSync(file),
      /is a folder; a record is a file, such as record\.sqlite in it\. Name a file with --db/,
    ],
    ["an empty file", (file) => writeFileSync(file, ""), /is empty and thus no record/],
    ["a damaged header", header, /is damaged or not an SQLite file\. Restore a backup/],
    [
      "a record that was cut off",
      (file) => writeFileSync(file, readFileSync(whole).subarray(0, 900)),
      /damaged/,
    ],
    [
      "another program's database",
      (file) => new Database(file).exec("create table t (a)").close(),
      /a database of another program/,
    ],
    ["nothing at all", () => {}, /no record yet/],
  ])(
    "%s is refused by readers with what to do, without a trace, and left as it is",
    async (_, make, message) => {
      const file = join(folder.path, `wrong-${++count}.sqlite`);
      make(file);
      const content = (): Buffer | null =>
        existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null;
      const before = content();
      // What is not there is for the user to name otherwise; what is there and cannot be read is not.
      const refused = existsSync(file) ? [4, 8] : [2];
      for (const args of [
        ["list"],
        ["show", "x"],
        ["report"],
        ["db", "gc"],
        ["db", "backup", `${file}.copy`],
      ]) {
        const { code, stdout, stderr } = await campforge([...args, "--db", file]);
        expect([args, code, stdout]).toEqual([args, refused[0], ""]);
        expect(stderr).toMatch(message);
        expect(stderr).not.toMatch(/\n\s+at |internal error/);
      }
      expect(refused).toContain((await campforge(["db", "check", "--db", file])).code);
      expect(content()).toEqual(before);
      expect(existsSync(`${file}.copy`)).toBe(false);
    },
    120_000,
  );

  test("a file where the record's folder should be is named", async () => {
    const file = folder.write("a-file", "");
    const { code, stderr } = await campforge([...RUN, "--db", join(file, "record.sqlite")]);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/a-file: is not a folder/)]);
  });
});

/** Runs a script where file systems can be mounted that nobody else sees; null where the system has no such place. */
function inNamespace(script: string): { readonly stdout: string; readonly code: number | null } | null {
  const unshare = (command: string): ReturnType<typeof spawnSync> =>
    spawnSync("unshare", ["-Urm", "sh", "-c", command], { cwd: ROOT, encoding: "utf8", timeout: 200_000 });
  const probe = unshare(`mount -t tmpfs -o size=64k none ${folder.path}`);
  if (probe.status !== 0) return null;
  const { stdout, stderr, status } = unshare(`exec 2>&1; ${script}`);
  return { stdout: `${String(stdout)}${String(stderr)}`, code: status };
}

const CAMPFORGE = `"${process.execPath}" bin/campforge.js`;

describe("a disk that is full or read-only", () => {
  test("a full disk ends a run with one message; with room again it goes on to the same verdicts", async (context) => {
    const mount = join(folder.path, "small");
    mkdirSync(mount);
    const db = join(mount, "record.sqlite");
    const args = TASKS.join(" ");
    const ended = inNamespace(`
      mount -t tmpfs -o size=600k none "${mount}"
      ${CAMPFORGE} run ${args} --model recorded:recordings --db "${db}"; echo "ended with $?"
      ${CAMPFORGE} db check --db "${db}"; echo "check $?"
      mount -o remount,size=50m none "${mount}"
      ${CAMPFORGE} run --resume --db "${db}" > /dev/null; echo "resumed with $?"
      ${CAMPFORGE} list --db "${db}"; ${CAMPFORGE} db check --db "${db}"; echo "check $?"`);
    if (ended === null) return context.skip("no user namespaces here");
    // An edited prompt may leave the recordings behind; that is a notice of its own.
    const said = ended.stdout.replaceAll(/^.*the prompts have changed since.*\n/gm, "");
    const [first = "", rest = ""] = said.split("ended with 4\n");
    expect(first.match(/campforge: .*/g)).toHaveLength(1);
    expect(first).toMatch(
      /the disk is full.*The run can be resumed afterwards: npx campforge run --resume --db/,
    );
    expect(first).not.toMatch(/internal error|\n\s+at /);
    expect(rest).toMatch(/sound[^]*check 0\nresumed with 0\n/);
    expect(rest).toMatch(/small-rsa .*accepted .*\nweather-chain .*accepted .*\n[^]*sound.*\ncheck 0\n$/);
  }, 240_000);

  test("a read-only disk is named by who must write, and no hindrance to who reads", (context) => {
    const mount = join(folder.path, "read-only");
    mkdirSync(mount);
    copyFileSync(whole, join(mount, "record.sqlite"));
    const db = join(mount, "record.sqlite");
    const ended = inNamespace(`
      mount --bind "${mount}" "${mount}" && mount -o remount,bind,ro "${mount}"
      ${CAMPFORGE} list --db "${db}"; echo "list $?"
      ${CAMPFORGE} db check --db "${db}"; echo "check $?"
      ${CAMPFORGE} run --resume --db "${db}"; echo "resume $?"
      ${CAMPFORGE} run ${TASKS.join(" ")} --model recorded:recordings --db "${mount}/new/record.sqlite"; echo "run $?"
      ${CAMPFORGE} db backup "${mount}/copy" --db "${db}"; echo "backup $?"`);
    if (ended === null) return context.skip("no user namespaces here");
    expect(ended.stdout).toMatch(/task-3 .*accepted[^]*list 0\n.*sound.*\ncheck 0\n/);
    for (const what of ["resume", "run", "backup"])
      expect(ended.stdout).toMatch(new RegExp(`the file or its disk is read-only .*\\n${what} 4\\n`));
  }, 120_000);
});

test("a user without permission is told so", async (context) => {
  const nobody = 65_534;
  if (process.getuid?.() !== 0) return context.skip("only root can become somebody else");
  const file = aCopy();
  spawnSync("chmod", ["755", folder.path]);
  spawnSync("chmod", ["600", file]);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "bin", "campforge.js"), "list", "--db", file],
    { uid: nobody, gid: nobody, encoding: "utf8", env: {} },
  );
  expect([status, stderr]).toEqual([4, expect.stringMatching(/this user may not open it.*permissions/)]);
});

test("an endpoint that refuses connections ends the run with what to look at", async () => {
  const role = { endpoint: "gone", model: "m" };
  const endpoints = { gone: { baseUrl: "http://127.0.0.1:9/v1" } };
  const config = folder.write("gone.json", JSON.stringify({ endpoints, author: role, judge: role }));
  const db = join(folder.path, "gone.sqlite");
  const { code, stderr } = await campforge(["run", TASKS[0] ?? "", "--config", config, "--db", db]);
  expect(code).toBe(4);
  expect(stderr).toMatch(/does not answer.*Check that it is running.*--resume/);
}, 120_000);

test("nothing is ordered by the clock: a clock that goes back a day changes no answer", () => {
  const file = join(folder.path, "clock.sqlite");
  const times = ["2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z", "2026-01-01T00:00:00.000Z"];
  for (const [index, time] of times.entries()) {
    const store = openStore(file, () => time);
    const tasks = [aTask(index + 1), aTask(index + 2)];
    expect(store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks })).toBe(index + 1);
    expect(store.findRun()?.id).toBe(index + 1);
    expect(store.tasks(index + 1).map(({ task }) => task.id)).toEqual(tasks.map(({ id }) => id));
    store.runs.end(index + 1, "done");
    store.close();
  }
});
