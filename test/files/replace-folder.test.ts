import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFolder } from "../../src/files/replace-folder.ts";
import { scratchFolder } from "../project.ts";

const OWN = ["a.txt", "b.txt"];
const NEW = new Map([
  ["a.txt", "new a"],
  ["b.txt", "new b"],
]);
const OLD = new Map([
  ["a.txt", "old a"],
  ["b.txt", "old b"],
]);

let scratch: ReturnType<typeof scratchFolder>;
let folder: string;
beforeEach(() => {
  scratch = scratchFolder();
  folder = join(scratch.path, "all", "task");
});
afterEach(() => scratch.remove());

const read = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

const neighbours = (): readonly string[] => readdirSync(join(scratch.path, "all"));

/** What somebody put beside our files. */
function addNotes(): void {
  mkdirSync(join(folder, "mine"));
  writeFileSync(join(folder, "mine", "notes.txt"), "mine");
  writeFileSync(join(folder, "copy.ts"), "mine too");
}
const NOTES = { "copy.ts": "mine too", "mine/notes.txt": "mine" };

test("a folder appears with all its files, and changes only when they do", () => {
  expect(replaceFolder(folder, NEW, OWN)).toBe(true);
  expect(read()).toEqual(Object.fromEntries(NEW));
  expect(replaceFolder(folder, NEW, OWN)).toBe(false);
  expect(neighbours()).toEqual(["task"]);
});

test("what others put into the folder stays, and files of ours that are no longer wanted go", () => {
  replaceFolder(folder, OLD, OWN);
  addNotes();
  expect(replaceFolder(folder, new Map([["a.txt", "new a"]]), OWN)).toBe(true);
  expect(read()).toEqual({ "a.txt": "new a", ...NOTES });
  expect(neighbours()).toEqual(["task"]);
});

test.each([
  ["while the new files were written", () => makeFolder("partial", { "a.txt": "half" })],
  ["between the two renames", () => renameSync(folder, beside("former"))],
  [
    "before what is not ours was moved",
    () => {
      renameSync(folder, beside("former"));
      makeFolder("", Object.fromEntries(NEW));
    },
  ],
  [
    "while what is not ours was moved",
    () => {
      renameSync(folder, beside("former"));
      makeFolder("", Object.fromEntries(NEW));
      renameSync(join(beside("former"), "copy.ts"), join(folder, "copy.ts"));
    },
  ],
])("a process that was killed %s costs nobody a file", (_, cutShort) => {
  replaceFolder(folder, OLD, OWN);
  addNotes();
  cutShort();
  replaceFolder(folder, NEW, OWN);
  expect(read()).toEqual({ ...Object.fromEntries(NEW), ...NOTES });
  expect(neighbours()).toEqual(["task"]);
});

const beside = (suffix: string): string => join(scratch.path, "all", `.task.${suffix}`);

function makeFolder(suffix: string, files: Readonly<Record<string, string>>): void {
  const path = suffix === "" ? folder : beside(suffix);
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
}

test("a link in the folder's place is somebody's, and is left as it is", () => {
  const elsewhere = join(scratch.path, "elsewhere");
  mkdirSync(elsewhere);
  mkdirSync(join(scratch.path, "all"));
  symlinkSync(elsewhere, folder);
  expect(() => replaceFolder(folder, NEW, OWN)).toThrow(/is not a folder/);
  expect(readdirSync(elsewhere)).toEqual([]);
});
