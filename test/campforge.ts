import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./project.ts";

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
    env: environmentOf(options),
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

/** Runs the command line to its end, in a process of its own: for tests about the process itself. */
export function campforgeProcess(args: readonly string[], options: CallOptions = {}): Promise<Ended> {
  return startCampforge(args, options).ended;
}

let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs the command line to its end, in this process and one command at a time; what it prints is caught.
 * Standard input is a descriptor of the process: with something to say there, it is a process of its own.
 */
export function campforge(args: readonly string[], options: CallOptions = {}): Promise<Ended> {
  if (options.input !== undefined) return campforgeProcess(args, options);
  const ended = previous.then(() => runHere(args, options));
  previous = ended.catch(() => {});
  return ended;
}

async function runHere(args: readonly string[], options: CallOptions): Promise<Ended> {
  const [{ createProgram }, { runProgram }, { keepWorkshopWarm }] = await Promise.all([
    import("../src/cli/program/create-program.ts"),
    import("../src/cli/program/run-program.ts"),
    import("../src/workshop/workshop.ts"),
  ]);
  // A command that starts a compiler and a sandbox of its own spends most of its CPU time on that.
  keepWorkshopWarm();
  const streams = [process.stdout, process.stderr] as const;
  const caught = streams.map((stream) => catchOutput(stream));
  const { argv, env, exitCode } = process;
  const folder = process.cwd();
  process.env = environmentOf(options);
  process.chdir(options.cwd ?? ROOT);
  process.exitCode = undefined;
  process.argv = [process.execPath, LAUNCHER, ...withoutFolders(args)];
  try {
    const code = await runProgram(createProgram(), process.argv);
    const [stdout = "", stderr = ""] = caught.map(({ text }) => text());
    return { code, stdout, stderr };
  } finally {
    process.argv = argv;
    process.exitCode = exitCode;
    process.chdir(folder);
    process.env = env;
    for (const { release } of caught) release();
  }
}

/** Keeps what is written to a stream, and takes away the listeners that the command leaves on it. */
function catchOutput(stream: NodeJS.WriteStream): {
  readonly text: () => string;
  readonly release: () => void;
} {
  const own = Object.getOwnPropertyDescriptor(stream, "write");
  const before: readonly unknown[] = stream.listeners("error");
  const isNew = (listener: unknown): listener is () => void =>
    typeof listener === "function" && !before.includes(listener);
  let text = "";
  stream.write = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  return {
    text: () => text,
    release: () => {
      if (own === undefined) Reflect.deleteProperty(stream, "write");
      else Object.defineProperty(stream, "write", own);
      for (const listener of stream.listeners("error").filter(isNew)) stream.off("error", listener);
    },
  };
}

const environmentOf = (options: CallOptions): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: tmpdir(),
  // Some hundred processes load the same modules.
  NODE_COMPILE_CACHE: join(ROOT, "node_modules", ".cache", "campforge-tests"),
  ...options.env,
});
