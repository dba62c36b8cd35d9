import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program/create-program.ts";
import { fillRecord } from "../store/fill-record.ts";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
folder.write("campforge.config.json", JSON.stringify({ db: "kept/here.sqlite" }));
folder.write("other.json", JSON.stringify({ db: "kept/there.sqlite" }));

const CLASS = join(ROOT, "library/natural-science/calorimetry/bootcamp.ts");

/** What each command that works on a record is called with, so that it comes to open it. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  run: ["--resume"],
  status: [],
  pause: [],
  resume: [],
  stop: [],
  tune: ["--parallel", "2"],
  report: [],
  list: [],
  runs: [],
  compare: ["1", "2"],
  approve: ["task-1"],
  reject: ["task-1", "--note", "no"],
  "send-back": ["task-1", "--note", "again"],
  undo: ["task-1"],
  try: ["task-1", "42"],
  "export library": [],
  generated: [],
  show: ["task-1"],
  diff: ["task-1"],
  review: [],
  rescore: [CLASS, CLASS],
  "db check": [],
  "db backup": ["copy.sqlite"],
  "db gc": [],
  sft: ["--to", "out", "--library", join(ROOT, "library"), "--resume"],
};

const hasRecord = (command: Command): boolean =>
  command.options.some((option) => option.attributeName() === "db");

/** The names of all commands that have --db, those of groups with the group's. */
const namesOf = (parent: Command, prefix = ""): readonly string[] =>
  parent.commands.flatMap((command) => [
    ...(hasRecord(command) ? [`${prefix}${command.name()}`] : []),
    ...namesOf(command, `${prefix}${command.name()} `),
  ]);

/** They begin a record where there is none, or do without one. */
const NEEDS_NONE = new Set(["eval", "propose", "map"]);

test("every command with --db is tried here", () => {
  expect([...namesOf(createProgram())].filter((name) => !NEEDS_NONE.has(name)).sort()).toEqual(
    Object.keys(ARGUMENTS).sort(),
  );
});

test.each(Object.entries(ARGUMENTS))(
  "%s works on the record that the configuration of the folder names",
  async (name, args) => {
    const { code, stderr } = await campforge([...name.split(" "), ...args], { cwd: folder.path });
    expect(stderr).toMatch(/kept\/here\.sqlite: no (?:such )?record/);
    expect(code, "the same for the same, whichever command it is").toBe(2);
  },
);

test("a certificate is read from there, too", async () => {
  const { stderr } = await campforge(["show", "task-1", "--certificate"], { cwd: folder.path });
  expect(stderr).toContain("kept/here.sqlite: no record yet");
});

test("--config names another configuration, --db goes before either, and without both it is the default", async () => {
  const list = async (args: readonly string[], cwd = folder.path): Promise<string> =>
    (await campforge(["list", ...args], { cwd })).stderr;
  expect(await list(["--config", "other.json"])).toContain("kept/there.sqlite: no record yet");
  expect(await list(["--config", "other.json", "--db", "named.sqlite"])).toContain(
    "named.sqlite: no record yet",
  );
  const empty = join(folder.path, "empty");
  mkdirSync(empty);
  expect(await list([], empty)).toContain(".campforge/record.sqlite: no record yet");
  expect(await list(["--config", "../other.json"], empty)).toContain("../kept/there.sqlite: no record yet");
});

test("a record that is there is found from the same folder as the run found it", async () => {
  const project = join(folder.path, "project");
  mkdirSync(project);
  folder.write("project/campforge.config.json", JSON.stringify({ db: "mine.sqlite" }));
  fillRecord(join(project, "mine.sqlite"), { tasks: 2, rounds: 1, samples: 1 });
  const { code, stdout } = await campforge(["list"], { cwd: project });
  expect(code).toBe(0);
  expect(stdout).toContain("task-1");
});
