import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { composeJudge } from "./compose-judge.ts";
import { composeOracle } from "./compose-oracle.ts";
import { readScripts } from "./read-scripts.ts";
import { serveScripts } from "./serve.ts";
import { readTitles } from "./titles.ts";

/**
 * Writes the demo's recordings anew from the scripts: serves them on loopback and lets `campforge run
 * --record` ask, as it would ask any other endpoint.
 */
const root = resolve(import.meta.dirname, "../..");
const scripts = readScripts(join(root, "recordings", "drafts"));
const endpoint = await serveScripts({
  scripts,
  judge: await composeJudge(scripts, 0),
  oracle: await composeOracle(scripts, 0),
  titles: readTitles(join(root, "tasks")),
  latencyMs: 0,
});
const scratch = mkdtempSync(join(tmpdir(), "campforge-record-"));
const role = { endpoint: "scripted", model: "scripted" };
writeFileSync(
  join(scratch, "config.json"),
  JSON.stringify({
    endpoints: { scripted: { baseUrl: endpoint.baseUrl, scripted: true, concurrency: 16 } },
    author: role,
    judge: role,
  }),
);
const known = new Set(scripts.map(({ task }) => task));
const files = readdirSync(join(root, "tasks"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md") && known.has(file.slice(file.lastIndexOf("/") + 1, -3)))
  .map((file) => join(root, "tasks", file));
const child = spawn(
  process.execPath,
  [
    join(root, "bin", "campforge.js"),
    "run",
    ...files,
    "--config",
    join(scratch, "config.json"),
    "--db",
    join(scratch, "record.sqlite"),
    "--record",
    join(root, "recordings"),
    "--no-generated",
  ],
  { stdio: "inherit" },
);
process.exitCode = await new Promise<number>((done) => {
  child.on("close", (code) => done(code ?? 1));
});
await endpoint.close();
rmSync(scratch, { recursive: true });
