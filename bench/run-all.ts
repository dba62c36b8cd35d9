/** Every benchmark in one run: prints tables and writes bench/results.json. */
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
import { benchStartup } from "./startup.ts";

// Isolates in this process need the first flag, and are measured as the sandbox runs them with the second.
if (!process.execArgv.includes("--no-node-snapshot")) {
  const { status } = spawnSync(
    process.execPath,
    [
      "--no-node-snapshot",
      "--single-threaded",
      "--disable-warning=ExperimentalWarning",
      import.meta.filename,
    ],
    { stdio: "inherit" },
  );
  process.exit(status ?? 1);
}

const tables: Record<string, readonly Row[]> = {
  "command line": benchStartup(),
  compile: benchCompile(),
  sandbox: await benchSandbox(),
  models: await benchModels(),
  "judge economy": benchJudgeEconomy(),
  "simulated runs whose end is in the range of the time left": benchRemainingTime(),
  "review of 2,000 bootcamps with 100,000 samples": await benchReview(),
  record: benchRecord(),
};
for (const [title, rows] of Object.entries(tables)) printTable(title, rows);
const machine = { node: process.versions.node, v8: process.versions.v8, cores: availableParallelism() };
writeFileSync(join(import.meta.dirname, "results.json"), `${JSON.stringify({ machine, tables }, null, 2)}\n`);
const missed = Object.values(tables)
  .flat()
  .filter(({ met }) => met === false);
process.stdout.write(`\n${missed.length === 0 ? "every aim is met" : `${missed.length} aims missed`}\n`);
process.exitCode = missed.length === 0 ? 0 : 8;
