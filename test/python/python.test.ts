import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, scratchFolder } from "../project.ts";
import { findPython, hasModule } from "./find-python.ts";

const python = findPython();
const folder = scratchFolder();
afterAll(() => folder.remove());

/** Where there is no Python, the tests are skipped, and their names say why. */
const word = python.status === "found" ? `Python ${python.version}` : `skipped: ${python.reason}`;
const command = python.status === "found" ? python.command : "";
const isMissing = python.status === "none";
const hasPip = !isMissing && hasModule(command, "pip");

const run = (
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly said: string } => {
  const environment = { PATH: process.env["PATH"] ?? "", HOME: folder.path, PYTHONDONTWRITEBYTECODE: "1" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env: environment });
  return { status, said: `${stdout}${stderr}` };
};

test.skipIf(isMissing)(`the reward file does what each trainer asks of it (${word})`, () => {
  const args = ["-W", "error", "-m", "unittest", "discover", "-s", ".", "-t", "."];
  const { status, said } = run(args, join(ROOT, "test", "python"));
  expect(said).toMatch(/Ran \d\d+ tests/);
  expect({ status, said }).toMatchObject({ status: 0 });
});

test.skipIf(!hasPip)(`the reward file installs without network, and is importable (${word})`, () => {
  const source = join(folder.path, "python");
  mkdirSync(source);
  for (const name of readdirSync(join(ROOT, "python")).filter((one) => /\.(?:py|toml|md)$/.test(one)))
    copyFileSync(join(ROOT, "python", name), join(source, name));
  const target = join(folder.path, "installed");
  const install = ["-m", "pip", "install", "--no-index", "--quiet", "--target", target, source];
  const installed = run(install, folder.path);
  expect(installed).toMatchObject({ status: 0 });
  const use = `import sys; sys.path.insert(0, ${JSON.stringify(target)}); import campforge_reward; print(campforge_reward.__version__)`;
  expect(run(["-c", use], folder.path).said).toMatch(/^\d+\.\d+\.\d+\n$/);
});
