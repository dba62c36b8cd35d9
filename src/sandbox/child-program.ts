import { readableBy } from "../processes/confinement.ts";
import { preparedSources } from "../processes/prepared-sources.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import type { ChildProgram } from "../processes/start-child.ts";

/**
 * What a child may allocate once it is ready: what every isolate sets aside and never touches (514 MiB for its machine
 * code), and beyond that far more than it may hold. The kernel's limit is for what outruns the watchdog.
 */
const ISOLATE_MIB = 514;
const BEYOND_MIB = 630;

/** How the sandbox starts a child that keeps so many programs loaded, and for a moment one more. */
export function childProgram(kept: number): ChildProgram {
  const entry = siblingModule(import.meta.url, "child");
  return {
    entry,
    nodeFlags: [
      "--no-node-snapshot",
      // V8's own threads would use as much CPU time again, which a job would have to answer for.
      "--single-threaded",
      "--enable-experimental-regexp-engine-on-excessive-backtracks",
      "--disable-warning=ExperimentalWarning",
      ...preparedSources(entry),
    ],
    confinement: { readable: readableBy(entry), allocationMiB: (kept + 1) * ISOLATE_MIB + BEYOND_MIB },
  };
}
