#!/usr/bin/env node
// Finds the pinned Node runtime and hands over to it: the sources need Node 24, and the engine that
// contains hostile code is ours to choose. Plain JavaScript, so that any Node from 20 on can start it.
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED_MAJOR = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "dist", "src", "cli", "main.js");
const source = join(root, "src", "cli", "main.ts");
const entry = existsSync(source) ? source : built;

function pinnedRuntime() {
  const require = module.createRequire(import.meta.url);
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
  // Stripping types is most of what a short command takes. Nothing is kept where the folder cannot be written.
  if (entry === source) module.enableCompileCache(join(root, "node_modules", ".cache", "campforge"));
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
  const { spawn } = await import("node:child_process");
  // The channel is a lifeline: it closes when this process is killed, and the other one then ends too.
  const child = spawn(runtime, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
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
