import { existsSync } from "node:fs";
import type { RunStatus } from "../../core/run/run-status.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { print, printNotice } from "../output/print.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { readRecord } from "../../record/open-record.ts";
import { startInBackground } from "../../run/background/start-in-background.ts";

/** A run says who carries it out as soon as its models are open. */
const WAIT_MS = 120_000;

/**
 * Starts this very command again without `--detach`, in the background, with its output in a log beside the
 * record. Waits until the run is under way; returns the exit code, which is the run's own if it ended before
 * that.
 */
export async function detachRun(db: string): Promise<number> {
  const log = `${db}.log`;
  const args = process.argv.slice(2).filter((arg) => arg !== "--detach");
  const readStatus = (): RunStatus | undefined => (existsSync(db) ? readLatestStatus(db) : undefined);
  const start = await startInBackground(args, { log, waitMs: WAIT_MS, readStatus });
  switch (start.status) {
    case "begun": {
      const named = quoteForShell(db);
      print(
        [
          `Run ${start.run} continues in the background, process ${start.pid}.`,
          `       npx campforge status --watch --db ${named}    its progress`,
          `       npx campforge stop --db ${named}              ends it, resumably; also pause, resume, tune`,
          `       its output: ${log}`,
          "",
        ].join("\n"),
      );
      return EXIT.done;
    }
    case "ended":
      print(`${start.said}\n`);
      return start.exitCode ?? EXIT.fault;
    case "silent":
      printNotice(`process ${start.pid} has not started its run within ${WAIT_MS / 1000} s; see ${log}`);
      return EXIT.endpoint;
  }
}

function readLatestStatus(db: string): RunStatus | undefined {
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
