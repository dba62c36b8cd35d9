import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campforge, type Ended } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { writeRecord } from "../report/a-report-record.ts";

const folder = scratchFolder();
const db = join(folder.path, "night.sqlite");
const library = join(folder.path, "library");
beforeAll(() => {
  for (const _ of ["before", "after"]) writeRecord(db, { tasks: 40, priced: true });
  const shelf = "graphical-puzzles/futoshiki";
  cpSync(join(ROOT, "library", shelf), join(library, shelf), { recursive: true });
});
afterAll(() => folder.remove());

/** Runs a command as at a terminal of 80 columns. */
async function at80(args: readonly string[]): Promise<Ended> {
  const terminal = { isTTY: true, columns: 80, rows: 24, hasColors: () => false };
  const names = Object.keys(terminal);
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(process.stdout, name)] as const);
  for (const [name, value] of Object.entries(terminal))
    Object.defineProperty(process.stdout, name, { value, configurable: true });
  try {
    return await campforge(args);
  } finally {
    for (const [name, own] of before)
      if (own === undefined) Reflect.deleteProperty(process.stdout, name);
      else Object.defineProperty(process.stdout, name, own);
  }
}

const RECORD = ["--db", db];

const linesOf = ({ stdout }: Ended): readonly string[] => stdout.trimEnd().split("\n");

/** Lines that are too long for the terminal, but for commands to type, which stay whole. */
const tooLong = (ended: Ended): readonly string[] =>
  linesOf(ended).filter((line) => line.length > 80 && !line.includes("npx "));

test.each([
  ["list", "task", ["list", ...RECORD]],
  ["runs", "run", ["runs", ...RECORD]],
  ["compare", "task", ["compare", "1", "2", ...RECORD]],
  ["library list", "name", ["library", "list", "--library", library]],
])(
  "the table of %s fits a terminal and keeps each %s; with --wide, in a pipe and as CSV it is whole",
  async (_, key, args) => {
    const piped = await campforge(args);
    const narrow = await at80(args);
    expect(tooLong(narrow)).toEqual([]);
    expect(await at80([...args, "--wide"])).toEqual(piped);
    const csv = [...args, "--format", "csv"];
    expect(await at80(csv)).toEqual(await campforge(csv));
    const rising = linesOf(await campforge([...csv, "--columns", key, "--sort", key]));
    const falling = linesOf(await campforge([...csv, "--columns", key, "--sort", `-${key}`]));
    expect(rising.slice(1)).toEqual(falling.slice(1).toReversed());
    for (const row of rising) expect(narrow.stdout).toContain(row);
  },
);

test.each([
  ["status", ["status", ...RECORD]],
  ["report", ["report", "--format", "text", ...RECORD]],
])("what %s says fits a terminal", async (_, args) => {
  const ended = await at80(args);
  expect([ended.code, tooLong(ended)]).toEqual([0, []]);
});
