import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunStart } from "../../review/drivers.ts";
import { EXIT } from "../output/exit-codes.ts";
import { PROJECT } from "../input/project.ts";
import { resumeArguments } from "./resume-command.ts";

/** What a run is carried on with. */
export type RunAgain = { readonly db: string; readonly config: string | undefined };

/** A command that has lived so long and holds its run is on its way. */
const SETTLED_MS = 2_000;
/** It is taken for started after so long, whatever it says. */
const LONGEST_MS = 15_000;
const POLL_MS = 100;

/**
 * Starts that command as a process of its own, which outlives this one; what it says goes into a file beside
 * the record. Resolves once it is on its way, or has ended.
 */
export async function startRunAgain(
  run: number,
  again: RunAgain,
  isRunning: () => boolean,
): Promise<RunStart> {
  const log = `${again.db}.run.log`;
  const output = openSync(log, "w");
  const child = spawn(
    process.execPath,
    [join(PROJECT, "bin", "campforge.js"), ...resumeArguments({ run, ...again })],
    {
      detached: true,
      stdio: ["ignore", output, output],
    },
  );
  closeSync(output);
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  child.on("exit", (code) => resolve(code));
  child.on("error", () => resolve(null));
  child.unref();
  const begun = performance.now();
  for (;;) {
    const code = await Promise.race([ended, pause()]);
    if (code !== "alive") return describeEnd(code, log);
    const ageMs = performance.now() - begun;
    if (ageMs > LONGEST_MS || (ageMs > SETTLED_MS && isRunning())) return { status: "started" };
  }
}

const pause = (): Promise<"alive"> => new Promise((done) => setTimeout(() => done("alive"), POLL_MS));

function describeEnd(code: number | null, log: string): RunStart {
  if (code === EXIT.done) return { status: "started" };
  const said = readFileSync(log, "utf8").trim().split("\n").at(-1) ?? "";
  if (code === EXIT.recordHeld)
    return {
      status: "running-already",
      reason: "A run is under way with this record; it takes up what was sent back when it is started anew",
    };
  return { status: "failed", reason: `The run did not start: ${said === "" ? `see ${log}` : said}` };
}
