import { readFileSync } from "node:fs";
import ivm from "isolated-vm";

/** A job as the child gets it. `payload` is JSON that only the guest reads. */
export type GuestJob = {
  readonly operation: string;
  readonly payload: string;
  readonly timeoutMs: number;
  readonly memoryMiB: number;
};

/** What the child answers: the guest's own JSON envelope, or how the isolate ended. */
export type IsolateOutcome =
  | { readonly status: "answered"; readonly text: string; readonly cpuMs: number }
  | { readonly status: "timed-out"; readonly item: number | null }
  | { readonly status: "out-of-memory" }
  | { readonly status: "threw"; readonly message: string };

/** A program loaded into an isolate of its own; each job runs in a fresh context. */
export type LoadedProgram = {
  readonly run: (job: GuestJob) => IsolateOutcome;
  readonly dispose: () => void;
  readonly isUsable: () => boolean;
};

const LOCKDOWN = readFileSync(new URL("./guest/lockdown.js", import.meta.url), "utf8");
const HARNESS = readFileSync(new URL("./guest/harness.js", import.meta.url), "utf8");
const PROGRESS_LIMIT_MS = 50;

type GuestFunction = ivm.Reference<(operation: string, payload: unknown) => string>;

/** Compiles a program. Throws what the isolate throws on a syntax error or a limit: the caller reports it. */
export function loadProgram(
  program: { readonly toolkit: string; readonly code: string },
  memoryMiB: number,
): LoadedProgram {
  const isolate = new ivm.Isolate({
    memoryLimit: memoryMiB,
    onCatastrophicError: () => process.kill(process.pid, "SIGKILL"),
  });
  const lockdown = compileCached(isolate, LOCKDOWN, "lockdown.js");
  const harness = `(() => {\n${HARNESS}\nreturn createHarness(${program.toolkit});\n})()`;
  const base = compileCached(isolate, harness, "harness.js");
  const draft = compileDraft(isolate, program.code);
  let usable = true;

  const run = (job: GuestJob): IsolateOutcome => {
    const deadline = performance.now() + job.timeoutMs;
    const options = (): { readonly timeout: number } => ({
      timeout: Math.max(1, Math.ceil(deadline - performance.now())),
    });
    const before = isolate.cpuTime;
    let guest: GuestFunction | undefined;
    const context = isolate.createContextSync();
    try {
      lockdown.runSync(context, options());
      guest = base.runSync(context, { ...options(), reference: true });
      const makeClass = draft.runSync(context, { ...options(), reference: true });
      const booted: unknown = guest.applySync(undefined, ["boot", makeClass.derefInto()], options());
      if (booted !== BOOTED) return { status: "answered", text: String(booted), cpuMs: 0 };
      const text: unknown = guest.applySync(undefined, [job.operation, job.payload], options());
      return { status: "answered", text: String(text), cpuMs: Number(isolate.cpuTime - before) / 1e6 };
    } catch (error) {
      const message = error instanceof Error ? error.message : "an error that is none";
      if (isolate.isDisposed) {
        usable = false;
        return { status: "out-of-memory" };
      }
      usable = false; // whatever happened, the next job gets a clean isolate
      if (message.includes("timed out")) return { status: "timed-out", item: readProgress(guest) };
      return { status: "threw", message: message.slice(0, 600) };
    } finally {
      if (!isolate.isDisposed) context.release();
    }
  };
  return {
    run,
    isUsable: () => usable,
    dispose: () => {
      if (!isolate.isDisposed) isolate.dispose();
    },
  };
}

/** Compiled code of our own scripts: every isolate of this process runs the same ones. */
const compiled = new Map<string, ivm.ExternalCopy<ArrayBuffer>>();

function compileCached(isolate: ivm.Isolate, code: string, filename: string): ivm.Script {
  const known = compiled.get(code);
  if (known !== undefined) return isolate.compileScriptSync(code, { filename, cachedData: known });
  const script = isolate.compileScriptSync(code, { filename, produceCachedData: true });
  // The typings leave out what `produceCachedData` adds.
  if ("cachedData" in script && script.cachedData instanceof ivm.ExternalCopy)
    compiled.set(code, script.cachedData);
  return script;
}

/** A script that does not parse leaves nothing behind. */
function compileDraft(isolate: ivm.Isolate, code: string): ivm.Script {
  try {
    return isolate.compileScriptSync(code, { filename: "draft.ts" });
  } catch (error) {
    isolate.dispose();
    throw error;
  }
}

const BOOTED = JSON.stringify({ status: "completed", value: null });

/** The item of a batch that was under way when the time ran out. */
function readProgress(guest: GuestFunction | undefined): number | null {
  try {
    const item = Number(guest?.applySync(undefined, ["progress", ""], { timeout: PROGRESS_LIMIT_MS }));
    return Number.isInteger(item) ? item : null;
  } catch {
    return null;
  }
}
