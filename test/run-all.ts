/** Tests Campforge: format, types, lint, then every test; ends with one line that counts them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const scratch = mkdtempSync(join(tmpdir(), "campforge-test-"));
const results = join(scratch, "results.json");

const steps: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ["format", bin("prettier"), ["--check", "--log-level", "warn", "."]],
  ["types", process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--noEmit"]],
  ["lint", bin("oxlint"), ["--type-aware", "--deny-warnings", "--quiet"]],
];

let passed = 0;
let failed = 0;
for (const [name, command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
  if (status === 0) passed++;
  else failed++;
}

const vitest = [
  bin("vitest"),
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
];
const { status } = spawnSync(process.execPath, vitest, { cwd: root, stdio: "inherit" });
const counts = z
  .object({ numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int() })
  .safeParse(readResults());
if (counts.success) {
  passed += counts.data.numPassedTests;
  failed += counts.data.numFailedTests;
  // A file that cannot even be loaded fails without a failed test.
  if (status !== 0 && counts.data.numFailedTests === 0)
    failed += Math.max(1, counts.data.numFailedTestSuites);
} else failed++;
rmSync(scratch, { recursive: true });

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function readResults(): unknown {
  try {
    return JSON.parse(readFileSync(results, "utf8"));
  } catch {
    return undefined;
  }
}
