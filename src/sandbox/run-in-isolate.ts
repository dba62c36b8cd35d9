import { readFileSync } from "node:fs";
import ivm from "isolated-vm";

/** A job as the child gets it. `payload` is JSON that only the guest reads. */
export type GuestJob = {
  readonly operation: string;
  readonly payload: string;
  /** The clock's limit, loose: CPU time is what is budgeted, and the meter's business. */
  readonly wallMs: number;
};

/** What the child answers: the guest's own JSON envelope, or how the isolate ended. */
export type IsolateOutcome =
  | { readonly status: "answered"; readonly text: string; readonly cpuMs: number }
  | { readonly status: "timed-out" }
  | { readonly status: "out-of-memory" }
  | { readonly status: "threw"; readonly message: string };

/**
 * A program loaded into an isolate of its own. Its jobs share one context, in which everything shared is
 * frozen, and each gets the draft's module anew: fresh contexts would cost more than the jobs.
 */
export type LoadedProgram = {
  /** The second 64-bit integer of `readings`, the same at each call, becomes the item of the batch under way. */
  readonly run: (job: GuestJob, readings: SharedArrayBuffer) => IsolateOutcome;
  readonly dispose: () => void;
  readonly isUsable: () => boolean;
  /** Memory that its isolate holds just now. */
  readonly heldMiB: () => number;
};

const readGuest = (name: string): string =>
  readFileSync(new URL(`./guest/${name}.js`, import.meta.url), "utf8");
const LOCKDOWN = readGuest("lockdown");
const HARNESS = readGuest("harness");
const PARTS = `{
createCalls: (${readGuest("calls")}),
createDrawing: (${readGuest("drawing")}),
createJsonValues: (${readGuest("json-values")}),
createKeeper: (${readGuest("keeper")}),
createWording: (${readGuest("wording")}),
createStill: (${readGuest("still")}),
createScoring: (${readGuest("scoring")}),
createModelVerified: (${readGuest("model-verified")}),
describeError: (${readGuest("describe-error")}),
}`;

const MIB = 1024 * 1024;

type Guest = {
  readonly begin: (draft: unknown, readings: unknown) => void;
  readonly work: (operation: string, payload: string) => void;
  readonly tell: () => string;
};
type GuestMethods = { readonly work: ivm.Reference; readonly tell: ivm.Reference };

/** Compiles a program. Throws what the isolate throws on a syntax error or a limit: the caller reports it. */
export function loadProgram(
  program: { readonly toolkit: string; readonly code: string },
  memoryMiB: number,
): LoadedProgram {
  const isolate = new ivm.Isolate({
    memoryLimit: memoryMiB,
    onCatastrophicError: () => process.kill(process.pid, "SIGKILL"),
  });
  const base = compileCached(
    isolate,
    // In brackets, because V8 compiles a function at once, and keeps it in its code cache, that looks called.
    `(() => {\nconst world = (${LOCKDOWN})();\nreturn (${HARNESS})(${program.toolkit}, world, ${PARTS});\n})()`,
    "harness.js",
  );
  const draft = compileDraft(isolate, program.code);
  let guest: GuestMethods | undefined;
  let usable = true;

  const enter = (options: () => { readonly timeout: number }, readings: SharedArrayBuffer): GuestMethods => {
    const context = isolate.createContextSync();
    const harness: ivm.Reference<Guest> = base.runSync(context, { ...options(), reference: true });
    const method = (name: keyof Guest): ivm.Reference => harness.getSync(name, { reference: true });
    const makeClass = draft.runSync(context, { ...options(), reference: true });
    const shared = new ivm.ExternalCopy(readings).copyInto();
    method("begin").applySync(undefined, [makeClass.derefInto(), shared], options());
    return { work: method("work"), tell: method("tell") };
  };

  const run = (job: GuestJob, readings: SharedArrayBuffer): IsolateOutcome => {
    const deadline = performance.now() + job.wallMs;
    const options = (): { readonly timeout: number } => ({
      timeout: Math.max(1, Math.ceil(deadline - performance.now())),
    });
    // The isolate works on this thread. Its own cpuTime is time by the clock in the builds of isolated-vm for Linux.
    const before = process.threadCpuUsage();
    try {
      guest ??= enter(options, readings);
      try {
        guest.work.applySync(undefined, [job.operation, job.payload], options());
      } catch (error) {
        // A promise that nobody waited for; what it says is the draft's, and not to be looked at.
        if (isolate.isDisposed || performance.now() >= deadline) throw error;
        usable = false;
      }
      const text: unknown = guest.tell.applySync(undefined, [], options());
      if (text === "") return { status: "threw", message: "the draft ended its job from outside" };
      return { status: "answered", text: String(text), cpuMs: cpuMsSince(before) };
    } catch (error) {
      usable = false; // whatever happened, the next job gets a clean isolate
      if (isolate.isDisposed) return { status: "out-of-memory" };
      if (performance.now() >= deadline) return { status: "timed-out" };
      const message = error instanceof Error ? error.message : "an error that is none";
      return { status: "threw", message: message.slice(0, 600) };
    }
  };
  return {
    run,
    isUsable: () => usable,
    heldMiB: () => {
      if (isolate.isDisposed) return 0;
      const { total_physical_size, externally_allocated_size } = isolate.getHeapStatisticsSync();
      return (total_physical_size + externally_allocated_size) / MIB;
    },
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

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
