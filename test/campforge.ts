import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, "..");

const LAUNCHER = join(ROOT, "bin", "campforge.js");

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

export type CallOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
};

/** Starts the command line as a user would; standard input is closed unless there is something to say. */
export function startCampforge(args: readonly string[], options: CallOptions = {}): Started {
  const child = spawn(process.execPath, [LAUNCHER, ...withoutFolders(args)], {
    cwd: options.cwd ?? ROOT,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: tmpdir(),
      // Some hundred processes load the same modules.
      NODE_COMPILE_CACHE: join(ROOT, "node_modules", ".cache", "campforge-tests"),
      ...options.env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  child.stdin.on("error", () => {}); // it may end before it has read everything
  child.stdin.end(options.input ?? "");
  const ended = new Promise<Ended>((done) => {
    child.on("close", (code) => done({ code, stdout, stderr }));
  });
  return { child, ended };
}

/** A run writes a folder for each task below the working folder: tests that do not look at these do without. */
const withoutFolders = (args: readonly string[]): readonly string[] =>
  args[0] === "run" && !args.includes("--generated") ? [...args, "--no-generated"] : args;

/** Runs the command line to its end. */
export function campforge(args: readonly string[], options: CallOptions = {}): Promise<Ended> {
  return startCampforge(args, options).ended;
}

/** A folder of its own for one test, and how to remove it. */
export function scratchFolder(): {
  readonly path: string;
  readonly write: (name: string, text: string) => string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), "campforge-"));
  return {
    path,
    write: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Where other people's task descriptions are, if they are there. */
export const SHARED = process.env["CAMPFORGE_SHARED"] ?? join(ROOT, "..", "shared");
