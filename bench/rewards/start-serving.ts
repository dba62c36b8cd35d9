import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LAUNCHER = resolve(import.meta.dirname, "../../bin/campforge.js");

/** A server in a process of its own, as a trainer finds it. */
export type Serving = {
  readonly url: string;
  readonly pid: number;
  /** Stops it gracefully; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
};

/** `campforge serve` on a free port, with its usual options. Rejects when it ends before it listens. */
export async function startServing(library: string): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), "campforge-bench-"));
  const state = join(folder, "curriculum.json");
  const parameters = [LAUNCHER, "serve", library, "--port", "0", "--state", state];
  const server = spawn(process.execPath, parameters, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((done) => server.on("close", done));
  const url = await new Promise<string>((found, fail) => {
    let said = "";
    server.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined) found(address);
    });
    void ended.then((code) => fail(new Error(`the server ended with ${code}: ${said}`)));
  });
  const { pid } = server;
  if (pid === undefined) throw new Error("a server without a process");
  return {
    url,
    pid,
    stop: async () => {
      server.kill("SIGTERM");
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
