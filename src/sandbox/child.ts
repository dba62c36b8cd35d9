import { z } from "zod";
import { serveFrames } from "../processes/serve-frames.ts";
import { type IsolateOutcome, loadProgram, type LoadedProgram } from "./run-in-isolate.ts";

/** The disposable child: keeps a few programs loaded and runs one job at a time. */

const RESIDENT_LIMIT_MIB = 512;
const KEPT_PROGRAMS = 4;

const requestSchema = z.object({
  id: z.string(),
  program: z.object({ toolkit: z.string(), code: z.string() }).optional(),
  operation: z.string(),
  payload: z.string(),
  timeoutMs: z.number(),
  memoryMiB: z.number(),
});

const loaded = new Map<string, LoadedProgram>();

function answer(text: string): string {
  const request = requestSchema.parse(JSON.parse(text));
  const outcome = runJob(request);
  return JSON.stringify(outcome);
}

function runJob(
  request: z.infer<typeof requestSchema>,
): IsolateOutcome | { readonly status: "unknown-program" } {
  const key = `${request.id}:${request.memoryMiB}`;
  let program = loaded.get(key);
  if (program === undefined) {
    if (request.program === undefined) return { status: "unknown-program" };
    try {
      program = loadProgram(request.program, request.memoryMiB);
    } catch (error) {
      return {
        status: "threw",
        message: error instanceof Error ? error.message : "the program did not load",
      };
    }
    loaded.set(key, program);
    const [oldest] = loaded.keys();
    if (loaded.size > KEPT_PROGRAMS && oldest !== undefined) forget(oldest);
  }
  const outcome = program.run(request);
  if (!program.isUsable()) forget(key);
  return outcome;
}

function forget(key: string): void {
  loaded.get(key)?.dispose();
  loaded.delete(key);
}

serveFrames({ residentLimitMiB: RESIDENT_LIMIT_MIB, ready: "ready", answer });
