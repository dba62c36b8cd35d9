import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createProgram } from "../../src/cli/program/create-program.ts";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "../review/a-record.ts";
import { wordsOf } from "../shell-words.ts";

/** A project in which every example finds what it names. */
const folder = scratchFolder();
beforeAll(async () => {
  const calorimetry = "library/natural-science/calorimetry";
  const futoshiki = "library/graphical-puzzles/futoshiki";
  for (const shelf of [calorimetry, futoshiki])
    cpSync(join(ROOT, shelf), join(folder.path, shelf), { recursive: true });
  for (const name of ["tasks", ".campforge"]) mkdirSync(join(folder.path, name));
  cpSync(join(ROOT, calorimetry, "bootcamp.ts"), join(folder.path, "my.ts"));
  cpSync(join(ROOT, "tasks/cryptography/small-rsa.md"), join(folder.path, "tasks/small-rsa.md"));
  folder.write(
    "campforge.config.json",
    JSON.stringify({ author: "recorded:replies", judge: "recorded:replies" }),
  );
  mkdirSync(join(folder.path, "replies"));
  for (const _ of ["before", "after"])
    writeRecord(join(folder.path, ".campforge/record.sqlite"), [aTask({ id: "small-rsa" })]);
  const { stdout } = await campforge(["sample", "my.ts"], { cwd: folder.path });
  const drawn = z.object({ case: z.json(), reference: z.string() }).parse(JSON.parse(stdout));
  const problem = JSON.stringify({
    description: "How many pairs of socks are in three drawers of each kind?",
  });
  for (const name of ["problems.jsonl", "contests.jsonl"]) folder.write(name, problem);
  mkdirSync(join(folder.path, "sheets"));
  folder.write(
    "sheets/socks.md",
    "# Socks\n\nHow many pairs of socks are in three drawers, one of each kind?\n",
  );
  folder.write("answers.jsonl", JSON.stringify({ case: drawn.case, response: drawn.reference }));
});
afterAll(() => folder.remove());

type Listed = { readonly path: string; readonly command: Command };

const listCommands = (command: Command, path = ""): readonly Listed[] =>
  command.commands.flatMap((one) => {
    const own = `${path} ${one.name()}`.trim();
    return [{ path: own, command: one }, ...listCommands(one, own)];
  });

const root = createProgram();
const commands = [{ path: "campforge", command: root }, ...listCommands(root)];

function helpOf(command: Command): string {
  let help = "";
  command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 80 });
  command.outputHelp();
  return help;
}

const examplesOf = (help: string): readonly string[] =>
  [...help.matchAll(/^ {2}(campforge .*?)(?: {3}.*)?$/gm)].map(([, line = ""]) => line);

test.each(commands)("the help of $path fits 80 columns and holds an example", ({ command }) => {
  const help = helpOf(command);
  expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(examplesOf(help)).not.toEqual([]);
});

const examples = commands.flatMap(({ command }) => examplesOf(helpOf(command)));

test("every example is understood as it stands", async () => {
  const isUnderstood = new Error("its options and arguments are read");
  for (const line of new Set(examples)) {
    const program = createProgram().hook("preAction", () => {
      throw isUnderstood;
    });
    const ended = await program.parseAsync(["node", ...wordsOf(line)]).catch((error: unknown) => error);
    expect({ line, ended }).toEqual({ line, ended: isUnderstood });
  }
});

/** These serve until they are ended, ask models, or take minutes; other tests run them. */
const NOT_RUN =
  /^campforge (?:serve|worker|fleet|review|sft|eval|try|curriculum|propose|library rewrite|export (?!library)|run (?!.*--dry-run))/;

test("examples do what they say in a project that has what they name", async () => {
  for (const line of new Set(examples)) {
    if (NOT_RUN.test(line)) continue;
    const { code, stderr } = await campforge(wordsOf(line).slice(1), { cwd: folder.path });
    // No run is under way, so that whoever steers one hears that.
    const isSteering = /^campforge (?:pause|resume|stop|tune)/.test(line);
    const isWell = isSteering ? code === 4 : code === 0 || code === 8;
    expect({ line, isWell, said: isWell ? "" : stderr }).toEqual({ line, isWell: true, said: "" });
  }
}, 300_000);

test("completion knows every command, option and choice, and bash takes it", async () => {
  const { stdout } = await campforge(["completion", "bash"]);
  const complete = (...words: readonly string[]): readonly string[] => {
    const script = `${stdout}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_campforge; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const ran = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" });
    expect(ran.stderr).toBe("");
    return ran.stdout.trim().split("\n");
  };
  expect(complete("campforge", "ver")).toEqual(["verify-library"]);
  expect(complete("campforge", "export", "nemo")).toEqual(["nemo-gym"]);
  expect(complete("campforge", "export", "library", "--th")).toEqual(["--theirs"]);
  expect(complete("campforge", "list", "--state", "")).toEqual(["open", "approved", "rejected", "sent-back"]);
  for (const shell of ["zsh", "fish"]) {
    const script = (await campforge(["completion", shell])).stdout;
    for (const { path } of commands) expect(script).toContain(path.split(" ").at(-1));
    expect(script).toContain("sent-back");
  }
});
