import type { JobMeter } from "../processes/job-meter.ts";
import { serveFrames } from "../processes/serve-frames.ts";
import { type IsolateOutcome, loadProgram, type LoadedProgram } from "./run-in-isolate.ts";
import { type JobRequest, joinRequest, splitRequest } from "./job-request.ts";

/** The disposable child: keeps a few programs loaded and runs one job at a time. */

const RESIDENT_LIMIT_MIB = 512;
/** What the isolates of kept programs may hold together. Beside it there must be room for one at work. */
const KEPT_MIB = 224;

/** The one that was used longest ago stands first. */
const loaded = new Map<string, LoadedProgram>();
/** One, but for those who change it while they work. */
const toolkits = new Map<string, string>();

function answer(text: string, meter: JobMeter): string {
  const { head, body } = splitRequest(text);
  // Written by this package's own supervisor; a schema library would take a third of the start.
  const request: JobRequest = JSON.parse(head);
  const outcome = runJob(request, body, meter);
  if (outcome.status === "timed-out") return joinRequest({ ...outcome, item: meter.item() }, "");
  if (outcome.status !== "answered") return joinRequest(outcome, "");
  return joinRequest({ status: outcome.status, cpuMs: outcome.cpuMs }, outcome.text);
}

function runJob(
  request: JobRequest,
  payload: string,
  meter: JobMeter,
): IsolateOutcome | { readonly status: "unknown-program" | "unknown-toolkit" } {
  const key = `${request.id}:${request.memoryMiB}`;
  meter.start(request.cpuMs);
  let program = loaded.get(key);
  if (program === undefined) {
    if (request.program === undefined) return { status: "unknown-program" };
    const { toolkitId, code } = request.program;
    const toolkit = request.program.toolkit ?? toolkits.get(toolkitId);
    if (toolkit === undefined) return { status: "unknown-toolkit" };
    toolkits.set(toolkitId, toolkit);
    try {
      program = loadProgram({ toolkit, code }, request.memoryMiB);
    } catch (error) {
      const message = error instanceof Error ? error.message : "the program did not load";
      return { status: "threw", message };
    }
    makeRoom(request.kept);
  }
  loaded.delete(key);
  loaded.set(key, program);
  const { operation, wallMs } = request;
  const outcome = program.run({ operation, payload, wallMs }, meter.readings);
  if (!program.isUsable()) forget(key);
  return outcome;
}

/** Forgets programs until one more is within the bounds. */
function makeRoom(kept: number): void {
  let heldMiB = 0;
  for (const program of loaded.values()) heldMiB += program.heldMiB();
  for (const [oldest, program] of loaded) {
    if (loaded.size < kept && heldMiB <= KEPT_MIB) return;
    heldMiB -= program.heldMiB();
    forget(oldest);
  }
}

function forget(key: string): void {
  loaded.get(key)?.dispose();
  loaded.delete(key);
}

serveFrames({ residentLimitMiB: RESIDENT_LIMIT_MIB, ready: "ready", answer });
