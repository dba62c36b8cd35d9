import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDescriptions } from "../../src/files/read-descriptions.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";

const TEXT = `---
title: Sums
domain: algorithms
---

Add two whole numbers, written in decimal, and say what they come to.
`;
const LINE = JSON.stringify({ id: "line", domain: "algorithms", description: TEXT.slice(40) });

let folder: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  folder = scratchFolder();
  folder.write("good.md", TEXT);
});
afterEach(() => folder.remove());

const read = (): { readonly ids: readonly string[]; readonly problems: readonly string[] } => {
  const { tasks, problems } = readDescriptions([folder.path]);
  return { ids: tasks.map(({ id }) => String(id)), problems };
};

describe("what an editor or a system puts into a folder is skipped with a word, and the others are read:", () => {
  test.each<[what: string, make: () => void, problem: RegExp | null]>([
    ["a folder called like a file", () => mkdirSync(join(folder.path, "x.md")), /x\.md: is a folder/],
    [
      "a link to nothing",
      () => symlinkSync(join(folder.path, "gone"), join(folder.path, "x.md")),
      /x\.md: is not there, or is a link to nothing/,
    ],
    ["a link to itself", () => symlinkSync("x.md", join(folder.path, "x.md")), /x\.md: is a link that leads/],
    ["a pipe", () => spawnSync("mkfifo", [join(folder.path, "x.md")]), /x\.md: is a pipe, no file/],
    [
      "an editor's lock",
      () => symlinkSync("me@host.1:2", join(folder.path, ".#x.md")),
      /\.#x\.md: is an editor's/,
    ],
    ["an office's lock", () => void folder.write("~$x.md", "\u0000"), /~\$x\.md: is an editor's/],
    ["a resource fork", () => void folder.write("._x.md", "\u0000"), /\._x\.md: is an editor's/],
    ["a backup", () => void folder.write("x.md~", TEXT), null],
    [
      "UTF-16",
      () => writeFileSync(join(folder.path, "x.md"), Buffer.from(`\uFEFF${TEXT}`, "utf16le")),
      /x\.md: is written in UTF-16 \(little endian\); save it as UTF-8/,
    ],
    [
      "Latin-1",
      () => writeFileSync(join(folder.path, "x.md"), Buffer.from(`${TEXT}é`, "latin1")),
      /x\.md: is not UTF-8 \(line 7\); save it as UTF-8/,
    ],
    [
      "a folder of a tool",
      () => {
        mkdirSync(join(folder.path, ".git"));
        folder.write(".git/x.md", TEXT);
      },
      null,
    ],
  ])("%s", (_, make, problem) => {
    make();
    const { ids, problems } = read();
    expect(ids).toEqual(["good"]);
    expect(problems.map((one) => problem?.test(one))).toEqual(problem === null ? [] : [true]);
  });
});

describe("a description is read", () => {
  test.each([
    ["with a byte-order mark", `\uFEFF${TEXT}`],
    ["with spaces behind the marks of its front matter", TEXT.replaceAll("---", "--- \t")],
    ["with line ends of Windows", TEXT.replaceAll("\n", "\r\n")],
  ])("%s", (_, text) => {
    folder.write("x.md", text);
    expect(read()).toEqual({ ids: ["good", "x"], problems: [] });
  });

  test("as a line of JSON behind a byte-order mark, too", () => {
    folder.write("x.jsonl", `\uFEFF${LINE}\r\n`);
    expect(read()).toEqual({ ids: ["good", "line"], problems: [] });
  });
});

test("a class that a description brings is read from beside it, and refused where it is none", () => {
  const bring = (path: string): string => TEXT.replace("title:", `bootcamp: ${path}\ntitle:`);
  folder.write("sums.ts", "export default class Sums {}\n");
  folder.write("good.md", bring("./sums.ts"));
  const { tasks } = readDescriptions([folder.path]);
  expect(tasks[0]?.written).toEqual({ file: "./sums.ts", code: "export default class Sums {}\n" });
  folder.write("good.md", bring("gone.ts"));
  folder.write("other.md", bring("sums.js"));
  expect(read()).toEqual({
    ids: [],
    problems: [
      expect.stringMatching(
        /good\.md: bootcamp: .*gone\.ts: no such file; name the class from the description's own/,
      ),
      expect.stringMatching(
        /other\.md: bootcamp: expected the path of a bootcamp file, whose name ends in \.ts/,
      ),
    ],
  });
});

test("a folder of which nothing can be read says why", () => {
  const empty = scratchFolder();
  mkdirSync(join(empty.path, "x.md"));
  expect(() => readDescriptions([empty.path])).toThrow(/no descriptions in it.*\n.*x\.md: is a folder/);
  empty.remove();
});

test("a configuration and answers to score are read with a byte-order mark, and refused by name in another encoding", async () => {
  const config = folder.write("config.json", `\uFEFF${JSON.stringify({ db: "r.sqlite" })}`);
  const listed = await campforge(["list", "--config", config], { cwd: folder.path });
  expect(listed.stderr).not.toMatch(/JSON/);
  writeFileSync(config, Buffer.from('{"db": "é"}', "latin1"));
  const refused = await campforge(["list", "--config", config], { cwd: folder.path });
  expect(refused).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/config\.json: is not UTF-8 \(line 1\)/),
  });

  const bootcamp = "library/natural-science/calorimetry/bootcamp.ts";
  const input = join(folder.path, "answers.jsonl");
  writeFileSync(input, Buffer.from('\uFEFF{"case": {}, "response": "x"}', "utf16le"));
  const scored = await campforge(["score", bootcamp, "--input", input]);
  expect(scored).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/answers\.jsonl:1: is written in UTF-16/),
  });
});
