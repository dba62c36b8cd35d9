import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunStatus } from "../../core/run/run-status.ts";
import { PROJECT } from "../../files/project.ts";

/** How a command ended; `exitCode` is null where a signal ended it or it could not be started. */
export type CommandEnd = { readonly exitCode: number | null; readonly said: string };

/** How a run that was started in the background began; `pid` is its process, `end` comes when that ends. */
export type BackgroundStart =
  | {
      readonly status: "begun";
      readonly pid: number;
      readonly run: number;
      readonly end: Promise<CommandEnd>;
    }
  /** It ended first. */
  | ({ readonly status: "ended" } & CommandEnd)
  | { readonly status: "silent"; readonly pid: number | undefined; readonly end: Promise<CommandEnd> };

const LOOK_MS = 100;

/**
 * Starts a command of Campforge as a process of its own, which outlives this one and its terminal; what it
 * says is added to a log. Resolves once the record says that this very process carries a run out, it has
 * ended, or neither has come about for `waitMs`.
 */
export async function startInBackground(
  args: readonly string[],
  about: {
    readonly log: string;
    readonly waitMs: number;
    /** What the record says of the run under way now. */
    readonly readStatus: () => RunStatus | undefined;
  },
): Promise<BackgroundStart> {
  mkdirSync(dirname(about.log), { recursive: true });
  const output = openSync(about.log, "a");
  const before = statSync(about.log).size;
  const command = [...process.execArgv, join(PROJECT, "bin", "campforge.js"), ...args];
  const child = spawn(process.execPath, command, { detached: true, stdio: ["ignore", output, output] });
  closeSync(output);
  child.unref();
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  child.once("exit", resolve);
  child.once("error", () => resolve(null));
  const end = ended.then((exitCode): CommandEnd => ({ exitCode, said: readSaid(about.log, before) }));
  for (const deadline = performance.now() + about.waitMs; performance.now() < deadline;) {
    const status = about.readStatus();
    if (status !== undefined && status.pid === child.pid)
      return { status: "begun", pid: status.pid, run: status.run, end };
    const soon = await Promise.race([end, sleep(LOOK_MS, "alive" as const)]);
    if (soon !== "alive") return { status: "ended", ...soon };
  }
  return { status: "silent", pid: child.pid, end };
}

/** What was added to a log behind a position in bytes; nothing where somebody has taken the log away meanwhile. */
function readSaid(log: string, from: number): string {
  return existsSync(log) ? readFileSync(log).subarray(from).toString("utf8").trim() : "";
}
