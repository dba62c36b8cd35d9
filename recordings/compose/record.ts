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
 * --record` ask, as it would ask any other endpoint; once more after what a reviewer sends back. What a model gave is left
 * as it is: those tasks have no script.
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
const run = [
  "--config",
  join(scratch, "config.json"),
  "--record",
  join(root, "recordings"),
  "--no-generated",
];
const record = ["--db", join(scratch, "record.sqlite")];
const sentBack = scripts.flatMap(({ task, sendBack }) =>
  sendBack === null ? [] : [{ task, note: sendBack }],
);
process.exitCode =
  (await campforge("run", ...files, ...run, ...record)) ||
  (await sendBackAll()) ||
  (await campforge("run", "--resume", ...run, ...record));
await endpoint.close();
rmSync(scratch, { recursive: true });

/** Resolves with the exit code. */
function campforge(...args: readonly string[]): Promise<number> {
  const command = [join(root, "bin", "campforge.js"), ...args];
  const child = spawn(process.execPath, command, { stdio: "inherit" });
  return new Promise((done) => {
    child.on("close", (code) => done(code ?? 1));
  });
}

/** What a reviewer does between the two runs; resolves with the first exit code that is not 0. */
async function sendBackAll(): Promise<number> {
  for (const { task, note } of sentBack) {
    const code = await campforge("send-back", task, "--note", note, "--reviewer", "scripted", ...record);
    if (code !== 0) return code;
  }
  return 0;
}
