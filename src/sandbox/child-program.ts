import { readableBy } from "../processes/confinement.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import type { ChildProgram } from "../processes/start-child.ts";

/**
 * What a child may allocate once it is ready. Far more than it may hold: every isolate, and a child has up
 * to five, sets 514 MiB aside that it never touches. The kernel's limit is for what outruns the watchdog.
 */
const ALLOCATION_MIB = 3_200;

/** How the sandbox starts a child. */
export function childProgram(): ChildProgram {
  const entry = siblingModule(import.meta.url, "child");
  return {
    entry,
    nodeFlags: [
      "--no-node-snapshot",
      // V8's own threads would use as much CPU time again, which a job would have to answer for.
      "--single-threaded",
      "--enable-experimental-regexp-engine-on-excessive-backtracks",
      "--disable-warning=ExperimentalWarning",
    ],
    confinement: { readable: readableBy(entry), allocationMiB: ALLOCATION_MIB },
  };
}
