import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campforge, type Ended, startCampforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const TASKS = ["tasks/cryptography/small-rsa.md", "tasks/graphical-puzzles/nonogram.md"];
const folder = scratchFolder();
afterAll(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

const runArgs = (name: string, tasks: readonly string[] = TASKS): readonly string[] => [
  "run",
  ...tasks,
  "--model",
  "recorded:recordings",
  "--db",
  at(`${name}.sqlite`),
  "--generated",
  at(name),
];

/** Every file below a folder with its text. */
const read = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true, encoding: "utf8" })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")]),
  );

/** What `campforge generated` writes of a record into a new folder. */
async function writtenFromRecord(name: string): Promise<Readonly<Record<string, string>>> {
  const fresh = at(`${name}-fresh`);
  rmSync(fresh, { recursive: true, force: true });
  const { code } = await campforge(["generated", fresh, "--db", at(`${name}.sqlite`)]);
  expect(code).toBe(0);
  return read(fresh);
}

let whole: Ended;
beforeAll(async () => {
  whole = await campforge(runArgs("whole"));
});

test("a run writes a folder for each task, and the record gives the same bytes", async () => {
  expect(whole).toMatchObject({ code: 0, stderr: "" });
  const files = read(at("whole"));
  expect(Object.keys(files)).toEqual(
    ["nonogram", "small-rsa"].flatMap((id) =>
      ["bootcamp.ts", "cases.md", "report.md"].map((name) => `${id}/${name}`),
    ),
  );
  expect(await writtenFromRecord("whole")).toEqual(files);
  expect(files["small-rsa/report.md"]).toMatch(/\*\*Verdict: accepted at level 1\*\*/);
  const cases = files["small-rsa/cases.md"] ?? "";
  const levels = [...cases.matchAll(/^## Level (\d+)$/gm)].map(([, level]) => Number(level));
  expect(levels.length).toBeGreaterThanOrEqual(3);
  expect(cases.match(/^### Case [012]$/gm)).toHaveLength(3 * levels.length);
});

test("its classes are files that commands take", async () => {
  const checked = await campforge(["check", join(at("whole"), "small-rsa", "bootcamp.ts")]);
  expect(checked).toMatchObject({ code: 0, stderr: "" });
  const sampled = await campforge(["sample", join(at("whole"), "small-rsa", "bootcamp.ts")]);
  const prompt: unknown = JSON.parse(sampled.stdout).prompt;
  expect(read(at("whole"))["small-rsa/cases.md"]).toContain(String(prompt).trimEnd());
});

test("the folder is written anew where it was changed, and files of one's own stay", async () => {
  const before = read(at("whole"));
  writeFileSync(join(at("whole"), "small-rsa", "report.md"), "changed");
  writeFileSync(join(at("whole"), "small-rsa", "notes.md"), "mine");
  const { stdout } = await campforge(["generated", "--db", at("whole.sqlite"), "--json"]);
  expect(JSON.parse(stdout)).toEqual({ run: 1, folder: at("whole"), written: 1, unchanged: 1 });
  expect(read(at("whole"))).toEqual({ ...before, "small-rsa/notes.md": "mine" });
});

test("a run that is killed right after a verdict completes the folder when it is resumed", async () => {
  const { child, ended } = startCampforge([...runArgs("killed"), "--json", "--parallel", "1"]);
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    if (said.includes('"task-decided"')) child.kill("SIGKILL");
  });
  await ended;
  const resumed = await campforge([
    "run",
    "--resume",
    "--db",
    at("killed.sqlite"),
    "--generated",
    at("killed"),
  ]);
  expect(resumed.code).toBe(0);
  const files = read(at("killed"));
  expect(Object.keys(files)).toHaveLength(6);
  expect(await writtenFromRecord("killed")).toEqual(files);
});

test("a run goes on where the folder cannot be written, and says so once", async () => {
  folder.write("unwritable", "a file stands in its place");
  const { code, stdout, stderr } = await campforge(runArgs("unwritable", TASKS.slice(0, 1)));
  expect(code).toBe(0);
  expect(stdout).toMatch(/accepted 1, flagged 0, rejected 0/);
  expect(stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/unwritable: no more is written there .*The run continues/),
  ]);
  const again = await campforge(["generated", "--db", at("unwritable.sqlite")]);
  expect(again).toMatchObject({ code: 4, stderr: expect.stringMatching(/unwritable: cannot be written/) });
});

test("--no-generated writes no folder", async () => {
  const { code } = await campforge([
    "run",
    ...TASKS.slice(0, 1),
    "--model",
    `recorded:${join(ROOT, "recordings")}`,
    "--db",
    at("none.sqlite"),
    "--config",
    folder.write("config.json", '{"generated": "none"}'),
    "--no-generated",
  ]);
  expect(code).toBe(0);
  expect(readdirSync(folder.path)).not.toContain("none");
});
