import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type ChildNotice, readNotices } from "./child-notice.ts";
import { availableLayers, type Confinement, confinedCommand, SHELL_ENVIRONMENT } from "./confinement.ts";
import { createFrameReader, encodeFrame } from "./frames.ts";

/** How a call to a child ended. A child that is overdue, by the clock or by its CPU time, was killed. */
export type CallOutcome =
  | { readonly status: "replied"; readonly text: string }
  | { readonly status: "overdue"; readonly by: "clock" }
  | {
      readonly status: "overdue";
      readonly by: "cpu";
      readonly item: number | null;
      /** CPU time that this item used itself, as far as the watchdog saw. */
      readonly itemMs: number;
    }
  | { readonly status: "died"; readonly cause: "memory" | "exit"; readonly reason: string };

/** A process that does one job at a time and may be killed at any moment. */
export type Child = {
  /** What the child said when it was ready. Rejects when it never was. */
  readonly ready: Promise<string>;
  readonly call: (request: string, limitMs: number) => Promise<CallOutcome>;
  readonly kill: () => void;
  readonly isAlive: () => boolean;
  /** The most memory that it has held so far, in MiB, by what its watchdog has said; 0 before that. */
  readonly peakMiB: () => number;
};

export type ChildProgram = {
  readonly entry: URL;
  readonly nodeFlags: readonly string[];
  /** Without one, the child may do what this process may; for code that is ours. */
  readonly confinement?: Confinement;
};

const STDERR_KEPT = 2_000;
const MIB = 1024 * 1024;

/** Starts a Node process with an empty environment that ends when this one does. */
export function startChild(program: ChildProgram): Child {
  const child = spawnNode(program);
  const { stdin, stdout, stderr, lifeline } = pipesOf(child);
  let alive = true;
  let complaints = "";
  let lastNotice: ChildNotice | undefined;
  let peakMiB = 0;
  let waiting: ((outcome: CallOutcome) => void) | undefined;
  const { promise: ready, resolve: onReady, reject: onFailure } = Promise.withResolvers<string>();
  ready.catch(() => {}); // whoever calls hears of it; nobody has to
  let isReady = false;

  const settle = (outcome: CallOutcome): void => {
    const resolve = waiting;
    waiting = undefined;
    resolve?.(outcome);
  };
  const kill = (): void => {
    alive = false;
    child.kill("SIGKILL");
  };
  const read = createFrameReader((text) => {
    if (isReady) settle({ status: "replied", text });
    else void limitAllocation(child, program.confinement).then(() => onReady(text));
    isReady = true;
  });
  stdout.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      kill();
      settle({ status: "died", cause: "exit", reason: `it wrote what is no frame: ${String(error)}` });
    }
  });
  stderr.on("data", (chunk: Buffer) => {
    complaints = (complaints + chunk.toString("utf8")).slice(-STDERR_KEPT);
  });
  readNotices(lifeline, (notice) => {
    if (notice.notice === "peak") peakMiB = notice.residentMiB;
    else lastNotice = notice;
  });
  stdin.on("error", () => {}); // a child that died while being written to is reported by its exit
  const die = (outcome: CallOutcome, reason: string): void => {
    alive = false;
    onFailure(new Error(`a child process ended before it was ready: ${reason}`));
    settle(outcome);
  };
  child.on("error", (error) => die({ status: "died", cause: "exit", reason: error.message }, error.message));
  child.on("close", (code, signal) => {
    const said = complaints.trim().split("\n").at(0) ?? "";
    const reason = `${signal ?? `exit code ${code}`}${said ? `: ${said}` : ""}`;
    if (lastNotice?.notice === "out-of-time")
      return die({ status: "overdue", by: "cpu", item: lastNotice.item, itemMs: lastNotice.itemMs }, reason);
    const outOfMemory = lastNotice?.notice === "out-of-memory" || /out of memory|bad_alloc/i.test(complaints);
    die({ status: "died", cause: outOfMemory ? "memory" : "exit", reason }, reason);
  });

  const call = (request: string, limitMs: number): Promise<CallOutcome> => {
    if (!alive) return Promise.resolve({ status: "died", cause: "exit", reason: "it was not running" });
    return new Promise((resolve) => {
      const frame = encodeFrame(request); // throws on a request that is too long
      const timer = setTimeout(() => {
        kill();
        settle({ status: "overdue", by: "clock" });
      }, limitMs);
      waiting = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      stdin.write(frame);
    });
  };
  return { ready, call, kill, isAlive: () => alive, peakMiB: () => peakMiB };
}

function spawnNode({ entry, nodeFlags, confinement }: ChildProgram): ChildProcess {
  const parameters = [...nodeFlags, fileURLToPath(entry)];
  const stdio = ["pipe", "pipe", "pipe", "pipe"] as const;
  if (confinement === undefined) {
    const env = { LANG: "C.UTF-8", TZ: "UTC" };
    return spawn(process.execPath, parameters, { env, cwd: "/", stdio: [...stdio] });
  }
  const command = confinedCommand(confinement, parameters);
  return spawn(command.file, [...command.arguments], { env: SHELL_ENVIRONMENT, cwd: "/", stdio: [...stdio] });
}

/** The kernel's own limit, so that nothing outruns the watchdog. Resolves where it cannot be set, too. */
async function limitAllocation(child: ChildProcess, confinement: Confinement | undefined): Promise<void> {
  if (confinement === undefined || child.pid === undefined || !availableLayers().allocationLimit) return;
  const held = heldMiB(child.pid);
  if (held === undefined) return;
  const bytes = Math.round((held + confinement.allocationMiB) * MIB);
  const parameters = ["--pid", String(child.pid), `--data=${bytes}`];
  await new Promise<void>((resolve) => {
    execFile("prlimit", parameters, { env: SHELL_ENVIRONMENT }, () => resolve());
  });
}

function heldMiB(pid: number): number | undefined {
  try {
    const kib = /VmData:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined; // it has ended
  }
}

function pipesOf(child: ChildProcess): {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly lifeline: Readable;
} {
  const { stdin, stdout, stderr } = child;
  const lifeline = child.stdio[3];
  if (stdin === null || stdout === null || stderr === null || !(lifeline instanceof Socket))
    throw new Error("a child process came without pipes");
  return { stdin, stdout, stderr, lifeline };
}
