import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, scratchFolder } from "./campforge.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

/** An install that resolves for ever has happened; it must fail, not hang. */
const LIMIT_MS = 120_000;

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function execute(command: string, args: readonly string[], cwd: string): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", timeout: LIMIT_MS });
  return { status, stdout, stderr };
}

test("the packed package installs into an empty project, where its command and its toolkit work", () => {
  expect(execute("node", ["bin/build.js"], ROOT)).toMatchObject({ status: 0 });
  expect(execute("npm", ["pack", "--pack-destination", folder.path], ROOT).status).toBe(0);
  const [tarball = ""] = readdirSync(folder.path).filter((name) => name.endsWith(".tgz"));

  const project = join(folder.path, "project");
  mkdirSync(project);
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module" }),
  );
  const install = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    join("..", tarball),
  ];
  expect(execute("npm", install, project)).toMatchObject({ status: 0 });

  const use = `import { Rng, integer } from "campforge/bootcamp"; console.log(Rng.from("a").integer(3, 3) + integer()("4").value);`;
  writeFileSync(join(project, "use.js"), use);
  expect(execute("node", ["use.js"], project).stdout).toBe("7\n");

  writeFileSync(
    join(project, "typed.ts"),
    `import { integer } from "campforge/bootcamp";\nexport const read: string = integer()("4");\n`,
  );
  const flags = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2023",
    "--types",
    "",
    "typed.ts",
  ];
  const typed = execute("node", [join(ROOT, "node_modules/typescript/bin/tsc"), ...flags], project);
  expect(typed.stdout, "the declarations are found, and they are strict").toMatch(
    /typed\.ts\(2,14\): error TS2322/,
  );

  const installed = join("node_modules", "campforge");
  const check = execute(
    "npx",
    ["campforge", "check", join(installed, "library/natural-science/calorimetry/bootcamp.ts")],
    project,
  );
  expect(check.stdout).toContain("16 passed");
}, 600_000);
