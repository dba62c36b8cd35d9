import Database from "better-sqlite3";
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { libraryCardSchema, type LibraryCard } from "../../src/core/library/library-card.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { campforge, type Ended } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { copyDemoRecord, DEMO_MS } from "../demo-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const made = join(folder.path, "made.sqlite");
const MINUTES = 240_000;

const RSA = "cryptography/small-rsa";

const ask = (...args: readonly string[]): Promise<Ended> =>
  campforge(args, { env: { CAMPFORGE_REVIEWER: "ada" } });

/** Fails the test with what the command said. */
async function must(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await ask(...args);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
  return stdout;
}

/** Replies in which the author words its class differently; everybody else says the same. */
function otherRecordings(): string {
  const path = join(folder.path, "recordings");
  cpSync(join(ROOT, "recordings"), path, { recursive: true });
  const file = join(path, "small-rsa.jsonl");
  const text = readFileSync(file, "utf8");
  expect(text).toContain("Exactly one m fits.");
  writeFileSync(file, text.replace("Exactly one m fits.", "Exactly one number m fits."));
  return path;
}

beforeAll(async () => {
  await copyDemoRecord(made);
  await must("approve", "small-rsa", "--note", "clear", "--db", made);
}, DEMO_MS);

let count = 0;
const aPath = (name: string): string => join(folder.path, `${name}-${++count}`);

function aRecord(): string {
  const db = aPath("record.sqlite");
  copyFileSync(made, db);
  return db;
}

const exportTo = (to: string, db: string, ...flags: readonly string[]): Promise<Ended> =>
  ask("export", "library", "--to", to, "--db", db, ...flags);

function bytesIn(to: string): Readonly<Record<string, string>> {
  const files = readdirSync(to, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(files.sort().map((name) => [name, sha256(readFileSync(join(to, name), "utf8"))]));
}

const cardAt = (to: string, place: string): LibraryCard =>
  libraryCardSchema.parse(JSON.parse(readFileSync(join(to, place, "card.json"), "utf8")));

describe("campforge export library", () => {
  test(
    "looks first, writes the class as reviewed with its card and the index, and the same bytes each time",
    async () => {
      const db = aRecord();
      const to = aPath("library");
      const wanted = [`${RSA}/bootcamp.ts`, `${RSA}/card.json`, "index.ts"];
      const dry = await exportTo(to, db, "--dry-run");
      expect([dry.code, dry.stdout.match(/^new +\S+/gm)]).toEqual([
        0,
        wanted.map((file) => expect.stringMatching(new RegExp(`^new +${file}$`))),
      ]);
      expect((await exportTo(to, db, "--check")).code).toBe(8);
      expect(existsSync(to)).toBe(false);
      expect((await exportTo(to, db)).code).toBe(0);
      expect(Object.keys(bytesIn(to))).toEqual(wanted);

      const source = await must("show", "small-rsa", "--code", "--db", db);
      expect(readFileSync(join(to, RSA, "bootcamp.ts"), "utf8")).toBe(source);
      const certified = z
        .object({ hashes: z.object({ code: z.string(), program: z.string(), behaviour: z.string() }) })
        .parse(JSON.parse(await must("show", "small-rsa", "--certificate", "--db", db)));
      const card = cardAt(to, RSA);
      expect(card).toMatchObject({
        name: "SmallRsa",
        version: 1,
        hashes: certified.hashes,
        origin: { task: "small-rsa", run: 1, line: 1, round: 1, reference: null },
        models: {
          author: "recorded:recordings",
          judge: "recorded:recordings",
          solver: "recorded:recordings",
          critic: "recorded:recordings",
        },
        seeds: [0],
        verdict: "accepted",
        flags: [],
        waivers: [],
        approval: { reviewer: "ada", note: "clear" },
        judge: { inBand: [1], levels: [{ level: 1, attempts: 16, accuracy: { mean: 0.5 } }] },
      });
      expect(Object.keys(card.prompts)).toContain("author");
      const results = card.gates.map(({ check, result }) => `${check} ${result}`);
      expect(results).toContain("second oracle passed");
      expect(results).toContain("accuracy within the band passed");

      const again = await exportTo(to, db);
      expect(again.stdout.match(/^unchanged /gm)).toHaveLength(3);
      const other = aPath("library");
      await exportTo(other, db);
      expect(bytesIn(other)).toEqual(bytesIn(to));
      expect((await exportTo(to, db, "--check")).code).toBe(0);
    },
    MINUTES,
  );

  test(
    "refuses what was edited by hand with a diff, and puts it right with --theirs",
    async () => {
      const db = aRecord();
      const to = aPath("library");
      await exportTo(to, db);
      const before = bytesIn(to);
      appendFileSync(join(to, RSA, "bootcamp.ts"), "// mine\n");
      const refused = await exportTo(to, db);
      expect([refused.code, refused.stdout]).toEqual([
        7,
        expect.stringMatching(/conflict +cryptography\/small-rsa .*edited by hand[\s\S]*\n\+\/\/ mine\n/),
      ]);
      expect(readFileSync(join(to, RSA, "bootcamp.ts"), "utf8")).toMatch(/\/\/ mine\n$/);
      const verified = await ask("verify-library", to);
      expect([verified.code, verified.stdout]).toEqual([
        8,
        expect.stringMatching(/^differs +cryptography\/small-rsa +code hash: \w+ on the card, \w+ now/),
      ]);
      expect((await exportTo(to, db, "--theirs")).code).toBe(0);
      expect(bytesIn(to)).toEqual(before);
    },
    MINUTES,
  );

  test(
    "withdraws what was taken back, gives a later class the next version, and keeps the former",
    async () => {
      const db = aRecord();
      const to = aPath("library");
      await exportTo(to, db);
      const first = readFileSync(join(to, RSA, "bootcamp.ts"), "utf8");
      const task = "tasks/cryptography/small-rsa.md";
      await must("run", task, "--model", `recorded:${otherRecordings()}`, "--db", db);
      await must("approve", "small-rsa", "--db", db);
      const superseded = await exportTo(to, db);
      expect(superseded.stdout).toMatch(/^superseded +cryptography\/small-rsa\/bootcamp\.ts {2}version 2$/m);
      expect(readFileSync(join(to, RSA, "versions/1/bootcamp.ts"), "utf8")).toBe(first);
      expect(cardAt(to, RSA)).toMatchObject({ version: 2, origin: { run: 2 } });
      expect(cardAt(to, `${RSA}/versions/1`)).toMatchObject({ version: 1, origin: { run: 1 } });
      const index = readFileSync(join(to, "index.ts"), "utf8");
      expect(index).toMatch(
        /current: 2,\n {4}versions: {\n {6}1: .*small-rsa\/versions\/1\/bootcamp\.ts.*\n {6}2: .*small-rsa\/bootcamp\.ts/,
      );
      // All runs together speak with the latest word on each task.
      expect((await exportTo(to, db, "--run", "all", "--check")).code).toBe(0);

      await must("undo", "2/small-rsa", "--db", db);
      expect((await exportTo(to, db)).stdout).toMatch(/^removed +cryptography\/small-rsa\/bootcamp\.ts/m);
      expect(existsSync(join(to, RSA, "bootcamp.ts"))).toBe(false);
      expect(cardAt(to, `${RSA}/versions/2`)).toMatchObject({ version: 2 });
      expect(readFileSync(join(to, "index.ts"), "utf8")).toContain("current: null");
      expect((await ask("verify-library", to)).code).toBe(0);

      await must("approve", "2/small-rsa", "--db", db);
      expect((await exportTo(to, db)).code).toBe(0);
      expect(cardAt(to, RSA).version).toBe(2);
    },
    MINUTES,
  );

  test(
    "exports nothing when the record's class is not the one that was approved",
    async () => {
      const db = aRecord();
      const to = aPath("library");
      const database = new Database(db);
      database
        .prepare(
          "update blob set text = replace(text, 'Exactly one m fits.', 'Any m fits.') where text like '%export default class SmallRsa%'",
        )
        .run();
      database.close();
      const { code, stderr } = await exportTo(to, db);
      expect([code === 0, stderr]).toEqual([false, expect.stringMatching(/is not what was written/)]);
      expect(existsSync(to)).toBe(false);
    },
    MINUTES,
  );

  test(
    "follows no symbolic link",
    async () => {
      const outside = aPath("outside");
      mkdirSync(outside);
      const linked = aPath("linked");
      symlinkSync(outside, linked);
      expect((await exportTo(linked, made)).code).toBe(7);
      const to = aPath("library");
      mkdirSync(to);
      symlinkSync(outside, join(to, "cryptography"));
      const { code, stdout } = await exportTo(to, made);
      expect([code, stdout]).toEqual([7, expect.stringMatching(/cryptography .*symbolic link/)]);
      expect(readdirSync(outside)).toEqual([]);
    },
    MINUTES,
  );

  test(
    "has nothing to write when nothing is approved, and says what is wrong with its arguments",
    async () => {
      const db = aRecord();
      await must("undo", "small-rsa", "--db", db);
      const to = aPath("library");
      expect(await exportTo(to, db)).toMatchObject({ code: 0, stdout: expect.stringMatching(/0 bootcamps/) });
      expect(existsSync(to)).toBe(false);
      expect((await exportTo(to, db, "--run", "9")).code).toBe(2);
      expect((await exportTo(to, db, "--run", "some")).code).toBe(2);
      expect((await exportTo(folder.write("a-file", ""), db)).code).toBe(2);
    },
    MINUTES,
  );
});

describe("campforge verify-library", () => {
  test(
    "finds the project's own library as its cards say",
    async () => {
      const { code, stdout } = await ask("verify-library", join(ROOT, "library"));
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^(?:as its card says .*\n)+Next: {2}npx campforge export verl /),
      ]);
    },
    6 * MINUTES,
  );

  test(
    "finds a gate that ends otherwise, a card that was edited and an index that lists something else",
    async () => {
      const to = aPath("library");
      for (const part of ["index.ts", "natural-science/calorimetry", "graphical-puzzles/futoshiki"])
        cpSync(join(ROOT, "library", part), join(to, part), { recursive: true });
      const edit = (file: string, from: string, by: string): void => {
        const text = readFileSync(join(to, file), "utf8");
        expect(text).toContain(from);
        writeFileSync(join(to, file), text.replace(from, by));
      };
      edit("natural-science/calorimetry/card.json", '"result": "passed"', '"result": "warned"');
      edit("graphical-puzzles/futoshiki/bootcamp.ts", "caseGenerator(rng", "caseGenerator( rng");
      const { code, stdout } = await ask("verify-library", to);
      expect(code).toBe(8);
      expect(stdout).toMatch(/^differs +graphical-puzzles\/futoshiki {2}code hash/m);
      expect(stdout).toMatch(/^differs +natural-science\/calorimetry {2}card hash/m);
      expect(stdout).toMatch(/^ +loads: warned on the card, passed now/m);
      expect(stdout).toMatch(/^differs +index\.ts/m);
    },
    MINUTES,
  );

  test(
    "says which bootcamps have no card, and writes it when it is told to",
    async () => {
      const to = aPath("library");
      mkdirSync(join(to, "natural-science/calorimetry"), { recursive: true });
      const file = "natural-science/calorimetry/bootcamp.ts";
      copyFileSync(join(ROOT, "library", file), join(to, file));
      const json = await ask("verify-library", to, "--json");
      expect(json.stdout).toMatch(/^{"folder":"natural-science\/calorimetry","status":"no card"/);
      const renewed = async (): Promise<LibraryCard> => {
        expect((await ask("verify-library", to, "--renew")).code).toBe(0);
        return cardAt(to, "natural-science/calorimetry");
      };
      const card = await renewed();
      const solver = { what: "energy balance by bisection", cases: 200, agreed: 200 };
      const { behaviour } = card.hashes;
      const reviewed = { behaviour, prompts: 10, levels: [0, 2, 3], solvedByHand: 2, solver };
      writeFileSync(join(to, "natural-science/calorimetry/card.json"), JSON.stringify({ ...card, reviewed }));
      expect(await renewed()).toMatchObject({
        reviewed,
        origin: null,
        judge: null,
        approval: null,
        version: 1,
      });
      expect((await ask("verify-library", to)).code).toBe(0);
    },
    MINUTES,
  );
});
