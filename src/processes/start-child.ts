import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createFrameReader, encodeFrame } from "./frames.ts";

/** How a call to a child ended. A child that is overdue was killed. */
export type CallOutcome =
  | { readonly status: "replied"; readonly text: string }
  | { readonly status: "overdue"; readonly limitMs: number }
  | { readonly status: "died"; readonly cause: "memory" | "exit"; readonly reason: string };

/** A process that does one job at a time and may be killed at any moment. */
export type Child = {
  /** What the child said when it was ready. Rejects when it never was. */
  readonly ready: Promise<string>;
  readonly call: (request: string, limitMs: number) => Promise<CallOutcome>;
  readonly kill: () => void;
  readonly isAlive: () => boolean;
};

export type ChildProgram = {
  readonly entry: URL;
  readonly nodeFlags: readonly string[];
};

const STDERR_KEPT = 2_000;

/** Starts a Node process with an empty environment that ends when this one does. */
export function startChild(program: ChildProgram): Child {
  const child = spawn(process.execPath, [...program.nodeFlags, fileURLToPath(program.entry)], {
    env: { LANG: "C.UTF-8", TZ: "UTC" },
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  const { stdin, stdout, stderr } = pipesOf(child);
  let alive = true;
  let complaints = "";
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
    isReady = true;
    onReady(text);
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
  stdin.on("error", () => {}); // a child that died while being written to is reported by its exit
  const die = (reason: string, cause: "memory" | "exit"): void => {
    alive = false;
    onFailure(new Error(`a child process ended before it was ready: ${reason}`));
    settle({ status: "died", cause, reason });
  };
  child.on("error", (error) => die(error.message, "exit"));
  child.on("close", (code, signal) => {
    const said = complaints.trim().split("\n").at(0) ?? "";
    const outOfMemory = signal === "SIGUSR2" || complaints.includes("heap out of memory");
    die(`${signal ?? `exit code ${code}`}${said ? `: ${said}` : ""}`, outOfMemory ? "memory" : "exit");
  });

  const call = (request: string, limitMs: number): Promise<CallOutcome> => {
    if (!alive) return Promise.resolve({ status: "died", cause: "exit", reason: "it was not running" });
    return new Promise((resolve) => {
      const frame = encodeFrame(request); // throws on a request that is too long
      const timer = setTimeout(() => {
        kill();
        settle({ status: "overdue", limitMs });
      }, limitMs);
      waiting = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      stdin.write(frame);
    });
  };
  return { ready, call, kill, isAlive: () => alive };
}

function pipesOf(child: ChildProcess): {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
} {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw new Error("a child process came without pipes");
  return { stdin, stdout, stderr };
}
