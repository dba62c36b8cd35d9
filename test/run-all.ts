/** Tests Campforge: format, types, lint, and every test beside them; ends with one line that counts them. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const scratch = mkdtempSync(join(tmpdir(), "campforge-test-"));
const results = join(scratch, "results.json");

type Step = { readonly name: string; readonly command: string; readonly args: readonly string[] };

const steps: readonly Step[] = [
  { name: "format", command: bin("prettier"), args: ["--check", "--log-level", "warn", "."] },
  {
    name: "types",
    command: process.execPath,
    args: [join(root, "node_modules/typescript/bin/tsc"), "--noEmit"],
  },
  { name: "lint", command: bin("oxlint"), args: ["--type-aware", "--deny-warnings", "--quiet"] },
];

/** Runs a step and says how it ended, once it has; returns whether it passed. */
async function runStep({ name, command, args }: Step): Promise<boolean> {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const status = await new Promise((ended) => {
    child.once("error", (error) => ended(error.message));
    child.once("close", ended);
  });
  process.stdout.write(`${said}${status === 0 ? "✓" : "✗"} ${name}\n`);
  return status === 0;
}

/** Runs every test, with its output here. */
function runTests(): Promise<unknown> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  if (process.argv.includes("--write-durations"))
    reporters.push(`--reporter=${join(root, "test", "durations.ts")}`);
  const child = spawn(process.execPath, [bin("vitest"), "run", ...reporters], {
    cwd: root,
    stdio: "inherit",
    // Some hundred workers load the same modules.
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "campforge-tests"),
    },
  });
  return new Promise((ended) => {
    child.once("error", ended);
    child.once("close", ended);
  });
}

const [status, ...checks] = await Promise.all([runTests(), ...steps.map(runStep)]);
let passed = checks.filter(Boolean).length;
let failed = checks.length - passed;
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
