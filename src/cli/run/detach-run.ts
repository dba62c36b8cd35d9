import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunStatus } from "../../core/run-status.ts";
import { EXIT } from "../output/exit-codes.ts";
import { readRecord } from "../record/open-record.ts";
import { print, printNotice } from "../output/print.ts";
import { quoteForShell } from "../output/quote-for-shell.ts";

/** A run says who carries it out as soon as its models are open. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 200;

/**
 * Starts this very command again without `--detach`, in a session of its own, with its output in a log beside
 * the record. Waits until the run is under way; returns the exit code, which is the run's own if it ended
 * before that.
 */
export async function detachRun(db: string): Promise<number> {
  const log = `${db}.log`;
  mkdirSync(dirname(log), { recursive: true });
  const begin = existsSync(log) ? statSync(log).size : 0;
  const output = openSync(log, "a");
  const args = process.argv.slice(1).filter((arg) => arg !== "--detach");
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const ended = new Promise<number>((resolve) => {
    child.once("exit", (code) => resolve(code ?? EXIT.fault));
  });
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline;) {
    const status = existsSync(db) ? readStatus(db) : undefined;
    if (status?.pid === child.pid && status !== undefined) {
      child.unref();
      print(
        [
          `Run ${status.run} goes on in the background, process ${child.pid}.`,
          `       npx campforge status --watch --db ${quoteForShell(db)}    what it is at`,
          `       npx campforge stop --db ${quoteForShell(db)}              ends it, resumably; also pause, resume, tune`,
          `       its output: ${log}`,
          "",
        ].join("\n"),
      );
      return EXIT.done;
    }
    const exitCode = await Promise.race([ended, sleep(LOOK_MS, undefined)]);
    if (exitCode === undefined) continue;
    print(`${readFileSync(log).subarray(begin).toString("utf8").trimEnd()}\n`);
    return exitCode;
  }
  child.unref();
  printNotice(`process ${child.pid} has not begun its run for ${PATIENCE_MS / 1000} s; see ${log}`);
  return EXIT.endpoint;
}

function readStatus(db: string): RunStatus | undefined {
  try {
    const store = readRecord(db);
    try {
      const latest = store.findRun();
      return latest === undefined ? undefined : store.runStatus(latest.id);
    } finally {
      store.close();
    }
  } catch {
    return undefined; // the run has only begun to make its record
  }
}
