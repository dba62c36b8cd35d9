#!/usr/bin/env node
// Finds the pinned Node runtime and hands over to it: the sources need Node 24, and the engine that
// contains hostile code is ours to choose. Plain JavaScript, so that any Node from 20 on can start it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED_MAJOR = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "dist", "src", "cli", "main.js");
const source = join(root, "src", "cli", "main.ts");
const entry = existsSync(source) ? source : built;

function pinnedRuntime() {
  const require = createRequire(import.meta.url);
  try {
    return join(
      dirname(require.resolve(`node-${process.platform}-${process.arch}/package.json`)),
      "bin",
      "node",
    );
  } catch {
    return undefined;
  }
}

if (Number(process.versions.node.split(".")[0]) === NEEDED_MAJOR) {
  await import(entry);
} else {
  const runtime = pinnedRuntime();
  if (runtime === undefined || !existsSync(runtime)) {
    console.error(
      `campforge: needs Node ${NEEDED_MAJOR}, and this is ${process.version}. The pinned runtime is not installed for ` +
        `${process.platform}-${process.arch}: run npm ci without --omit=optional, or use Node ${NEEDED_MAJOR}.`,
    );
    process.exit(4);
  }
  // The channel is a lifeline: it closes when this process is killed, and the other one then ends too.
  const child = spawn(runtime, [entry, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
