import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { fillRecord } from "../store/fill-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const db = join(folder.path, "night.sqlite");
fillRecord(db, { tasks: 12, rounds: 2, samples: 8 });

const fails = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await campforge(args);
  expect([code, stdout]).toEqual([2, ""]);
  return stderr;
};

test("a record that is not there names the nearest beside it, with one exit code for every command", async () => {
  const wrong = join(folder.path, "nigth.sqlite");
  for (const args of [
    ["list"],
    ["status"],
    ["run", "--resume"],
    ["db", "check"],
    ["approve", "a"],
    ["review"],
  ])
    expect(await fails(...args, "--db", wrong)).toContain(`no record yet. Did you mean --db ${db}?`);
});

test("where several records stand beside one that is not there, they are named", async () => {
  const nights = join(folder.path, "nights");
  mkdirSync(nights);
  for (const name of ["friday", "monday", "sunday"]) copyFileSync(db, join(nights, `${name}.sqlite`));
  const said = await fails("list", "--db", join(nights, "mondy.sqlite"));
  expect(said).toContain(`Did you mean --db ${join(nights, "monday.sqlite")}?`);
  expect(said).toContain("In its folder are friday.sqlite, monday.sqlite, sunday.sqlite.");
});

test("a run or a task that is not there names what there is, and the nearest", async () => {
  const runs = "the record has no run 9. It has only run 1: campforge runs lists them";
  for (const args of [
    ["list", "--run", "9"],
    ["status", "--run", "9"],
    ["show", "9/task-1"],
  ])
    expect(await fails(...args, "--db", db)).toContain(runs);
  expect(await fails("run", "--resume", "--run", "9", "--db", db)).toContain(runs);
  const said = await fails("show", "taks-3", "--db", db);
  expect(said).toContain("run 1 has no task taks-3. Did you mean task-3?");
  expect(said).toContain(
    "Its tasks: task-1, task-2, task-3, task-4, task-5, task-6, task-7, task-8 and 4 more",
  );
});

test("a usage error names the help of its own command", async () => {
  expect(await fails("list", "--verdct", "x")).toMatch(
    /^campforge: unknown option '--verdct'\n\(Did you mean --verdict\?\)\n\(campforge list --help/,
  );
  expect(await fails("export", "verl")).toContain("(campforge export verl --help has its options");
  expect(await fails("lst")).toContain("(campforge --help lists the commands)");
});

test("a report of a kind that there is not is refused before it is written", async () => {
  const out = join(folder.path, "x.pdf");
  expect(await fails("report", "--db", db, "--out", out)).toMatch(/as \.txt, \.md, \.html or \.json/);
  expect(readdirSync(folder.path)).not.toContain("x.pdf");
  expect((await campforge(["report", "--db", db, "--out", out, "--format", "text"])).code).toBe(0);
});

test("a round compared with itself says that nothing changed", async () => {
  const { stdout } = await campforge(["diff", "task-1", "--from", "2", "--to", "2", "--db", db]);
  expect(stdout).toBe("task-1, line 1: nothing changed between round 2 and round 2\n");
});

const CLASS = join(ROOT, "library/natural-science/calorimetry/bootcamp.ts");

const RUN = ["run", "--model", "recorded:nothing"];

test.each<readonly [empty: string, args: readonly string[]]>([
  ["x.jsonl", RUN],
  ["x.jsonl", [...RUN, "--dry-run"]],
  ["x.md", RUN],
  ["folder", RUN],
  ["x.ts", ["check"]],
  ["folder", ["check"]],
  ["x.ts", ["sample"]],
  ["x.ts", ["score"]],
  ["x.jsonl", ["score", CLASS, "--input"]],
  ["x.jsonl", ["rescore", CLASS, CLASS, "--samples"]],
  ["x.jsonl", ["import", "jsonl"]],
  ["folder", ["import", "markdown"]],
  ["folder", ["library", "list", "--library"]],
  ["folder", ["verify-library"]],
  ["folder", ["export", "verl", "--to", "data", "--library"]],
  ["folder", ["serve"]],
  ["x.json", ["list", "--config"]],
  ["x.sqlite", ["list", "--db"]],
])("%s that is empty is said to be so by %s", async (name, args) => {
  const path = join(folder.path, "empty", name);
  mkdirSync(join(folder.path, "empty", "folder"), { recursive: true });
  if (name !== "folder") writeFileSync(path, "");
  const { code, stderr } = await campforge([...args, path], { cwd: join(folder.path, "empty") });
  expect(code).not.toBe(0);
  const said = stderr.split("\n").find((line) => line.includes(path)) ?? stderr;
  expect(said).toMatch(/(?:is empty|holds no|no .* in it|found no|expected front matter|valid JSON)/);
});

test("nobody decides as root", async () => {
  const { stdout, stderr } = await campforge(["approve", "task-1", "--db", db]);
  const { username } = userInfo();
  const wanted = username === "root" ? "who decides? Give --reviewer NAME" : `by ${username}`;
  expect(`${stdout}${stderr}`).toContain(wanted);
});
