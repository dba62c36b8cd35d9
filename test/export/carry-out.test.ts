import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import { finishInterrupted, holdLibrary, LibraryFault, STAGING } from "../../src/export/carry-out.ts";
import { readLibrary } from "../../src/export/read-library.ts";
import { type Shelf, shelfFiles } from "../../src/export/shelf.ts";
import { scratchFolder } from "../project.ts";
import { deliveryOf, GENERATIONS } from "./two-libraries.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
let count = 0;
const aTarget = (): string => join(folder.path, `library-${++count}`);

const SCRIPT = join(import.meta.dirname, "deliver-until-killed.ts");

/** The deliveries as the script reads them. */
const DELIVERIES = folder.write(
  "deliveries.json",
  JSON.stringify(
    GENERATIONS.map(deliveryOf).map(({ folders, index }) => ({
      folders: folders.map((one) => ({ folder: one.folder, files: [...one.files] })),
      index,
    })),
  ),
);

function deliver(to: string, generation: number): void {
  const held = holdLibrary(to);
  held.deliver(deliveryOf(GENERATIONS[generation] ?? []));
  held.release();
}

/** Every file below a folder with its text; the staging folder apart. */
function textsIn(to: string): ReadonlyMap<string, string> {
  const files = readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(
    paths
      .filter((path) => !path.includes(STAGING))
      .map((path) => [path.slice(to.length + 1), readFileSync(path, "utf8")]),
  );
}

function textsOf(shelves: readonly Shelf[]): ReadonlyMap<string, string> {
  const { folders, index } = deliveryOf(shelves);
  const files = folders.flatMap((one) =>
    [...one.files].map(([file, text]) => [`${one.folder}/${file}`, text] as const),
  );
  return new Map([...files, ["index.ts", index ?? ""] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Each folder is wholly of one generation; one that is not there is on its way, and a journal says so. */
function expectNothingHalf(to: string): void {
  const { shelves, problems } = readLibrary(to);
  expect(problems).toEqual([]);
  for (const shelf of shelves) {
    const either = GENERATIONS.flat().filter((one) => one.folder === shelf.folder);
    expect(either.some((one) => same([...shelfFiles(one)], [...shelfFiles(shelf)]))).toBe(true);
  }
  expect(shelves.length === 2 || existsSync(join(to, STAGING, "journal.json"))).toBe(true);
}

/** Which generation stands there once what was interrupted is finished; nothing else may. */
function generationAfter(to: string): number {
  finishInterrupted(to);
  expect(readdirSync(to).filter((name) => name.startsWith(STAGING))).toEqual([]);
  const found = [...textsIn(to)];
  return GENERATIONS.findIndex((shelves) => same([...textsOf(shelves)], found));
}

describe("an export that is killed", () => {
  test("before any single step leaves the old library or the new one, whole, once the next has begun", () => {
    const ended: number[] = [];
    const to = aTarget();
    for (let steps = 0; ; steps++) {
      rmSync(to, { recursive: true, force: true });
      deliver(to, 0);
      const { signal, status } = spawnSync(process.execPath, [SCRIPT, DELIVERIES, to, String(steps)]);
      expect([signal, status]).toContainEqual(signal === null ? 0 : "SIGKILL");
      expectNothingHalf(to);
      ended.push(generationAfter(to));
      if (signal === null) break;
    }
    // From the step on at which the journal is there, the export is carried to its end.
    const turn = ended.indexOf(1);
    expect(turn).toBeGreaterThan(10);
    expect(ended.length - turn).toBeGreaterThan(5);
    expect(ended).toEqual(ended.map((_, step) => (step < turn ? 0 : 1)));
  }, 300_000);

  test("at any moment does so too", async () => {
    const rng = Rng.from("moments");
    const to = aTarget();
    deliver(to, 0);
    for (let round = 0; round < 15; round++) {
      const child = spawn(process.execPath, [SCRIPT, DELIVERIES, to], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = new Promise((done) => child.on("close", done));
      await new Promise((done) => child.stdout.once("data", done));
      await new Promise((done) => setTimeout(done, rng.integer(0, 80)));
      child.kill("SIGKILL");
      await ended;
      expectNothingHalf(to);
      expect([0, 1]).toContain(generationAfter(to));
    }
  }, 300_000);
});

describe("a library", () => {
  test("is held by one export at a time, and not by one whose process is gone", () => {
    const to = aTarget();
    deliver(to, 0);
    const holdAs = (pid: number): void => {
      mkdirSync(join(to, STAGING));
      writeFileSync(join(to, STAGING, "owner"), String(pid));
    };
    holdAs(process.ppid);
    expect(() => holdLibrary(to)).toThrow(LibraryFault);
    rmSync(join(to, STAGING), { recursive: true });
    holdAs(spawnSync(process.execPath, ["--version"]).pid);
    deliver(to, 1);
    expect(generationAfter(to)).toBe(1);
  });

  test("keeps what else lies in its folders, and is not made when nothing is put into it", () => {
    const to = aTarget();
    deliver(to, 0);
    writeFileSync(join(to, "puzzles/alpha/notes.md"), "mine");
    deliver(to, 1);
    expect(readFileSync(join(to, "puzzles/alpha/notes.md"), "utf8")).toBe("mine");
    const other = aTarget();
    holdLibrary(other).release();
    expect(existsSync(other)).toBe(false);
  });

  test("is left neither through symbolic links nor by a journal that somebody made up", () => {
    const outside = aTarget();
    mkdirSync(outside);
    const to = aTarget();
    mkdirSync(to);
    symlinkSync(outside, join(to, "puzzles"));
    const held = holdLibrary(to);
    expect(() => held.deliver(deliveryOf(GENERATIONS[0] ?? []))).toThrow(/symbolic link/);
    held.release();
    expect(readdirSync(outside)).toEqual([]);
    expect(readLibrary(to).problems).toMatchObject([{ folder: "puzzles" }]);

    const other = aTarget();
    mkdirSync(join(other, STAGING, "0"), { recursive: true });
    writeFileSync(
      join(other, STAGING, "journal.json"),
      JSON.stringify({ folders: ["../stolen"], index: false }),
    );
    expect(() => finishInterrupted(other)).toThrow(/folders/);
    expect(existsSync(join(folder.path, "stolen"))).toBe(false);
  });
});
