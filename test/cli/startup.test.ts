import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { ROOT, scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const hook = folder.write(
  "tell-loaded.mjs",
  `import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    if (url.startsWith("file:")) process.stderr.write("loaded " + new URL(url).pathname + "\\n");
    return next(url, context);
  },
});`,
);

/** Every file that a command line loads, from the project's folder. */
function filesLoadedBy(...args: readonly string[]): readonly string[] {
  const { stderr } = spawnSync(
    process.execPath,
    ["--import", hook, join(ROOT, "bin", "campforge.js"), ...args],
    { encoding: "utf8" },
  );
  return [...stderr.matchAll(/^loaded (.*)$/gm)].map(([, file = ""]) => relative(ROOT, file));
}

test("a run without a queue loads no driver of a database for one", () => {
  const db = join(folder.path, "empty.sqlite");
  openStore(db, () => new Date(0).toISOString()).close();
  const files = filesLoadedBy(
    "run",
    "--resume",
    "--db",
    db,
    "--config",
    join(ROOT, "recordings", "demo.json"),
  );
  expect(files).toContain("src/cli/commands/reach-fleet.ts");
  expect(
    files.filter((file) => /^(?:node_modules\/pg|src\/fleet\/(?!postgres\/queue-address))/.test(file)),
  ).toEqual([]);
});

/** What is printed, what prints it, and the words that options are read with. */
const MAY_LOAD =
  /^(?:bin|node_modules\/commander|src\/cli\/(?:main\.ts|program|output)|src\/core|src\/files\/project\.ts)/;

test.each([
  ["the list of commands", ["--help"]],
  ["the help of a command", ["run", "--help"]],
  ["an unknown command", ["runn"]],
  ["an unknown option", ["status", "--wach"]],
  ["a bad value of an option", ["sample", "x.ts", "--level", "-1"]],
])("%s loads the declarations of commands, and none of their code", (_, args) => {
  const files = filesLoadedBy(...args);
  expect(files).toContain("src/cli/program/create-program.ts");
  expect(files.filter((file) => !MAY_LOAD.test(file))).toEqual([]);
});
