/**
 * Every benchmark in one run: prints tables and writes bench/results.json. With `--smoke` each goes through its
 * code on tiny inputs and the tables are printed as JSON, for the tests.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { benchCompile } from "./compile.ts";
import { benchJudgeEconomy } from "./judge-economy.ts";
import { benchModels } from "./models.ts";
import { printTable, type Row } from "./print-table.ts";
import { benchRemainingTime } from "./remaining-time.ts";
import { benchReview } from "./review.ts";
import { benchRecord } from "./record.ts";
import { benchSandbox } from "./sandbox.ts";
import { measureServer } from "./rewards/measure-server.ts";
import { readScale } from "./scale.ts";
import { benchStartup } from "./startup.ts";

// A checkout has no dist/: the classes of the library find the toolkit by the first flag. Isolates in this
// process need the second, and are measured as the sandbox runs them with the third.
const FLAGS = [
  "--conditions=campforge-source",
  "--no-node-snapshot",
  "--single-threaded",
  "--disable-warning=ExperimentalWarning",
];
if (!FLAGS.every((flag) => process.execArgv.includes(flag))) {
  const again = [...FLAGS, import.meta.filename, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, again, { stdio: "inherit" });
  process.exit(status ?? 1);
}

const scale = readScale(process.argv.slice(2));
const tables: Record<string, readonly Row[]> = {
  "command line": benchStartup(scale),
  compile: benchCompile(scale),
  sandbox: await benchSandbox(scale),
  "reward server, 2 KB responses": await measureServer(scale),
  models: await benchModels(scale),
  "judge economy": benchJudgeEconomy(scale),
  "simulated runs whose end is in the range of the time left": benchRemainingTime(scale),
  "review of 2,000 bootcamps with 100,000 samples": await benchReview(scale),
  record: benchRecord(scale),
};
if (scale === "smoke") process.stdout.write(`${JSON.stringify(tables)}\n`);
else report();

function report(): void {
  for (const [title, rows] of Object.entries(tables)) printTable(title, rows);
  const machine = { node: process.versions.node, v8: process.versions.v8, cores: availableParallelism() };
  writeFileSync(
    join(import.meta.dirname, "results.json"),
    `${JSON.stringify({ machine, tables }, null, 2)}\n`,
  );
  const missed = Object.values(tables)
    .flat()
    .filter(({ met }) => met === false);
  process.stdout.write(`\n${missed.length === 0 ? "every aim is met" : `${missed.length} aims missed`}\n`);
  process.exitCode = missed.length === 0 ? 0 : 8;
}
